import { describe, expect, it } from 'vitest';
import { announce } from '../../src/domain/announce.ts';
import type { CommandBody } from '../../src/domain/command.ts';
import type { CallOutcome } from '../../src/domain/entry.ts';
import { callLines, lineAbout } from '../../src/domain/overview.ts';
import { type Course, person, started } from './course.ts';

const phoned = (id: string, outcome: CallOutcome): CommandBody => ({
  kind: 'phone',
  person: person(id),
  outcome,
});
const listed = ({ crisis }: Course) => callLines(crisis).map(({ contact, lacks }) => [contact.id, lacks]);

describe('whom to phone', () => {
  it('is everyone without a receipt, and once reminded also those silent on a role, last', () => {
    const seen = started().does('jens', { kind: 'acknowledge' });
    expect(listed(seen)).toEqual([
      ['lise', 'receipt'],
      ['peter', 'receipt'],
    ]);
    const late = seen.at(8).ticks();
    expect(late.crisis.people.jens?.remindedAt).toBeDefined();
    expect(listed(late)).toEqual([
      ['lise', 'receipt'],
      ['peter', 'receipt'],
      ['jens', 'role'],
    ]);
  });

  it('is nobody any more for a role that somebody has taken', () => {
    const late = started().does('jens', { kind: 'acknowledge' }).at(8).ticks();
    const taken = late.does('jens', { kind: 'takeRole', role: 'solutionOfficer' });
    expect(listed(taken).filter(([id]) => id === 'jens')).toEqual([]);
    expect(lineAbout(taken.crisis, 'jens')).toMatchObject({ lacks: 'nothing' });
  });
});

describe('someone who says by phone that they cannot come', () => {
  const course = started().does('anna', phoned('jens', 'notComing'));

  it('has answered, and is noted as such', () => {
    expect(course.last.text).toBe('Ringet til Jens Krogh: talt med, kommer ikke');
    expect(course.crisis.people.jens).toMatchObject({ attendance: 'prevented', receiptBy: 'phone' });
    expect(listed(course).map(([id]) => id)).not.toContain('jens');
  });

  it('is told to the crisis leader when they hold a role', () => {
    const holder = started()
      .does('jens', { kind: 'takeRole', role: 'solutionOfficer' })
      .does('lise', phoned('jens', 'notComing'));
    expect(announce(holder.last, holder.crisis)).toMatchObject([
      { to: 'anna', text: expect.stringContaining('Jens Krogh (96 11 00 03) er forhindret') },
    ]);
  });
});
