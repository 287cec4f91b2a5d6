import type { ConversationParameters } from 'botbuilder';
import type { ConversationRef, Message, Messenger, SendResult } from '../ports.ts';
import { activityOf } from './activity-of.ts';
import type { Addressing } from './addressing.ts';
import { type Attempt, type AttemptParts, attempt } from './attempt.ts';
import { stringOf } from './fields.ts';
import { markPrivate } from './private-cards.ts';
import { memberOf, readRoster, seesRoster } from './roster.ts';
import { inShortIfNeeded } from './short-form.ts';
import type { Targeted } from './targeted.ts';

export interface MessengerParts extends AttemptParts {
  readonly addressing: Addressing;
  /** The bot's own account in Teams, "28:" and its app id. */
  readonly botId: string;
  /** The tenant of conversations that do not tell theirs. */
  readonly tenantId?: string;
  /** The way to messages that one person alone sees. */
  readonly targeted: Pick<Targeted, 'update'>;
}

/** The `Messenger` port on the Bot Connector: one call, one attempt, never above Teams' limits. */
export function createMessenger(parts: MessengerParts): Messenger {
  const bot = { id: parts.botId, name: 'Krisebot' };
  const outgoing = (message: Message) => ({ ...activityOf(message), from: bot });
  return {
    post: (to, message) =>
      inShortIfNeeded(message, (short) =>
        attempt<SendResult>(parts, posting(to, short), async (conversations) => {
          const { id } = await conversations.sendToConversation(to.id, outgoing(short));
          // Whatever says yes without an id may have been anything, also a page of a proxy in between.
          return stringOf(id) ? { state: 'sent', activityId: String(id) } : { state: 'unknown' };
        }),
      ),

    update: (to, activityId, message) =>
      message.privately
        ? parts.targeted.update(to, activityId, withMarks(message))
        : inShortIfNeeded(message, (short) =>
            attempt<SendResult>(parts, { kind: 'update', shape: 'send', to }, async (conversations) => {
              await conversations.updateActivity(to.id, activityId, { ...outgoing(short), id: activityId });
              return { state: 'sent', activityId };
            }),
          ),

    async openPersonal(accountId, near) {
      const id = await parts.addressing(accountId, near);
      // The conversation is not known yet: the limit counts by person.
      const to = { ...near, id: accountId };
      return attempt(parts, { kind: 'open', shape: 'send', to }, async (conversations) => {
        const opened = await conversations.createConversation(
          personalWith(id, near.tenantId ?? parts.tenantId, bot),
        );
        if (!stringOf(opened.id)) return { state: 'unknown' } as const;
        const { name: _ofNear, ...where } = near;
        return { state: 'open', conversation: { ...where, id: opened.id, kind: 'personal' } } as const;
      });
    },

    sees: (conversation) => seesRoster(parts, conversation),
    whenBack: parts.outage.whenOver,

    async members(of) {
      const { lines, isWhole } = await readRoster(parts, of);
      return { members: lines.map(({ member }) => member), isWhole };
    },

    async member(of, accountId) {
      const id = await parts.addressing(accountId, of);
      const result = await attempt(
        parts,
        { kind: 'member', shape: 'read', to: of },
        async (conversations) => {
          const account = await conversations.getConversationMember(of.id, id);
          return { state: 'read' as const, member: memberOf(account) };
        },
      );
      return result.state === 'read' ? result.member : undefined;
    },
  };
}

/** A card that rings asks for something. */
function posting(to: ConversationRef, { card, alert }: Message): Attempt {
  return { kind: 'post', shape: 'send', to, isAlarm: card !== undefined && alert === true };
}

function withMarks(message: Message): Message {
  return message.card ? { ...message, card: markPrivate(message.card) } : message;
}

function personalWith(
  id: string,
  tenantId: string | undefined,
  bot: { id: string; name: string },
): ConversationParameters {
  return {
    isGroup: false,
    bot,
    members: [{ id, name: '' }],
    channelData: tenantId ? { tenant: { id: tenantId } } : {},
    ...(tenantId ? { tenantId } : {}),
  };
}
