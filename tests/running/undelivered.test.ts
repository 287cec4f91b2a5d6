import { describe, expect, it } from 'vitest';
import type { LogStore, NoticeState, Notices } from '../../src/ports.ts';
import { watchUndelivered } from '../../src/running/undelivered.ts';

const crisis = 'K-2026-01';
const start = Date.parse('2026-11-23T01:14:00.000Z');

const entry = { number: 7, at: '2026-11-23T01:13:50.000Z' };

function setUp(entries: readonly { readonly number: number; readonly at: string }[] = [entry]) {
  const time = { now: start };
  const told: unknown[] = [];
  const watched = watchUndelivered(
    () => time.now,
    (...notice) => void told.push(notice),
  );
  const rows = { isOurs: true, fail: false };
  const notices = watched.notices({
    lease: async () => rows.isOurs,
    releaseLease: async () => undefined,
    mark: async () => {
      if (rows.fail) throw new Error('away');
    },
  } as Partial<Notices> as Notices);
  const log = watched.log({
    entriesAfter: async () => entries,
    append: async () => ({ state: 'stored', entries }),
  } as unknown as LogStore);
  const mark = (id: string, state: NoticeState) =>
    notices.mark(crisis, new Map([[id, state]])).catch(() => undefined);
  return { time, told, watched, rows, notices, log, mark };
}

describe('the oldest notice under way', () => {
  it('is as old as its entry, until it is known what became of it, also where that cannot be stored', async () => {
    const { time, told, watched, rows, log, mark } = setUp();
    await log.entriesAfter(crisis, undefined);
    await mark('7-card-anna', 'sending');
    time.now += 1_000;
    expect(watched.oldestMs()).toBe(11_000);
    rows.fail = true;
    await mark('7-card-anna', 'sent');
    expect(watched.oldestMs()).toBe(0);
    expect(told).toEqual([['card', 'sent', 11_000]]);
  });

  it('is none that Teams asked to wait with, nor one whose person cannot be reached', async () => {
    const { time, watched, mark } = setUp();
    await mark('7-card-anna', 'sending');
    await mark('7-card-anna', 'waiting');
    await mark('7-card-jens', 'sending');
    await mark('7-card-jens', 'unreachable');
    time.now += 3_600_000;
    expect([watched.oldestMs(), watched.count('waiting'), watched.count('sending')]).toEqual([0, 1, 0]);
  });

  it('is as old as the entry that was just stored, and a repeat as old as its first try', async () => {
    const { time, watched, log, mark } = setUp();
    await log.append(crisis, undefined, []);
    await mark('7-card-anna', 'sending');
    expect(watched.oldestMs()).toBe(10_000);
    await mark('7-card-anna', 'sent');
    await mark('peter-holm', 'sending');
    time.now += 1_000;
    await mark('peter-holm', 'repeating');
    expect(watched.oldestMs()).toBe(1_000);
  });

  it('costs no memory without end: of long logs the oldest entries are forgotten', async () => {
    const long = Array.from({ length: 5_001 }, (_, index) => ({ ...entry, number: index + 1 }));
    const { watched, log, mark } = setUp(long);
    await log.entriesAfter(crisis, undefined);
    await mark('1-card-anna', 'sending');
    expect(watched.oldestMs()).toBe(0);
    await mark('2-card-anna', 'sending');
    expect(watched.oldestMs()).toBe(10_000);
  });

  it('is told of by its kind, never by whom it is for', async () => {
    const { told, mark } = setUp();
    await mark('peter-holm', 'sending');
    await mark('peter-holm', 'sent');
    expect(told).toEqual([['alarm', 'sent', 0]]);
  });

  it.each([
    ['another replica announces', (notices: Notices) => notices.lease(crisis, 'me', 1)],
    ['the right to announce is given up', (notices: Notices) => notices.releaseLease(crisis, 'me')],
  ])('is another’s to tell of where %s', async (_name, change) => {
    const { time, watched, rows, notices, mark } = setUp();
    await mark('7-card-anna', 'sending');
    rows.isOurs = false;
    await change(notices);
    time.now += 60_000;
    expect(watched.oldestMs()).toBe(0);
  });
});
