import { endCard } from '../../src/cards/end.ts';
import { entryCard } from '../../src/cards/entry.ts';
import { keepCard } from '../../src/cards/keep.ts';
import { logCard } from '../../src/cards/log.ts';
import { personalCard } from '../../src/cards/personal.ts';
import { pictureCard } from '../../src/cards/picture.ts';
import { placeCard } from '../../src/cards/place.ts';
import { rolesCard } from '../../src/cards/roles.ts';
import { asOfWords, withAwayWords } from '../../src/cards/with-as-of.ts';
import type { Ledger } from '../../src/domain/ledger.ts';
import { newest } from '../../src/domain/ledger.ts';
import { provisionalIdOf } from '../../src/domain/provisional.ts';
import { testPlan } from '../fixtures/plan.ts';
import type { Shown } from './gallery.ts';
import { midway, started } from './scenes.ts';

/** A crisis as it is known while the log does not answer: its newest entries are kept, and not in the log yet. */
function withKept(ledger: Ledger, kept: number, id = ledger.crisis.id): Ledger {
  const first = ledger.entries.length - kept;
  const entries = ledger.entries.map((entry, index) => (index < first ? entry : { ...entry, hash: '' }));
  return { crisis: { ...ledger.crisis, id }, entries, asOf: ledger.crisis.startedAt };
}

/** Answers that are given while the log does not answer. */
export function awayCards(): readonly Shown[] {
  return [
    ...cardsOf('midway', withKept(midway, 4)),
    ...cardsOf('early', withKept(started, started.entries.length, provisionalIdOf(false, 'fe169ec3'))),
    {
      name: 'away-keep-short',
      card: keepCard(
        'Loggen svarer ikke (siden kl. 02.10). Så vidt jeg ved, er der ingen krise i gang. Skriv »start« og en overskrift for at starte en.',
        'Strømmen er væk i to bygninger',
        testPlan,
      ),
    },
  ];
}

function cardsOf(scene: string, ledger: Ledger): readonly Shown[] {
  const { startedAt, lastAt } = ledger.crisis;
  const cards: Readonly<Record<string, object>> = {
    picture: pictureCard(ledger),
    log: logCard(ledger, 1),
    entry: entryCard(ledger, newest(ledger).number),
    roles: rolesCard(ledger),
    place: placeCard(ledger, true),
    personal: personalCard(ledger, 'lise'),
    end: endCard(ledger, true),
  };
  return Object.entries(cards).map(([name, card]) => ({
    name: `away-${name}-${scene}`,
    card: withAwayWords(card, asOfWords(startedAt, lastAt, true)),
    ledger,
  }));
}
