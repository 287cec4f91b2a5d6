import type { AppNeeds } from '../answering/app-needs.ts';
import { type ChannelState, trialCard } from '../cards/guide.ts';
import type { SettingUp } from '../commands/command.ts';
import type { Person } from '../people/identity.ts';
import { withoutLoss } from '../people/matching.ts';
import type { ConversationRef, KnownAccount } from '../ports.ts';
import type { Request } from '../request.ts';
import type { CrisisChannel } from './crisis-channel.ts';
import { createOwnData } from './own-data.ts';

type Needs = Pick<
  AppNeeds,
  'handingPack' | 'plan' | 'people' | 'reach' | 'readiness' | 'channels' | 'journal'
>;

/** How long the same request counts as delivered once more, rather than made again. */
const sameTrialMs = 60_000;

/**
 * What can be done before there is a crisis, bound to who asks and where. `noteChoice` tells a running crisis
 * that another channel was chosen.
 */
export function createSettingUp(
  needs: Needs,
  request: Request,
  person: Person,
  noteChoice: () => Promise<void>,
): SettingUp {
  const { plan, people, reach, readiness, channels, journal } = needs;
  const { at, conversation } = request;
  const { accountId, name: senderName } = request.sender;
  const blank: KnownAccount = { accountId, name: senderName, guest: false };

  async function channel(): Promise<ChannelState> {
    return channelState(await channels.current(conversation), conversation);
  }

  /** False where the same request was delivered a moment ago; a later tap on the same button is a new one. */
  async function claimTrial(): Promise<boolean> {
    let isOurs = false;
    await people.change(accountId, (known = blank) => {
      const { trial } = known;
      isOurs = trial?.intent !== request.intent || Date.parse(at) - Date.parse(trial.at) > sameTrialMs;
      return isOurs ? { ...known, trial: { intent: request.intent, at } } : known;
    });
    return isOurs;
  }

  async function forgetTrial(): Promise<void> {
    await people.change(accountId, (known = blank) => {
      const { trial: _failed, ...rest } = known;
      return rest;
    });
  }

  return {
    ...createOwnData(needs, request, person),
    channel,
    async chooseChannel() {
      const before = await channel();
      if (!before.canChoose) return before;
      const { name } = conversation;
      await channels.choose({ conversation, by: person.actor, at, ...(name ? { name } : {}) });
      await noteChoice();
      journal.info('channel.chosen', { by: person.actor.id, conversation: conversation.id });
      return channel();
    },
    readiness: () => {
      const isOwner = person.actor.id === plan.owner && conversation.kind === 'personal';
      return readiness(at, conversation, isOwner ? 'owner' : 'others');
    },
    takePack: () => needs.handingPack.hand(request, person.actor),
    async sendTrial() {
      if (!(await claimTrial())) return 'sent';
      const message = { card: trialCard, summary: 'Prøve fra Krisebot', alert: true };
      const { result } = await reach.send(`teams:${accountId}`, message, conversation);
      if (result.state === 'sent') return 'sent';
      await forgetTrial();
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
