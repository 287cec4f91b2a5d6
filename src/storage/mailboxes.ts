import type { LogStore } from '../ports.ts';
import { createMailbox, type Mailbox } from './mailbox.ts';

/** How many crises stay folded in memory; the rest is read again when asked for. */
const mostKept = 32;

/** Gives each crisis its one mailbox. The ones not used for longest are forgotten when nobody waits. */
export function createMailboxes(log: LogStore, budgetMs: number): (crisisId: string) => Mailbox {
  const kept = new Map<string, Mailbox>();
  return (crisisId) => {
    const mailbox = kept.get(crisisId) ?? createMailbox(log, crisisId, budgetMs);
    kept.delete(crisisId);
    kept.set(crisisId, mailbox);
    forgetIdle(kept);
    return mailbox;
  };
}

function forgetIdle(kept: Map<string, Mailbox>): void {
  const newest = [...kept.keys()].at(-1);
  for (const [crisisId, mailbox] of kept) {
    if (kept.size <= mostKept) return;
    if (crisisId !== newest && mailbox.isIdle()) kept.delete(crisisId);
  }
}
