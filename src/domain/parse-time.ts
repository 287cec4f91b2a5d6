import { plusMinutes } from './danish-time.ts';

/** Which day a bare time of day means: the coming one (an arrival) or the one that was (an incident). */
export type Direction = 'coming' | 'past';

const minutesOf: Readonly<Record<string, number>> = {
  'et kvarter': 15,
  'en halv time': 30,
  'en time': 60,
  'halvanden time': 90,
};

/**
 * A moment as people type it, Danish time: "14.20", "kl. 14.20", "14:20", "1420", "kl 9", "om 20 min",
 * "om en halv time", "for 15 min siden", "nu". Undefined where the text is none of these.
 */
export function parseTime(typed: string, at: string, direction: Direction): string | undefined {
  const text = typed.toLocaleLowerCase('da').replace(/\s+/g, ' ').trim();
  if (text.length > 40) return undefined;
  if (text === 'nu' || text === 'lige nu') return at;
  return relative(text, at) ?? timeOfDay(text, at, direction);
}

function relative(text: string, at: string): string | undefined {
  const match = /^(om |for )?(?:ca\.? )?(.{1,20}?)( siden)?$/.exec(text);
  const [, before, amount = '', ago] = match ?? [];
  const minutes = minutesOf[amount] ?? counted(amount);
  if (minutes === undefined || (!before && !ago && amount in minutesOf)) return undefined;
  return plusMinutes(at, before === 'for ' || ago ? -minutes : minutes);
}

/** "20 min", "2 timer" as minutes. */
function counted(amount: string): number | undefined {
  const match = /^(\d{1,3}) ?(m|min|minut|minutter|t|time|timer)\.?$/.exec(amount);
  const [, count, unit = ''] = match ?? [];
  return count === undefined ? undefined : Number(count) * (unit.startsWith('t') ? 60 : 1);
}

function timeOfDay(text: string, at: string, direction: Direction): string | undefined {
  const match = /^(?:kl\.? ?)?(\d{1,2})(?:[.:]?(\d{2}))?$/.exec(text);
  const [, hours, minutes = '00'] = match ?? [];
  if (!hours || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const onDay = (offset: number) => momentOn(at, offset, Number(hours), Number(minutes));
  const today = onDay(0);
  if (direction === 'past') return today > at ? onDay(-1) : today;
  return today < at ? onDay(1) : today;
}

/** The moment it is that time so many days after the Danish day of `at`; a day is not always 24 hours. */
function momentOn(at: string, days: number, hours: number, minutes: number): string {
  const [year = 0, month = 1, day = 1] = danishDate(at);
  const asUtc = Date.UTC(year, month - 1, day + days, hours, minutes);
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
