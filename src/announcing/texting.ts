import { announce } from '../domain/announce.ts';
import type { Entry, SmsCause } from '../domain/entry.ts';
import type { Notice } from '../domain/notice.ts';
import { contactOf } from '../domain/plan.ts';
import { mayGetSms } from '../domain/sms-readers.ts';
import type { NoticeState, SmsGateway, SmsResult } from '../ports.ts';
import { smsId } from '../sms/sms-id.ts';
import type { Round } from './round.ts';
import type { Outcome } from './settling.ts';
import { noticeKey } from './telling.ts';

const waveSize = 40;
/** A gateway that lets nothing through for so long is told of, so that somebody phones; trying goes on. */
const patienceMs = 3 * 60_000;
/** After the end of a crisis, last words are given up after so long. */
const lastWordsMs = 60 * 60_000;

interface Due {
  readonly notice: Notice;
  readonly entry: Entry;
}

/**
 * Begins to send the SMS that entries call for, with the same rows as other notices. In doubt the one at the
 * start is tried once more with the same id; any other is not. Without a gateway nothing is sent, or waits.
 */
export async function sendSms(round: Round): Promise<void> {
  const { needs, errands, ledger, memory } = round;
  const { sms } = needs;
  if (!sms) return;
  const open = ledger.entries
    .slice(memory.textedTo)
    .flatMap((entry) => announce(entry, ledger.crisis).map((notice) => ({ notice, entry })))
    .filter(({ notice }) => notice.kind === 'sms' && !isFinal(round.stateOf(notice.id)));
  memory.textedTo = (open[0]?.entry.number ?? ledger.entries.length + 1) - 1;
  const free = open.filter(({ notice }) => errands.isFree(noticeKey(notice.id)));
  const due = await withoutLost(round, free);
  for (let from = 0; from < due.length; from += waveSize) {
    await beginWave(round, sms, due.slice(from, from + waveSize));
  }
}

function isFinal(state: NoticeState | undefined): boolean {
  return state !== undefined && state !== 'sending' && state !== 'waiting';
}

/** Settles what a crash left half sent, as far as it is not to be repeated. */
async function withoutLost(round: Round, due: readonly Due[]): Promise<readonly Due[]> {
  const lost = due.filter(
    ({ notice, entry }) =>
      round.stateOf(notice.id) === 'sending' && !round.memory.unstarted.has(notice.id) && !isAlarm(entry),
  );
  for (const { notice } of lost) {
    await round.settling.settle(notice.id, failed(round, notice, 'unknown', 'unknown'));
  }
  return due.filter((one) => !lost.includes(one));
}

function isAlarm({ event }: Entry): boolean {
  return event.kind === 'started';
}

async function beginWave(round: Round, sms: SmsGateway, wave: readonly Due[]): Promise<void> {
  const { needs, ledger, memory, errands } = round;
  for (const { notice } of wave) memory.unstarted.add(notice.id);
  const states = wave.map(({ notice }) => [notice.id, 'sending' as const] as const);
  await needs.notices.mark(ledger.crisis.id, new Map(states));
  for (const due of wave) errands.begin(noticeKey(due.notice.id), () => tell(round, sms, due));
}

async function tell(round: Round, sms: SmsGateway, due: Due): Promise<void> {
  const { needs, ledger, errands, memory, settling } = round;
  const { notice } = due;
  const result = await attempt(round, sms, due);
  memory.unstarted.delete(notice.id);
  if (result.state === 'later') errands.putOff(noticeKey(notice.id), result.afterMs);
  if (result.state !== 'sent') {
    needs.journal.info('sms.notSent', { crisisId: ledger.crisis.id, notice: notice.id, ...result });
  }
  await settling.settle(notice.id, outcomeOf(round, due, result));
}

type Result = SmsResult | { readonly state: 'noNumber' | 'notListed' };

async function attempt(round: Round, sms: SmsGateway, { notice, entry }: Due): Promise<Result> {
  const { crisis } = round.ledger;
  const number = contactOf(crisis.plan, notice.to)?.phone;
  // The rules ask for none in an exercise; whatever they become, no number but the listed ones is rung.
  if (!mayGetSms(crisis, notice.to)) return { state: 'notListed' };
  if (!number) return { state: 'noNumber' };
  if (!round.mayPost()) return { state: 'later', afterMs: 0 };
  const id = smsId(crisis.id, entry, notice.id);
  const result = await sms.send(number, notice.text, id);
  return result.state === 'unknown' && isAlarm(entry) ? sms.send(number, notice.text, id) : result;
}

function outcomeOf(round: Round, { notice, entry }: Due, { state }: Result): Outcome {
  switch (state) {
    case 'sent':
      return { state };
    case 'later':
      return waiting(round, notice, entry);
    case 'notListed':
      return { state: 'refused' };
    case 'noNumber':
      return failed(round, notice, 'unreachable', state);
    default:
      return failed(round, notice, state, state);
  }
}

function waiting(round: Round, notice: Notice, entry: Entry): Outcome {
  const waitedMs = Date.parse(round.needs.clock.now()) - Date.parse(entry.at);
  if (round.ledger.crisis.ended) return { state: waitedMs > lastWordsMs ? 'refused' : 'waiting' };
  return waitedMs > patienceMs ? failed(round, notice, 'waiting', 'refused') : { state: 'waiting' };
}

/** That an SMS did not get to someone is an entry besides, once for each cause. */
function failed({ ledger }: Round, { to }: Notice, state: NoticeState, cause: SmsCause): Outcome {
  const { crisis } = ledger;
  const known = crisis.people[to];
  if (crisis.ended || known?.smsFailed === cause) return { state };
  const name = contactOf(crisis.plan, to)?.name ?? known?.name ?? to;
  return { state, smsFailed: { person: { id: to, name }, cause } };
}
