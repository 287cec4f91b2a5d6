import type { Review } from '../domain/monthly.ts';
import type { Reviews } from '../ports.ts';
import { tableKey } from './keys.ts';
import { changeRow, jsonOf, readRow } from './rows.ts';
import type { Tables } from './tables.ts';

const partition = 'reviews';

/** The month's readiness card, one row a plan. */
export function createReviews({ register }: Tables): Reviews {
  return {
    last: async (planId) => {
      const row = await readRow(register, partition, reviewKey(planId));
      return row && jsonOf<Review>(row);
    },
    change: (planId, change) => changeRow(register, partition, reviewKey(planId), change),
  };
}

function reviewKey(planId: string): string {
  return `m:${tableKey(planId)}`;
}
