import { createHash } from 'node:crypto';
import type { AnnouncerNeeds } from './announcer.ts';
import { personalCard } from './cards/personal.ts';
import { statusCard } from './cards/status.ts';
import { label } from './domain/announce.ts';
import type { Ledger } from './domain/ledger.ts';
import type { ConversationRef, Message, PostedCard } from './ports.ts';

const statusTarget = 'status';
const personPrefix = 'person:';

/** The row that remembers a person's newest card. */
export function personTarget(person: string): string {
  return `${personPrefix}${person}`;
}

/** Equal for cards that look the same. */
export function fingerprint(card: object): string {
  return createHash('sha256').update(JSON.stringify(card)).digest('hex').slice(0, 32);
}

/**
 * Posts the one status card, and keeps it and the personal cards in step with the log, in place. True
 * where every card shows the newest state.
 */
export async function keepCards(
  needs: AnnouncerNeeds,
  ledger: Ledger,
  near: ConversationRef,
): Promise<boolean> {
  const posted = await needs.notices.cards(ledger.crisis.id);
  const hasStatus = posted.some(({ target }) => target === statusTarget);
  const results = await Promise.all([
    hasStatus || postStatus(needs, ledger, near),
    ...posted.map((card) => refresh(needs, ledger, card)),
  ]);
  return results.every((inStep) => inStep);
}

async function postStatus(needs: AnnouncerNeeds, ledger: Ledger, to: ConversationRef): Promise<boolean> {
  const message = statusMessage(ledger, true);
  const result = await needs.messenger.post(to, message);
  if (result.state !== 'sent') {
    needs.journal.info('status card not posted', { crisisId: ledger.crisis.id, state: result.state });
    return result.state === 'refused' || result.state === 'unreachable';
  }
  await needs.notices.saveCard(ledger.crisis.id, {
    target: statusTarget,
    conversation: to,
    activityId: result.activityId,
    shown: fingerprint(message.card ?? {}),
  });
  return true;
}

async function refresh(needs: AnnouncerNeeds, ledger: Ledger, posted: PostedCard): Promise<boolean> {
  const message = messageFor(ledger, posted.target);
  const shown = fingerprint(message.card ?? {});
  if (shown === posted.shown) return true;
  const result = await needs.messenger.update(posted.conversation, posted.activityId, message);
  if (result.state === 'later' || result.state === 'unknown') return false;
  const isGone = result.state === 'unreachable' && posted.target === statusTarget;
  if (isGone) return postStatus(needs, ledger, posted.conversation);
  await needs.notices.saveCard(ledger.crisis.id, { ...posted, shown });
  return true;
}

function messageFor(ledger: Ledger, target: string): Message {
  if (target === statusTarget) return statusMessage(ledger, false);
  const card = personalCard(ledger, target.slice(personPrefix.length));
  return { card, summary: ledger.crisis.headline };
}

function statusMessage(ledger: Ledger, alert: boolean): Message {
  return { card: statusCard(ledger), summary: `${label(ledger.crisis)}: ${ledger.crisis.headline}`, alert };
}
