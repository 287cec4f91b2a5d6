import { describe, expect, it } from 'vitest';
import { anchorOf, courseFigures } from '../../src/domain/course-figures.ts';
import { leftAtEnd, whoGoesOn } from '../../src/domain/left-at-end.ts';
import { type Course, person, started } from './course.ts';

const minute = 60_000;
const figures = (course: Course) => courseFigures(course.ledger);
const note = (type: 'beslutning' | 'fravalg' | 'melding' | 'opgave', text: string, reason?: string) =>
  ({ kind: 'note', type, text, ...(reason ? { reason } : {}) }) as const;
const end = { kind: 'end', remark: '' } as const;
const affected = {
  kind: 'updatePicture',
  statements: [{ field: 'affected', certainty: 'certain', text: 'Mail er nede' }],
} as const;

describe('the course in numbers', () => {
  it('lasts from the start to the end, whatever is noted of the record afterwards', () => {
    const ended = started().at(90).does('anna', end);
    const later = ended.at(5000).does('anna', { kind: 'setCaseNumber', caseNumber: '24/1234' });
    expect(figures(later).lastedMs).toBe(90 * minute);
    expect(figures(later).entries).toBe(2);
  });

  it('counts what it was closed, where it was reopened', () => {
    const course = started().at(10).does('anna', end).at(70).does('jens', { kind: 'reopen', reason: 'igen' });
    const again = course.at(100).does('anna', end);
    expect(figures(again)).toMatchObject({ lastedMs: 100 * minute, closedMs: 60 * minute, reopened: 1 });
  });

  it('tells who answered after how long, the middle and the last, and who never did', () => {
    const course = started()
      .at(2)
      .does('jens', { kind: 'acknowledge' })
      .at(9)
      .does('jens', { kind: 'phone', person: person('peter'), outcome: 'coming' });
    const { receipts } = figures(course);
    expect(receipts.answers.map(({ contact, afterMs, way }) => [contact.id, afterMs / minute, way])).toEqual([
      ['jens', 2, 'teams'],
      ['peter', 9, 'phone'],
    ]);
    expect(receipts).toMatchObject({ median: 5.5 * minute, slowest: 9 * minute });
    expect(receipts.silent.map(({ id }) => id)).toEqual(['lise']);
  });

  it('tells when it came to a leader, to all roles, to a meeting place and to the first picture', () => {
    const begun = started('peter').at(4).does('anna', { kind: 'takeRole', role: 'crisisLeader' });
    const placed = begun.at(6).does('anna', { kind: 'confirmPlace', placeId: 'lokale-3' });
    const sent = placed
      .at(15)
      .does('anna', affected)
      .at(20)
      .does('anna', { kind: 'publishPicture', seen: 99 })
      .at(40)
      .does('anna', { kind: 'publishPicture', seen: 99 });
    expect(figures(sent)).toMatchObject({
      leaderAfterMs: 4 * minute,
      placeAfterMs: 6 * minute,
      firstPictureAfterMs: 20 * minute,
      pictures: 2,
      rolesFilled: 1,
      roles: 6,
    });
    expect(figures(sent).rolesAfterMs).toBeUndefined();
    const roles = sent.crisis.plan.roles.map(({ id }) => id).filter((id) => id !== 'crisisLeader');
    const all = roles.reduce((so, role) => so.does('peter', { kind: 'takeRole', role }), sent.at(50));
    expect(figures(all).rolesAfterMs).toBe(Date.parse(all.last.at) - Date.parse(all.crisis.startedAt));
  });

  it('keeps when a place was first decided, also where it was given up again', () => {
    const course = started()
      .at(3)
      .does('anna', { kind: 'confirmPlace', placeId: 'lokale-3' })
      .at(8)
      .does('anna', { kind: 'rejectPlace', placeId: 'lokale-3', reason: 'Røg' });
    expect(figures(course).placeAfterMs).toBe(3 * minute);
  });

  it('counts decisions, those without a reason, late entries and corrections as they read now', () => {
    const course = started()
      .does('anna', note('beslutning', 'Vi lukker nettet'))
      .does('anna', note('fravalg', 'Vi genstarter ikke', 'spor går tabt'))
      .does('anna', note('melding', 'Vi flytter driften'))
      .does('anna', { kind: 'correct', of: 4, type: 'beslutning' })
      .does('anna', { kind: 'correct', of: 2, reason: 'virus' })
      .at(60)
      .does('jens', { ...note('melding', 'Sent'), happenedAt: '2026-11-23T01:20:00.000Z' });
    expect(figures(course)).toMatchObject({
      decisions: 2,
      omissions: 1,
      withoutReason: [4],
      late: 1,
      corrections: 1,
      entries: 7,
    });
  });

  it('names who goes on with what is left: whoever the leader named, else the owner', () => {
    const course = started()
      .does('anna', { ...note('opgave', 'Ring til elværket'), owner: person('jens') })
      .does('anna', note('opgave', 'Ryd op'))
      .does('anna', { ...note('opgave', 'Skriv til borgerne'), owner: person('lise') })
      .does('anna', { kind: 'end', remark: '', owners: [{ task: 2, owner: person('peter') }] });
    expect(figures(course).left.map(({ number, owner }) => [number, owner?.id])).toEqual([
      [2, 'peter'],
      [3, undefined],
      [4, 'lise'],
    ]);
  });
});

