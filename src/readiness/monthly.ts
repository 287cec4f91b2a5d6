import { randomUUID } from 'node:crypto';
import { readinessCard } from '../cards/readiness.ts';
import { monthlyDue, type Review, type ReviewState } from '../domain/monthly.ts';
import type { Plan } from '../domain/plan.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { Reach, Sent } from '../people/reach.ts';
import type { Clock, ConversationRef, Crises, Journal, People, Reviews } from '../ports.ts';
import type { Readiness } from './readiness.ts';

interface Needs {
  readonly plan: Plan;
  readonly crises: Pick<Crises, 'active'>;
  readonly people: Pick<People, 'all'>;
  readonly reviews: Reviews;
  readonly readiness: Readiness;
  readonly reach: Pick<Reach, 'send'>;
  readonly journal: Journal;
  readonly clock: Clock;
}

/** Sends the readiness to the plan's owner, once a month. */
export interface Monthly {
  /** Sends the month's card where it is due and no crisis runs. `at`: another moment than now. Never throws. */
  look(at?: string): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

/**
 * The row is the claim: whoever writes it prepares the card, and it says `sending` before anything is sent, so
 * that no other replica and no restart sends a second one.
 */
export function createMonthly(needs: Needs): Monthly {
  const { plan, crises, people, reviews, readiness, reach, journal, clock } = needs;

  async function look(at: string): Promise<void> {
    const due = monthlyDue(at, await reviews.last(plan.id));
    if (!due || (await crises.active(plan.id))) return;
    const near = await nearestRoom();
    // Nobody has met the bot yet: there is nowhere to look for the owner.
    if (!near) return;
    const by = randomUUID();
    const claimed = await reviews.change(plan.id, (last) => {
      const month = monthlyDue(at, last);
      return month ? { month, state: 'preparing', at, by } : (last as Review);
    });
    if (claimed.by === by) await send(claimed, near);
  }

  async function send(claimed: Review, near: ConversationRef): Promise<void> {
    const { review: _own, ...view } = await readiness(claimed.at, near, 'owner');
    // The people are looked for before this: meanwhile a crisis may have begun, or another replica taken over.
    if ((await crises.active(plan.id)) || !(await move(claimed, 'sending'))) return;
    const card = readinessCard(plan, { ...view, month: claimed.month });
    const { result } = await sendOrGiveBack(claimed, card, near);
    await move(claimed, outcomes[result.state]);
    journal.info('review.settled', { month: claimed.month, to: plan.owner, result: result.state });
  }

  /** What Teams answers is an outcome; what throws came before anything was sent. */
  async function sendOrGiveBack(claimed: Review, card: object, near: ConversationRef): Promise<Sent> {
    try {
      return await reach.send(plan.owner, { card, summary: 'Månedens parathed' }, near);
    } catch (error) {
      await move(claimed, 'preparing');
      throw error;
    }
  }

  /** False where the claim is another's by now. */
  async function move({ by }: Review, state: ReviewState): Promise<boolean> {
    const moved = await reviews.change(plan.id, (last) =>
      last?.by === by ? { ...last, state } : (last as Review),
    );
    return moved.by === by;
  }

  /** A conversation that tells which Teams to look in; best one with a roster. */
  async function nearestRoom(): Promise<ConversationRef | undefined> {
    const accounts = await people.all();
    const seen = accounts.flatMap(({ seenAt }) => (seenAt ? [seenAt] : []));
    return seen.find(({ kind }) => kind !== 'personal') ?? seen[0];
  }

  const looking = oneAtATime((at: string) =>
    look(at).catch((error: unknown) => journal.error('review.failed', error)),
  );
  return {
    look: (at = clock.now()) => looking.run(at),
    idle: async () => looking.underWay(),
  };
}

/** `later`: nothing was sent, and the next attempt may come as soon as the claim is abandoned. */
const outcomes: Readonly<Record<Sent['result']['state'], ReviewState>> = {
  sent: 'sent',
  unknown: 'sending',
  later: 'preparing',
  unreachable: 'failed',
  refused: 'failed',
  noAccount: 'failed',
};
