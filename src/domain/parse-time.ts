import { plusMinutes } from './danish-time.ts';

/** Which day a bare time of day means: the coming one (an arrival) or the one that was (an incident). */
export type Direction = 'coming' | 'past';

const dayMinutes = 24 * 60;

/**
 * A moment as people type it, Danish time: "14.20", "kl. 14.20", "14:20", "kl 9", "om 20 min",
 * "for 15 min siden", "nu". Undefined where the text is none of these.
 */
export function parseTime(typed: string, at: string, direction: Direction): string | undefined {
  const text = typed.toLocaleLowerCase('da').replace(/\s+/g, ' ').trim();
  if (text.length > 40) return undefined;
  if (text === 'nu' || text === 'lige nu') return at;
  return relative(text, at) ?? timeOfDay(text, at, direction);
}

function relative(text: string, at: string): string | undefined {
  const match = /^(?:(om|for) )?(?:ca\.? )?(\d{1,3}) ?(m|min|minut|minutter|t|time|timer)\.?( siden)?$/.exec(
    text,
  );
  if (!match) return undefined;
  const [, before, count, unit = '', ago] = match;
  const minutes = Number(count) * (unit.startsWith('t') ? 60 : 1);
  return plusMinutes(at, before === 'for' || ago ? -minutes : minutes);
}

function timeOfDay(text: string, at: string, direction: Direction): string | undefined {
  const match = /^(?:kl\.? ?)?(\d{1,2})(?:[.:](\d{2}))?$/.exec(text);
  const [, hours, minutes = '00'] = match ?? [];
  if (!hours || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const candidate = onDayOf(at, Number(hours), Number(minutes));
  if (direction === 'past')
    return candidate > at ? onDayOf(plusMinutes(at, -dayMinutes), Number(hours), Number(minutes)) : candidate;
  return candidate < at ? onDayOf(plusMinutes(at, dayMinutes), Number(hours), Number(minutes)) : candidate;
}

/** The moment it is that time on the Danish day of `at`. */
function onDayOf(at: string, hours: number, minutes: number): string {
  const [year = 0, month = 1, day = 1] = danishDate(at);
  const asUtc = Date.UTC(year, month - 1, day, hours, minutes);
  // The offset at the guess decides; a second look settles the hour when clocks change.
  const guess = asUtc - offsetAt(asUtc);
  return new Date(asUtc - offsetAt(guess)).toISOString();
}

function danishDate(at: string): readonly number[] {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' }).format(new Date(at));
  return parts.split('-').map(Number);
}

function offsetAt(moment: number): number {
  const local = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Copenhagen',
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(new Date(moment));
  return Date.parse(`${local.replace(' ', 'T')}Z`) - Math.floor(moment / 1000) * 1000;
}
