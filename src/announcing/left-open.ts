import { announce } from '../domain/announce.ts';
import { newest } from '../domain/ledger.ts';
import type { NoticeState } from '../ports.ts';
import { statusTarget } from './posted-cards.ts';
import type { Round } from './round.ts';
import { noticeKey } from './telling.ts';

const open: readonly (NoticeState | undefined)[] = ['sending', 'repeating', 'waiting'];
const aboutStatus = /^(status|moved)-/;

/**
 * Settles the rows that nobody will take up: a crash or a pause left them open, and since then the state has
 * overtaken what they say, or the card they are about stands. Nothing is sent.
 */
export async function settleLeftOpen(round: Round): Promise<void> {
  const { needs, ledger, noticeIds, stateOf } = round;
  const left = noticeIds.filter((id) => open.includes(stateOf(id)));
  if (left.length === 0) return;
  const called = ledger.entries.flatMap((entry) => announce(entry, ledger.crisis)).map(({ id }) => id);
  const still = new Set(called);
  const abandoned = left.filter((id) => !still.has(id) && isKnown(round, id) && isAbandoned(round, id));
  await needs.notices.mark(ledger.crisis.id, new Map(abandoned.map((id) => [id, becomes(round, id)])));
}

/** False for what follows from entries that another replica had read and this round has not. */
function isKnown({ ledger }: Round, id: string): boolean {
  const [, number] = /^(?:status-)?(\d+)/.exec(id) ?? [];
  return number === undefined || Number(number) <= newest(ledger).number;
}

function isAbandoned({ errands, cards, stateOf, ledger }: Round, id: string): boolean {
  if (!aboutStatus.test(id)) return errands.isFree(noticeKey(id));
  const isShown = cards.some(({ target }) => target === statusTarget);
  if (id.startsWith('status-')) return isShown && errands.isFree(statusTarget);
  const isPutOff = stateOf(id) === 'waiting' && !ledger.crisis.ended;
  return !isPutOff && errands.isFree(`card:${statusTarget}`);
}

function becomes({ noticeIds, stateOf, memory }: Round, id: string): NoticeState {
  if (stateOf(id) === 'waiting' || memory.unstarted.has(id)) return 'overtaken';
  // The card that stands is of the one post there was; of several nobody knows which came through.
  const isOnly = noticeIds.filter((one) => one.startsWith('status-')).length === 1;
  return id.startsWith('status-') && isOnly ? 'sent' : 'unknown';
}
