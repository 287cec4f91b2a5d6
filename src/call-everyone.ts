import type { Contact, Plan } from './domain/plan.ts';
import type { ConversationRef, Journal, Message } from './ports.ts';
import type { Reach } from './reach.ts';

/** Whom a message got to, and who must be phoned. */
export interface Called {
  /** The plan their numbers stand in. */
  readonly plan: Plan;
  readonly reached: readonly Contact[];
  readonly missed: readonly Contact[];
}

/** A message to each of these people in 1:1. Whatever goes wrong with one stops no other's. Never throws. */
export async function callEveryone(
  { reach, journal }: { readonly reach: Pick<Reach, 'send'>; readonly journal: Journal },
  plan: Plan,
  people: readonly Contact[],
  messageTo: (person: Contact) => Message,
  near: ConversationRef,
): Promise<Called> {
  const send = async (person: Contact): Promise<boolean> => {
    try {
      return (await reach.send(person.id, messageTo(person), near)).result.state === 'sent';
    } catch (error) {
      journal.error('callOut.notReached', error, { person: person.id });
      return false;
    }
  };
  const isReached = await Promise.all(people.map(send));
  return {
    plan,
    reached: people.filter((_, index) => isReached[index]),
    missed: people.filter((_, index) => !isReached[index]),
  };
}
