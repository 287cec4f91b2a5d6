import type { Packs, TakenPack } from '../ports.ts';
import { tableKey } from './keys.ts';
import { changeRow, jsonOf, readRow } from './rows.ts';
import type { Tables } from './tables.ts';

const partition = 'packs';

/** The paper pack last taken out, one row a plan. */
export function createPacks({ register }: Pick<Tables, 'register'>): Packs {
  return {
    last: async (planId) => {
      const row = await readRow(register, partition, packKey(planId));
      return row && jsonOf<TakenPack>(row);
    },
    note: async (planId, taken) => {
      await changeRow<TakenPack>(register, partition, packKey(planId), (known) =>
        known && known.at > taken.at ? known : taken,
      );
    },
  };
}

function packKey(planId: string): string {
  return `p:${tableKey(planId)}`;
}
