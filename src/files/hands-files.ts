import type { Crises } from '../ports.ts';
import { createFileLinks } from './file-links.ts';
import { createHandedFiles } from './handed-files.ts';
import { createHandingOut } from './handing-out.ts';
import { createHandingPack, type HandingPackNeeds, type HandsFiles } from './handing-pack.ts';
import { createMaking, type MakingNeeds } from './making-files.ts';
import { withPacks } from './with-packs.ts';

export interface HandsFilesNeeds extends Omit<HandingPackNeeds, 'crises'>, Pick<MakingNeeds, 'makeFiles'> {
  readonly crises: Crises;
  /** Told of what was stored. */
  readonly onStored: (crisisId: string) => void;
}

/** All that hands files out, and over, put together. */
export function createHandsFiles(needs: HandsFilesNeeds): HandsFiles {
  const making = createMaking(needs);
  const links = createFileLinks(needs);
  const handingPack = createHandingPack(needs);
  return {
    handingOut: createHandingOut({ ...needs, making, links }),
    handingPack,
    handedFiles: withPacks(createHandedFiles({ ...needs, making, links }), handingPack),
  };
}
