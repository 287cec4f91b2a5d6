import { createHash } from 'node:crypto';
import { alarmCard } from '../cards/alarm.ts';
import type { Plan } from '../domain/plan.ts';
import type { Reach, Sent } from '../people/reach.ts';
import type { Alarm, Clock, ConversationRef, Crises, Journal, NoticeState, Notices } from '../ports.ts';

/** An alarm that is to be passed on: `near` tells which Teams to look in. */
export type PassedAlarm = Alarm & { readonly near: ConversationRef };

export interface CallNeeds {
  readonly plan: Plan;
  readonly crises: Crises;
  readonly notices: Notices;
  readonly reach: Pick<Reach, 'send'>;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly owner: string;
  readonly whenBack: (listener: () => void) => void;
  /** The first pause before another attempt, in ms; the next ones are longer. */
  readonly pauseMs: number;
}

/** One person's part of an alarm: what the tables say of it, and what is known. */
export interface Part {
  readonly person: string;
  readonly row: NoticeState | undefined;
  readonly state: NoticeState | undefined;
}

/** Passes an alarm to one person, until it is known whether they have it. */
export interface AlarmCall {
  call(alarm: PassedAlarm, part: Part): Promise<NoticeState | undefined>;
  /** Notes what became of an alarm, for whoever goes on after a crash. Never throws: an alarm waits for no table. */
  mark(id: string, states: ReadonlyMap<string, NoticeState>): Promise<void>;
  /** Tries nothing more. */
  stop(): void;
}

/** After that only a phone helps. */
export const givenUpAfterMs = 15 * 60_000;
const longestPauseMs = 60_000;
/** One replica passes an alarm on at a time; longer than any pause. */
export const leaseMs = 90_000;

export function createAlarmCall(needs: CallNeeds): AlarmCall {
  const { plan, notices, reach, clock, journal } = needs;
  const waking = new Set<() => void>();
  let isStopped = false;
  const wakeAll = () => {
    for (const wake of [...waking]) wake();
  };
  needs.whenBack(wakeAll);

  async function mark(id: string, states: ReadonlyMap<string, NoticeState>): Promise<void> {
    try {
      await notices.mark(id, states);
    } catch (error) {
      journal.error('outcome.notStored', error, { alarm: id });
    }
  }

  async function call(alarm: PassedAlarm, { person, row, state: before }: Part) {
    let noted = row;
    const note = async (state: NoticeState) => {
      if (state !== noted) await mark(alarmId(alarm), new Map([[person, state]]));
      noted = state;
      return state;
    };
    let state = before;
    for (let tries = 0; !isSettled(state); tries += 1) {
      if (tries > 0) await pause(tries);
      if (isStopped) return state;
      if (tries > 0 && (await isOvertaken(alarm))) return note('overtaken');
      const isRepeat = state === 'sending';
      await note(isRepeat ? 'repeating' : 'sending');
      const { result } = await sendOnce(alarm, person, isRepeat);
      state = await note(stateAfter(result, isRepeat, isLate(alarm)));
    }
    return state;
  }

  async function sendOnce(alarm: PassedAlarm, person: string, isRepeat: boolean): Promise<Sent> {
    const summary = `Alarm fra ${alarm.by.name}${isRepeat ? ' (sendt igen)' : ''}`;
    try {
      return await reach.send(person, { card: alarmCard(plan, alarm), summary, alert: true }, alarm.near);
    } catch (error) {
      journal.error('notice.notSent', error, { alarm: alarmId(alarm), person });
      return { result: { state: 'later', afterMs: 0 } };
    }
  }

  function isLate({ at }: Alarm): boolean {
    return Date.parse(clock.now()) - Date.parse(at) > givenUpAfterMs;
  }

  /** A crisis that was started since has the alarm in its log, and has called everybody out. */
  async function isOvertaken({ at }: Alarm): Promise<boolean> {
    const running = await needs.crises.active(plan.id).catch(() => undefined);
    const crisis = running?.ledger.crisis;
    return crisis !== undefined && !crisis.exercise && crisis.startedAt >= at;
  }

  function pause(tries: number): Promise<void> {
    const ms = Math.min(longestPauseMs, needs.pauseMs * 2 ** (tries - 1)) * (1 + Math.random() / 4);
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        waking.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms).unref();
      waking.add(wake);
    });
  }

  return {
    call,
    mark,
    stop() {
      isStopped = true;
      wakeAll();
    },
  };
}

/** What is in doubt is repeated once; what was not sent stays due, until only a phone helps. */
function stateAfter(result: Sent['result'], isRepeat: boolean, isLate: boolean): NoticeState {
  if (result.state === 'unknown') return isRepeat ? 'unknown' : 'sending';
  if (result.state === 'sent' || result.state === 'refused') return result.state;
  const isOpen = result.state === 'later' || (result.state === 'noAccount' && !result.isSure);
  if (!isOpen || isLate) return 'unreachable';
  return isRepeat ? 'sending' : 'waiting';
}

/** True where it is known whether the person has it. */
export function isSettled(state: NoticeState | undefined): boolean {
  return state !== undefined && state !== 'sending' && state !== 'waiting' && state !== 'repeating';
}

/** The partition of an alarm's rows: it has no log. */
export function alarmId({ intent }: Alarm): string {
  return `alarm-${createHash('sha256').update(intent).digest('hex').slice(0, 24)}`;
}
