import type { Announcer } from '../announcing/announcer.ts';
import type { InOrder } from '../answering/in-order.ts';
import { createFigures } from '../metrics/figures.ts';
import { countedCrises, measuredJournal, measuredLog } from '../metrics/measured.ts';
import type { MetricsSettings } from '../metrics/metrics-settings.ts';
import { startMetrics } from '../metrics/start-metrics.ts';
import type { Clock, Crises, Journal, LogStore, Notices } from '../ports.ts';
import { createRefusals, type Refusals } from '../refusals.ts';
import type { Bot } from '../request.ts';
import { watchEventLoop } from './event-loop.ts';
import { createReady, type Ready } from './ready.ts';
import { announcingApart, inOrderOfRequests, withRequestLines, withRequestNotes } from './requests.ts';
import { createStoreCheck } from './store-check.ts';
import { watchUndelivered } from './undelivered.ts';

export interface WatchNeeds {
  readonly log: LogStore;
  /** One cheap point read of the tables. */
  readonly probe: () => Promise<unknown>;
  readonly clock: Clock & { offset(): number | undefined };
  readonly journal: Journal;
  /** Where figures are sent, where they are. */
  readonly metrics: MetricsSettings | undefined;
}

/** What is known of the parts once they stand. */
export interface Standing {
  readonly awaySince: () => string | undefined;
  readonly keeps: boolean;
  readonly kept: () => number;
  readonly keysKnown: () => boolean;
  readonly teamsAway: () => boolean;
  readonly connections: () => Promise<number>;
}

/**
 * Watches over the parts at their ports: what they do is logged, counted and timed, and `/readyz` is answered from
 * it. The parts know nothing of that.
 */
export interface Watch {
  /** Counts what it is told. */
  readonly journal: Journal;
  readonly refusals: Refusals;
  readonly log: LogStore;
  notices(notices: Notices): Notices;
  crises(crises: Crises): Crises;
  inOrder(inOrder: InOrder): InOrder;
  announcer(announcer: Announcer): Announcer;
  bot(bot: Bot): Bot;
  /** A call to Teams begins; what is returned is told how it ended. */
  readonly onCall: (kind: string) => (state: string) => void;
  ready(standing: Standing): Ready;
  /** Tells what was counted and not told yet, for at most so many ms. */
  stop(withinMs: number): Promise<void>;
}

export async function openWatch({ probe, clock, ...given }: WatchNeeds): Promise<Watch> {
  const metrics = await startMetrics(given.metrics);
  const figures = createFigures(metrics.meter);
  const journal = measuredJournal(given.journal, figures);
  const refusals = createRefusals(journal);
  const now = () => Date.parse(clock.now());
  const undelivered = watchUndelivered(now, figures.notice);
  const eventLoop = watchEventLoop();
  const measured = measuredLog(given.log, figures);
  const store = createStoreCheck({ probe });
  let waiting = () => 0;
  let requests = 0;
  let calls = 0;
  return {
    journal,
    refusals,
    log: undelivered.log(store.watch(measured.log)),
    notices: undelivered.notices,
    crises(crises) {
      const counted = countedCrises(withRequestNotes(crises));
      waiting = counted.underWay;
      return counted.crises;
    },
    inOrder: inOrderOfRequests,
    announcer: announcingApart,
    bot(bot) {
      const logged = withRequestLines(bot, journal, refusals, figures.answered);
      const answer: Bot['answer'] = async (request) => {
        requests += 1;
        return logged.answer(request).finally(() => {
          requests -= 1;
        });
      };
      return { ...logged, answer };
    },
    onCall(kind) {
      const began = performance.now();
      calls += 1;
      return (state) => {
        calls -= 1;
        figures.called(kind, state, performance.now() - began);
      };
    },
    ready(standing) {
      const { awaySince, kept, connections, teamsAway } = standing;
      const isThere = async () => (await store.answers()) && store.commits() && !awaySince();
      figures.observe({
        storeAway: async () => !(await isThere()),
        teamsAway,
        noticesUnderWay: () => undelivered.count('sending'),
        noticesWaiting: () => undelivered.count('waiting'),
        oldestNoticeMs: undelivered.oldestMs,
        queues: () => ({ requests, log: waiting(), teams: calls }),
        kept,
        entries: measured.entries,
        eventLoopMs: eventLoop.delayMs,
        clockOffsetMs: clock.offset,
        connections,
      });
      return createReady({ ...standing, store, undelivered, eventLoop, clockOffset: clock.offset });
    },
    async stop(withinMs) {
      refusals.flush();
      eventLoop.stop();
      await metrics.stop(withinMs);
    },
  };
}
