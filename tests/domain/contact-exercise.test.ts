import { describe, expect, it } from 'vitest';
import { announce } from '../../src/domain/announce.ts';
import type { CommandBody } from '../../src/domain/command.ts';
import { contactExerciseHours, contactResult, contactSummary } from '../../src/domain/contact-exercise.ts';
import { due } from '../../src/domain/due.ts';
import { roleIds } from '../../src/domain/plan.ts';
import { testPlan } from '../fixtures/plan.ts';
import { type Course, person, started, system } from './course.ts';

const seen = { kind: 'acknowledge' } as const;
const phoned = (id: string, outcome: 'coming' | 'takesRole' | 'noAnswer', way?: 'sms') =>
  ({ kind: 'phone', person: person(id), outcome, ...(way ? { way } : {}) }) as const;

/** The plan's owner, who is outside the crisis organisation, starts it. */
const byOwner = () => started('direktoer', { contactOnly: true });

const told = ({ last, crisis }: Course) => announce(last, crisis).map(({ to, kind }) => `${to} ${kind}`);

describe('a contact exercise', () => {
  it('is an exercise that asks everyone in the crisis organisation, and nobody for a role', () => {
    const course = byOwner();
    expect(course.crisis.exercise).toBe(true);
    const cards = ['anna', 'jens', 'lise', 'peter'].map((id) => `${id} personalCard`);
    expect(told(course).filter((notice) => !notice.endsWith('sms'))).toEqual(cards);
    expect(roleIds.flatMap((role) => course.crisis.roles[role].offeredTo)).toEqual([]);
    expect(announce(course.last, course.crisis)[0]?.text).toMatch(/^ØVELSE: Kontaktøvelse/);
  });

  it('sends an SMS only to those listed for exercises', () => {
    expect(told(byOwner()).filter((notice) => notice.endsWith('sms'))).toEqual(
      (testPlan.exerciseSms ?? []).map((id) => `${id} sms`),
    );
  });

  it('neither asks nor counts whoever started it', () => {
    const course = started('anna', { contactOnly: true });
    expect(told(course)).not.toContain('anna personalCard');
    expect(contactResult(course.crisis)).toMatchObject({ asked: 3, answers: [] });
  });

  it('is the crisis organisation’s and the plan owner’s to start, and needs somebody to ask', () => {
    expect(() => started('mette', { contactOnly: true })).toThrow(/Kun kriseorganisationen/);
    const alone = {
      ...testPlan,
      roles: testPlan.roles.map((role) => ({ ...role, holder: { contactId: 'anna' }, deputies: [] })),
      succession: ['anna'],
    };
    expect(() => started('anna', { contactOnly: true, plan: alone })).toThrow(/ingen at spørge/);
  });

  it('counts each answer once, with its way and its time', () => {
    const course = byOwner()
      .at(3)
      .does('jens', seen)
      .at(4)
      .does('jens', phoned('lise', 'coming'))
      .at(9)
      .does('jens', phoned('peter', 'coming', 'sms'));
    expect(course.when('lise', { kind: 'attend', attendance: 'online' })).toMatchObject({ code: 'already' });
    const { asked, answers, silent, median, slowest } = contactResult(course.crisis);
    expect(asked).toBe(4);
    expect(answers.map(({ contact, way, afterMs }) => [contact.id, way, afterMs / 60_000])).toEqual([
      ['jens', 'teams', 3],
      ['lise', 'phone', 4],
      ['peter', 'sms', 9],
    ]);
    expect(silent.map(({ id }) => id)).toEqual(['anna']);
    expect([median, slowest]).toEqual([4 * 60_000, 9 * 60_000]);
  });

  it('has the middle of two for a median where their number is even, and none where nobody answered', () => {
    const two = byOwner().at(2).does('jens', seen).at(6).does('lise', seen);
    expect(contactResult(two.crisis).median).toBe(4 * 60_000);
    expect(contactResult(byOwner().crisis)).not.toHaveProperty('median');
  });

  it('takes a voicemail for no contact', () => {
    const course = byOwner().does('jens', phoned('lise', 'noAnswer'));
    expect(contactResult(course.crisis).silent.map(({ id }) => id)).toContain('lise');
  });

  it('takes whatever someone says of their coming for the receipt, and sends nobody anywhere', () => {
    const course = byOwner().does('jens', { kind: 'attend', attendance: 'onTheWay' });
    expect(course.last.event).toEqual({ kind: 'acknowledged' });
    const phone = course.does('jens', phoned('lise', 'coming'));
    expect(phone.last.text).toBe('Ringet til Lise Bro: talt med, har svaret');
    expect(Object.values(phone.crisis.people).map(({ attendance }) => attendance)).not.toContain('onTheWay');
  });

  it('keeps whom Teams did not reach, also when they answered in another way', () => {
    const course = byOwner()
      .does(system, { kind: 'reportUnreachable', person: person('lise'), cause: 'blocked' })
      .does('jens', phoned('lise', 'coming'));
    expect(contactResult(course.crisis).unreached).toMatchObject([
      { contact: { id: 'lise' }, cause: 'blocked' },
    ]);
  });

  it.each<[string, CommandBody]>([
    ['a role', { kind: 'takeRole', role: 'crisisLeader' }],
    ['giving a role', { kind: 'assignRole', role: 'logOfficer', to: person('lise') }],
    ['a place', { kind: 'confirmPlace', placeId: 'lokale-3' }],
    ['no use of a place', { kind: 'rejectPlace', placeId: 'lokale-3', reason: 'Ingen strøm' }],
    ['a level', { kind: 'setLevel', level: 2 }],
    ['a source', { kind: 'nameSource', sourceId: 'vagt' }],
    ['an SMS to everyone', { kind: 'askSms' }],
    ['a role by phone', { ...phoned('peter', 'takesRole'), role: 'logOfficer' }],
  ])('has no room for %s', (_, body) => {
    expect(byOwner().when('jens', body)).toMatchObject({ text: expect.stringContaining('kontaktøvelse') });
  });

  it('reminds the silent once, and brings about nothing else by time', () => {
    const course = byOwner().at(1).does('jens', seen).at(5).ticks();
    expect(course.last.event).toMatchObject({ kind: 'reminded' });
    expect(told(course)).toEqual(['anna', 'lise', 'peter'].map((id) => `${id} personalCard`));
    expect(
      due(course.crisis, new Date(Date.parse(course.crisis.startedAt) + 20 * 3_600_000).toISOString()),
    ).toEqual([]);
  });

  it('ends by itself after a day, once, and not before', () => {
    const open = byOwner().at(5).ticks();
    const minutes = contactExerciseHours * 60;
    expect(open.at(minutes - 1).when(system, { kind: 'end', remark: '' })).toMatchObject({ code: 'already' });
    const ended = open.at(minutes).ticks();
    expect(ended.last.event).toMatchObject({ kind: 'ended', how: 'closed' });
    expect(ended.last.text).toBe('Kontaktøvelsen sluttede af sig selv efter 24 timer');
    expect(due(ended.crisis, ended.last.at)).toEqual([]);
    expect(
      started('anna', { exercise: true }).at(minutes).when(system, { kind: 'end', remark: '' }),
    ).toMatchObject({ code: 'notAllowed' });
  });

  it.each([{ exercise: false }, { exercise: true }])('alone ends by itself: not %o', (options) => {
    const dayAfter = new Date(Date.parse(started('anna', options).crisis.startedAt) + 48 * 3_600_000);
    const ends = due(started('anna', options).crisis, dayAfter.toISOString()).filter(
      ({ kind }) => kind === 'end',
    );
    expect(ends).toEqual([]);
  });

  it('tells the starter and the plan’s owner how it went, and nobody else that it is over', () => {
    const open = started('anna', { contactOnly: true }).does('jens', seen);
    const byAnother = open.does('lise', { kind: 'end', remark: '' });
    expect(told(byAnother)).toEqual(['anna reportCard', 'direktoer reportCard']);
    expect(announce(byAnother.last, byAnother.crisis)[0]).toMatchObject({
      id: `${byAnother.last.number}-report-anna`,
      text: 'ØVELSE: Kontaktøvelsen er slut. 2 af 3 har svaret.',
    });
    expect(told(open.does('anna', { kind: 'end', remark: '' }))).toEqual(['direktoer reportCard']);
  });

  it('is broken off by a real crisis without a word to anybody', () => {
    expect(told(byOwner().does(system, { kind: 'interrupt' }))).toEqual([]);
  });

  it('is remembered by its result only where it ran to its end', () => {
    const open = byOwner().does('jens', seen);
    const at = open.crisis.startedAt;
    expect(contactSummary(open.does('jens', { kind: 'end', remark: '' }).crisis)).toEqual({
      at,
      answered: 1,
      asked: 4,
    });
    expect(contactSummary(open.crisis)).toBeUndefined();
    expect(contactSummary(open.does(system, { kind: 'interrupt' }).crisis)).toBeUndefined();
    const other = started('anna', { exercise: true }).does('anna', { kind: 'end', remark: '' });
    expect(contactSummary(other.crisis)).toBeUndefined();
  });

  it('takes whoever says on the phone that they cannot come for someone who answered', () => {
    const course = byOwner().does('jens', {
      kind: 'phone',
      person: person('lise'),
      outcome: 'notComing',
    });
    expect(course.last.text).toBe('Ringet til Lise Bro: talt med, har svaret');
    expect(contactResult(course.crisis).answers.map(({ contact }) => contact.id)).toEqual(['jens', 'lise']);
    expect(course.crisis.people.lise?.attendance).toBeUndefined();
  });
});
