import { noticeCard } from '../cards/notice-card.ts';
import { mayAct } from '../domain/crisis.ts';
import type { Actor, Entry, UnreachableCause } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import { isAlarm, type Notice, showsCard } from '../domain/notice.ts';
import { contactOf } from '../domain/plan.ts';
import { fingerprint } from '../fingerprint.ts';
import { isElsewhere, type Sent } from '../people/reach.ts';
import type { Message, NoticeState, PostedCard } from '../ports.ts';
import { personTarget } from './posted-cards.ts';
import type { Round } from './round.ts';
import type { Outcome } from './settling.ts';

/** Whoever Teams lets nothing through to for so long must be phoned; sending goes on. */
const patienceMs = 3 * 60_000;
/** After the end of a crisis, last words are given up after so long. */
const lastWordsMs = 60 * 60_000;

/** A notice to be sent, and what it follows from. */
export interface Due {
  readonly notice: Notice;
  readonly entry: Entry;
}

/** The key under which a notice is sent. */
export function noticeKey(noticeId: string): string {
  return `notice:${noticeId}`;
}

/**
 * Tells one person, in one attempt. An alarm in doubt stays due for one more, which says that it is a repeat; it
 * is not made at once: what made the first fail is most likely still there.
 */
export async function tell(round: Round, { notice, entry }: Due): Promise<void> {
  const { errands, memory, settling } = round;
  const isRepeat = memory.inDoubt.has(notice.id);
  const sent = await trySending(round, notice);
  memory.unstarted.delete(notice.id);
  const { result } = sent;
  if (result.state === 'later') errands.putOff(noticeKey(notice.id), result.afterMs);
  if (result.state === 'unknown' && isAlarm(notice) && !isRepeat) {
    memory.inDoubt.add(notice.id);
    return errands.putOff(noticeKey(notice.id), 0);
  }
  await settling.settle(notice.id, outcomeOf(round, { notice, entry }, sent));
}

/** A repeat that a crash cut off: nobody knows whether the person has it, and it is not sent a third time. */
export async function reportUnsure(round: Round, notice: Notice): Promise<void> {
  await round.settling.settle(notice.id, report(round, notice, 'unknown', 'unsure'));
}

interface Posted extends Sent {
  readonly card?: PostedCard;
}

/** Whatever fails before the post leaves the notice due; a post itself never throws. */
async function trySending(round: Round, notice: Notice): Promise<Posted> {
  const { needs, ledger, settling } = round;
  try {
    const sent = await post(round, notice);
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
  let isSure = true;
  let elsewhere: Sent | undefined;
  for (const near of places) {
    if (!mayPost()) return { result: { state: 'later', afterMs: 0 } };
    const sent = await needs.reach.send(to, message, near);
    if (isElsewhere(sent.result)) elsewhere = sent;
    else if (sent.result.state !== 'noAccount') return sent;
    else isSure &&= sent.result.isSure;
  }
  if (elsewhere) return elsewhere;
  return { result: isSure ? { state: 'noAccount', isSure } : { state: 'later', afterMs: 0 } };
}

function messageOf({ ledger, memory }: Round, notice: Notice): Message {
  if (!showsCard(notice.kind)) return { text: notice.text, summary: notice.text, alert: true };
  const summary = memory.inDoubt.has(notice.id) ? `${notice.text} (sendt igen)` : notice.text;
  const card = noticeCard(ledger, notice.kind, notice.to, notice.id);
  return { card, summary, ...(notice.quiet ? {} : { alert: true }) };
}

function outcomeOf(round: Round, { notice, entry }: Due, { result }: Sent): Outcome {
  if (result.state === 'later') return waiting(round, { notice, entry });
  if (result.state === 'noAccount') return report(round, notice, 'unreachable', 'unknown');
  if (result.state === 'unreachable') return report(round, notice, 'unreachable', 'blocked');
  if (result.state === 'sent' || !isAlarm(notice)) return { state: result.state };
  return report(round, notice, result.state, result.state === 'unknown' ? 'unsure' : 'blocked');
}

/** What may have arrived once keeps a row that says so: whoever goes on after a crash repeats it once at most. */
function waiting(round: Round, { notice, entry }: Due): Outcome {
  const state = round.memory.inDoubt.has(notice.id) ? 'sending' : 'waiting';
  const waitedMs = Date.parse(round.needs.clock.now()) - Date.parse(entry.at);
  if (round.ledger.crisis.ended) return { state: waitedMs > lastWordsMs ? 'unreachable' : state };
  return waitedMs > patienceMs ? report(round, notice, state, 'delayed') : { state };
}

/** Everyone without a receipt stands under Ring nu; that Teams does not reach them is an entry besides, once. */
function report({ ledger }: Round, { to }: Notice, state: NoticeState, cause: UnreachableCause): Outcome {
  const { crisis } = ledger;
  const known = crisis.people[to]?.unreachable;
  const isPassing = cause === 'delayed' || cause === 'unsure';
  const isKnown = crisis.ended || known === cause || (isPassing && known) || !mayAct(crisis, to);
  return isKnown ? { state } : { state, unreachable: { person: personOf(ledger, to), cause } };
}

function personOf({ crisis }: Ledger, id: string): Actor {
  const known = crisis.people[id] ?? contactOf(crisis.plan, id);
  return { id, name: known?.name ?? id };
}
