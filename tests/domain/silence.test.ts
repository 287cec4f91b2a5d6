import { describe, expect, it } from 'vitest';
import { announce } from '../../src/domain/announce.ts';
import type { CommandBody } from '../../src/domain/command.ts';
import { rolesAsked, rolesOpen, rolesOpenTo } from '../../src/domain/crisis.ts';
import { due } from '../../src/domain/due.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { testPlan } from '../fixtures/plan.ts';
import { type Course, person, started, system } from './course.ts';

/** Peter deputises for Jens, and Mette after him. */
const withDeputies: Plan = {
  ...testPlan,
  timings: { ...testPlan.timings, openRoleMinutes: 20 },
  roles: testPlan.roles.map((role) =>
    role.id === 'solutionOfficer' ? { ...role, deputies: ['peter', 'mette'] } : role,
  ),
};

const take = (role: 'logOfficer' | 'peopleOfficer' | 'solutionOfficer' | 'commsInternal' | 'crisisLeader') =>
  ({ kind: 'takeRole', role }) as const;
const phoned = (id: string, outcome: 'coming' | 'noAnswer' | 'takesRole'): CommandBody => ({
  kind: 'phone',
  person: person(id),
  outcome,
});
const attends = (attendance: 'onTheWay' | 'present' | 'prevented', expectedAt?: string): CommandBody => ({
  kind: 'attend',
  attendance,
  ...(expectedAt ? { expectedAt } : {}),
});

/** The texts of what time brought about at this minute. */
const brought = (course: Course, minutes: number) => {
  const before = course.ledger.entries.length;
  return course
    .at(minutes)
    .ticks()
    .ledger.entries.slice(before)
    .map(({ text }) => text);
};
/** The same, minute by minute up to this one. */
const through = (course: Course, minutes: number) =>
  Array.from({ length: minutes }, (_, index) => index + 1).reduce(
    (so: Course, minute) => so.at(minute).ticks(),
    course,
  );

describe('a reminder', () => {
  it('goes to everyone who has not answered, when the plan’s minutes have passed, and once', () => {
    expect(brought(started(), 4.9)).toEqual([]);
    expect(brought(started(), 5)).toEqual(['Påmindet om at svare: Jens Krogh, Lise Bro og Peter Lund']);
    expect(brought(started().at(5).ticks(), 9)).toEqual([]);
  });

  it('stops only for the one who answered, whether in Teams, by phone or by SMS', () => {
    const course = started()
      .does('jens', take('solutionOfficer'))
      .does('anna', phoned('lise', 'coming'))
      .does('anna', { kind: 'phone', person: person('peter'), outcome: 'coming', way: 'sms' });
    expect(brought(course, 5)).toEqual([]);
    expect(brought(started().does('jens', take('solutionOfficer')), 5)).toEqual([
      'Påmindet om at svare: Lise Bro og Peter Lund',
    ]);
    expect(course.crisis.people.peter?.receiptBy).toBe('sms');
  });

  it('is not stopped by a voicemail, nor by having seen the message without answering for the role', () => {
    const course = started()
      .does('anna', phoned('lise', 'noAnswer'))
      .does('peter', { kind: 'acknowledge' })
      .does('jens', { kind: 'acknowledge' });
    expect(brought(course, 5)).toEqual(['Påmindet om at svare: Jens Krogh, Lise Bro og Peter Lund']);
  });

  it('does not press whoever has a role already for one their whole group is asked for', () => {
    const course = started().does('lise', take('commsInternal'));
    expect(rolesAsked(course.crisis, 'lise')).toEqual(['logOfficer', 'peopleOfficer']);
    expect(brought(course, 5)[0]).not.toContain('Lise');
  });

  it('goes to whoever was given a role and has not confirmed it, from then on', () => {
    const course = started()
      .at(3)
      .does('anna', { kind: 'assignRole', role: 'commsExternal', to: person('mette') });
    expect(brought(course, 5)[0]).not.toContain('Mette');
    expect(brought(course.at(5).ticks(), 8)).toEqual(['Påmindet om at svare: Mette Ask']);
  });

  it('is not sent to someone Teams lets nothing through to: they must be phoned', () => {
    const course = started().does(system, {
      kind: 'reportUnreachable',
      person: person('jens'),
      cause: 'blocked',
    });
    expect(brought(course, 5)).toEqual(['Påmindet om at svare: Lise Bro og Peter Lund']);
  });

  it('is a new card to each, and vanishes for whoever has answered meanwhile', () => {
    const course = started().at(5).ticks();
    const to = (so: Course) => announce(course.last, so.crisis).map(({ id }) => id);
    expect(to(course)).toEqual(['2-card-jens', '2-card-lise', '2-card-peter']);
    expect(to(course.does('anna', phoned('lise', 'coming')))).not.toContain('2-card-lise');
  });

  it('comes due once, now, when the service was down at the time', () => {
    const late = started().at(240).ticks();
    expect(late.ledger.entries.map(({ event }) => event.kind)).toEqual([
      'started',
      'reminded',
      'rolesOpened',
      'pictureOverdue',
    ]);
    expect(due(late.crisis, late.last.at)).toEqual([]);
  });
});

