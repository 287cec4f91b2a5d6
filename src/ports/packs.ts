import type { Actor } from '../domain/entry.ts';

/** The paper pack that was last taken out: of which plan, when, by whom. */
export interface TakenPack {
  /** Fingerprint of the plan it was made from. */
  readonly planPrint: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly by: Actor;
}

export interface Packs {
  last(planId: string): Promise<TakenPack | undefined>;
  /** The newest one stands. */
  note(planId: string, taken: TakenPack): Promise<void>;
}
