import type { CommandBody } from '../domain/command.ts';
import { type Actor, type SmsCause, system, type UnreachableCause } from '../domain/entry.ts';
import type { Clock, Crises, Journal, NoticeState, Notices, PostedCard } from '../ports.ts';

/** What became of a notice, and what the log must say of its person. */
export interface Outcome {
  readonly state: NoticeState;
  readonly unreachable?: { readonly person: Actor; readonly cause: UnreachableCause };
  readonly smsFailed?: { readonly person: Actor; readonly cause: SmsCause };
}

/**
 * Outcomes and cards on their way into the tables. What could not be stored is kept and tried again: what
 * was sent stays sent, whatever becomes of a table.
 */
export interface Settling {
  settle(noticeId: string, outcome: Outcome): Promise<void>;
  keepCard(card: PostedCard): void;
  /** Stores what is left. True where nothing is. */
  store(): Promise<boolean>;
  /** True where everything is stored. */
  isStored(): boolean;
  /** The outcome that is not stored yet. */
  stateOf(noticeId: string): NoticeState | undefined;
  /** Cards that are not stored yet. */
  cards(): readonly PostedCard[];
}

interface Needs {
  readonly crises: Crises;
  readonly notices: Notices;
  readonly clock: Clock;
  readonly journal: Journal;
}

const mostAtOnce = 90;

export function createSettling({ crises, notices, clock, journal }: Needs, crisisId: string): Settling {
  const outcomes = new Map<string, Outcome>();
  const cards = new Map<string, PostedCard>();
  let storing = Promise.resolve();

  /** One after the other: what comes while one is under way goes together in the next. */
  function store(): Promise<void> {
    storing = storing.then(storeAll);
    return storing;
  }

  /**
   * Outcomes after their cards: a card whose place is not stored would never be brought up to date by whoever goes
   * on after a crash, and would not be looked for either. Where it cannot be stored yet, the outcome waits too.
   */
  async function storeAll(): Promise<void> {
    const due = [...outcomes];
    await Promise.all([...cards.values()].map((card) => trying(() => saveCard(card))));
    const placed = due.filter(([id]) => ![...cards.keys()].some((target) => isCardOf(id, target)));
    const told = await Promise.all(placed.map(async (one) => ((await report(one[1])) ? [one] : [])));
    const ready = told.flat();
    for (let from = 0; from < ready.length; from += mostAtOnce) {
      await trying(() => mark(ready.slice(from, from + mostAtOnce)));
    }
  }

  async function saveCard(card: PostedCard): Promise<void> {
    await notices.saveCard(crisisId, card);
    if (cards.get(card.target) === card) cards.delete(card.target);
  }

  /** Before the outcome is final: a crash between the two reports again, and the log knows the intent. */
  async function report(outcome: Outcome): Promise<boolean> {
    const found = reportOf(outcome);
    if (!found) return true;
    const { intent, body } = found;
    return trying(async () => void (await crises.submit(crisisId, intent, system, clock.now(), body)));
  }

  async function mark(some: readonly (readonly [string, Outcome])[]): Promise<void> {
    await notices.mark(crisisId, new Map(some.map(([id, { state }]) => [id, state])));
    for (const [id, outcome] of some) {
      if (outcomes.get(id) === outcome) outcomes.delete(id);
    }
  }

  async function trying(write: () => Promise<void>): Promise<boolean> {
    try {
      await write();
      return true;
    } catch (error) {
      journal.error('outcome.notStored', error, { crisisId });
      return false;
    }
  }

  return {
    settle(noticeId, outcome) {
      outcomes.set(noticeId, outcome);
      return store();
    },
    keepCard: (card) => void cards.set(card.target, card),
    async store() {
      if (outcomes.size + cards.size > 0) await store();
      return outcomes.size + cards.size === 0;
    },
    isStored: () => outcomes.size + cards.size === 0,
    stateOf: (noticeId) => outcomes.get(noticeId)?.state,
    cards: () => [...cards.values()],
  };
}

/** True where a notice posted the card that stands under this target: a person's, or the status card. */
function isCardOf(noticeId: string, target: string): boolean {
  return target.endsWith(`#${noticeId}`) || (target === 'status' && /^(status|moved)-/.test(noticeId));
}

function reportOf({ unreachable, smsFailed }: Outcome): { intent: string; body: CommandBody } | undefined {
  if (unreachable) {
    const intent = `unreachable-${unreachable.cause}-${unreachable.person.id}`;
    return { intent, body: { kind: 'reportUnreachable', ...unreachable } };
  }
  if (!smsFailed) return undefined;
  const intent = `sms-${smsFailed.cause}-${smsFailed.person.id}`;
  return { intent, body: { kind: 'reportSms', ...smsFailed } };
}