describe('the next in line', () => {
  it('is asked each time the plan’s minutes pass in silence, in order, until the role is open', () => {
    const course = through(started('anna', { plan: withDeputies }), 25);
    const told = course.ledger.entries.filter(({ event }) => event.kind === 'roleOffered');
    expect(told.map(({ text, at }) => `${at.slice(14, 16)} ${text}`)).toEqual([
      '19 Ingen har svaret om rollen Proces/teknik/bygning/systemer. Peter Lund er også spurgt',
      '24 Ingen har svaret om rollen Proces/teknik/bygning/systemer. Mette Ask er også spurgt',
    ]);
    expect(course.crisis.roles.solutionOfficer.offeredTo).toEqual(['jens', 'peter', 'mette']);
    expect(rolesOpen(course.crisis)).toContain('solutionOfficer');
  });

  it('is not asked while somebody who is asked by name is on the way', () => {
    const course = started('anna', { plan: withDeputies }).does('anna', phoned('jens', 'coming'));
    expect(brought(course, 6).join()).not.toContain('Peter Lund er også spurgt');
  });

  it('is asked at once when those asked cannot come', () => {
    const course = started('anna', { plan: withDeputies }).does('jens', attends('prevented'));
    expect(brought(course, 2)).toEqual([
      'Ingen har svaret om rollen Proces/teknik/bygning/systemer. Peter Lund er også spurgt',
    ]);
  });

  it('is the plan’s order of succession for the crisis leader', () => {
    const course = started('peter').at(5).ticks();
    expect(course.crisis.roles.crisisLeader.offeredTo).toEqual(['anna', 'jens']);
  });

  it('leaves the role to whoever says yes first', () => {
    const course = started('anna', { plan: withDeputies })
      .at(5)
      .ticks()
      .does('jens', take('solutionOfficer'));
    expect(course.when('peter', take('solutionOfficer'))).toMatchObject({ code: 'taken' });
  });
});

describe('an open role', () => {
  it('is one that nobody has said yes to in the plan’s minutes; the log says so once for all of them', () => {
    const course = started().at(5).ticks().at(10).ticks();
    expect(course.last.text).toBe(
      'Ingen har sagt ja til rollerne »Situationsbillede, log og dokumentation«, »Involverede personer«, »Proces/teknik/bygning/systemer« og »Kommunikation, intern«. Nu kan alle i kriseorganisationen tage dem',
    );
    expect(course.when(system, { kind: 'openRoles', roles: ['logOfficer'] })).toMatchObject({
      code: 'already',
    });
  });

  it('is open at once where the plan names nobody, and where the last one asked says no', () => {
    expect(rolesOpen(started().crisis)).toEqual(['commsExternal']);
    const no = { kind: 'declineRole', role: 'solutionOfficer', reason: 'ill' } as const;
    expect(rolesOpen(started().does('jens', no).crisis)).toEqual(['solutionOfficer', 'commsExternal']);
  });

  it('is offered to everyone, but not to whoever is asked for it anyway or has said no', () => {
    const no = { kind: 'declineRole', role: 'solutionOfficer', reason: 'ill' } as const;
    const { crisis } = started().does('jens', no);
    expect(rolesOpenTo(crisis, 'lise')).toEqual(['solutionOfficer', 'commsExternal']);
    expect(rolesOpenTo(crisis, 'jens')).toEqual(['commsExternal']);
  });

  it('goes to the crisis leader as a card for handing out, and to those who are awake', () => {
    const course = started().does('lise', { kind: 'acknowledge' }).at(10).ticks();
    const opened = course.ledger.entries.find(({ event }) => event.kind === 'rolesOpened');
    const told = opened ? announce(opened, course.crisis) : [];
    expect(told.map(({ id }) => id)).toEqual([
      `${opened?.number}-handout-anna`,
      `${opened?.number}-card-lise`,
    ]);
    expect(told[1]?.text).toMatch(/^Ingen har sagt ja til rollerne .*\. Kan du\?$/);
  });

  it('may be taken from someone who was given it and never said yes', () => {
    const course = started().does('anna', { kind: 'assignRole', role: 'logOfficer', to: person('lise') });
    expect(course.when('peter', take('logOfficer'))).toMatchObject({ code: 'taken' });
    const open = course.at(11).ticks();
    expect(open.does('peter', take('logOfficer')).crisis.roles.logOfficer.holders).toMatchObject([
      { id: 'peter', confirmed: true },
    ]);
  });

  it('is no more once somebody has it', () => {
    const course = started().at(10).ticks().does('peter', take('logOfficer'));
    expect(rolesOpen(course.crisis)).not.toContain('logOfficer');
    expect(due(course.crisis, course.at(50).ticks().last.at)).toEqual([]);
  });
});

