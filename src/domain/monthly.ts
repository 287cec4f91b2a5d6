import { danishDay, hourMinute, months } from './danish-time.ts';

/**
 * How far the month's card to the plan's owner has come. `preparing`: someone looks who can be reached, and
 * nothing was sent. `sending`: it may have been sent. `failed`: Teams says that the owner cannot be reached.
 */
export type ReviewState = 'preparing' | 'sending' | 'sent' | 'failed';

/** The newest month's card. */
export interface Review {
  /** "2026-12", Danish time. */
  readonly month: string;
  readonly state: ReviewState;
  /** When it was taken up, ISO 8601 UTC. */
  readonly at: string;
  /** Who prepares or sends it: drawn anew for every attempt. */
  readonly by: string;
}

const opens = 9;
const closes = 17;
/** After so long, in ms, whoever prepared the card has stopped. */
const abandonedMs = 10 * 60_000;

/**
 * The month whose card is due, or undefined: once in each, on the first weekday kl. 9 or as soon as possible
 * after that, on weekdays between 9 and 17. An owner who could not be reached is tried again the next day.
 */
export function monthlyDue(now: string, last: Review | undefined): string | undefined {
  const day = danishDay(now);
  const month = day.slice(0, 7);
  if (!isWeekday(day) || !isDaytime(now) || (last && last.month > month)) return undefined;
  return last?.month === month && !isOpen(now, last) ? undefined : month;
}

/** True where the month's card may be tried again, since nothing of it has been sent. */
function isOpen(now: string, { state, at }: Review): boolean {
  if (state === 'preparing') return Date.parse(now) - Date.parse(at) >= abandonedMs;
  return state === 'failed' && danishDay(at) < danishDay(now);
}

/** "december 2026". */
export function monthName(month: string): string {
  return `${months[Number(month.slice(5)) - 1] ?? ''} ${month.slice(0, 4)}`;
}

/** True in the first month of each quarter of a year. */
export function isQuarterly(month: string): boolean {
  return ['01', '04', '07', '10'].includes(month.slice(5));
}

function isWeekday(day: string): boolean {
  return ![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());
}

function isDaytime(now: string): boolean {
  const hour = Number(hourMinute(now).slice(0, 2));
  return hour >= opens && hour < closes;
}
