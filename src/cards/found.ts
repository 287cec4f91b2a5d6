import type { Entry } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import { contextOf } from './button.ts';
import { shownEntry } from './entry-lines.ts';
import { render } from './render.ts';

const most = 15;

/** Entries that hold a word, the newest first: the log's own look. */
export function foundCard(ledger: Ledger, word: string, entries: readonly Entry[]): object {
  const shown = entries.toReversed().slice(0, most);
  const count = entries.length === 1 ? '1 post' : `${entries.length} poster`;
  const head = {
    context: contextOf(ledger),
    kicker: 'FUNDET I LOGGEN',
    title: `»${word}«`,
    sub: `${count} · ${ledger.crisis.headline}`,
    buttons: [{ title: 'Vis log', verb: 'vis log' }],
  };
  const intro = entries.length > most ? `De ${most} nyeste. Skriv et længere ord for at finde færre.` : '';
  return render('log', head, { intro, entries: shown.map((entry) => shownEntry(entry, ledger)) });
}
