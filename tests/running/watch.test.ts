import { afterEach, expect, it, vi } from 'vitest';
import { readMetricsSettings } from '../../src/metrics/metrics-settings.ts';
import { type LogStore, type Notices, StoreFault } from '../../src/ports.ts';
import type { Bot, Request } from '../../src/request.ts';
import { openWatch, type Standing } from '../../src/running/watch.ts';
import { startCollector } from '../metrics/collector.ts';

const crisis = 'K-2026-07';
const now = '2026-11-23T01:14:00.000Z';
const standing: Standing = {
  awaySince: () => undefined,
  keeps: false,
  kept: () => 0,
  keysKnown: () => true,
  teamsAway: () => false,
  connections: async () => 0,
};

async function watching(changes: Partial<Parameters<typeof openWatch>[0]> = {}) {
  const lines: unknown[] = [];
  const watch = await openWatch({
    log: {
      append: () => Promise.reject(new StoreFault('away')),
      entriesAfter: async () => [{ number: 7, at: '2026-11-23T01:13:00.000Z' }],
    } as unknown as LogStore,
    probe: async () => undefined,
    clock: { now: () => now, offset: () => 0 },
    journal: { info: (event, fields) => void lines.push([event, fields]), error: () => undefined },
    metrics: undefined,
    ...changes,
  });
  return { watch, lines };
}
afterEach(() => void vi.useRealTimers());

it('knows from the log itself that nothing can be stored, and that a notice is late', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const { watch } = await watching();
  const ready = watch.ready(standing);
  const checks = async () => ((await ready.state()).told as { checks: Record<string, object> }).checks;
  const notices = watch.notices({ mark: async () => undefined } as Partial<Notices> as Notices);
  await watch.log.entriesAfter(crisis, undefined);
  await notices.mark(crisis, new Map([['7-card-anna', 'sending']]));
  expect(await checks()).toMatchObject({
    notices: { state: 'failed', oldestSeconds: 60 },
    store: { state: 'ok' },
  });
  for (const ms of [0, 6_000]) {
    vi.advanceTimersByTime(ms);
    await watch.log.append(crisis, undefined, []).catch(() => undefined);
  }
  expect(await checks()).toMatchObject({ store: { state: 'failed', commits: false } });
  await watch.stop(0);
});

it('tells before a stop how often somebody was told no', async () => {
  const { watch, lines } = await watching();
  for (let n = 0; n < 3; n += 1) watch.refusals.add({ by: 'teams:ole', code: 'guest' });
  await watch.stop(0);
  expect(lines).toMatchObject([
    ['request.refused', { count: 1 }],
    ['request.refused', { count: 2 }],
  ]);
});

it('counts what is under way, and no more of it when it is over, also where it failed', async () => {
  const collector = await startCollector();
  const env = { OTEL_METRICS_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
  const { watch } = await watching({ metrics: readMetricsSettings(env, () => undefined) });
  watch.ready({ ...standing, awaySince: () => now, teamsAway: () => true });
  let answer: () => Promise<undefined> = () => new Promise(() => undefined);
  const bot = watch.bot({ answer: () => answer() } as Partial<Bot> as Bot);
  void bot.answer({} as Request);
  answer = () => Promise.reject(new Error('x'));
  await bot.answer({} as Request).catch(() => undefined);
  watch.onCall('post');
  watch.onCall('post')('sent');
  await watch.stop(2_000);
  const of = (name: string) =>
    collector.points
      .filter((point) => point.name === `krisebot.${name}`)
      .map(({ attributes, value }) => [Object.values(attributes).join(), value]);
  expect(of('queue.length')).toEqual([
    ['requests', 1],
    ['log', 0],
    ['teams', 1],
  ]);
  expect([of('store.away'), of('teams.away')]).toEqual([[['', 1]], [['', 1]]]);
  await collector.close();
});
