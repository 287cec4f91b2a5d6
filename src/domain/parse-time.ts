import { plusMinutes } from './danish-time.ts';
import { minutesIn } from './parse-duration.ts';

/** Which day a bare time of day means: the coming one (an arrival) or the one that was (an incident). */
export type Direction = 'coming' | 'past';

/** What people say around a time without changing it. */
const about = 'ca\\.?|cirka|omkring|senest|inden for|inden|ved';
const lead = new RegExp(`^(?:(?:og|så|men|jeg|vi|er|der|her|fremme|ankommer|kommer|nok|først|${about}) )+`);
const trail = /(?:[ -](?:tiden|ish|ca\.?|cirka|i dag))+$/;

/**
 * A moment as people type it, Danish time: "14.20", "kl. 14.20", "1420", "kl. 3", "halv tre", "om 20 min", "om
 * en halv time", "om 1 time og 20 min", "i morgen kl. 8", "for 15 min siden", "nu", also with "ca.", "senest" or
 * "er der" before it. Undefined where the text is none of these.
 */
export function parseTime(typed: string, at: string, direction: Direction): string | undefined {
  const text = typed.normalize('NFC').toLocaleLowerCase('da').replace(/\s+/g, ' ').trim();
  if (text.length > 60) return undefined;
  const bare = text
    .replace(lead, '')
    .replace(/[.,!]+$/, '')
    .replace(trail, '');
  if (bare === 'nu' || bare === 'lige nu') return at;
  return relative(bare, at, direction) ?? tomorrow(bare, at) ?? timeOfDay(bare, at, direction);
}

/** The time somewhere in what a person says of their arrival: "fra Viborg, er der om 20 min". */
export function arrivalIn(typed: string, at: string): string | undefined {
  const parts = typed.slice(0, 300).split(/[,;!?]\s*|(?<!\b(?:kl|ca))\.\s+|\s[–-]\s|\smen\s/);
  const whole = parseTime(typed, at, 'coming');
  // A number alone among other words can be a floor or a road.
  const said = parts.filter((part) => !/^\d+$/.test(part.trim()));
  return whole ?? said.map((part) => parseTime(part, at, 'coming')).find((time) => time !== undefined);
}

const span = new RegExp(`^(om |for )?(?:(?:${about}) )?(.{1,40}?)( siden)?$`);

function relative(text: string, at: string, direction: Direction): string | undefined {
  const [, before, amount = '', ago] = span.exec(text) ?? [];
  const minutes = minutesIn(amount) ?? (before === 'om ' ? roundMinutes(amount) : undefined);
  if (minutes === undefined) return undefined;
  const isBare = !before && !ago;
  // "en time" alone is an answer to when one comes; of an incident it could be how long it has lasted.
  if (isBare && direction === 'past' && !/^\d/.test(amount)) return undefined;
  return plusMinutes(at, before === 'for ' || ago ? -minutes : minutes);
}

/** "om 20" is minutes; "om 2" could be hours. */
function roundMinutes(amount: string): number | undefined {
  const minutes = /^\d{1,2}$/.test(amount) ? Number(amount) : 0;
  return minutes >= 5 ? minutes : undefined;
}

function tomorrow(text: string, at: string): string | undefined {
  const rest = text.replace(/^i morgen(?: tidlig)? | i morgen$/, '');
  const time = rest === text ? undefined : clockTime(rest);
  return time && momentOn(at, 1, time.hours, time.minutes);
}

function timeOfDay(text: string, at: string, direction: Direction): string | undefined {
  const time = clockTime(text) ?? spokenTime(text);
  if (!time) return undefined;
  const { hours, minutes } = time;
  const isHalfDay = 'isSpoken' in time || (time.isBareHour && direction === 'coming');
  const candidates = isHalfDay ? [hours % 12, (hours % 12) + 12] : [hours];
  const moments = [-1, 0, 1].flatMap((day) => candidates.map((hour) => momentOn(at, day, hour, minutes)));
  const inOrder = moments.toSorted();
  return direction === 'past'
    ? inOrder.findLast((moment) => moment <= at)
    : inOrder.find((moment) => moment >= at);
}

interface ClockTime {
  readonly hours: number;
  readonly minutes: number;
  /** "kl. 3": at two in the afternoon that is in an hour. "03" and "3.00" are what they say. */
  readonly isBareHour: boolean;
}

function clockTime(text: string): ClockTime | undefined {
  const match = /^(?:(?:kl\.?|klokken) ?)?(\d{1,2})(?:[.:]?(\d{2}))?$/.exec(text);
  const [, hours, minutes] = match ?? [];
  if (!hours || Number(hours) > 23 || Number(minutes ?? 0) > 59) return undefined;
  const isBareHour = minutes === undefined && /^([1-9]|1[0-2])$/.test(hours);
  return { hours: Number(hours), minutes: Number(minutes ?? 0), isBareHour };
}

const hourWords = ['tolv', 'et', 'to', 'tre', 'fire', 'fem', 'seks', 'syv', 'otte', 'ni', 'ti', 'elleve'];
const offsets: Readonly<Record<string, number>> = { halv: -30, 'kvart i': -15, 'kvart over': 15 };

/** "halv tre" is 2.30 or 14.30, whichever comes first; "kl. tre" likewise. */
function spokenTime(text: string) {
  const match = /^(?:(?:kl\.?|klokken) )?(halv|kvart i|kvart over) (\p{L}+|\d{1,2})$/u.exec(text);
  const [, how = '', spoken = ''] = match ?? [];
  const alone = /^(?:kl\.?|klokken) (\p{L}+)$/u.exec(text)?.[1];
  const hour = hourOf(alone ?? spoken);
  if (hour === undefined) return undefined;
  const minutes = (hour * 60 + (offsets[how] ?? 0) + 720) % 720;
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60, isSpoken: true };
}

function hourOf(word: string): number | undefined {
  const index = hourWords.indexOf(word);
  const hour = /^\d+$/.test(word) ? Number(word) : index;
  return hour >= 0 && hour <= 12 ? hour : undefined;
}

/** The moment it is that time so many days after the Danish day of `at`; a day is not always 24 hours. */
function momentOn(at: string, days: number, hours: number, minutes: number): string {
  const [year = 0, month = 1, day = 1] = danishDate(at);
  const asUtc = Date.UTC(year, month - 1, day + days, hours, minutes);
  // The offset at the guess decides; a second look settles the hour when clocks change.
  const guess = asUtc - offsetAt(asUtc);
  return new Date(asUtc - offsetAt(guess)).toISOString();
}

// Made once: making one takes longer than all else that is done to read a time.
const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' });
const dayAndTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Copenhagen',
  dateStyle: 'short',
  timeStyle: 'medium',
});

function danishDate(at: string): readonly number[] {
  return day.format(new Date(at)).split('-').map(Number);
}

function offsetAt(moment: number): number {
  const local = dayAndTime.format(new Date(moment));
  return Date.parse(`${local.replace(' ', 'T')}Z`) - Math.floor(moment / 1000) * 1000;
}
