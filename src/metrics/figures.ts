import type { Attributes, Meter } from '@opentelemetry/api';
import type { NoticeState } from '../ports.ts';
import { type Gauges, observe } from './gauges.ts';

/**
 * What is counted and timed; docs/installation.md says what each is. Attributes are words of the code, never of
 * people, so their number is bounded. Times are given in ms and told in seconds, as is the custom.
 */
export interface Figures {
  /** From a message or tap to its answer. */
  answered(word: string, outcome: string, ms: number): void;
  /** One transaction that appends to a log. */
  appended(result: 'stored' | 'conflict' | 'rejected' | 'fault', entries: number, ms: number): void;
  /** From an entry to what became of a notice it calls for. */
  notice(kind: string, state: NoticeState, ms: number): void;
  /** One call to Teams, with the wait for its turn. */
  called(kind: string, state: string, ms: number): void;
  tokensRefused(fault: string, count: number): void;
  /** A line of the log tells of a failure. */
  failed(event: string): void;
  /** Figures that are read when they are asked for. */
  observe(gauges: Gauges): void;
}

const perSecond = 1000;
/** Seconds. A person waits for an answer; Teams itself waits ten. */
const buckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

export function createFigures(meter: Meter): Figures {
  const timed = (name: string) => {
    const advice = { explicitBucketBoundaries: buckets };
    const histogram = meter.createHistogram(name, { unit: 's', advice });
    return (ms: number, attributes: Attributes) => histogram.record(ms / perSecond, attributes);
  };
  const request = timed('krisebot.request.duration');
  const append = timed('krisebot.append.duration');
  const entries = meter.createCounter('krisebot.append.entries');
  const notice = timed('krisebot.notice.delay');
  const call = timed('krisebot.teams.call.duration');
  const tokens = meter.createCounter('krisebot.tokens.refused');
  const failures = meter.createCounter('krisebot.failures');
  return {
    answered: (word, outcome, ms) => request(ms, { word, outcome }),
    appended(result, count, ms) {
      append(ms, { result });
      if (result === 'stored') entries.add(count);
    },
    notice: (kind, state, ms) => notice(ms, { kind, state }),
    called: (kind, state, ms) => call(ms, { kind, state }),
    tokensRefused: (fault, count) => tokens.add(count, { fault }),
    failed: (event) => failures.add(1, { event }),
    observe: (gauges) => observe(meter, gauges),
  };
}
