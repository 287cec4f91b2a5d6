import type { AppNeeds } from './app.ts';
import { type ChannelState, trialCard } from './cards/guide.ts';
import type { SettingUp } from './commands/command.ts';
import type { CrisisChannel } from './crisis-channel.ts';
import { crisisOrganisation } from './domain/plan.ts';
import { readinessOf } from './domain/readiness.ts';
import type { Person } from './identity.ts';
import { withoutLoss } from './matching.ts';
import type { ConversationRef, KnownAccount } from './ports.ts';
import type { Request } from './request.ts';

type Needs = Pick<AppNeeds, 'plan' | 'people' | 'identity' | 'reach' | 'channels' | 'journal'>;

/** What can be done before there is a crisis, bound to who asks and where. */
export function createSettingUp(needs: Needs, request: Request, person: Person): SettingUp {
  const { plan, people, identity, reach, channels, journal } = needs;
  const { at, conversation } = request;
  const { accountId, name: senderName } = request.sender;
  const blank: KnownAccount = { accountId, name: senderName, guest: false };

  async function channel(): Promise<ChannelState> {
    return channelState(await channels.current(conversation), conversation);
  }

  async function isNewTrial(): Promise<boolean> {
    const known = await people.find(accountId);
    if (known?.trial === request.intent) return false;
    await people.change(accountId, (now) => ({ ...(now ?? blank), trial: request.intent }));
    return true;
  }

  return {
    channel,
    async chooseChannel() {
      const before = await channel();
      if (!before.canChoose) return before;
      const { name } = conversation;
      await channels.choose({ conversation, by: person.actor, at, ...(name ? { name } : {}) });
      journal.info('crisis channel chosen', { by: person.actor.id, conversation: conversation.id });
      return channel();
    },
    async readiness() {
      const chosen = await channels.current(conversation);
      const near = chosen?.conversation ?? conversation;
      // The channel's roster tells of people nobody has seen yet; that it answers shows that we are there.
      const members = near.kind === 'personal' ? 0 : await identity.learn(near);
      const facts = await Promise.all(crisisOrganisation(plan).map(({ id }) => reach.probe(id, near)));
      return {
        at,
        people: readinessOf(plan, facts),
        channel: { ...channelState(chosen, conversation), reached: members > 0 },
      };
    },
    async sendTrial() {
      if (!(await isNewTrial())) return 'sent';
      const message = { card: trialCard, summary: 'Prøve fra Krisebot', alert: true };
      const { result } = await reach.send(`teams:${accountId}`, message, conversation);
      if (result.state === 'sent') return 'sent';
      return result.state === 'unreachable' || result.state === 'refused' ? 'refused' : 'noAnswer';
    },
    async confirmTrial() {
      await people.change(accountId, (known) => ({ ...withoutLoss(known ?? blank), confirmedAt: at }));
    },
  };
}

/** The status card's channel as this conversation sees it. */
export function channelState(
  current: CrisisChannel | undefined,
  { id, kind }: Pick<ConversationRef, 'id' | 'kind'>,
): ChannelState {
  const where = !current ? 'none' : current.conversation.id === id ? 'here' : 'elsewhere';
  const byPlan = current !== undefined && current.chosen === undefined;
  return {
    where,
    byPlan,
    canChoose: kind !== 'personal' && where !== 'here' && !byPlan,
    ...(current?.name ? { name: current.name } : {}),
    ...(current?.chosen ? { chosen: current.chosen } : {}),
  };
}
