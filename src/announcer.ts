import { pause, sendNotices } from './announcing.ts';
import { newest } from './domain/ledger.ts';
import type { ConversationRef, Crises, Journal, Messenger, Notices } from './ports.ts';
import { keepCards } from './posted-cards.ts';
import type { Reach } from './reach.ts';

/** Says what follows from the log: once, after it is stored, by one replica at a time. */
export interface Announcer {
  /** Something was stored in this crisis. Returns at once. */
  poke(crisisId: string): void;
  /** Looks after everything that may be unannounced: at the start, and at regular intervals. */
  tick(): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

export interface AnnouncerNeeds {
  readonly planId: string;
  readonly crises: Crises;
  readonly notices: Notices;
  readonly messenger: Messenger;
  readonly reach: Reach;
  readonly journal: Journal;
  /** How long what follows quickly is gathered before cards are edited again, in ms. */
  readonly gatherMs: number;
  /** Names this process among the replicas. */
  readonly owner: string;
  /** Where the plan wants the status card; else it goes where the crisis was started. */
  readonly channel?: ConversationRef;
}

const leaseMs = 20_000;
const restMs = 10_000;

export function createAnnouncer(needs: AnnouncerNeeds): Announcer {
  const { planId, crises, journal } = needs;
  const running = new Map<string, { again: boolean; done: Promise<void> }>();
  /** Per crisis, the entry up to which everything is said: nothing is asked of the tables until there is more. */
  const settled = new Map<string, number>();
  /** Per crisis, when a card that Teams would not take is tried again without anything new to say. */
  const resting = new Map<string, number>();
  const leased = new Set<string>();
  let stopped = false;

  function poke(crisisId: string): void {
    const current = running.get(crisisId);
    if (current) {
      current.again = true;
      return;
    }
    if (stopped) return;
    const state = { again: false, done: Promise.resolve() };
    running.set(crisisId, state);
    state.done = follow(crisisId, state);
  }

  async function follow(crisisId: string, state: { again: boolean }): Promise<void> {
    try {
      await announceOnce(crisisId);
      while (state.again && !stopped) {
        // Ten entries in a second are one edit of a card, not ten.
        await pause(needs.gatherMs);
        state.again = false;
        await announceOnce(crisisId);
      }
    } catch (error) {
      // What is missing is found again at the next tick: nothing is marked as sent before it is.
      journal.error('announcing failed', error, { crisisId });
    } finally {
      running.delete(crisisId);
    }
  }

  async function announceOnce(crisisId: string): Promise<void> {
    const recent = (await crises.recent(planId)).find((crisis) => crisis.crisisId === crisisId);
    const ledger = recent && (await crises.read(crisisId));
    if (!ledger || settled.get(crisisId) === newest(ledger).number) return;
    if (!(await needs.notices.lease(crisisId, needs.owner, leaseMs))) return;
    leased.add(crisisId);
    const near = needs.channel ? { ...needs.channel, serviceUrl: recent.origin.serviceUrl } : recent.origin;
    const inStep = await keepCards(needs, ledger, near);
    const said = await sendNotices(needs, ledger, near);
    if (!inStep) resting.set(crisisId, Date.now() + restMs);
    if (said) poke(crisisId);
    else if (inStep) settled.set(crisisId, newest(ledger).number);
  }

  async function tick(): Promise<void> {
    for (const { crisisId } of await crises.recent(planId)) {
      if ((resting.get(crisisId) ?? 0) <= Date.now()) poke(crisisId);
    }
  }

  async function idle(): Promise<void> {
    while (running.size > 0) await Promise.all([...running.values()].map(({ done }) => done));
  }

  return {
    poke,
    idle,
    async tick() {
      try {
        await tick();
      } catch (error) {
        journal.error('looking for unannounced entries failed', error);
      }
    },
    async stop() {
      stopped = true;
      await idle();
      try {
        for (const crisisId of leased) await needs.notices.releaseLease(crisisId, needs.owner);
      } catch (error) {
        // The lease runs out by itself; another replica waits that long.
        journal.error('giving up the lease failed', error);
      }
    },
  };
}
