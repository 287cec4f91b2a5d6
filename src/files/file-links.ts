import type { FileLink } from '../cards/file-links.ts';
import { plusMinutes } from '../domain/danish-time.ts';
import type { Clock, FileRows } from '../ports.ts';
import { linkMinutes, signTicket } from './file-ticket.ts';
import type { MadeFile, WantedFiles } from './making-files.ts';

export interface FileLinksNeeds {
  readonly rows: FileRows;
  readonly clock: Clock;
  /** Where the bot's own server is reached, where that is known: "https://…". */
  readonly address: () => string | undefined;
}

/** Links to files on the bot's own server, for one person and a short time. */
export interface MadeLinks {
  readonly links: readonly FileLink[];
  /** ISO 8601 UTC. */
  readonly until: string;
}

/** Undefined where the bot has no address. */
export type MakeLinks = (
  of: Omit<WantedFiles, 'formats'>,
  files: readonly Pick<MadeFile, 'format' | 'name'>[],
) => Promise<MadeLinks | undefined>;

export function createFileLinks({ rows, clock, address }: FileLinksNeeds): MakeLinks {
  return async ({ crisisId, entry, personId }, files) => {
    const base = address();
    if (!base) return undefined;
    const until = plusMinutes(clock.now(), linkMinutes);
    const key = await rows.linkKey();
    const links = files.map(({ format, name }) => {
      const ticket = { crisisId, entry, format, personId, until: Math.floor(Date.parse(until) / 1000) };
      return { format, url: `${base}/filer/${signTicket(key, ticket)}/${encodeURIComponent(name)}` };
    });
    return { until, links };
  };
}
