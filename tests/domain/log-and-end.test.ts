import { describe, expect, it } from 'vitest';
import { linkRefusal } from '../../src/domain/decide-link.ts';
import { longestText } from '../../src/domain/decide-note.ts';
import { evolve } from '../../src/domain/evolve.ts';
import { testPlan } from '../fixtures/plan.ts';
import { started } from './course.ts';

const note = (type: 'melding' | 'beslutning' | 'fravalg', text: string, reason?: string) =>
  ({ kind: 'note', type, text, ...(reason ? { reason } : {}) }) as const;

describe('the log', () => {
  it('keeps the text as it was written, with type, writer and role at that moment', () => {
    const course = started().does('anna', note('melding', 'Serverrummet er mørkt <b>nu</b> **'));
    expect(course.last).toMatchObject({
      type: 'melding',
      text: 'Serverrummet er mørkt <b>nu</b> **',
      by: { id: 'anna', roles: ['crisisLeader'] },
    });
  });

  it('keeps the reason of a decision or an omission', () => {
    const course = started().does('anna', note('fravalg', 'Vi genstarter ikke', 'spor går tabt'));
    expect(course.last.event).toMatchObject({
      words: { text: 'Vi genstarter ikke', reason: 'spor går tabt' },
    });
  });

  it('refuses an empty text and one too long, and says what would work', () => {
    expect(started().when('anna', note('melding', ''))).toMatchObject({
      code: 'invalid',
      text: expect.stringContaining('fx'),
    });
    expect(started().when('anna', note('melding', 'x'.repeat(longestText + 1)))).toMatchObject({
      code: 'invalid',
      text: 'Teksten fylder 12.001 tegn. Der er plads til 12.000 i en post. Del den i to.',
    });
  });

  it('never lets time run backwards', () => {
    const course = started().does('anna', note('melding', 'først'));
    const earlier = { ...course.last, at: course.crisis.lastAt };
    expect(evolve(course.crisis, earlier, 'K').lastAt >= course.crisis.lastAt).toBe(true);
  });

  it('shows an event it does not know by its text, and changes nothing else', () => {
    const course = started();
    const unknown = { ...course.last, event: { kind: 'fromTheFuture' } as never };
    const notes = [undefined, undefined];
    expect(evolve(course.crisis, unknown, 'K')).toEqual({
      ...course.crisis,
      lastAt: unknown.at,
      size: 2,
      notes,
    });
  });
});

describe('ending', () => {
  it('is the crisis leader’s', () => {
    const course = started();
    expect(course.when('jens', { kind: 'end', remark: '' })).toMatchObject({ code: 'notAllowed' });
    expect(course.does('anna', { kind: 'end', remark: 'Strøm igen' }).crisis.ended).toMatchObject({
      how: 'closed',
    });
  });

  it('as a false alarm needs a reason, and the starter may', () => {
    const course = started('jens').does('anna', { kind: 'takeRole', role: 'crisisLeader' });
    for (const reason of ['', 'krise', 'Krisen.', 'øvelsen nu', 'hele krisen!']) {
      expect(course.when('jens', { kind: 'callOff', reason })).toMatchObject({ code: 'invalid' });
    }
    expect(course.when('lise', { kind: 'callOff', reason: 'Test' })).toMatchObject({ code: 'notAllowed' });
    expect(course.does('jens', { kind: 'callOff', reason: 'Test' }).last.text).toBe(
      'Afblæst, falsk alarm: Test',
    );
  });
});

describe('tying an account to a contact', () => {
  it('lets only the crisis leader or the plan’s owner tie the crisis leader’s contact', () => {
    expect(linkRefusal(testPlan, 'lise', undefined, 'anna')).toMatchObject({ code: 'notAllowed' });
    expect(linkRefusal(testPlan, 'anna', undefined, 'anna')).toBeUndefined();
    expect(linkRefusal(testPlan, 'direktoer', undefined, 'anna')).toBeUndefined();
    expect(linkRefusal(testPlan, 'lise', undefined, 'jens')).toBeUndefined();
  });

  it('guards the acting leader’s contact as well, and the planned one’s while another leads', () => {
    expect(linkRefusal(testPlan, 'lise', 'jens', 'jens')).toMatchObject({ code: 'notAllowed' });
    expect(linkRefusal(testPlan, 'anna', 'jens', 'jens')).toMatchObject({ code: 'notAllowed' });
    expect(linkRefusal(testPlan, 'anna', 'jens', 'anna')).toMatchObject({ code: 'notAllowed' });
    for (const by of ['jens', 'direktoer']) {
      expect(linkRefusal(testPlan, by, 'jens', 'jens')).toBeUndefined();
      expect(linkRefusal(testPlan, by, 'jens', 'anna')).toBeUndefined();
    }
  });
});
