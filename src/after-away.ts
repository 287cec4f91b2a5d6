import { oneAtATime } from './one-at-a-time.ts';
import type { Journal } from './ports.ts';

/** Does what was left undone while the tables were away. */
export interface AfterAway {
  /** One look: nothing while they are away. Whoever asks while one is under way gets that one. */
  look(): Promise<void>;
  /** Resolves when no look is under way. */
  idle(): Promise<void>;
}

interface Needs {
  readonly isAway: () => boolean;
  /** Each does nothing where nothing is left; what one cannot do is left for the next look. */
  readonly steps: readonly (() => Promise<void> | void)[];
  readonly journal: Journal;
}

export function createAfterAway({ isAway, steps, journal }: Needs): AfterAway {
  async function catchUp(): Promise<void> {
    for (const step of steps) if (!isAway()) await attempt(step);
  }

  async function attempt(step: () => Promise<void> | void): Promise<void> {
    try {
      await step();
    } catch (error) {
      journal.error('tables.notCaughtUp', error);
    }
  }

  const looking = oneAtATime(catchUp);
  return { look: looking.run, idle: async () => looking.underWay() };
}
