import { noticeCard } from './cards/notice-card.ts';
import { announce } from './domain/announce.ts';
import { mayAct } from './domain/crisis.ts';
import type { Actor, Entry, UnreachableCause } from './domain/entry.ts';
import type { Ledger } from './domain/ledger.ts';
import { type Notice, showsCard } from './domain/notice.ts';
import { contactOf } from './domain/plan.ts';
import { fingerprint } from './fingerprint.ts';
import type { Message, NoticeState, PostedCard } from './ports.ts';
import { hasCard, personTarget } from './posted-cards.ts';
import type { Sent } from './reach.ts';
import type { Round } from './round.ts';
import type { Outcome } from './settling.ts';

const waveSize = 40;
/** Whoever Teams lets nothing through to for so long must be phoned; sending goes on. */
const patienceMs = 3 * 60_000;
/** After the end of a crisis, last words are given up after so long. */
const lastWordsMs = 60 * 60_000;

interface Due {
  readonly notice: Notice;
  readonly entry: Entry;
}

/**
 * Begins to send what the entries call for and nobody has been told yet; each notice is settled by itself.
 * One found half sent was cut off by a crash: an alarm is repeated and says so, anything else counts as said.
 */
export async function sendNotices(round: Round): Promise<void> {
  const { errands, ledger, memory } = round;
  const open = ledger.entries
    .slice(memory.saidTo)
    .flatMap((entry) => announce(entry, ledger.crisis).map((notice) => ({ notice, entry })))
    .filter(({ notice }) => notice.kind !== 'sms')
    .filter(({ notice }) => !isFinal(round.stateOf(notice.id)));
  memory.saidTo = (open[0]?.entry.number ?? ledger.entries.length + 1) - 1;
  const free = open.filter(({ notice }) => errands.isFree(noticeKey(notice.id)));
  const due = await withoutLost(round, free);
  for (let from = 0; from < due.length; from += waveSize) {
    await beginWave(round, due.slice(from, from + waveSize));
  }
}

/** The key under which a notice is sent. */
export function noticeKey(noticeId: string): string {
  return `notice:${noticeId}`;
}

function isFinal(state: NoticeState | undefined): boolean {
  return state !== undefined && state !== 'sending' && state !== 'waiting';
}

/** Settles what a crash left half sent, as far as it is not to be repeated. */
async function withoutLost(round: Round, due: readonly Due[]): Promise<readonly Due[]> {
  const { needs, ledger, memory, cards } = round;
  const lost = new Map<string, NoticeState>();
  for (const { notice } of due) {
    const wasPosted = cards.some(({ target }) => target === personTarget(notice.to, notice.id));
    const isHalfSent = round.stateOf(notice.id) === 'sending' && !memory.unstarted.has(notice.id);
    // Who was told at their arrival what has happened is not told again at their first word.
    const isBriefed = notice.kind === 'briefCard' && hasCard(cards, notice.to, 'briefCard');
    if (wasPosted || isBriefed) lost.set(notice.id, 'sent');
    else if (isHalfSent && notice.kind === 'message') lost.set(notice.id, 'unknown');
    else if (isHalfSent) memory.inDoubt.add(notice.id);
  }
  await needs.notices.mark(ledger.crisis.id, lost);
  return due.filter(({ notice }) => !lost.has(notice.id));
}

async function beginWave(round: Round, wave: readonly Due[]): Promise<void> {
  const { needs, ledger, memory, errands } = round;
  for (const { notice } of wave) memory.unstarted.add(notice.id);
  await needs.notices.mark(
    ledger.crisis.id,
    new Map(wave.map(({ notice }) => [notice.id, 'sending' as const])),
  );
  for (const due of wave) errands.begin(noticeKey(due.notice.id), () => tell(round, due));
}

async function tell(round: Round, { notice, entry }: Due): Promise<void> {
  const { errands, memory, settling } = round;
  const sent = await trySending(round, notice);
  memory.unstarted.delete(notice.id);
  if (sent.result.state === 'later') errands.putOff(noticeKey(notice.id), sent.result.afterMs);
  await settling.settle(notice.id, outcomeOf(round, { notice, entry }, sent));
}

interface Posted extends Sent {
  readonly card?: PostedCard;
}

/** Whatever fails before the post leaves the notice due; a post itself never throws. */
async function trySending(round: Round, notice: Notice): Promise<Posted> {
  const { needs, ledger, memory, settling } = round;
  try {
    let sent = await post(round, notice);
    if (sent.result.state === 'unknown' && showsCard(notice.kind)) {
      memory.inDoubt.add(notice.id);
      sent = await post(round, notice);
    }
    if (sent.card) settling.keepCard(sent.card);
    return sent;
  } catch (error) {
    needs.journal.error('notice.notSent', error, { crisisId: ledger.crisis.id, notice: notice.id });
    return { result: { state: 'later', afterMs: 0 } };
  }
}

async function post(round: Round, notice: Notice): Promise<Posted> {
  const message = messageOf(round, notice);
  const sent = await reach(round, notice.to, message);
  const { result, conversation } = sent;
  if (!message.card || result.state !== 'sent' || !conversation) return sent;
  const shown = fingerprint(message.card);
  const target = personTarget(notice.to, notice.id);
  return { ...sent, card: { target, conversation, activityId: result.activityId, shown } };
}

/** Someone nobody has seen is looked for in every place there is. */
async function reach({ needs, places, mayPost }: Round, to: string, message: Message): Promise<Sent> {
  let sent: Sent = { result: { state: 'noAccount' } };
  for (const near of places) {
    if (!mayPost()) return { result: { state: 'later', afterMs: 0 } };
    sent = await needs.reach.send(to, message, near);
    if (sent.result.state !== 'noAccount') break;
  }
  return sent;
}

function messageOf({ ledger, memory }: Round, notice: Notice): Message {
  if (!showsCard(notice.kind)) return { text: notice.text, summary: notice.text, alert: true };
  const summary = memory.inDoubt.has(notice.id) ? `${notice.text} (sendt igen)` : notice.text;
  const card = noticeCard(ledger, notice.kind, notice.to, notice.id);
  return { card, summary, ...(notice.quiet ? {} : { alert: true }) };
}

function outcomeOf(round: Round, { notice, entry }: Due, { result }: Sent): Outcome {
  const { crisis } = round.ledger;
  const waitedMs = Date.parse(round.needs.clock.now()) - Date.parse(entry.at);
  if (result.state === 'later') {
    if (crisis.ended) return { state: waitedMs > lastWordsMs ? 'unreachable' : 'waiting' };
    return waitedMs > patienceMs ? report(round, notice, 'waiting', 'blocked') : { state: 'waiting' };
  }
  if (result.state === 'noAccount') return report(round, notice, 'unreachable', 'unknown');
  if (result.state === 'unreachable') return report(round, notice, 'unreachable', 'blocked');
  return { state: result.state };
}

/** Everyone without a receipt stands under Ring nu; that Teams says no is an entry besides, once. */
function report({ ledger }: Round, { to }: Notice, state: NoticeState, cause: UnreachableCause): Outcome {
  const { crisis } = ledger;
  const isKnown = crisis.ended || crisis.people[to]?.unreachable === cause || !mayAct(crisis, to);
  return isKnown ? { state } : { state, unreachable: { person: personOf(ledger, to), cause } };
}

function personOf({ crisis }: Ledger, id: string): Actor {
  const known = crisis.people[id] ?? contactOf(crisis.plan, id);
  return { id, name: known?.name ?? id };
}
