import type { Attributes, Meter } from '@opentelemetry/api';

/** What is asked for each time figures are sent. One that fails is left out. */
export interface Gauges {
  readonly storeAway: () => Promise<boolean>;
  readonly teamsAway: () => boolean;
  readonly noticesUnderWay: () => number;
  readonly noticesWaiting: () => number;
  readonly oldestNoticeMs: () => number;
  /** How much is under way or waits, by what it waits for. */
  readonly queues: () => Readonly<Record<string, number>>;
  /** What is kept on this machine and not in the log yet. */
  readonly kept: () => number;
  /** How many entries the newest crises have, by id. */
  readonly entries: () => Readonly<Record<string, number>>;
  readonly eventLoopMs: () => number;
  readonly clockOffsetMs: () => number | undefined;
  readonly connections: () => Promise<number>;
}

type Reading = readonly (readonly [number, Attributes?])[];

const perSecond = 1000;

/** Offers the figures to whoever sends them. Times are told in seconds. */
export function observe(meter: Meter, gauges: Gauges): void {
  const gauge = (name: string, unit: string, read: () => Reading | Promise<Reading>) =>
    meter.createObservableGauge(name, { unit }).addCallback(async (result) => {
      for (const [value, attributes] of await read()) result.observe(value, attributes);
    });
  gauge('krisebot.store.away', '1', async () => [[(await gauges.storeAway()) ? 1 : 0]]);
  gauge('krisebot.teams.away', '1', () => [[gauges.teamsAway() ? 1 : 0]]);
  gauge('krisebot.notices', '1', () => [
    [gauges.noticesUnderWay(), { state: 'sending' }],
    [gauges.noticesWaiting(), { state: 'waiting' }],
  ]);
  gauge('krisebot.notices.oldest', 's', () => [[gauges.oldestNoticeMs() / perSecond]]);
  gauge('krisebot.queue.length', '1', () => each(gauges.queues(), 'queue'));
  gauge('krisebot.daybook.length', '1', () => [[gauges.kept()]]);
  gauge('krisebot.crisis.entries', '1', () => each(gauges.entries(), 'crisis'));
  gauge('krisebot.event_loop.delay', 's', () => [[gauges.eventLoopMs() / perSecond]]);
  gauge('krisebot.clock.offset', 's', () => {
    const offset = gauges.clockOffsetMs();
    return offset === undefined ? [] : [[offset / perSecond]];
  });
  gauge('krisebot.connections', '1', async () => [[await gauges.connections()]]);
  gauge('krisebot.memory', 'By', () => {
    const { rss, heapUsed } = process.memoryUsage();
    return [
      [rss, { kind: 'rss' }],
      [heapUsed, { kind: 'heap' }],
    ];
  });
}

function each(values: Readonly<Record<string, number>>, name: string): Reading {
  return Object.entries(values).map(([key, value]) => [value, { [name]: key }]);
}
