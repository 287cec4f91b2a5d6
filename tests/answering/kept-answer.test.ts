import { describe, expect, it } from 'vitest';
import type { SmsFate } from '../../src/alarms/away-sms.ts';
import { keptAnswer } from '../../src/answering/kept-answer.ts';
import { contactOf } from '../../src/domain/plan.ts';
import { person, started } from '../domain/course.ts';
import { testPlan } from '../fixtures/plan.ts';

const contacts = (ids: readonly string[]) => ids.flatMap((id) => contactOf(testPlan, id) ?? []);

/** What Jens is told of whom his start got to. */
function told(
  reached: readonly string[],
  missed: readonly string[],
  sms?: Readonly<Record<string, SmsFate>>,
) {
  const fates = sms ? { sms: new Map(Object.entries(sms)) } : {};
  const called = { plan: testPlan, reached: contacts(reached), missed: contacts(missed), ...fates };
  const what = { headline: 'Strømsvigt', level: 1, exercise: false, plan: testPlan } as const;
  const body = { kind: 'start', crisisId: '', ...what } as const;
  const { text } = keptAnswer([{ body, entry: started('jens').last, called }], person('jens'), { text: '' });
  return text.split('\n\n').filter((part) => !/^(Krisen er startet|Rollekort)/.test(part));
}

describe('who a start was sent to while the log did not answer', () => {
  it('is told by how each got it, with the number of whoever got it in no way', () => {
    const fates = { anna: 'sent', jens: 'sent', lise: 'failed', peter: 'failed' } as const;
    expect(told(['anna', 'lise'], ['peter'], fates)).toEqual([
      'Sendt i Teams og på sms til Anna Holm.',
      'Sendt i Teams, men ikke på sms, til Lise Bro.',
      'Ring til: Peter Lund (96 11 00 02).',
    ]);
    expect(told(['anna'], ['peter'], { anna: 'tried', peter: 'sent' })).toEqual([
      'Sendt i Teams til Anna Holm.',
      'Sendt på sms, men ikke i Teams, til Peter Lund.',
      'Jeg prøver stadig at sende sms til Anna Holm.',
    ]);
  });

  it('ends with the numbers to phone, each on its own line where they are many', () => {
    const tried = { anna: 'tried', lise: 'tried', peter: 'tried' } as const;
    expect(told([], ['anna', 'lise', 'peter'], tried)).toEqual([
      'Ingen kunne nås i Teams.',
      'Jeg prøver stadig at sende sms til dem alle.',
      'Ring til:\nAnna Holm (96 11 00 01)\nLise Bro (96 11 00 04)\nPeter Lund (96 11 00 02)',
    ]);
    const body = { kind: 'raiseAlarm', text: 'Røg' } as const;
    const called = { plan: testPlan, reached: contacts(['anna']), missed: contacts(['lise', 'peter']) };
    const { text } = keptAnswer([{ body, entry: started('jens').last, called }], person('jens'), {
      text: '',
    });
    expect(text).toMatch(/når det står i loggen\.\n\nRing til: Lise Bro .* og Peter Lund \(96 11 00 02\)\.$/);
  });

  it('is nobody, where neither way worked; of those an exercise sends no SMS to, none is missed', () => {
    const [anna, peter] = ['Anna Holm (96 11 00 01)', 'Peter Lund (96 11 00 02)'];
    expect(told([], ['anna', 'peter'], { anna: 'failed', peter: 'failed' })).toEqual([
      'Ingen kunne nås i Teams eller på sms.',
      `Ring til: ${anna} og ${peter}.`,
    ]);
    expect(told([], ['anna'], { anna: 'tried' })).toEqual([
      'Ingen kunne nås i Teams.',
      'Jeg prøver stadig at sende sms til Anna Holm.',
      `Ring til: ${anna}.`,
    ]);
    expect(told(['anna', 'peter'], [], { peter: 'sent' })).toEqual([
      'Sendt i Teams og på sms til Peter Lund.',
      'Sendt i Teams til Anna Holm.',
    ]);
    expect(told([], ['anna'])).toEqual(['Ingen kunne nås i Teams.', `Ring til: ${anna}.`]);
  });
});
