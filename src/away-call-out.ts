import { type AwayStart, awayCallCard } from './cards/away-call.ts';
import { label, shortened } from './domain/notice-words.ts';
import { type Contact, crisisOrganisation } from './domain/plan.ts';
import type { ConversationRef, Journal } from './ports.ts';
import type { Reach } from './reach.ts';

/** Whom a call-out got to, and who must be phoned. */
export interface CalledOut {
  readonly reached: readonly Contact[];
  readonly missed: readonly Contact[];
}

/**
 * Calls the crisis organisation out while the log does not answer: a plain message to each in 1:1, once for one
 * start. The cards with roles follow from the log, when it has the start.
 */
export type AwayCallOut = (start: AwayStart, intent: string, near: ConversationRef) => Promise<CalledOut>;

interface Needs {
  readonly reach: Pick<Reach, 'send'>;
  readonly journal: Journal;
}

/** So many starts are remembered: more do not come while one log does not answer. */
const mostRemembered = 200;

export function createAwayCallOut({ reach, journal }: Needs): AwayCallOut {
  const called = new Map<string, Promise<CalledOut>>();

  async function callOut(start: AwayStart, near: ConversationRef): Promise<CalledOut> {
    const summary = shortened(`${label(start)}: ${start.headline}`);
    const others = crisisOrganisation(start.plan).filter(({ id }) => id !== start.startedBy.id);
    const sent = await Promise.all(
      others.map(async (contact) => {
        const message = { card: awayCallCard(start, contact.id), summary, alert: true };
        return { contact, isReached: await reaches(contact, message, near) };
      }),
    );
    const reached = sent.filter(({ isReached }) => isReached).map(({ contact }) => contact);
    const missed = sent.filter(({ isReached }) => !isReached).map(({ contact }) => contact);
    journal.info('callOut.withoutLog', {
      reached: reached.length,
      missed: missed.map(({ id }) => id),
    });
    return { reached, missed };
  }

  /** Whoever cannot be written to is phoned: one fault must not stop the others' messages. */
  async function reaches(
    { id }: Contact,
    message: Parameters<Reach['send']>[1],
    near: ConversationRef,
  ): Promise<boolean> {
    try {
      const { result } = await reach.send(id, message, near);
      return result.state === 'sent';
    } catch (error) {
      journal.error('callOut.notReached', error, { person: id });
      return false;
    }
  }

  return (start, intent, near) => {
    const calling = called.get(intent) ?? callOut(start, near);
    called.set(intent, calling);
    const [oldest] = called.keys();
    if (called.size > mostRemembered && oldest !== undefined) called.delete(oldest);
    return calling;
  };
}
