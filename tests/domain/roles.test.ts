import { describe, expect, it } from 'vitest';
import { rolesAsked } from '../../src/domain/crisis.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { testPlan } from '../fixtures/plan.ts';
import { person, started } from './course.ts';

const take = (role: 'logOfficer' | 'crisisLeader' | 'solutionOfficer') =>
  ({ kind: 'takeRole', role }) as const;

describe('taking a role', () => {
  it('gives it to whoever says yes, and asks nobody else any more', () => {
    const course = started().does('lise', take('logOfficer'));
    expect(course.last.text).toBe('Lise Bro har taget rollen Situationsbillede, log og dokumentation');
    expect(course.crisis.roles.logOfficer).toMatchObject({
      holders: [{ id: 'lise', confirmed: true }],
      offeredTo: [],
    });
  });

  it('tells the second of two who has it, with number', () => {
    const refusal = started().does('lise', take('logOfficer')).when('jens', take('logOfficer'));
    expect(refusal).toMatchObject({ code: 'taken', text: expect.stringContaining('Lise Bro (96 11 00 04)') });
  });

  it('is open to anyone in the crisis organisation who was not asked', () => {
    expect(started().does('peter', take('solutionOfficer')).crisis.roles.solutionOfficer.holders[0]?.id).toBe(
      'peter',
    );
  });

  it('says so when one has it already', () => {
    expect(started().does('lise', take('logOfficer')).when('lise', take('logOfficer'))).toMatchObject({
      code: 'already',
    });
  });

  it('lets the crisis leader take over any role, and the log names both', () => {
    const course = started().does('lise', take('logOfficer')).does('anna', take('logOfficer'));
    expect(course.last).toMatchObject({
      event: { from: 'lise' },
      text: expect.stringContaining('overtaget'),
    });
    expect(course.crisis.roles.logOfficer.holders.map(({ id }) => id)).toEqual(['anna']);
  });

  it('lets several hold a role that the plan calls shared', () => {
    const plan: Plan = {
      ...testPlan,
      roles: testPlan.roles.map((role) => ({ ...role, shared: role.id === 'peopleOfficer' })),
    };
    const course = started('anna', { plan })
      .does('lise', { kind: 'takeRole', role: 'peopleOfficer' })
      .does('jens', { kind: 'takeRole', role: 'peopleOfficer' });
    expect(course.crisis.roles.peopleOfficer).toMatchObject({
      holders: [{ id: 'lise' }, { id: 'jens' }],
      offeredTo: ['anna', 'peter'],
    });
  });
});

describe('the crisis leader', () => {
  it('may be anyone in the crisis organisation while there is none', () => {
    expect(started('jens').does('peter', take('crisisLeader')).crisis.roles.crisisLeader.holders[0]?.id).toBe(
      'peter',
    );
  });

  it('is taken over by whoever stands before in the order of succession, and by nobody after', () => {
    const course = started('jens').does('jens', take('crisisLeader'));
    expect(course.when('lise', take('crisisLeader'))).toMatchObject({ code: 'taken' });
    expect(course.does('anna', take('crisisLeader')).crisis.roles.crisisLeader.holders).toMatchObject([
      { id: 'anna' },
    ]);
  });
});

describe('a crisis leader who is not there', () => {
  const away = [
    [
      'never said yes',
      started('jens').does('jens', { kind: 'assignRole', role: 'crisisLeader', to: person('anna') }),
    ],
    ['cannot come', started('anna').does('anna', { kind: 'attend', attendance: 'prevented' })],
    [
      'did not answer the phone',
      started('anna').does('jens', { kind: 'phone', person: person('anna'), outcome: 'noAnswer' }),
    ],
  ] as const;
  it.each(away)('%s: anyone in the crisis organisation may take over', (_, course) => {
    expect(course.does('peter', take('crisisLeader')).crisis.roles.crisisLeader.holders).toMatchObject([
      { id: 'peter' },
    ]);
  });

  it('is taken over against expectation only by saying so, and the refusal tells how', () => {
    const refusal = started('anna').when('jens', take('crisisLeader'));
    expect(refusal).toMatchObject({ code: 'taken', text: expect.stringContaining('alligevel') });
    const anyway = started('anna').does('jens', { kind: 'takeRole', role: 'crisisLeader', anyway: true });
    expect(anyway.crisis.roles.crisisLeader.holders).toMatchObject([{ id: 'jens' }]);
    const other = started('anna').does('lise', take('logOfficer'));
    expect(other.when('jens', { kind: 'takeRole', role: 'logOfficer', anyway: true })).toMatchObject({
      code: 'taken',
    });
  });

  it('is never someone outside the plan, by whatever way', () => {
    const helper = { id: 'teams:2', name: 'Ida Vang' };
    const course = started('jens').does('jens', { kind: 'assignRole', role: 'logOfficer', to: helper });
    expect(course.when(helper, take('crisisLeader'))).toMatchObject({ code: 'notAllowed' });
    const phoned = { kind: 'phone', person: helper, outcome: 'takesRole', role: 'crisisLeader' } as const;
    expect(course.when('jens', phoned)).toMatchObject({ code: 'invalid' });
  });
});

