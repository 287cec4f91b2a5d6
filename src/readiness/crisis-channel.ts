import type { Plan } from '../domain/plan.ts';
import type { ChosenChannel, ConversationRef, Rooms } from '../ports.ts';

/** Where the status card goes. The plan's own choice stands before what was chosen in Teams. */
export interface CrisisChannel {
  readonly conversation: ConversationRef;
  /** Who chose it in Teams, and when (ISO 8601 UTC); undefined where the plan names it. */
  readonly chosen: { readonly by: string; readonly at: string } | undefined;
  readonly name?: string;
}

export interface CrisisChannels {
  /** `near` is a conversation that tells which Teams to look in: the plan tells no more than an id. */
  current(near: ConversationRef): Promise<CrisisChannel | undefined>;
  choose(channel: ChosenChannel): Promise<void>;
}

export function createCrisisChannels(plan: Plan, rooms: Rooms): CrisisChannels {
  return {
    async current({ serviceUrl, tenantId }) {
      if (plan.crisisChannel) {
        const tenant = tenantId ? { tenantId } : {};
        return {
          conversation: { id: plan.crisisChannel, kind: 'channel', serviceUrl, ...tenant },
          chosen: undefined,
        };
      }
      const chosen = await rooms.chosen(plan.id);
      if (!chosen) return undefined;
      const { conversation, name, by, at } = chosen;
      return { conversation, chosen: { by: by.name, at }, ...(name ? { name } : {}) };
    },
    choose: (channel) => rooms.choose(plan.id, channel),
  };
}
