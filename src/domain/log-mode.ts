import type { Crisis } from './crisis.ts';
import type { PersonId } from './entry.ts';

/** Said by a person: no log mode in this crisis, for as long as the role is held since then. */
export interface LogModeOff {
  readonly crisisId: string;
  readonly person: PersonId;
  /** Since when the role was held then, ISO 8601 UTC: whoever takes it anew starts anew. */
  readonly since: string;
}

/** `none`: the person does not hold the log role confirmed, or nothing more goes into this log. */
export type LogMode = 'on' | 'off' | 'none';

/** Whether each plain line of this person is an entry: on from taking the log role until it is turned off. */
export function logModeOf(crisis: Crisis, person: PersonId, off: LogModeOff | undefined): LogMode {
  const since = logSince(crisis, person);
  if (!since) return 'none';
  const isOff = off?.crisisId === crisis.id && off.person === person && off.since === since;
  return isOff ? 'off' : 'on';
}

/** Since when the person holds the log role confirmed; undefined where not, or where nobody writes a log. */
export function logSince({ roles, ended, contactOnly }: Crisis, person: PersonId): string | undefined {
  if (ended || contactOnly) return undefined;
  return roles.logOfficer.holders.find(({ id, confirmed }) => id === person && confirmed)?.since;
}
