const zone = 'Europe/Copenhagen';
const clock = new Intl.DateTimeFormat('da-DK', {
  timeZone: zone,
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});
const day = new Intl.DateTimeFormat('da-DK', {
  timeZone: zone,
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const dayKey = new Intl.DateTimeFormat('sv-SE', { timeZone: zone });

/** "januar" to "december". */
export const months: readonly string[] = [
  'januar',
  'februar',
  'marts',
  'april',
  'maj',
  'juni',
  'juli',
  'august',
  'september',
  'oktober',
  'november',
  'december',
];

/** "02.14", Danish time. */
export function hourMinute(at: string): string {
  return clock.format(new Date(at)).replace(':', '.');
}

/** "kl. 02.14", Danish time. A posted card does not tick, so times are never ages. */
export function kl(at: string): string {
  return `kl. ${hourMinute(at)}`;
}

/** "23. november 2026", Danish time. */
export function longDate(at: string): string {
  return day.format(new Date(at));
}

/** "2026-11-23": the Danish day, as it sorts. */
export function danishDay(at: string): string {
  return dayKey.format(new Date(at));
}

/** "kl. 02.14", or "23. november 2026 kl. 02.14" when not on the same Danish day as `reference`. */
export function klOnDay(at: string, reference: string): string {
  return dayKey.format(new Date(at)) === dayKey.format(new Date(reference))
    ? kl(at)
    : `${longDate(at)} ${kl(at)}`;
}

/** A moment some minutes later (or, below zero, earlier), ISO 8601 UTC. */
export function plusMinutes(at: string, minutes: number): string {
  return new Date(Date.parse(at) + minutes * 60_000).toISOString();
}

/** How long it took, from ms: "3 min", "2 timer 5 min". */
export function took(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return 'under 1 min';
  if (minutes < 120) return `${minutes} min`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} timer${rest > 0 ? ` ${rest} min` : ''}`;
}

/** True for a moment as the bot writes it, ISO 8601 UTC: much else also names a date. */
export function isMoment(text: string): boolean {
  return /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) && !Number.isNaN(Date.parse(text));
}
