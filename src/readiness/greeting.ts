import { helloOutsider } from '../answering/answers.ts';
import type { AppNeeds } from '../answering/app-needs.ts';
import { helloCard, welcomeCard } from '../cards/guide.ts';
import { mayAct } from '../domain/crisis.ts';
import { isContact } from '../domain/plan.ts';
import type { Person } from '../people/identity.ts';
import type { ConversationRef, Message } from '../ports.ts';
import type { Bot } from '../request.ts';
import { channelState } from './setting-up.ts';

type Needs = Pick<
  AppNeeds,
  'plan' | 'crises' | 'people' | 'rooms' | 'channels' | 'identity' | 'announcer' | 'journal' | 'clock'
>;

/** What is said where the app has just come, once; and what is noted where it has gone. */
export function createGreeting(needs: Needs): Pick<Bot, 'arrived' | 'left'> {
  const { plan, crises, people, rooms, channels, identity, announcer, journal } = needs;

  /** One's card in a running crisis, else who the bot takes one for. */
  async function greet(conversation: ConversationRef, accountId: string): Promise<Message | undefined> {
    const name = (await people.find(accountId))?.name ?? '';
    const person = await identity.recognise({ sender: { accountId, name }, conversation });
    const running = await crises.active(plan.id);
    const belongs = running && mayAct(running.ledger.crisis, person.actor.id);
    if (belongs && (await announcer.arrived(running.ledger, person.actor.id, conversation))) return undefined;
    // Teams tells of one arrival in two ways, often at once: the row decides which is the first.
    return (await rooms.added(conversation.id)) ? hello(person) : undefined;
  }

  function hello({ actor }: Person): Message {
    if (!isContact(plan, actor.id)) return { text: helloOutsider(plan, actor.name) };
    return { card: helloCard(plan, actor), summary: 'Hej fra Krisebot' };
  }

  /** The roster is matched to the plan, so that everyone can be reached; then what is to be done. */
  async function welcome(conversation: ConversationRef): Promise<Message | undefined> {
    await identity.learn(conversation);
    const chosen = await channels.current(conversation);
    if (!(await rooms.added(conversation.id))) return undefined;
    const card = welcomeCard(plan, channelState(chosen, conversation));
    return { card, summary: 'Velkommen til Krisebot' };
  }

  return {
    async arrived(conversation, accountId) {
      try {
        if (conversation.kind !== 'personal') return await welcome(conversation);
        return accountId ? await greet(conversation, accountId) : undefined;
      } catch (error) {
        journal.error('arrival.failed', error);
        return undefined;
      }
    },
    async left(conversation, accountId) {
      await rooms.removed(conversation.id);
      if (conversation.kind !== 'personal' || !accountId || !(await people.find(accountId))) return;
      await people.change(accountId, (known) => {
        const { personal: _gone, ...rest } = known ?? { accountId, name: '', guest: false };
        return { ...rest, lost: 'removed' };
      });
    },
  };
}
