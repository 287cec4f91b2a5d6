import type { HandedFiles } from './handed-files.ts';
import type { HandingPack } from './handing-pack.ts';

/** The files of records, and the paper packs. */
export function withPacks(records: HandedFiles, packs: HandingPack): HandedFiles {
  return {
    async fileAnswered(answer, store) {
      const answered = await packs.answered(answer, store);
      return answered === 'another' ? records.fileAnswered(answer, store) : answered;
    },
    async file(token) {
      const file = await packs.file(token);
      return file === 'another' ? records.file(token) : file;
    },
    async isLink(token) {
      const isPack = await packs.isLink(token);
      return isPack === 'another' ? records.isLink(token) : isPack;
    },
  };
}
