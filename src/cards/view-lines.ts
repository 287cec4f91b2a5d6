import type { Crisis } from '../domain/crisis.ts';
import { klOnDay } from '../domain/danish-time.ts';
import type { EntryView } from '../domain/log-view.ts';
import { capital, oneLine } from './text.ts';

const longestName = 60;

/** "Beslutning", or "Beslutning (før: Melding)" where the type was put right. */
export function typeOf({ type, struckType }: EntryView): string {
  return struckType && struckType !== type ? `${capital(type)} (før: ${capital(struckType)})` : capital(type);
}

/** "Besluttet af Jens Krogh": who acted, where that is not who wrote. */
function actedLine({ type, acted }: EntryView): string {
  if (!acted) return '';
  return `${doneBy[type] ?? 'Udført'} af ${oneLine(acted.name, longestName)}`;
}

const doneBy: Readonly<Record<string, string>> = {
  melding: 'Meldt',
  beslutning: 'Besluttet',
  fravalg: 'Besluttet',
  kommunikation: 'Sagt',
};

/** "Kilde: vagten, ubekræftet", "Ubekræftet", or nothing. */
export function sourceLine({ source, confirmed }: EntryView, longest = 80): string {
  const mark = confirmed === undefined ? '' : confirmed ? 'bekræftet' : 'ubekræftet';
  if (!source) return capital(mark);
  return [`Kilde: ${oneLine(source, longest)}`, mark].filter(Boolean).join(', ');
}

/** "Ansvarlig: Jens Krogh · ✔ Klaret". */
function taskLine({ type, owner, done }: EntryView): string {
  if (type !== 'opgave') return '';
  return [owner ? `Ansvarlig: ${oneLine(owner.name, longestName)}` : '', done ? '✔ Klaret' : '']
    .filter(Boolean)
    .join(' · ');
}

/** "Rettet ved nr. 19 og 21". */
function amendedLine(view: EntryView): string {
  const { amendedBy } = view;
  if (amendedBy.length === 0) return '';
  const last = amendedBy.slice(-3);
  const numbers = last.length > 1 ? `${last.slice(0, -1).join(', ')} og ${last.at(-1)}` : String(last[0]);
  return `${isPutRight(view) ? 'Rettet' : 'Suppleret'} ved nr. ${numbers}`;
}

/** True where something else stands in place of what was written; false where there is only more of it. */
export function isPutRight({ struck, struckType, happenedAt, entry }: EntryView): boolean {
  return struck !== undefined || struckType !== undefined || happenedAt !== entry.happenedAt;
}

/** When it happened, where that is not when it was written. */
export function happenedLine({ entry, happenedAt, late }: EntryView, crisis: Crisis): string {
  if (happenedAt === entry.at) return '';
  return `Skete ${klOnDay(happenedAt, crisis.startedAt)}${late ? ', efterregistreret' : ''}`;
}

/** All that stands beside the text, in one small line; `longest` characters of each text people typed. */
export function detailLine(view: EntryView, longest: number): string {
  const { reason, lateReason, late, sensitive } = view;
  return [
    actedLine(view),
    sourceLine(view),
    reason ? `Begrundelse: ${oneLine(reason, longest)}` : '',
    late && lateReason ? `Skrevet sent: ${oneLine(lateReason, longest)}` : '',
    taskLine(view),
    sensitive ? 'Må ikke offentliggøres' : '',
    amendedLine(view),
  ]
    .filter(Boolean)
    .join(' · ');
}
