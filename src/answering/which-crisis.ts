import type { CommandSpec } from '../commands/command.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { Plan } from '../domain/plan.ts';
import { isProvisional } from '../domain/provisional.ts';
import { type Crises, StoreFault } from '../ports.ts';
import type { Tap } from '../request.ts';

/** What was chosen to be done, as far as it says which crisis it is about. */
export interface Meant {
  readonly spec?: Pick<CommandSpec, 'needs'> | undefined;
  readonly args?: string;
}

/** The crisis something is about, read fresh; what was typed without the crisis's id. */
export interface About {
  readonly ledger: Ledger | undefined | 'unknownCrisis';
  readonly args: string;
}

export type WhichCrisis = (meant: Meant, tap: Tap | undefined) => Promise<About>;

interface Needs {
  readonly plan: Plan;
  readonly crises: Crises;
}

const anId = /^[KØ]-\d{4}-\d{2,6}$/;

/** True for what can be a crisis's id: nothing else is looked up. */
export function isCrisisId(id: string): boolean {
  return anId.test(id);
}

const idTyped = /(?:^|\s)([kø]-\d{4}-\d{2,6})(?=\s|$)/i;

/**
 * Finds the crisis. A tap concerns its card's crisis, never another; a message the one that runs. What can be
 * done with a record also concerns one that was typed by its id, or else, while none runs, the last one. What needs
 * no crisis is not held up where nobody can tell of any.
 */
export function createWhichCrisis({ plan, crises }: Needs): WhichCrisis {
  return async (meant, tap) => {
    try {
      return await find(meant, tap);
    } catch (error) {
      if (!(error instanceof StoreFault) || meant.spec?.needs !== 'nothing') throw error;
      return { ledger: undefined, args: meant.args ?? '' };
    }
  };

  async function find({ spec, args = '' }: Meant, tap: Tap | undefined): Promise<About> {
    if (tap?.crisisId) return { ledger: await named(tap.crisisId), args };
    const isRecord = spec?.needs === 'record';
    const typed = isRecord ? idTyped.exec(args)?.[1] : undefined;
    if (typed) {
      const ledger = await named(typed.toLocaleUpperCase('da'));
      return { ledger, args: args.replace(typed, '').replace(/\s+/g, ' ').trim() };
    }
    const running = (await crises.active(plan.id))?.ledger;
    return { ledger: running ?? (isRecord ? await last() : undefined), args };
  }

  /** A card that was made while the log did not answer carries the id its crisis had then. */
  async function named(id: string): Promise<Ledger | 'unknownCrisis'> {
    const found = isCrisisId(id) || isProvisional(id) ? await crises.read(id) : undefined;
    return found?.crisis.plan.id === plan.id ? found : 'unknownCrisis';
  }

  /** The newest of crises and exercises. */
  async function last(): Promise<Ledger | undefined> {
    const recent = await crises.recent(plan.id);
    const newest = ['K', 'Ø'].flatMap(
      (series) => recent.find(({ crisisId }) => crisisId.startsWith(series)) ?? [],
    );
    const ledgers = await Promise.all(newest.map(({ crisisId }) => crises.read(crisisId)));
    return ledgers
      .flatMap((ledger) => ledger ?? [])
      .toSorted((one, other) => other.crisis.startedAt.localeCompare(one.crisis.startedAt))[0];
  }
}
