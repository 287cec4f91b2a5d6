import { mayChange, noticeCard, noticeCardKind } from '../cards/notice-card.ts';
import { statusCard } from '../cards/status.ts';
import { type Ledger, newest } from '../domain/ledger.ts';
import type { NoticeCard } from '../domain/notice.ts';
import { label, shortened } from '../domain/notice-words.ts';
import { fingerprint } from '../fingerprint.ts';
import { isElsewhere } from '../people/reach.ts';
import type { Message, PostedCard, SendResult } from '../ports.ts';
import { noteBlocked, tellOfBlocked } from './blocked-channel.ts';
import { callCardsToEdit, isCallCard } from './kept-cards.ts';
import { moveStatus, type ShownStatus } from './moving.ts';
import type { Round } from './round.ts';

/** The row that remembers the status card, and the errand that posts it. */
export const statusTarget = 'status';
const personPrefix = 'person:';

/** The row that remembers the card posted to a person for a notice; older ones keep theirs. */
export function personTarget(person: string, noticeId: string): string {
  return `${personPrefix}${person}#${noticeId}`;
}

/** True where this card was posted to that person. */
export function isOf(person: string, { target }: PostedCard): boolean {
  return target.startsWith(personPrefix) && personIn(target) === person;
}

function personIn(target: string): string {
  return target.slice(personPrefix.length).split('#')[0] ?? '';
}

function noticeIn(target: string): string {
  return target.slice(target.indexOf('#') + 1);
}

/** True where the person has a card of that kind. */
export function hasCard(cards: readonly PostedCard[], person: string, kind: NoticeCard): boolean {
  return cards.some((card) => isOf(person, card) && noticeCardKind(noticeIn(card.target)) === kind);
}

/** Posts the one status card, and keeps it, all personal cards and the call cards in step with the log. */
export function keepCards(round: Round): void {
  for (const card of callCardsToEdit(round.ledger, round.cards)) freshen(round, card);
  for (const card of round.cards.filter((one) => !isCallCard(one))) {
    const isStatus = card.target === statusTarget;
    const isMoving = isStatus && moveStatus(round, card, cardKey(card), () => shownStatus(round.ledger));
    if (!isMoving) refresh(round, card);
  }
  if (!round.cards.some(({ target }) => target === statusTarget)) postStatus(round);
  tellOfBlocked(round);
}

function refresh(round: Round, posted: PostedCard): void {
  const { errands, ledger, needs, settling } = round;
  const key = cardKey(posted);
  if (isKnownToBeUpToDate(round, posted)) return;
  const message = messageFor(ledger, posted.target);
  const shown = fingerprint(message.card ?? {});
  if (shown === posted.shown) noteUpToDate(round, posted);
  if (shown === posted.shown || !errands.isFree(key)) return;
  errands.begin(key, async () => {
    const result = await needs.messenger.update(posted.conversation, posted.activityId, message);
    const isLost = result.state === 'unreachable' || isElsewhere(result);
    const isGone = isLost && posted.target === statusTarget;
    if (result.state === 'later') return errands.putOff(key, result.afterMs);
    if (result.state === 'unknown') return errands.putOff(key, 0);
    if (isGone) {
      errands.putOff(key, 0);
      return postStatus(round);
    }
    settling.keepCard({ ...posted, shown });
    await settling.store();
  });
}

/** Rounds come more often than entries, and a card is drawn from the log alone: from what has come since. */
function isKnownToBeUpToDate(round: Round, posted: PostedCard): boolean {
  const { ledger, memory } = round;
  const known = memory.upToDate.get(posted.target);
  if (known?.shown !== posted.shown) return false;
  const kind = posted.target === statusTarget ? undefined : noticeCardKind(noticeIn(posted.target));
  const news = ledger.entries.slice(known.number);
  if (news.length > 0 && (!kind || news.some((entry) => mayChange(kind, entry)))) return false;
  noteUpToDate(round, posted);
  return true;
}

function noteUpToDate({ ledger, memory }: Round, { target, shown }: PostedCard): void {
  memory.upToDate.set(target, { shown, number: newest(ledger).number });
}

