import type { BotReplica } from '../faults/bot-replica.ts';
import type { Vitals } from '../faults/vitals.ts';

/** How one bot was at a moment of the run, in ms since its start. */
export interface Sample {
  readonly bot: number;
  readonly at: number;
  /** Taken with no crisis running: what is held then is held for good. */
  readonly isBetween: boolean;
  readonly vitals: Vitals;
}

export interface Watching {
  readonly samples: readonly Sample[];
  /** Bots that had ended by themselves, by number. */
  readonly dead: ReadonlySet<number>;
  look(isBetween: boolean): Promise<void>;
}

/** Watches those bots that are to live for the whole run. */
export function watchBots(bots: readonly BotReplica[], now: () => number): Watching {
  const samples: Sample[] = [];
  const dead = new Set<number>();
  return {
    samples,
    dead,
    async look(isBetween) {
      for (const [bot, replica] of bots.entries()) {
        const vitals = await replica.vitals();
        if (vitals) samples.push({ bot, at: now(), isBetween, vitals });
        else dead.add(bot);
      }
    },
  };
}
