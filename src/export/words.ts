import type { Crisis } from '../domain/crisis.ts';
import { danishDay, hourMinute, kl, longDate } from '../domain/danish-time.ts';
import type { Author, Entry } from '../domain/entry.ts';
import type { EntryView } from '../domain/log-view.ts';
import { type RoleId, roleOf } from '../domain/plan.ts';

/** "23. november 2026 kl. 02.14", Danish time. */
export function dayAndTime(at: string): string {
  return `${longDate(at)} ${kl(at)}`;
}

/** "02.14", or "23. november 2026 kl. 02.14" where that is not the day spoken of. */
export function timeOn(at: string, day: string): string {
  return danishDay(at) === danishDay(day) ? hourMinute(at) : dayAndTime(at);
}

/** "Kriseleder, Involverede personer"; empty for no role. */
export function roleNames({ plan }: Pick<Crisis, 'plan'>, roles: readonly RoleId[]): string {
  return roles.map((role) => roleOf(plan, role).short).join(', ');
}

/** How long after one moment another was: "3 min.", "2 timer 5 min." */
export function after(from: string, to: string): string {
  return lasting(Date.parse(to) - Date.parse(from));
}

/** So many ms in words: "3 min.", "2 timer 5 min." */
export function lasting(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return `${minutes} min.`;
  return `${hours} ${hours === 1 ? 'time' : 'timer'} ${minutes % 60} min.`;
}

/** A sentence ends with one full stop, also after "min." */
export function sentence(text: string): string {
  return text.replace(/\.\.$/, '.');
}

/** "3.000": numbers in groups of three, the Danish way. */
export function counted(count: number): string {
  return new Intl.NumberFormat('da-DK').format(count);
}

/** "Beslutning": a type as it begins a sentence. */
export function capital(word: string): string {
  return word.charAt(0).toLocaleUpperCase('da') + word.slice(1);
}

/** Whoever acted where that is not who wrote, with the roles held then, if they are known. */
export function actedOf(
  { acted, amendedBy }: EntryView,
  entries: readonly Entry[],
  own: Entry,
): Partial<Author> | undefined {
  const authors = [own, ...amendedBy.flatMap((number) => entries[number - 1] ?? [])].flatMap(({ event }) =>
    event.kind === 'noted' || event.kind === 'corrected' ? (event.acted ?? []) : [],
  );
  return authors.findLast(({ id }) => id === acted?.id) ?? acted;
}
