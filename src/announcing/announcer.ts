import { interruptIntent } from '../domain/decide-end.ts';
import { system } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { Reach } from '../people/reach.ts';
import type {
  Clock,
  ConversationRef,
  Crises,
  Journal,
  Messenger,
  Notices,
  RecentCrisis,
  SmsGateway,
} from '../ports.ts';
import { type Course, createCourse } from './course.ts';
import type { KeptCards } from './kept-cards.ts';

/** Says what follows from the log: once, after it is stored, by one replica at a time. */
export interface Announcer {
  /** Something was stored in this crisis. Returns at once. */
  poke(crisisId: string): void;
  /** Someone of a running crisis opened the chat. True where they have their card, or are about to get it. */
  arrived(ledger: Ledger, person: string, conversation: ConversationRef): Promise<boolean>;
  /** Looks after everything that may be unannounced: at the start, and at regular intervals. */
  tick(): Promise<void>;
  /** Resolves when nothing is under way; what Teams asked to wait with is not. */
  idle(): Promise<void>;
  /** Waits at most so long for what is begun, and gives up the right to announce. True where nothing is left. */
  stop(withinMs?: number): Promise<boolean>;
}

export interface AnnouncerNeeds {
  readonly planId: string;
  readonly crises: Crises;
  readonly notices: Notices;
  readonly messenger: Messenger;
  readonly reach: Reach;
  readonly kept: KeptCards;
  /** The SMS gateway, where there is one. */
  readonly sms?: SmsGateway;
  readonly journal: Journal;
  readonly clock: Clock;
  /** How long what follows quickly is gathered before cards are edited again, in ms. */
  readonly gatherMs: number;
  /** Names this process among the replicas. */
  readonly owner: string;
  /** The channel chosen for the status card; without one it goes where the crisis was started. */
  readonly channel: (origin: ConversationRef) => Promise<ConversationRef | undefined>;
  /** True while the tables are away: there is nothing to look at, and what is due is found when they are back. */
  readonly isAway?: () => boolean;
  /** How long the right to announce lasts unless it is renewed, in ms. Default 20,000. */
  readonly leaseMs?: number;
}

/** How long what is begun may take when it is to stop. Milliseconds. */
const stopsWithinMs = 10_000;

export function createAnnouncer(needs: AnnouncerNeeds): Announcer {
  const { planId, crises, journal, clock, isAway = () => false } = needs;
  const running = new Map<string, { again: boolean; done: Promise<void> }>();
  const courses = new Map<string, Course>();
  const arrivals = new Map<string, Promise<boolean>>();
  let stopped = false;

  function courseOf(crisisId: string): Course {
    const course = courses.get(crisisId) ?? createCourse(needs, crisisId, () => poke(crisisId));
    courses.set(crisisId, course);
    return course;
  }

  function poke(crisisId: string): void {
    const current = running.get(crisisId);
    if (current) {
      current.again = true;
      return;
    }
    if (stopped || isAway()) return;
    const state = { again: false, done: Promise.resolve() };
    running.set(crisisId, state);
    state.done = follow(crisisId, state);
  }

  async function follow(crisisId: string, state: { again: boolean }): Promise<void> {
    try {
      await announceOnce(crisisId);
      while (state.again && !stopped && !isAway()) {
        // Ten entries in a second are one edit of a card, not ten.
        await pause(needs.gatherMs);
        state.again = false;
        await announceOnce(crisisId);
      }
    } catch (error) {
      // What is missing is found again at the next tick: nothing is marked as sent before it is.
      journal.error('announce.failed', error, { crisisId });
    } finally {
      running.delete(crisisId);
    }
  }

  async function announceOnce(crisisId: string): Promise<void> {
    const recent = (await crises.recent(planId)).find((crisis) => crisis.crisisId === crisisId);
    const ledger = recent && (await crises.read(crisisId));
    if (ledger) await courseOf(crisisId).announce(ledger, recent.origin);
  }

  async function tick(): Promise<void> {
    const recent = await crises.recent(planId);
    // One that was over here may have been opened again elsewhere.
    const open = recent.filter(({ crisisId, isActive }) => isActive || !courses.get(crisisId)?.isOver());
    for (const { crisisId } of open) poke(crisisId);
    if (open.length > 1) await breakOffExercise(open);
    await forgetAllBut(recent);
  }

  /** One that enough others have followed is announced no more: the right to it would be renewed for ever. */
  async function forgetAllBut(recent: readonly RecentCrisis[]): Promise<void> {
    const kept = new Set(recent.map(({ crisisId }) => crisisId));
    for (const [crisisId, course] of courses) {
      if (kept.has(crisisId) || running.has(crisisId) || course.isBusy()) continue;
      courses.delete(crisisId);
      await course.leave();
    }
  }

  /** Normally whoever starts the real crisis does this; a crash or another start may come between. */
  async function breakOffExercise(open: readonly RecentCrisis[]): Promise<void> {
    const ledgers = await Promise.all(open.map(({ crisisId }) => crises.read(crisisId)));
    const active = ledgers.flatMap((ledger) => (ledger && !ledger.crisis.ended ? [ledger.crisis] : []));
    const real = active.find(({ exercise }) => !exercise);
    const exercise = active.find((crisis) => crisis.exercise);
    if (!real || !exercise) return;
    await crises.submit(exercise.id, interruptIntent(real.id), system, clock.now(), { kind: 'interrupt' });
    poke(exercise.id);
  }

  needs.messenger.whenBack(() => {
    for (const [crisisId, course] of courses) {
      course.resume();
      poke(crisisId);
    }
  });

  async function idle(): Promise<void> {
    const isBusy = () => running.size > 0 || [...courses.values()].some((course) => course.isBusy());
    while (isBusy()) {
      await Promise.all([...running.values()].map(({ done }) => done));
      await Promise.all([...courses.values()].map((course) => course.idle()));
    }
  }

  return {
    poke,
    idle,
    async arrived(ledger, person, conversation) {
      const key = `${ledger.crisis.id} ${person}`;
      const known = arrivals.get(key);
      const welcoming = known ?? courseOf(ledger.crisis.id).welcome(ledger, person, conversation);
      arrivals.set(key, welcoming);
      try {
        return await welcoming;
      } finally {
        arrivals.delete(key);
      }
    },
    async tick() {
      if (isAway()) return;
      try {
        await tick();
      } catch (error) {
        journal.error('announce.lookFailed', error);
      }
    },
    async stop(withinMs = stopsWithinMs) {
      stopped = true;
      const isDone = await Promise.race([idle().then(() => true), pause(withinMs).then(() => false)]);
      try {
        await Promise.all([...courses.values()].map((course) => course.leave()));
      } catch (error) {
        // The lease runs out by itself; another replica waits that long.
        journal.error('lease.releaseFailed', error);
      }
      return isDone;
    },
  };
}

/** Waits that many ms. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
