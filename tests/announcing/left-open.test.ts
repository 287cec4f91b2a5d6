import { describe, expect, it } from 'vitest';
import { settleLeftOpen } from '../../src/announcing/left-open.ts';
import type { Round } from '../../src/announcing/round.ts';
import type { NoticeState, PostedCard } from '../../src/ports.ts';
import { started } from '../domain/course.ts';

const place = { id: '19:a', kind: 'channel', serviceUrl: 'https://example.org' } as const;
const status: PostedCard = { target: 'status', conversation: place, activityId: '1', shown: 'x' };

interface Rows {
  readonly states: Readonly<Record<string, NoticeState>>;
  readonly cards?: readonly PostedCard[];
  readonly underWay?: readonly string[];
  readonly unstarted?: readonly string[];
}

/** What the rows are settled as, a minute into a crisis whose place was decided and then decided otherwise. */
async function settled({ states, cards = [status], underWay = [], unstarted = [] }: Rows) {
  const { ledger } = started()
    .does('anna', { kind: 'confirmPlace', placeId: 'lokale-3' })
    .does('anna', { kind: 'confirmPlace', placeId: 'kontor' });
  const marked: Record<string, NoticeState> = {};
  const notices = {
    mark: async (_: string, became: ReadonlyMap<string, NoticeState>) =>
      void Object.assign(marked, Object.fromEntries(became)),
  };
  await settleLeftOpen({
    needs: { notices },
    ledger,
    cards,
    noticeIds: Object.keys(states),
    stateOf: (id: string) => states[id],
    errands: { isFree: (key: string) => !underWay.includes(key) },
    memory: { unstarted: new Set(unstarted) },
  } as unknown as Round);
  return marked;
}

describe('rows that a crash or a pause left open', () => {
  it('are settled where what they say was overtaken', async () => {
    expect(await settled({ states: { '2-text-jens': 'sending', '2-text-lise': 'waiting' } })).toEqual({
      '2-text-jens': 'unknown',
      '2-text-lise': 'overtaken',
    });
    const states = { '2-text-jens': 'sending' } as const;
    expect(await settled({ states, unstarted: ['2-text-jens'] })).toEqual({ '2-text-jens': 'overtaken' });
  });

  it('stay where somebody takes them up: still to be said, under way, or of entries not read yet', async () => {
    const states = { '3-text-jens': 'sending', '2-text-lise': 'sending', '4-text-jens': 'sending' } as const;
    expect(await settled({ states, underWay: ['notice:2-text-lise'] })).toEqual({});
  });

  it('are settled where the status card stands, and stay where it is still to be posted', async () => {
    expect(await settled({ states: { 'status-1': 'sending' } })).toEqual({ 'status-1': 'sent' });
    const both = { 'status-1': 'sending', 'status-again': 'sent' } as const;
    expect(await settled({ states: both })).toEqual({ 'status-1': 'unknown' });
    expect(await settled({ states: { 'status-1': 'sending' }, cards: [] })).toEqual({});
    expect(await settled({ states: { 'status-1': 'sending' }, underWay: ['status'] })).toEqual({});
  });

  it('are settled where the status card was being moved', async () => {
    expect(await settled({ states: { 'moved-ab': 'sending' } })).toEqual({ 'moved-ab': 'unknown' });
    expect(await settled({ states: { 'moved-ab': 'waiting' } })).toEqual({});
  });
});
