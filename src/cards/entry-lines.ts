import { klOnDay } from '../domain/danish-time.ts';
import { type Ledger, numberWords } from '../domain/ledger.ts';
import type { EntryView } from '../domain/log-view.ts';
import { oneLine } from './text.ts';
import { detailLine, typeOf } from './view-lines.ts';

const longestText = 200;
const longestStruck = 90;
const longestBeside = 90;

/**
 * "Nr. 18 · kl. 02.37 · Beslutning · Anna Holm", the text, shortened, and what belongs to it. What was put right
 * stands above it, struck through.
 */
export function shownEntry(view: EntryView, { crisis }: Ledger) {
  const { entry, happenedAt, late, text, struck } = view;
  const { number, at, by } = entry;
  const when = klOnDay(happenedAt, crisis.startedAt);
  const registered = late ? ` · efterregistreret ${klOnDay(at, happenedAt)}` : '';
  const line = oneLine(text, longestText);
  return {
    head: `${numberWords(entry)} · ${when} · ${typeOf(view)} · ${oneLine(by.name, 60)}${registered}`,
    struck: struck ? oneLine(struck, longestStruck) : '',
    text: line.endsWith('…') ? `${line} hele teksten: »vis log ${number}«` : line,
    detail: detailLine(view, longestBeside),
  };
}