describe('what a person is asked', () => {
  it('begins with the roles the plan names them for, before those of a group', () => {
    expect(rolesAsked(started().crisis, 'jens')).toEqual(['solutionOfficer', 'logOfficer', 'peopleOfficer']);
  });
});

describe('saying no', () => {
  it('leaves a group’s role with those who have not answered', () => {
    const no = { kind: 'declineRole', role: 'logOfficer', reason: 'ill' } as const;
    const course = started().does('lise', no);
    expect(course.last.text).toBe(
      'Lise Bro kan ikke tage rollen Situationsbillede, log og dokumentation (syg)',
    );
    expect(course.crisis.roles.logOfficer.offeredTo).toEqual(['anna', 'jens', 'peter']);
  });

  it('asks the next in the order of succession when the crisis leader cannot', () => {
    const no = { kind: 'declineRole', role: 'crisisLeader', reason: 'away' } as const;
    const course = started('peter').does('anna', no);
    expect(course.crisis.roles.crisisLeader.offeredTo).toEqual(['jens']);
    expect(rolesAsked(course.crisis, 'jens')).toContain('crisisLeader');
  });

  it('gives back a role one holds', () => {
    const course = started()
      .does('lise', take('logOfficer'))
      .does('lise', { kind: 'declineRole', role: 'logOfficer', reason: 'busy' });
    expect(course.crisis.roles.logOfficer.holders).toEqual([]);
  });

  it('is refused by someone who was not asked', () => {
    const no = { kind: 'declineRole', role: 'solutionOfficer', reason: 'busy' } as const;
    expect(started().when('lise', no)).toMatchObject({ code: 'already' });
  });
});

describe('handing out roles', () => {
  it('is the crisis leader’s; the person holds the role at once and is asked to confirm', () => {
    const course = started().does('anna', { kind: 'assignRole', role: 'commsExternal', to: person('mette') });
    expect(course.crisis.roles.commsExternal.holders).toMatchObject([{ id: 'mette', confirmed: false }]);
    expect(rolesAsked(course.crisis, 'mette')).toEqual(['commsExternal']);
    const confirmed = course.does('mette', { kind: 'takeRole', role: 'commsExternal' });
    expect(confirmed.crisis.roles.commsExternal.holders).toMatchObject([{ id: 'mette', confirmed: true }]);
  });

  it('is refused to others, who are told whom to phone', () => {
    const assign = { kind: 'assignRole', role: 'logOfficer', to: person('jens') } as const;
    expect(started().when('lise', assign)).toMatchObject({
      code: 'notAllowed',
      text: expect.stringContaining('Anna Holm'),
    });
  });

  it('lets the staff fill empty roles between them while there is no leader', () => {
    const assign = { kind: 'assignRole', role: 'logOfficer', to: person('lise') } as const;
    const course = started('jens').does('jens', assign);
    expect(course.crisis.roles.logOfficer.holders).toMatchObject([{ id: 'lise' }]);
    expect(course.when('jens', { ...assign, to: person('peter') })).toMatchObject({ code: 'notAllowed' });
  });

  it('never makes someone outside the plan crisis leader', () => {
    const assign = {
      kind: 'assignRole',
      role: 'crisisLeader',
      to: { id: 'teams:2', name: 'Ida Vang' },
    } as const;
    expect(started().when('anna', assign)).toMatchObject({ code: 'invalid' });
  });
});