describe('the anchor', () => {
  it('is the end, and stays it when later entries follow', () => {
    const ended = started().does('anna', end);
    const later = ended.does('anna', { kind: 'noteExport', formats: ['pdf'], upTo: 2 });
    expect(anchorOf(ended.ledger)).toMatchObject({ entry: { number: 2 }, after: 0 });
    expect(anchorOf(later.ledger)).toMatchObject({ entry: { number: 2 }, after: 1 });
    expect(anchorOf(started().ledger)).toBeUndefined();
  });

  it('is the newest end of a crisis that was opened again', () => {
    const open = started().does('anna', end).does('anna', { kind: 'reopen', reason: 'igen' });
    expect(anchorOf(open.ledger)).toBeUndefined();
    expect(anchorOf(open.does('anna', end).ledger)).toMatchObject({ entry: { number: 4 } });
  });
});

describe('what is left at the end', () => {
  const at = '2026-11-23T02:30:00.000Z';

  it('is open tasks, an overdue picture, a draft, and decisions without a reason', () => {
    const course = started()
      .does('peter', affected)
      .does('peter', { kind: 'publishPicture', seen: 99, nextDue: '2026-11-23T02:00:00.000Z' })
      .does('peter', note('opgave', 'Ryd op'))
      .does('anna', note('beslutning', 'Vi lukker nettet'));
    expect(leftAtEnd(course.ledger, at)).toMatchObject({
      tasks: [{ text: 'Ryd op' }],
      withoutReason: [5],
      pictureDue: '2026-11-23T02:00:00.000Z',
      draft: 1,
      isPictureUnsent: false,
    });
  });

  it('is nothing where tasks are done, reasons given and the picture approved', () => {
    const course = started()
      .does('anna', note('opgave', 'Ryd op'))
      .does('anna', { kind: 'correct', of: 2, done: true })
      .does('anna', affected)
      .does('anna', { kind: 'publishPicture', seen: 99, nextDue: '2026-11-23T03:00:00.000Z' });
    expect(leftAtEnd(course.ledger, at)).toEqual({ tasks: [], withoutReason: [], isPictureUnsent: false });
  });

  it('can go on with its owner, whoever has a role, or anyone in the crisis organisation', () => {
    const owner = { id: 'teams:1', name: 'Ole Vind' };
    const people = whoGoesOn(started().crisis, owner);
    expect(people.map(({ id }) => id)).toEqual(['teams:1', 'anna', 'jens', 'lise', 'peter']);
  });
});
