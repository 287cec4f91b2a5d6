import type { ConversationParameters } from 'botbuilder';
import type { ConnectorClient } from 'botframework-connector';
import type { ConversationRef, Journal, Member, Message, Messenger, SendResult } from '../ports.ts';
import { activityOf } from './activity-of.ts';
import { stringOf } from './fields.ts';
import { memberOf } from './members.ts';
import type { SendFault } from './send-fault.ts';
import { sendFault } from './send-fault.ts';
import type { Shaper } from './shaper.ts';

/** A client of the connector at a service URL, carrying the bot's token. */
export type Connectors = (serviceUrl: string) => Promise<ConnectorClient>;

export interface MessengerParts {
  readonly connectors: Connectors;
  readonly shaper: Shaper;
  readonly journal: Journal;
  /** The bot's own account in Teams, "28:" and its app id. */
  readonly botId: string;
}

type Conversations = ConnectorClient['conversations'];

/** How long to wait for a turn that did not come. Milliseconds. */
const crowdedWait = 5_000;
/** Teams gives at most this many members a page. */
const pageSize = 500;
/** A roster of more pages than this is a fault, not a team. */
const mostPages = 100;

/** The `Messenger` port on the Bot Connector: one call, one attempt, never above Teams' limits. */
export function createMessenger(parts: MessengerParts): Messenger {
  const bot = { id: parts.botId, name: 'Krisebot' };

  const send = async (to: ConversationRef, kind: string, call: Call<SendResult>): Promise<SendResult> =>
    attempt(parts, { kind, shape: 'send', to }, call);

  return {
    post: (to, message) =>
      send(to, 'post', async (conversations) => {
        const { id } = await conversations.sendToConversation(to.id, outgoing(message, bot));
        return id ? { state: 'sent', activityId: id } : { state: 'unknown' };
      }),

    update: (to, activityId, message) =>
      send(to, 'update', async (conversations) => {
        const activity = { ...outgoing(message, bot), id: activityId };
        await conversations.updateActivity(to.id, activityId, activity);
        return { state: 'sent', activityId };
      }),

    openPersonal: (accountId, near) =>
      attempt(
        parts,
        { kind: 'open', shape: 'send', to: { ...near, id: accountId } },
        async (conversations) => {
          const { id } = await conversations.createConversation(personalWith(accountId, near, bot));
          if (!id) return { state: 'unknown' } as const;
          return { state: 'open', conversation: { ...near, id, kind: 'personal' } } as const;
        },
      ),

    async members(of) {
      const found: Member[] = [];
      let continuationToken: string | undefined;
      for (let pages = 0; pages < mostPages; pages += 1) {
        const page = await readPage(parts, of, continuationToken);
        found.push(...(page?.members ?? []));
        continuationToken = page?.continuationToken;
        if (!continuationToken) break;
      }
      return found;
    },

    async member(of, accountId) {
      const result = await attempt(
        parts,
        { kind: 'member', shape: 'read', to: of },
        async (conversations) => ({
          state: 'read' as const,
          member: memberOf(await conversations.getConversationMember(of.id, accountId)),
        }),
      );
      return result.state === 'read' ? result.member : undefined;
    },
  };
}

type Call<R> = (conversations: Conversations) => Promise<R>;

interface Attempt {
  readonly kind: string;
  readonly shape: 'send' | 'read';
  readonly to: ConversationRef;
}

/** Waits for its turn, calls once and says what came of it. Never throws. */
async function attempt<R>(parts: MessengerParts, { kind, shape, to }: Attempt, call: Call<R>) {
  const { connectors, shaper, journal } = parts;
  if (!(await shaper.turn(shape, to.id))) return { state: 'later', afterMs: crowdedWait } as const;
  try {
    const connector = await connectors(to.serviceUrl);
    return await call(connector.conversations);
  } catch (error) {
    const fault = sendFault(error);
    if (fault.state === 'later') shaper.pause(to.id, fault.afterMs);
    report(journal, kind, fault, error);
    return fault;
  }
}

/** The connector's errors hold the request with its token and text, so only their short marks are kept. */
function report(journal: Journal, kind: string, fault: SendFault, error: unknown): void {
  const { statusCode, code, name } = (error ?? {}) as { statusCode?: number; code?: unknown; name?: unknown };
  const fields = {
    kind,
    state: fault.state,
    status: statusCode,
    code: stringOf(code, 60),
    error: stringOf(name, 60),
  };
  if (fault.state === 'refused') journal.error('teams.send', new Error(fault.detail), fields);
  else journal.info('teams.send', fields);
}

async function readPage(parts: MessengerParts, of: ConversationRef, continuationToken?: string) {
  const result = await attempt(parts, { kind: 'members', shape: 'read', to: of }, async (conversations) => {
    // The SDK's type wants a token, but the first page has none.
    const asked = { pageSize, continuationToken: continuationToken as string };
    const page = await conversations.getConversationPagedMembers(of.id, asked);
    const members = (page.members ?? []).map(memberOf).filter((member) => member !== undefined);
    return { state: 'read' as const, members, continuationToken: page.continuationToken || undefined };
  });
  return result.state === 'read' ? result : undefined;
}

function outgoing(message: Message, bot: { id: string; name: string }) {
  return { ...activityOf(message), from: bot };
}

function personalWith(
  accountId: string,
  near: ConversationRef,
  bot: { id: string; name: string },
): ConversationParameters {
  const { tenantId } = near;
  return {
    isGroup: false,
    bot,
    members: [{ id: accountId, name: '' }],
    channelData: tenantId ? { tenant: { id: tenantId } } : {},
    ...(tenantId ? { tenantId } : {}),
  };
}
