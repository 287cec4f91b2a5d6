import './strict.ts';
import { describe, expect, it } from 'vitest';
import { callAfter, callCard } from '../../src/cards/call.ts';
import type { CallOutcome } from '../../src/domain/entry.ts';
import { actionsOf, type Json, linesOf, nodesOf, textOf } from './card-tree.ts';
import { person, play, type Step } from './play.ts';
import { calledOff, exerciseEnded, started } from './scenes.ts';
import { testPlan } from './test-plan.ts';

const call = (minute: number, by: string, to: string, outcome: CallOutcome): Step => [
  minute,
  by,
  { kind: 'phone', person: person(testPlan, to), outcome },
];
const titles = (card: object) => actionsOf(card).map(({ title }) => title);

describe('a call card that is kept', () => {
  it('stays on its person while others are phoned, and tells of the newest of those calls', () => {
    const ledger = play(testPlan, {}, [
      call(5, 'peter', 'lise', 'noAnswer'),
      call(6, 'peter', 'jens', 'noAnswer'),
    ]);
    const card = callCard(ledger, 'lise');
    expect(linesOf(card)[1]).toBe('Lise Bro');
    expect(textOf(card)).toContain('Peter Lund ringede kl. 02.19: intet svar');
    expect(textOf(card)).toContain('Senest: Peter Lund ringede til Jens Krogh kl. 02.20: intet svar');
  });

  it('lists the attempts on its person, the newest last', () => {
    const steps = [5, 6, 7, 8].map((minute) =>
      call(minute, minute % 2 ? 'peter' : 'anna', 'lise', 'noAnswer'),
    );
    const tried = linesOf(callCard(play(testPlan, {}, steps), 'lise')).filter((line) =>
      line.includes('ringede'),
    );
    expect(tried).toEqual([
      'Anna Holm ringede kl. 02.20: intet svar',
      'Peter Lund ringede kl. 02.21: intet svar',
      'Anna Holm ringede kl. 02.22: intet svar · 4 opkald',
    ]);
  });

  it('says how and when its person has answered, and keeps every button in its place', () => {
    const before = titles(callCard(play(testPlan, {}), 'lise'));
    const card = callCard(play(testPlan, {}, [call(7, 'anna', 'lise', 'coming')]), 'lise');
    expect(linesOf(card)[1]).toBe('Lise Bro');
    expect(textOf(card)).toContain('✔ Lise Bro har svaret kl. 02.21 (noteret af Anna Holm) · på vej');
    expect(before.slice(0, 2)).toEqual(['Talt med – kommer', 'Intet svar']);
    expect(titles(card).slice(0, 3)).toEqual(['Talt med – kommer', 'Næste', 'Talt med – kan ikke komme']);
    expect(before[2]).toBe('Talt med – kan ikke komme');
  });

  it('has every button above all that changes, one below the other', () => {
    const shown = ({ type }: Json) => ['TextBlock', 'RichTextBlock', 'Action.Execute'].includes(String(type));
    const above = (card: object) =>
      nodesOf(card)
        .filter(shown)
        .findIndex(({ title }) => title === 'Talt med – kan ikke komme');
    const tried = [1, 2, 3].map((minute) => call(minute, 'peter', 'lise', 'noAnswer'));
    const moments = [[], tried, [...tried, call(9, 'anna', 'lise', 'coming')]];
    expect(moments.map((steps) => above(callCard(play(testPlan, {}, steps), 'lise')))).toEqual([6, 6, 6]);
  });

  it('changes by a call or an answer, and by nothing else in the log', () => {
    const quiet: readonly Step[] = [
      [4, 'anna', { kind: 'setLevel', level: 2 }],
      [5, 'anna', { kind: 'confirmPlace', placeId: 'lokale-3' }],
      [6, 'anna', { kind: 'note', type: 'melding', text: 'Mail er nede' }],
    ];
    expect(callCard(play(testPlan, {}, quiet), 'lise')).toEqual(callCard(started, 'lise'));
    const phoned = play(testPlan, {}, [...quiet, call(7, 'anna', 'lise', 'noAnswer')]);
    expect(callCard(phoned, 'lise')).not.toEqual(callCard(started, 'lise'));
  });

  it('has nobody to phone once it is over', () => {
    expect(textOf(callCard(calledOff, 'lise'))).toContain(
      'Krisen er slut kl. 02.22. I skal ikke ringe mere.',
    );
    expect(textOf(callCard(exerciseEnded, 'lise'))).toContain('Øvelsen er slut');
    expect(actionsOf(callCard(calledOff, 'lise'))).toEqual([]);
  });

  it('asks whether someone could be talked to, and for nothing else, in a contact exercise', () => {
    const ledger = play(testPlan, { exercise: true });
    const contact = { ...ledger, crisis: { ...ledger.crisis, contactOnly: true as const } };
    const card = callCard(contact, 'lise');
    expect(titles(card).slice(0, 2)).toEqual(['Talt med', 'Intet svar']);
    expect(textOf(card)).not.toContain('Er spurgt om');
  });
});

describe('after a call', () => {
  it('comes whoever was tried least and longest ago, and the same person only where nobody is left', () => {
    const tried = play(testPlan, {}, [
      call(3, 'anna', 'lise', 'noAnswer'),
      call(4, 'anna', 'peter', 'noAnswer'),
    ]);
    expect(callAfter(tried, 'jens')).toBe('lise');
    const alone = play(testPlan, {}, [call(3, 'anna', 'lise', 'coming'), call(4, 'anna', 'peter', 'coming')]);
    expect(callAfter(alone, 'jens')).toBe('jens');
  });
});