function freshen({ errands, ledger, needs }: Round, card: PostedCard): void {
  const key = cardKey(card);
  if (!errands.isFree(key)) return;
  errands.begin(key, async () => {
    const result = await needs.kept.freshen(ledger.crisis.id, card.target);
    if (result === 'asItIs') return;
    if (result.state === 'later') errands.putOff(key, result.afterMs);
    if (result.state === 'unknown') errands.putOff(key, 0);
  });
}

const statusPrefix = 'status-';
const repeatId = `${statusPrefix}again`;

interface Attempt {
  readonly id: string;
  readonly isRepeat: boolean;
}

/**
 * Whether the status card is to be posted now. A post in doubt is repeated once, and said to be a repeat;
 * after that, only with something new to show.
 */
function nextAttempt({ ledger, stateOf, noticeIds }: Round): Attempt | undefined {
  const tried = noticeIds.filter((id) => id.startsWith(statusPrefix));
  const waiting = tried.find((id) => stateOf(id) === 'waiting');
  const inDoubt = tried.some((id) => ['sending', 'unknown'].includes(stateOf(id) ?? ''));
  if (waiting) return { id: waiting, isRepeat: inDoubt };
  if (inDoubt && !tried.includes(repeatId)) return { id: repeatId, isRepeat: true };
  const id = `${statusPrefix}${newest(ledger).number}`;
  return tried.includes(id) ? undefined : { id, isRepeat: inDoubt };
}

function postStatus(round: Round): void {
  if (!round.mayPostStatus) return;
  const attempt = nextAttempt(round);
  if (attempt && round.errands.isFree(statusTarget)) {
    round.errands.begin(statusTarget, () => tryStatus(round, attempt));
  }
}

async function tryStatus(round: Round, { id, isRepeat }: Attempt): Promise<void> {
  const { needs, ledger, errands, settling } = round;
  await needs.notices.mark(ledger.crisis.id, new Map([[id, 'sending']]));
  const message = statusMessage(ledger, isRepeat ? ' (sendt igen)' : '');
  const result = await postWherePossible(round, { ...message, alert: true });
  if (result.state !== 'sent') {
    needs.journal.info('statusCard.notPosted', { crisisId: ledger.crisis.id, state: result.state });
  }
  if (result.state === 'later') errands.putOff(statusTarget, result.afterMs);
  await settling.settle(id, { state: result.state === 'later' ? 'waiting' : result.state });
}

/** In the plan's channel; where that refuses, where the crisis was started. */
async function postWherePossible(round: Round, message: Message): Promise<SendResult> {
  const { needs, places, settling } = round;
  let result: SendResult = { state: 'unreachable' };
  for (const conversation of places) {
    if (!round.mayPost()) return { state: 'later', afterMs: 0 };
    result = await needs.messenger.post(conversation, message);
    if (result.state === 'sent') {
      const { activityId } = result;
      const shown = fingerprint(message.card ?? {});
      settling.keepCard({ target: statusTarget, conversation, activityId, shown });
    }
    if (result.state !== 'unreachable' && result.state !== 'refused') break;
    if (conversation === places[0]) await noteBlocked(round, conversation);
  }
  return result;
}

/** The errand by which a card is kept up to date. */
function cardKey({ target }: PostedCard): string {
  return `card:${target}`;
}

function shownStatus(ledger: Ledger): ShownStatus {
  const message = statusMessage(ledger);
  return { message, shown: fingerprint(message.card ?? {}) };
}

function messageFor(ledger: Ledger, target: string): Message {
  if (target === statusTarget) return statusMessage(ledger);
  const noticeId = noticeIn(target);
  const card = noticeCard(ledger, noticeCardKind(noticeId), personIn(target), noticeId);
  return { card, summary: shortened(ledger.crisis.headline) };
}

function statusMessage(ledger: Ledger, suffix = ''): Message {
  const summary = shortened(`${label(ledger.crisis)}: ${ledger.crisis.headline}`);
  return { card: statusCard(ledger), summary: `${summary}${suffix}` };
}
