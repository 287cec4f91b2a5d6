import { movedCard } from '../cards/moved.ts';
import { label, shortened } from '../domain/notice-words.ts';
import type { ConversationRef, Message, PostedCard } from '../ports.ts';
import { placeKey } from './blocked-channel.ts';
import type { Round } from './round.ts';

/** The status card as it would be shown now. */
export interface ShownStatus {
  readonly message: Message;
  readonly shown: string;
}

/**
 * The crisis channel was chosen after the status card was posted: the card is posted there too, once, and the
 * old one says that it moved. Where Teams refuses, the card stays where it is. True where this is under way:
 * `key` is the errand by which the card is kept up to date, and two at once could leave the older.
 */
export function moveStatus(round: Round, card: PostedCard, key: string, show: () => ShownStatus): boolean {
  const { places, errands, ledger, stateOf, mayPostStatus } = round;
  const [wanted] = places;
  if (!mayPostStatus || !wanted || wanted.id === card.conversation.id || ledger.crisis.ended) return false;
  const id = `moved-${placeKey(wanted)}`;
  const state = stateOf(id);
  if ((state && state !== 'waiting') || !errands.isFree(key)) return false;
  errands.begin(key, () => move(round, card, { wanted, id, key }, show()));
  return true;
}

interface Move {
  readonly wanted: ConversationRef;
  readonly id: string;
  readonly key: string;
}

async function move(
  { needs, ledger, errands, settling }: Round,
  old: PostedCard,
  { wanted, id, key }: Move,
  { message, shown }: ShownStatus,
): Promise<void> {
  // Before the post: after a crash the card stays where it was, rather than being posted twice.
  await needs.notices.mark(ledger.crisis.id, new Map([[id, 'sending']]));
  const result = await needs.messenger.post(wanted, { ...message, alert: true });
  if (result.state === 'later') errands.putOff(key, result.afterMs);
  if (result.state === 'sent') {
    settling.keepCard({ target: old.target, conversation: wanted, activityId: result.activityId, shown });
    const summary = shortened(`${label(ledger.crisis)}: ${ledger.crisis.headline}`);
    await needs.messenger.update(old.conversation, old.activityId, { card: movedCard(ledger), summary });
  }
  await settling.settle(id, { state: result.state === 'later' ? 'waiting' : result.state });
}
