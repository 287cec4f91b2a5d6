import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFigures } from '../../src/metrics/figures.ts';
import { countedCrises, measuredJournal, measuredLog } from '../../src/metrics/measured.ts';
import { type MetricsSettings, readMetricsSettings } from '../../src/metrics/metrics-settings.ts';
import { startMetrics } from '../../src/metrics/start-metrics.ts';
import { type Crises, type LogStore, StoreFault } from '../../src/ports.ts';
import { type Collector, startCollector } from './collector.ts';

let collector: Collector;
beforeEach(async () => {
  collector = await startCollector();
});
afterEach(() => collector.close());

const settingsFor = (changes: Record<string, string> = {}) => {
  const env = { OTEL_METRICS_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, ...changes };
  const settings = readMetricsSettings(env, (line) => {
    throw new Error(line);
  });
  return settings as MetricsSettings;
};
const silent = { info: () => undefined, error: () => undefined };

describe('the figures', () => {
  it('arrive at what collects them, with who they are of', async () => {
    const metrics = await startMetrics(
      settingsFor({
        OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20abc, x-tenant=it',
        OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment=drift,service.instance.id=a1',
      }),
    );
    const figures = createFigures(metrics.meter);
    figures.answered('melding', 'stored', 40);
    figures.answered('melding', 'stored', 60);
    figures.notice('card', 'sent', 1_500);
    figures.called('post', 'sent', 200);
    const journal = measuredJournal(silent, figures);
    journal.info('teams.refused', { fault: 'expired' });
    journal.info('teams.refused', { fault: 'expired', count: 4 });
    journal.error('due.failed', new Error('x'));
    const measured = measuredLog(
      {
        append: async (_crisis: string, _head: undefined, drafts: readonly unknown[]) => {
          if (drafts.length === 0) throw new StoreFault('away');
          return { state: 'stored', head: { number: 7 }, entries: [] };
        },
      } as unknown as LogStore,
      figures,
    );
    await measured.log.append('K-2026-07', undefined, [{}, {}] as never);
    await measured.log.append('K-2026-07', undefined, []).catch(() => undefined);
    figures.appended('conflict', 9, 1);
    figures.observe({
      storeAway: async () => true,
      teamsAway: () => false,
      noticesUnderWay: () => 2,
      noticesWaiting: () => 1,
      oldestNoticeMs: () => 3_000,
      queues: () => ({ requests: 5 }),
      kept: () => 3,
      entries: measured.entries,
      eventLoopMs: () => 20,
      clockOffsetMs: () => undefined,
      connections: async () => 9,
    });
    await metrics.stop(2_000);
    const of = (name: string) =>
      collector.points
        .filter((point) => point.name === `krisebot.${name}`)
        .map(({ attributes, value, sum }) => [Object.values(attributes).join(' '), value, sum]);
    expect(of('request.duration')).toEqual([['melding stored', 2, 0.1]]);
    expect(of('notice.delay')).toEqual([['card sent', 1, 1.5]]);
    expect(of('teams.call.duration')).toEqual([['post sent', 1, 0.2]]);
    expect(of('tokens.refused')).toEqual([['expired', 5, undefined]]);
    expect(of('failures')).toEqual([['due.failed', 1, undefined]]);
    expect(of('append.duration').map(([result, count]) => [result, count])).toEqual([
      ['stored', 1],
      ['fault', 1],
      ['conflict', 1],
    ]);
    expect(of('append.entries')).toEqual([['', 2, undefined]]);
    expect(of('store.away')).toEqual([['', 1, undefined]]);
    expect(of('teams.away')).toEqual([['', 0, undefined]]);
    expect(of('notices')).toEqual([
      ['sending', 2, undefined],
      ['waiting', 1, undefined],
    ]);
    expect(of('notices.oldest')).toEqual([['', 3, undefined]]);
    expect(of('queue.length')).toEqual([['requests', 5, undefined]]);
    expect(of('daybook.length')).toEqual([['', 3, undefined]]);
    expect(of('crisis.entries')).toEqual([['K-2026-07', 7, undefined]]);
    expect(of('connections')).toEqual([['', 9, undefined]]);
    expect(of('clock.offset')).toEqual([]);
    expect(of('memory')).toHaveLength(2);
    expect(collector.headers[0]).toMatchObject({ authorization: 'Bearer abc', 'x-tenant': 'it' });
    expect(collector.resource).toEqual({
      'service.name': 'krisebot',
      'deployment.environment': 'drift',
      'service.instance.id': 'a1',
    });
  });

  it.each(['hangs', 'fails'] as const)('hold nothing up where what collects them %s', async (way) => {
    collector.way = way;
    const metrics = await startMetrics(settingsFor());
    const figures = createFigures(metrics.meter);
    const began = performance.now();
    for (let count = 0; count < 10_000; count += 1) figures.answered('log', 'stored', count);
    expect(performance.now() - began).toBeLessThan(500);
    await metrics.stop(150);
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(collector.asked).toBeGreaterThan(0);
  });

  it('hold nothing up where nothing is there to collect them', async () => {
    const metrics = await startMetrics({ ...settingsFor(), url: 'http://127.0.0.1:9/v1/metrics' });
    createFigures(metrics.meter).failed('due.failed');
    const began = performance.now();
    await metrics.stop(150);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

describe('what is counted', () => {
  it('is how long each of the newest logs is, and of no more than four', async () => {
    const append = async (_crisis: string, _head: undefined, drafts: readonly unknown[]) => ({
      state: 'stored',
      head: { number: drafts.length },
    });
    const { meter } = await startMetrics(undefined);
    const { log, entries } = measuredLog({ append } as unknown as LogStore, createFigures(meter));
    for (const crisis of ['1', '2', '3', '4', '1', '5'])
      await log.append(`K-2026-${crisis}`, undefined, [{}] as never);
    expect(Object.keys(entries())).toEqual(['K-2026-3', 'K-2026-4', 'K-2026-1', 'K-2026-5']);
  });

  it('is what waits for the log, and no more of it when it came, or failed', async () => {
    const read = (id: string) => (id ? new Promise(() => undefined) : Promise.reject(new Error('x')));
    const { crises, underWay } = countedCrises({ read } as Partial<Crises> as Crises);
    void crises.read('K-2026-7');
    await crises.read('').catch(() => undefined);
    expect(underWay()).toBe(1);
  });
});

describe('the settings of the figures', () => {
  const read = (env: Record<string, string>) => {
    const faults: string[] = [];
    return { settings: readMetricsSettings(env, (line) => void faults.push(line)), faults };
  };

  it('ask for none unless told to', () => {
    expect(read({})).toEqual({ settings: undefined, faults: [] });
    const tooOften = { OTEL_METRICS_EXPORTER: 'console', OTEL_METRIC_EXPORT_INTERVAL: '0999' };
    expect(read(tooOften).faults).toHaveLength(1);
    expect(read({ OTEL_METRICS_EXPORTER: 'none', OTEL_METRIC_EXPORT_INTERVAL: 'x' }).faults).toEqual([]);
  });

  it('name every fault, and no secret', () => {
    const { faults } = read({
      OTEL_METRICS_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_HEADERS: 'hemmelig',
      OTEL_METRIC_EXPORT_INTERVAL: '5',
      OTEL_RESOURCE_ATTRIBUTES: 'a=%zz',
    });
    const names = ['ENDPOINT', 'OTLP_HEADERS', 'EXPORT_INTERVAL', 'RESOURCE_ATTRIBUTES'];
    for (const name of names) expect(faults.join('\n')).toContain(name);
    expect(faults).toHaveLength(4);
    expect(faults.join('\n')).not.toContain('hemmelig');
    expect(read({ OTEL_METRICS_EXPORTER: 'prometheus' }).faults.join()).toContain('OTEL_METRICS_EXPORTER');
    const address = { OTEL_METRICS_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318' };
    expect(read(address).faults.join()).toContain('OTEL_EXPORTER_OTLP_ENDPOINT');
  });
});
