import { cleaned } from './cleaned.ts';
import type { Command, CommandBody, Refusal } from './command.ts';
import { decide } from './decide.ts';
import type { Entry } from './entry.ts';
import { evolve } from './evolve.ts';
import type { Ledger } from './ledger.ts';

/** What a command comes to where the log cannot be asked: judged on what is known. */
export type Judgement =
  | { readonly state: 'known'; readonly entry: Entry; readonly ledger: Ledger }
  | { readonly state: 'refused'; readonly refusal: Refusal }
  | { readonly state: 'accepted'; readonly entry: Entry; readonly ledger: Ledger };

/**
 * The entry has the next number and no hash: what it becomes in the log is decided there. The ledger says as of
 * when, as the one before it does.
 */
export function judge(
  ledger: Ledger | undefined,
  crisisId: string,
  intent: string,
  command: Command,
): Judgement {
  const key = cleaned(intent);
  const known = ledger?.entries.find((entry) => entry.intent === key);
  if (ledger && known) return { state: 'known', entry: known, ledger };
  const decision = decide(ledger?.crisis, command);
  if ('refusal' in decision) return { state: 'refused', refusal: decision.refusal };
  const number = (ledger?.entries.length ?? 0) + 1;
  const entry: Entry = { ...decision.entry, number, intent: key, hash: '' };
  const crisis = evolve(ledger?.crisis, entry, crisisId);
  const after = { ...ledger, crisis, entries: [...(ledger?.entries ?? []), entry] };
  return { state: 'accepted', entry, ledger: after };
}

const provisionalId = /^[KØ]-foreløbig-[0-9a-f]{8}$/;

/** True for the id of a crisis that was started while the tables were away. No real one looks like it. */
export function isProvisional(crisisId: string): boolean {
  return provisionalId.test(crisisId);
}

/** The crisis's id as people see it; one that was started while the tables were away has none yet. */
export function shownId(crisisId: string): string {
  return isProvisional(crisisId) ? 'Uden nummer endnu' : crisisId;
}

/** "K-foreløbig-3f2a91c0". `print` is made from the intent of the start: every replica gives it the same. */
export function provisionalIdOf(exercise: boolean, print: string): string {
  return `${exercise ? 'Ø' : 'K'}-foreløbig-${print.slice(0, 8)}`;
}

/** True where a command names an entry that has no number yet: in the log that number may be another's. */
export function namesProvisional({ entries }: Ledger, body: CommandBody): boolean {
  const isKept = (number: number) => entries[number - 1]?.hash === '';
  switch (body.kind) {
    case 'correct':
      return isKept(body.of);
    case 'publishPicture':
      return isKept(body.seen);
    case 'approvePicture':
      return entries.some(
        ({ hash, event }) =>
          hash === '' && event.kind === 'picturePublished' && event.version === body.version,
      );
    case 'end':
      return body.owners?.some(({ task }) => isKept(task)) ?? false;
    default:
      return false;
  }
}
