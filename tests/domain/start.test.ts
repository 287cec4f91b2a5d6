import { describe, expect, it } from 'vitest';
import { decide } from '../../src/domain/decide.ts';
import { evolve } from '../../src/domain/evolve.ts';
import { testPlan } from '../fixtures/plan.ts';
import { person, started } from './course.ts';

const at = '2026-11-23T01:14:00.000Z';

describe('starting', () => {
  it('is what every log begins with, or it is none', () => {
    const { last } = started().does('anna', { kind: 'note', type: 'melding', text: 'Mail er nede' });
    expect(() => evolve(undefined, last, 'K-2026-01')).toThrow('does not begin with a start');
  });

  it('is one entry that keeps the plan it was started with', () => {
    const { last, crisis } = started('anna');
    expect(last).toMatchObject({ number: 1, text: 'Krise startet: Strømsvigt (niveau 1)' });
    expect(last.event).toMatchObject({ kind: 'started', plan: { id: testPlan.id } });
    expect(crisis).toMatchObject({ headline: 'Strømsvigt', level: 1, startedAt: at });
  });

  it('gives the plan’s crisis leader the role when they start', () => {
    expect(started('anna').crisis.roles.crisisLeader.holders).toMatchObject([
      { id: 'anna', confirmed: true },
    ]);
  });

  it('offers every role to the plan’s holder, and leaves a group without members open', () => {
    const { roles } = started('jens').crisis;
    expect(roles.crisisLeader).toMatchObject({ holders: [], offeredTo: ['anna'] });
    expect(roles.logOfficer.offeredTo).toEqual(['anna', 'jens', 'lise', 'peter']);
    expect(roles.commsExternal.offeredTo).toEqual([]);
  });

  it('proposes the first meeting place without deciding it', () => {
    expect(started().crisis.place).toMatchObject({ current: { id: 'lokale-3' }, rejected: [] });
    expect(started().crisis.place.decided).toBeUndefined();
  });

  it('counts as the starter’s receipt', () => {
    expect(started('jens').crisis.people.jens).toMatchObject({ receiptAt: at, receiptBy: 'teams' });
  });

  it('is refused for someone outside the crisis organisation, with the way to raise an alarm', () => {
    const command = {
      kind: 'start',
      crisisId: 'K',
      headline: 'x',
      level: 1,
      exercise: false,
      plan: testPlan,
    } as const;
    const decision = decide(undefined, { by: { id: 'teams:1', name: 'Ukendt' }, at, ...command });
    expect(decision).toMatchObject({
      refusal: { code: 'notAllowed', text: expect.stringContaining('alarm') },
    });
  });

  it('is refused while a crisis runs, with its headline and time', () => {
    const again = {
      kind: 'start',
      crisisId: 'K',
      headline: 'x',
      level: 1,
      exercise: false,
      plan: testPlan,
    } as const;
    expect(started().when('jens', again)).toEqual({
      code: 'running',
      text: 'Krisen er i gang (startet kl. 02.14): Strømsvigt',
    });
  });

  it('says ØVELSE of an exercise in its first words', () => {
    expect(started('anna', { exercise: true }).last.text).toMatch(/^Øvelse startet/);
  });
});

describe('what is asked right after the start', () => {
  it('notes which of the plan’s sources reported it', () => {
    const course = started().does('anna', { kind: 'nameSource', sourceId: 'vagt' });
    expect(course.last).toMatchObject({ type: 'melding', text: 'Hændelsen blev meldt af: Vagt på rådhuset' });
    expect(course.crisis.sourceId).toBe('vagt');
    expect(course.when('anna', { kind: 'nameSource', sourceId: 'ukendt' })).toMatchObject({
      code: 'invalid',
    });
  });

  it('notes when it began, apart from when that was registered', () => {
    const course = started().does('anna', { kind: 'nameTime', happenedAt: '2026-11-23T01:05:00.000Z' });
    expect(course.last).toMatchObject({
      happenedAt: '2026-11-23T01:05:00.000Z',
      at: '2026-11-23T01:15:00.000Z',
    });
    expect(course.crisis.beganAt).toBe('2026-11-23T01:05:00.000Z');
  });

  it('refuses a beginning in the future', () => {
    const later = { kind: 'nameTime', happenedAt: '2026-11-23T05:00:00.000Z' } as const;
    expect(started().when('anna', later)).toMatchObject({ code: 'invalid' });
  });
});

describe('the level', () => {
  it('is the crisis leader’s to set', () => {
    const course = started('anna');
    expect(course.when('jens', { kind: 'setLevel', level: 2 })).toMatchObject({
      code: 'notAllowed',
      text: expect.stringContaining('Anna Holm (96 11 00 01)'),
    });
    expect(course.does('anna', { kind: 'setLevel', level: 2 }).crisis.level).toBe(2);
  });

  it('is anyone’s in the crisis organisation while there is no leader', () => {
    expect(started('jens').does('lise', { kind: 'setLevel', level: 2 }).crisis.level).toBe(2);
  });
});

describe('who may act', () => {
  it('lets the crisis organisation act and others only raise an alarm', () => {
    const stranger = { id: 'teams:1', name: 'Ole Vind' };
    const course = started();
    expect(course.when(stranger, { kind: 'note', type: 'melding', text: 'Hej' })).toMatchObject({
      code: 'notAllowed',
    });
    expect(course.does(stranger, { kind: 'raiseAlarm', text: 'Ingen mail' }).last).toMatchObject({
      type: 'melding',
      text: 'Alarm fra Ole Vind: Ingen mail',
    });
  });

  it('lets someone act whom the crisis leader has given a role', () => {
    const helper = { id: 'teams:2', name: 'Ida Vang' };
    const course = started().does('anna', { kind: 'assignRole', role: 'commsExternal', to: helper });
    expect(course.does(helper, { kind: 'note', type: 'handling', text: 'Presse ringet op' }).last.by).toEqual(
      {
        ...helper,
        roles: ['commsExternal'],
      },
    );
  });

  it('keeps commands of the bot itself from people', () => {
    expect(started().when('anna', { kind: 'interrupt' })).toMatchObject({ code: 'notAllowed' });
    const unreachable = { kind: 'reportUnreachable', person: person('lise'), cause: 'blocked' } as const;
    expect(started().when('anna', unreachable)).toMatchObject({ code: 'notAllowed' });
  });

  it('takes nothing into a crisis that has ended', () => {
    const ended = started().does('anna', { kind: 'end', remark: '' });
    expect(ended.when('anna', { kind: 'acknowledge' })).toMatchObject({ code: 'ended' });
  });
});
