import { announce } from '../domain/announce.ts';
import { isAlarm, type Notice } from '../domain/notice.ts';
import type { NoticeState } from '../ports.ts';
import { hasCard, personTarget } from './posted-cards.ts';
import type { Round } from './round.ts';
import { type Due, noticeKey, reportUnsure, tell } from './telling.ts';

const waveSize = 40;

/**
 * Begins to send what the entries call for and nobody has been told yet, alarms first; each notice is settled by
 * itself. One found half sent was cut off by a crash: an alarm is repeated, once, and says so; anything else
 * counts as said.
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
  const left = await withoutLost(round, free, open);
  const due = left.toSorted((a, b) => Number(isAlarm(b.notice)) - Number(isAlarm(a.notice)));
  for (let from = 0; from < due.length; from += waveSize) {
    await beginWave(round, due.slice(from, from + waveSize));
  }
}

function isFinal(state: NoticeState | undefined): boolean {
  return state !== undefined && state !== 'sending' && state !== 'repeating' && state !== 'waiting';
}

/** Settles what a crash left half sent, as far as it is not to be repeated, and what a newer card has overtaken. */
async function withoutLost(
  round: Round,
  free: readonly Due[],
  open: readonly Due[],
): Promise<readonly Due[]> {
  const { needs, ledger, memory } = round;
  const newest = newestCards(open);
  const lost = new Map<string, NoticeState>();
  for (const { notice } of free) {
    const became = lostAs(round, notice, newest.get(notice.to));
    if (became) lost.set(notice.id, became);
    else if (isHalfSent(round, notice)) memory.inDoubt.add(notice.id);
  }
  const isUnsure = ({ notice }: Due) => isAlarm(notice) && lost.get(notice.id) === 'unknown';
  for (const { notice } of free.filter(isUnsure)) await reportUnsure(round, notice);
  await needs.notices.mark(ledger.crisis.id, lost);
  return free.filter(({ notice }) => !lost.has(notice.id));
}

function lostAs(round: Round, notice: Notice, newest: string | undefined): NoticeState | undefined {
  const { memory, cards, stateOf } = round;
  const state = stateOf(notice.id);
  const wasPosted = cards.some(({ target }) => target === personTarget(notice.to, notice.id));
  // Who was told at their arrival what has happened is not told again at their first word.
  const isBriefed = notice.kind === 'briefCard' && hasCard(cards, notice.to, 'briefCard');
  if (wasPosted || isBriefed) return 'sent';
  if (state === 'repeating' && !memory.unstarted.has(notice.id)) return 'unknown';
  if (isHalfSent(round, notice) && !isAlarm(notice)) return 'unknown';
  const isPutOff = state !== undefined && notice.kind === 'personalCard';
  return isPutOff && newest !== notice.id ? 'overtaken' : undefined;
}

function isHalfSent({ memory, stateOf }: Round, { id }: Notice): boolean {
  return stateOf(id) === 'sending' && !memory.unstarted.has(id);
}

/** Each person's newest card that is drawn from the state alone: those before it would say the same. */
function newestCards(open: readonly Due[]): ReadonlyMap<string, string> {
  const cards = open.filter(({ notice }) => notice.kind === 'personalCard');
  return new Map(cards.map(({ notice }) => [notice.to, notice.id]));
}

/** Rows before posts: what may have been sent once says that it is being repeated. */
async function beginWave(round: Round, wave: readonly Due[]): Promise<void> {
  const { needs, ledger, memory, errands } = round;
  for (const { notice } of wave) memory.unstarted.add(notice.id);
  const rows = wave.map(({ notice }): [string, NoticeState] => [
    notice.id,
    memory.inDoubt.has(notice.id) ? 'repeating' : 'sending',
  ]);
  await needs.notices.mark(ledger.crisis.id, new Map(rows));
  for (const due of wave) errands.begin(noticeKey(due.notice.id), () => tell(round, due));
}
