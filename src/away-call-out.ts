import { type Called, callEveryone } from './call-everyone.ts';
import { type AwayStart, awayCallCard } from './cards/away-call.ts';
import { announce } from './domain/announce.ts';
import type { Entry } from './domain/entry.ts';
import type { Ledger } from './domain/ledger.ts';
import { label, shortened } from './domain/notice-words.ts';
import { contactOf, crisisOrganisation } from './domain/plan.ts';
import type { ConversationRef, Journal } from './ports.ts';
import type { Reach } from './reach.ts';

/**
 * What cannot wait for the log while it does not answer, each said once. What the log calls for follows when it has
 * the entry.
 */
export interface AwayCallOut {
  /** Calls the crisis organisation out by a plain message to each in 1:1. The cards with roles follow. */
  start(start: AwayStart, intent: string, near: ConversationRef): Promise<Called>;
  /** Passes an alarm in a running crisis on to whoever would hear of it. */
  alarm(entry: Entry, ledger: Ledger, near: ConversationRef): Promise<Called>;
}

interface Needs {
  readonly reach: Pick<Reach, 'send'>;
  readonly journal: Journal;
}

/** So many are remembered: more do not come while one log does not answer. */
const mostRemembered = 200;

export function createAwayCallOut(needs: Needs): AwayCallOut {
  const called = new Map<string, Promise<Called>>();

  function once(intent: string, call: () => Promise<Called>): Promise<Called> {
    const calling = called.get(intent) ?? noted(call());
    called.set(intent, calling);
    const [oldest] = called.keys();
    if (called.size > mostRemembered && oldest !== undefined) called.delete(oldest);
    return calling;
  }

  async function noted(calling: Promise<Called>): Promise<Called> {
    const result = await calling;
    const missed = result.missed.map(({ id }) => id);
    needs.journal.info('callOut.withoutLog', { reached: result.reached.length, missed });
    return result;
  }

  return {
    start(start, intent, near) {
      const summary = shortened(`${label(start)}: ${start.headline}`);
      const others = crisisOrganisation(start.plan).filter(({ id }) => id !== start.startedBy.id);
      const messageTo = ({ id }: { readonly id: string }) => {
        return { card: awayCallCard(start, id), summary, alert: true };
      };
      return once(intent, () => callEveryone(needs, start.plan, others, messageTo, near));
    },
    alarm(entry, { crisis }, near) {
      const texts = new Map(announce(entry, crisis).map(({ to, text }) => [to, text]));
      const people = [...texts.keys()].flatMap((id) => contactOf(crisis.plan, id) ?? []);
      const messageTo = ({ id }: { readonly id: string }) => {
        const text = texts.get(id) ?? '';
        return { text, summary: text, alert: true };
      };
      return once(entry.intent, () => callEveryone(needs, crisis.plan, people, messageTo, near));
    },
  };
}
