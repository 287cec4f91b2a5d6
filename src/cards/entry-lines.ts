import { klOnDay } from '../domain/danish-time.ts';
import type { Entry } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import { isLate } from '../domain/note.ts';
import { capital, oneLine } from './text.ts';

const longestText = 200;

/** "Nr. 18 · kl. 02.37 · Beslutning · Anna Holm", and the text, shortened. */
export function shownEntry(entry: Entry, { crisis }: Ledger) {
  const { number, happenedAt, at, type, by, text } = entry;
  const when = klOnDay(happenedAt, crisis.startedAt);
  const late = isLate(entry) ? ` · skrevet ${klOnDay(at, happenedAt)}` : '';
  const line = oneLine(text, longestText);
  return {
    head: `Nr. ${number} · ${when} · ${capital(type)} · ${oneLine(by.name, 60)}${late}`,
    text: line.endsWith('…') ? `${line} hele teksten: »vis log ${number}«` : line,
  };
}
