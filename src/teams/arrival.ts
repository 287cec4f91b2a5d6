import type { Journal } from '../ports.ts';
import type { Bot } from '../request.ts';
import { conversationOf } from './conversations.ts';
import { newErrorId } from './error-id.ts';
import { type Fields, fieldsOf, listOf, stringOf } from './fields.ts';
import type { ReplySender } from './reply-sender.ts';
import { withoutTexts } from './without-texts.ts';

interface ArrivalParts {
  readonly bot: Bot;
  readonly replies: ReplySender;
  readonly journal: Journal;
}

/** The app came to a conversation, or left one. A greeting is posted once Teams has its answer. */
export async function arrival(
  activity: Fields,
  { bot, replies, journal }: ArrivalParts,
): Promise<{ afterwards?: () => Promise<void> }> {
  const conversation = conversationOf(activity);
  const change = changeIn(activity, conversation?.kind === 'personal');
  if (!conversation || !change) return {};
  try {
    if (change.kind === 'left') {
      await bot.left(conversation, change.accountId);
      return {};
    }
    const message = await bot.arrived(conversation, change.accountId);
    if (!message) return {};
    return { afterwards: () => replies.post({ message, shows: 'new' }, { thread: conversation }) };
  } catch (error) {
    journal.error('arrival.failed', withoutTexts(error), { errorId: newErrorId() });
    return {};
  }
}

interface Change {
  readonly kind: 'arrived' | 'left';
  readonly accountId: string | undefined;
}

/** Teams tells of one installation in two ways, and not always in both. */
function changeIn(activity: Fields, personal: boolean): Change | undefined {
  const accountId = stringOf(fieldsOf(activity.from).aadObjectId, 100);
  if (activity.type === 'installationUpdate') return installation(activity.action, accountId);
  const botId = stringOf(fieldsOf(activity.recipient).id);
  const added = listOf(activity.membersAdded).slice(0, 1_000).map(fieldsOf);
  if (added.some(({ id }) => id === botId)) return { kind: 'arrived', accountId };
  if (listOf(activity.membersRemoved).some((member) => fieldsOf(member).id === botId))
    return { kind: 'left', accountId };
  // Someone who joins a team is no news to the whole team; someone who opens the chat is.
  const person = personal
    ? added.map((member) => stringOf(member.aadObjectId, 100)).find(Boolean)
    : undefined;
  return person ? { kind: 'arrived', accountId: person } : undefined;
}

function installation(action: unknown, accountId: string | undefined): Change | undefined {
  if (action === 'add' || action === 'add-upgrade') return { kind: 'arrived', accountId };
  return action === 'remove' || action === 'remove-upgrade' ? { kind: 'left', accountId } : undefined;
}
