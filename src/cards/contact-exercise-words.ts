import type { AnswerWay } from '../domain/entry.ts';

/** How an answer came, as it stands after "svaret": "på telefon". */
export const ways: Readonly<Record<'teams' | AnswerWay, string>> = {
  teams: 'i Teams',
  phone: 'på telefon',
  sms: 'på sms',
};

/** How long it took, from ms: "3 min", "2 timer 5 min". */
export function took(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return 'under 1 min';
  if (minutes < 120) return `${minutes} min`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} timer${rest > 0 ? ` ${rest} min` : ''}`;
}
