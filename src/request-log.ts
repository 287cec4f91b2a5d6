import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import type { Refused } from './refusals.ts';

/** What the log says of one request: ids, a word and an outcome from fixed lists, never what somebody wrote. */
export interface RequestNotes {
  /** The same in all lines of one request. */
  readonly requestId: string;
  readonly crisisId?: string;
  /** The command word, as the list of commands has it. */
  readonly word?: string;
  readonly outcome?: RequestOutcome;
  /** Who was told no, and why, where that is what came of it. */
  readonly refused?: Pick<Refused, 'by' | 'code' | 'right'>;
}

/** `answered`: nothing was to be stored. `kept`: on this machine, not in the log yet. */
export type RequestOutcome =
  | 'answered'
  | 'stored'
  | 'repeated'
  | 'kept'
  | 'refused'
  | 'notAllowed'
  | 'failed';

const current = new AsyncLocalStorage<RequestNotes | undefined>();
/** Cards come from clients: what is no crisis's id is no id in the log either. */
const crisisIds = /^[A-ZØ]{1,3}-\d{4}-\d{1,6}$/;

/** Begins a request: whatever is logged on the way of this work carries its id. */
export function inRequest<Result>(work: () => Result): Result {
  return current.run({ requestId: randomBytes(6).toString('hex') }, work);
}

/** Adds to what is known of the request under way; nothing where there is none. */
export function noteRequest(notes: Omit<RequestNotes, 'requestId'>): void {
  const known = current.getStore();
  const { crisisId, ...others } = notes;
  if (known) Object.assign(known, others, crisisId && crisisIds.test(crisisId) ? { crisisId } : {});
}

/** Somebody is told no. */
export function noteRefused(refused: NonNullable<RequestNotes['refused']>): void {
  noteRequest({ outcome: 'notAllowed', refused });
}

/** What is known of the request under way. */
export function requestNotes(): RequestNotes | undefined {
  return current.getStore();
}

/** Work that waits its turn in a row of others' and still belongs to the request it came with. */
export function sameRequest<Result>(work: () => Result): () => Result {
  const notes = current.getStore();
  return () => current.run(notes, work);
}

/** Work that a request sets going and that goes on after it: its lines are not the request's. */
export function outsideRequest<Result>(work: () => Result): Result {
  return current.run(undefined, work);
}
