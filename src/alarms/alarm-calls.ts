import { type AlarmReach, missedText } from '../commands/alarm.ts';
import { crisisOrganisation } from '../domain/plan.ts';
import { listed } from '../domain/wording.ts';
import type { Alarm, Alarms, NoticeState } from '../ports.ts';
import type { PassedAlarm } from './alarm-call.ts';
import {
  alarmId,
  type CallNeeds,
  createAlarmCall,
  givenUpAfterMs,
  isSettled,
  leaseMs,
} from './alarm-call.ts';

/**
 * Passes an alarm on to the crisis organisation while no crisis runs, with the same care as a call-out: what Teams
 * asks to wait with is tried again, what is in doubt is repeated once and says so, and after a crash it goes on.
 */
export interface AlarmCalls {
  /** Who has it and who has not, as known a few seconds from now at most. The rest is tried on, and told of later. */
  pass(alarm: PassedAlarm): Promise<AlarmReach>;
  /** Goes on with what a crash cut off. Never throws. */
  goOn(): Promise<void>;
  /** Leaves what is left to another replica. */
  stop(): Promise<void>;
}

/** What a bot needs to store alarms and to pass them on. */
export interface PassesAlarms {
  readonly alarms: Alarms;
  readonly alarmCalls: AlarmCalls;
}

interface Needs extends CallNeeds {
  readonly alarms: Alarms;
  /** Told when it is known of everybody whether they have it. */
  readonly passed?: (intent: string) => Promise<void>;
}

/** `isOver` is false where the rest was left to another replica. */
interface Settled extends AlarmReach {
  readonly isOver: boolean;
}

type States = ReadonlyMap<string, NoticeState>;

/** How long whoever raised it waits for who has it. Milliseconds. */
const answerWithinMs = 2_500;
/** How long the tables have to note that it is being sent. Milliseconds. */
const rowsWithinMs = 1_000;

export function createAlarmCalls(needs: Needs): AlarmCalls {
  const { plan, notices, reach, clock, journal, owner } = needs;
  const caller = createAlarmCall(needs);
  const mine = new Map<string, PassedAlarm>();

  /** Calls everyone whose part is open; `known` is what the tables say. `isNew`: nothing of it was sent yet. */
  function begin(alarm: PassedAlarm, known: States, isNew: boolean) {
    mine.set(alarmId(alarm), alarm);
    // A repeat that was cut off is not sent a third time.
    const before = new Map(
      [...known].map(([id, row]) => [id, row === 'repeating' ? 'unknown' : row] as const),
    );
    const states = new Map<string, NoticeState | undefined>(isNew ? [] : before);
    const people = askedFor(alarm);
    const calling = people.map(async ({ id: person }) => {
      states.set(
        person,
        await caller.call(alarm, { person, row: known.get(person), state: states.get(person) }),
      );
    });
    const reached = (): AlarmReach => {
      const having = people.filter(({ id }) => ['sent', 'overtaken'].includes(states.get(id) ?? ''));
      return { reached: having, missed: people.filter((person) => !having.includes(person)) };
    };
    const done = Promise.all(calling).then(async (): Promise<Settled> => {
      const isOver = people.every(({ id }) => isSettled(states.get(id)));
      if (isOver) mine.delete(alarmId(alarm));
      if (isOver) await needs.passed?.(alarm.intent);
      return { isOver, ...reached() };
    });
    return { done, reached };
  }

  function askedFor({ by }: Alarm) {
    return crisisOrganisation(plan).filter(({ id }) => id !== by.id);
  }

  /** Whoever raised it is told what became of those who did not have it at once. */
  async function tellLater(alarm: PassedAlarm, first: AlarmReach, last: Settled): Promise<void> {
    if (!last.isOver) return;
    const late = first.missed.filter((person) => last.reached.includes(person)).map(({ name }) => name);
    const got = late.length > 0 ? `Din alarm er nu også nået frem til ${listed(late)}.` : '';
    const text = [got, missedText(plan, last)].filter(Boolean).join(' ');
    journal.info('alarm.settled', { alarm: alarmId(alarm), missed: last.missed.map(({ id }) => id) });
    if (text) await reach.send(alarm.by.id, { text, alert: true }, alarm.near).catch(() => undefined);
  }

  async function pass(alarm: PassedAlarm): Promise<AlarmReach> {
    const id = alarmId(alarm);
    const rows = new Map(askedFor(alarm).map((person) => [person.id, 'sending'] as const));
    const noted = [notices.lease(id, owner, leaseMs).catch(() => false), caller.mark(id, rows)];
    await Promise.race([Promise.all(noted), within(rowsWithinMs)]);
    const { done, reached } = begin(alarm, rows, true);
    const inTime = await Promise.race([done, within(answerWithinMs)]);
    const first = inTime ?? reached();
    if (!inTime) void done.then((last) => tellLater(alarm, first, last));
    return first;
  }

  async function resume(alarm: PassedAlarm): Promise<void> {
    const id = alarmId(alarm);
    if (mine.has(id)) return void (await notices.lease(id, owner, leaseMs));
    const rows = await notices.states(id);
    const isUnmarked = rows.size === 0 && alarm.inDoubt;
    const known: States = isUnmarked ? new Map(askedFor(alarm).map((one) => [one.id, 'sending'])) : rows;
    const isDone = known.size > 0 && [...known.values()].every(isSettled);
    if (isDone || !(await notices.lease(id, owner, leaseMs))) return;
    const { done, reached } = begin(alarm, known, false);
    const first = reached();
    void done.then((last) => tellLater(alarm, first, last));
  }

  async function goOn(): Promise<void> {
    const now = Date.parse(clock.now());
    for (const alarm of await needs.alarms.since(plan.id, new Date(now - givenUpAfterMs).toISOString())) {
      // Whoever has just stored one is about to pass it on. One that was only kept tells no place.
      const isFresh = now - Date.parse(alarm.at) < 5 * needs.pauseMs;
      if (alarm.near && !isFresh) await resume({ ...alarm, near: alarm.near });
    }
  }

  return {
    pass,
    goOn: () => goOn().catch((error) => journal.error('alarm.notResumed', error)),
    async stop() {
      caller.stop();
      for (const id of mine.keys()) await notices.releaseLease(id, owner).catch(() => undefined);
    },
  };
}

function within(ms: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), ms).unref();
  });
}
