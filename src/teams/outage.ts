import type { ConversationRef, Journal } from '../ports.ts';
import type { Timer } from './shaper.ts';

/**
 * Whether Teams answers at all. While it does not, nothing is sent: what a call without an answer did is in
 * doubt, and an alarm in doubt is repeated but once. What is not sent stays due.
 */
export interface Outage {
  isOn(): boolean;
  /** A call there was answered, whatever the answer, or was not. */
  note(met: 'answer' | 'silence', to: ConversationRef): void;
  /** Somebody wanted to send while it is on: worth asking whether Teams is back. */
  wanted(): void;
  /** `listener` is called whenever Teams answers again. */
  whenOver(listener: () => void): void;
}

export interface OutageParts {
  readonly timer: Timer;
  readonly journal: Journal;
  /** Asks Teams something that nobody sees and that may be done twice; true where there was an answer. */
  readonly probe: (to: ConversationRef) => Promise<boolean>;
}

/** So many calls in a row without an answer, in more than one conversation, are no accident. */
const silencesNeeded = 3;
const firstPause = 1_000;
const longestPause = 10_000;

export function createOutage({ timer, journal, probe }: OutageParts): Outage {
  const listeners: (() => void)[] = [];
  let silences: readonly ConversationRef[] = [];
  let since: number | undefined;
  let pause = firstPause;
  let nextProbeAt = 0;
  let isProbing = false;

  function answered(): void {
    silences = [];
    if (since === undefined) return;
    journal.info('teams.back', { awayMs: Math.round(timer.now() - since) });
    since = undefined;
    pause = firstPause;
    for (const listener of listeners) listener();
  }

  function silent(to: ConversationRef): void {
    silences = [...silences, to].slice(-silencesNeeded);
    const places = new Set(silences.map(({ id }) => id));
    if (since !== undefined || silences.length < silencesNeeded || places.size < 2) return;
    since = timer.now();
    nextProbeAt = since + pause;
    journal.info('teams.away', { silences: silences.length });
  }

  async function ask(to: ConversationRef): Promise<void> {
    const isBack = await probe(to);
    isProbing = false;
    if (isBack) return answered();
    pause = Math.min(longestPause, pause * 2);
    nextProbeAt = timer.now() + pause;
  }

  return {
    isOn: () => since !== undefined,
    note: (met, to) => (met === 'answer' ? answered() : silent(to)),
    wanted() {
      const to = silences.at(-1);
      if (!to || isProbing) return;
      isProbing = true;
      timer.after(Math.max(1, nextProbeAt - timer.now()), () => void ask(to));
    },
    whenOver: (listener) => void listeners.push(listener),
  };
}
