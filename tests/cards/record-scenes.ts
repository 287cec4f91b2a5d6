import { entryCard } from '../../src/cards/entry.ts';
import { planCard } from '../../src/cards/plan.ts';
import { correctCard, savedCard } from '../../src/cards/saved.ts';
import type { Ledger } from '../../src/domain/ledger.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { Shown } from './gallery.ts';
import { longHeadline, longPlan, longText } from './long-plan.ts';
import { play, type Step } from './play.ts';
import { testPlan } from './test-plan.ts';

/** Logs that hold a note of every kind, with all that can stand beside one. */

const link = 'https://teams.microsoft.com/l/message/19:abc@thread.tacv2/1763860440000';

function record(plan: Plan, headline: string, more: string): Ledger {
  const jens = { id: 'jens', name: 'Jens Krogh' };
  const at = (minute: number) =>
    new Date(Date.parse('2026-11-23T01:14:00.000Z') + minute * 60_000).toISOString();
  const long = (text: string) => [text, more].filter(Boolean).join(' ');
  const steps: readonly Step[] = [
    [
      2,
      'peter',
      {
        kind: 'note',
        type: 'melding',
        text: long('Telefonerne er nede'),
        source: long('vagten'),
        confirmed: false,
        link,
      },
    ],
    [4, 'anna', { kind: 'note', type: 'beslutning', text: long('Vi lukker nettet') }],
    [
      5,
      'anna',
      { kind: 'note', type: 'fravalg', text: long('Vi genstarter ikke'), reason: long('spor går tabt') },
    ],
    [
      30,
      'peter',
      { kind: 'note', type: 'handling', text: long('Nødstrøm er startet'), happenedAt: at(12), acted: jens },
    ],
    [
      31,
      'peter',
      {
        kind: 'note',
        type: 'beslutning',
        text: long('Vi sender folk hjem'),
        happenedAt: at(14),
        acted: { name: long('Ole Vind fra elværket') },
      },
    ],
    [
      32,
      'peter',
      {
        kind: 'note',
        type: 'opgave',
        text: long('Ring til elværket, se nr. 5'),
        owner: jens,
        sensitive: true,
      },
    ],
    [33, 'peter', { kind: 'note', type: 'opgave', text: long('Find nøglen til kælderen') }],
    [
      34,
      'peter',
      { kind: 'correct', of: 2, text: long('Kun mail er nede'), source: 'overvågningen', confirmed: true },
    ],
    [
      35,
      'peter',
      {
        kind: 'correct',
        of: 5,
        type: 'beslutning',
        reason: long('ellers går data tabt'),
        lateReason: long('der var intet net'),
      },
    ],
    [36, 'jens', { kind: 'correct', of: 7, done: true }],
    [37, 'peter', { kind: 'correct', of: 2, text: long('Mail og telefoni er nede, se nr. 3') }],
    [38, 'peter', { kind: 'note', type: 'kommunikation', text: long('Besked sendt til skolerne') }],
    [39, 'peter', { kind: 'note', type: 'møde', text: long('Første møde er begyndt') }],
    [40, 'peter', { kind: 'note', type: 'frist', text: long('Svar til Datatilsynet inden fredag kl. 12') }],
  ];
  return play(plan, { headline }, steps);
}

export const recorded = record(testPlan, 'Strømsvigt i serverrum', '');
const crowdedRecord = record(longPlan, longHeadline, longText.repeat(2));

/** What answers a note, and the form that puts it right, for each entry of a log with all there can be. */
export function recordCards(): readonly Shown[] {
  const answers = [recorded, crowdedRecord].flatMap((ledger, index) =>
    ledger.entries
      .filter(({ event }) => event.kind === 'noted')
      .flatMap(({ number }) => {
        const name = `${number}-${index === 0 ? 'short' : 'long'}`;
        return [
          { name: `saved-${name}`, card: savedCard(ledger, number), ledger },
          { name: `saved-small-${name}`, card: savedCard(ledger, number, true), ledger },
          { name: `correct-${name}`, card: correctCard(ledger, number), ledger },
          { name: `entry-${name}`, card: entryCard(ledger, number), ledger },
        ];
      }),
  );
  const tasks = Array.from({ length: 12 }, (_, index) => ({
    number: `Nr. ${index + 20}`,
    text: index % 2 ? 'Ring til elværket' : longText,
    ...(index % 3 ? { owner: 'Jens Krogh' } : {}),
  }));
  return [
    ...answers,
    { name: 'plan-logged-short', card: planCard(testPlan, 'log', tasks.slice(1, 2)) },
    { name: 'plan-logged-long', card: planCard(longPlan, 'opgaver', tasks) },
  ];
}
