import { describe, expect, it } from 'vitest';
import { recordCard } from '../../src/cards/record.ts';
import { linesOf } from './card-tree.ts';
import { cardsOf } from './gallery.ts';
import { scenes } from './scenes.ts';

/** What says that something is in the log; it is not shown of what is kept. */
const isOfLog = /^(log-mode-meant|started)/;

describe('a card from entries of which the newest are not in the log yet', () => {
  it('says no number that an entry has only here', () => {
    for (const [scene, whole] of Object.entries(scenes)) {
      const stored = Math.floor(whole.entries.length / 2);
      const entries = whole.entries.map((one) => (one.number > stored ? { ...one, hash: '' } : one));
      const ledger = { ...whole, asOf: whole.crisis.startedAt, entries };
      const shown = cardsOf(scene, ledger).filter(({ name }) => !isOfLog.test(name));
      const said = [...shown, { name: `record-${scene}`, card: recordCard(ledger) }].flatMap(
        ({ name, card }) =>
          linesOf(card).flatMap((line) =>
            [...line.matchAll(/\bnr\. (\d+)/gi)].map(([, number]) => ({
              name,
              line,
              number: Number(number),
            })),
          ),
      );
      expect(said.filter(({ number }) => number > stored)).toEqual([]);
    }
  });
});
