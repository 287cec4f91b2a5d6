import type { Crisis, PictureVersion } from './crisis.ts';
import { kl, klOnDay } from './danish-time.ts';
import { erasedText } from './erased-text.ts';
import { pictureDue } from './picture-due.ts';
import type { Statement } from './picture-field.ts';

/** What cards say of the situation picture, each in one line. */

/** "S2", or "S2 (udkast)" until the crisis leader has approved it. */
export function versionName({ number, approved }: PictureVersion): string {
  return approved ? `S${number}` : `S${number} (udkast)`;
}

/** "Godkendt af Anna Holm kl. 03.10", or who sent it as a draft and when. */
export function approvedLine({ approved, at, by }: PictureVersion, reference: string): string {
  return approved
    ? `Godkendt af ${approved.by.name} ${klOnDay(approved.at, reference)}`
    : `Udkast sendt af ${by.name} ${klOnDay(at, reference)}, ikke godkendt`;
}

/** When the next is due, or since when it is overdue. Without `now`, overdue is what was reminded of. */
export function dueLine(crisis: Crisis, now?: string): string {
  const due = pictureDue(crisis);
  const when = klSoon(due, crisis.lastAt);
  const isFirst = crisis.picture.versions.length === 0;
  if (isKnownOverdue(crisis, now)) return `⚠ Skulle være ${isFirst ? 'sendt' : 'opdateret'} ${when}`;
  return isFirst ? `Første senest ${when}` : `Næste senest ${when}`;
}

const halfDayMs = 12 * 60 * 60_000;

/** "kl. 00.42" also past midnight, where it is soon: at night the date would only be in the way. */
export function klSoon(at: string, reference: string): string {
  const isSoon = Math.abs(Date.parse(at) - Date.parse(reference)) < halfDayMs;
  return isSoon ? kl(at) : klOnDay(at, reference);
}

/** A card that stands does not tick: there it is overdue when the log says that people were reminded of it. */
export function isKnownOverdue(crisis: Crisis, now?: string): boolean {
  if (crisis.ended || crisis.contactOnly) return false;
  const due = pictureDue(crisis);
  return now === undefined ? crisis.picture.remindedOf === due : due <= now;
}

/** "Situationsbillede S2 kl. 03.10 · næste senest kl. 04.10"; overdue by word and sign. */
export function pictureLine(crisis: Crisis): string {
  const newest = crisis.picture.versions.at(-1);
  const state = newest ? `${versionName(newest)} ${klOnDay(newest.at, crisis.lastAt)}` : 'ikke sendt endnu';
  const due = dueLine(crisis).replace(/^⚠ /, '');
  if (crisis.ended) return newest ? `Situationsbillede ${state}` : '';
  const mark = isKnownOverdue(crisis) ? '⚠ ' : '';
  return `${mark}Situationsbillede ${state} · ${due.charAt(0).toLocaleLowerCase('da')}${due.slice(1)}`;
}

/** The statement's own words; an erased text leaves none. */
export function statementText({ text, certainty }: Statement): string {
  if (certainty === 'unknown') return text ? `Ukendt – ${text}` : 'Ukendt';
  return text || erasedText;
}
