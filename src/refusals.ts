import { createCoalescing, wakeLater } from './coalescing.ts';
import type { Journal } from './ports.ts';

/**
 * Somebody was told no. `notAllowed`: the table of rights. `guest`, `stranger`: may nothing at all. `stray`: a
 * card of a crisis that is none of this plan's. `unreadable`: a button that sends what no card of ours holds.
 */
export interface Refused {
  /** Whom: an id. */
  readonly by: string;
  readonly code: 'notAllowed' | 'guest' | 'stranger' | 'stray' | 'unreadable';
  /** What they wanted: a command's word from the list of commands, and the right it takes. */
  readonly word?: string;
  readonly right?: string;
  readonly crisisId?: string;
}

/** Tells the operators of it: a line at once, and then one a minute for each person and command, with how many. */
export interface Refusals {
  add(refused: Refused): void;
  /** Tells what was counted and not told yet: before a stop. */
  flush(): void;
}

/** `after` wakes once, that many ms later. */
export function createRefusals(journal: Pick<Journal, 'info'>, after = wakeLater): Refusals {
  const coalescing = createCoalescing<Refused>({
    tell: (_kind, count, refused) => journal.info('request.refused', { ...refused, count }),
    after,
  });
  return {
    // Not by crisis: whoever makes ids up would make each a kind of its own.
    add: (refused) =>
      coalescing.add([refused.by, refused.code, refused.word, refused.right].join(' '), refused),
    flush: coalescing.flush,
  };
}