describe('someone on the way', () => {
  it('keeps what was theirs, also when they said so by phone', () => {
    const course = started().does('anna', phoned('jens', 'coming'));
    expect(rolesOpen(through(course, 30).crisis)).not.toContain('solutionOfficer');
  });

  it('has the plan’s minutes to answer once they are there', () => {
    const course = through(started().does('anna', phoned('jens', 'coming')), 30)
      .at(30)
      .does('jens', attends('present'));
    expect(rolesOpen(course.at(39).ticks().crisis)).not.toContain('solutionOfficer');
    expect(rolesOpen(course.at(40).ticks().crisis)).toContain('solutionOfficer');
    expect(brought(course, 35)).toContain('Påmindet om at svare: Jens Krogh');
  });

  it('without having said when, is not waited for for good', () => {
    const course = through(started().does('anna', phoned('jens', 'coming')), 32);
    expect(rolesOpen(course.crisis)).toContain('solutionOfficer');
  });

  it('keeps it until well after they were expected', () => {
    const expectedAt = '2026-11-23T01:34:00.000Z';
    const course = started().does('jens', attends('onTheWay', expectedAt));
    expect(rolesOpen(course.at(29).ticks().crisis)).not.toContain('solutionOfficer');
    expect(rolesOpen(course.at(30).ticks().crisis)).toContain('solutionOfficer');
  });

  it('does not hold up a role that a whole group is asked for', () => {
    const course = started().does('lise', attends('onTheWay')).at(10).ticks();
    expect(rolesOpen(course.crisis)).toContain('logOfficer');
    expect(course.crisis.roles.logOfficer.offeredTo).toContain('lise');
  });
});

describe('a holder who cannot come', () => {
  it('is told to the crisis leader', () => {
    const course = started().does('jens', take('solutionOfficer')).does('jens', attends('prevented'));
    expect(announce(course.last, course.crisis)).toMatchObject([
      { to: 'anna', text: expect.stringContaining('Jens Krogh (96 11 00 03) er forhindret') },
    ]);
  });

  it('being the leader, has the next asked who can come, also one who was asked before', () => {
    const course = started('peter')
      .at(5)
      .ticks()
      .does('lise', take('crisisLeader'))
      .does('lise', attends('prevented'));
    expect(announce(course.last, course.crisis)).toMatchObject([{ to: 'anna', kind: 'personalCard' }]);
  });

  it('being the leader, has the next in the order of succession asked', () => {
    const course = started().does('anna', attends('prevented'));
    expect(announce(course.last, course.crisis)).toMatchObject([
      { to: 'jens', kind: 'personalCard', text: expect.stringContaining('Skal du tage over?') },
    ]);
  });
});

describe('time alone', () => {
  it('brings about nothing once the crisis has ended', () => {
    const over = started().does('anna', { kind: 'end', remark: '' });
    expect(due(over.crisis, '2026-11-23T05:00:00.000Z')).toEqual([]);
  });

  it('is judged by the rules themselves: what is not due is refused, whoever says it is', () => {
    const early: readonly CommandBody[] = [
      { kind: 'remind', people: [person('jens')] },
      { kind: 'offerRole', role: 'crisisLeader', to: person('jens') },
      { kind: 'openRoles', roles: ['logOfficer'] },
    ];
    for (const body of early) {
      expect(started('peter').when(system, body)).toMatchObject({ code: 'already' });
      expect(started('peter').at(60).when('jens', body)).toMatchObject({ code: 'notAllowed' });
    }
  });

  it('asks for receipts alone in a kontaktøvelse', () => {
    const course = started('anna', { exercise: true, contactOnly: true });
    expect(rolesOpen(course.crisis)).toEqual([]);
    expect(brought(course, 5)).toEqual(['Påmindet om at svare: Jens Krogh, Lise Bro og Peter Lund']);
    expect(brought(course.at(5).ticks().does('jens', { kind: 'acknowledge' }), 60)).toEqual([]);
  });
});
