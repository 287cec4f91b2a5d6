import { randomBytes } from 'node:crypto';
import type { FileRows } from '../ports.ts';
import { tableKey } from './keys.ts';
import { changeRow } from './rows.ts';
import type { Tables } from './tables.ts';

const partition = 'files';
/** Whoever took an upload on and is silent for so long was cut off. */
const cutOffMs = 60_000;

interface LinkKey {
  readonly key: string;
}

interface Upload {
  readonly state: 'underWay' | 'stored' | 'failed';
  readonly at: string;
}

/** What replicas share about files: the key their links are signed with, and which uploads are taken on. */
export function createFileRows({ register }: Pick<Tables, 'register'>): FileRows {
  let known: Buffer | undefined;
  const change = (intent: string, to: (row: Upload | undefined) => Upload) =>
    changeRow<Upload>(register, partition, `u:${tableKey(intent)}`, to);
  return {
    async linkKey() {
      if (known) return known;
      // Made once: whoever comes later finds it there.
      const { key } = await changeRow<LinkKey>(
        register,
        partition,
        'link-key',
        (row) => row ?? { key: randomBytes(32).toString('base64url') },
      );
      known = Buffer.from(key, 'base64url');
      return known;
    },
    async takeUpload(intent, at) {
      let isOurs = false;
      await change(intent, (row) => {
        const isCutOff = row?.state === 'underWay' && Date.parse(at) - Date.parse(row.at) > cutOffMs;
        isOurs = !row || row.state === 'failed' || isCutOff;
        return isOurs || !row ? { state: 'underWay', at } : row;
      });
      return isOurs;
    },
    async settleUpload(intent, state, at) {
      await change(intent, () => ({ state, at }));
    },
  };
}
