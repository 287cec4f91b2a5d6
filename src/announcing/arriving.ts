import { noticeCard, noticeCardKind } from '../cards/notice-card.ts';
import { announce } from '../domain/announce.ts';
import { type Ledger, newest } from '../domain/ledger.ts';
import { type Notice, showsCard } from '../domain/notice.ts';
import { briefText, callText, isLate, shortened } from '../domain/notice-words.ts';
import { fingerprint } from '../fingerprint.ts';
import type { ConversationRef } from '../ports.ts';
import { isOf, personTarget } from './posted-cards.ts';
import type { Round } from './round.ts';
import { noticeKey } from './telling.ts';

/** What is asked of a round by someone who has just come within reach. */
export type Arrival = Pick<Round, 'needs' | 'ledger' | 'errands' | 'settling' | 'cards' | 'stateOf'>;

/**
 * Gives someone who could not be called out before their card, now that they have opened the chat; late in the
 * crisis it tells what has happened. True where they have it or are about to.
 */
export async function welcome(
  arrival: Arrival,
  person: string,
  conversation: ConversationRef,
): Promise<boolean> {
  const { ledger, errands, cards, stateOf } = arrival;
  const isDone = ({ id }: Notice) => ['sent', 'overtaken'].includes(stateOf(id) ?? '');
  const missing = callsTo(ledger, person).filter((call) => !isDone(call));
  if (missing.length === 0 && cards.some((card) => isOf(person, card))) return true;
  const isUnderWay = ({ id }: Notice) =>
    ['sending', 'repeating'].includes(stateOf(id) ?? '') || !errands.isFree(noticeKey(id));
  if (missing.some(isUnderWay)) return true;
  const posting = post(arrival, person, conversation, missing);
  for (const { id } of missing) errands.begin(noticeKey(id), async () => void (await posting));
  return posting;
}

async function post(
  { needs, ledger, settling }: Arrival,
  person: string,
  conversation: ConversationRef,
  missing: readonly Notice[],
): Promise<boolean> {
  const { id, text } = isLate(ledger.crisis, needs.clock.now())
    ? { id: `${newest(ledger).number}-brief-${person}`, text: briefText(ledger.crisis) }
    : (missing.at(-1) ?? { id: `${newest(ledger).number}-arrived-${person}`, text: callText(ledger.crisis) });
  const card = noticeCard(ledger, noticeCardKind(id), person, id);
  const message = { card, summary: shortened(text), alert: true };
  const result = await needs.messenger.post(conversation, message);
  if (result.state !== 'sent') return false;
  const target = personTarget(person, id);
  settling.keepCard({ target, conversation, activityId: result.activityId, shown: fingerprint(card) });
  await Promise.all(missing.map((notice) => settling.settle(notice.id, { state: 'sent' })));
  await settling.store();
  return true;
}

function callsTo(ledger: Ledger, person: string): readonly Notice[] {
  return ledger.entries
    .flatMap((entry) => announce(entry, ledger.crisis))
    .filter(({ kind, to }) => showsCard(kind) && kind !== 'pictureCard' && to === person);
}
