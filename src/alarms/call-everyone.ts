import type { PersonId } from '../domain/entry.ts';
import type { Contact, Plan } from '../domain/plan.ts';
import type { Reach } from '../people/reach.ts';
import type { ConversationRef, Journal, Message } from '../ports.ts';
import type { SmsFate } from './away-sms.ts';
import { type CallState, isLeft } from './calls-left.ts';

/** Whom a message got to, and who must be phoned. */
export interface Called {
  /** The plan their numbers stand in. */
  readonly plan: Plan;
  readonly reached: readonly Contact[];
  readonly missed: readonly Contact[];
  /** Of a start, how the SMS to each stands; absent where nobody was to get one. */
  readonly sms?: ReadonlyMap<PersonId, SmsFate>;
}

/** A call-out, and how far it had come when this process began with it. */
export interface Call {
  readonly plan: Plan;
  readonly people: readonly Contact[];
  readonly near: ConversationRef;
  readonly before: ReadonlyMap<string, CallState>;
  messageTo(person: Contact, isRepeat: boolean): Message;
  /** Never throws: a call-out waits for no disk. */
  note(people: readonly string[], state: CallState): Promise<void>;
}

/** Those whom nobody has told, or perhaps not: what is in doubt is repeated once. */
export function leftToCall({ people, before }: Pick<Call, 'people' | 'before'>): readonly Contact[] {
  return people.filter(({ id }) => isLeft(before.get(id)));
}

/** A message to each of these people in 1:1. Whatever goes wrong with one stops no other's. Never throws. */
export async function callEveryone(
  { reach, journal }: { readonly reach: Pick<Reach, 'send'>; readonly journal: Journal },
  call: Call,
): Promise<Called> {
  const { plan, people, near, before } = call;
  const states = new Map<string, CallState>(before);
  const left = leftToCall(call);
  const isRepeat = ({ id }: Contact) => before.get(id) === 'sending';
  const send = async (person: Contact): Promise<boolean> => {
    try {
      const message = call.messageTo(person, isRepeat(person));
      return (await reach.send(person.id, message, near)).result.state === 'sent';
    } catch (error) {
      journal.error('callOut.notReached', error, { person: person.id });
      return false;
    }
  };
  const idsOf = (some: readonly Contact[]) => some.map(({ id }) => id);
  // Before anything is sent: whoever goes on after a crash repeats nothing without saying so.
  await call.note(idsOf(left.filter((person) => !isRepeat(person))), 'sending');
  await call.note(idsOf(left.filter(isRepeat)), 'repeating');
  await Promise.all(
    left.map(async (person) => {
      const state = (await send(person)) ? 'sent' : 'missed';
      states.set(person.id, state);
      await call.note([person.id], state);
    }),
  );
  const isReached = ({ id }: Contact) => states.get(id) === 'sent';
  return { plan, reached: people.filter(isReached), missed: people.filter((person) => !isReached(person)) };
}
