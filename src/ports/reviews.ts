import type { Review } from '../domain/monthly.ts';

/** The month's readiness card to the plan's owner: one row a plan, which is the claim to send it. */
export interface Reviews {
  last(planId: string): Promise<Review | undefined>;
  /** Reads, changes and writes the row; repeated when another replica was faster. */
  change(planId: string, change: (last: Review | undefined) => Review): Promise<Review>;
}
