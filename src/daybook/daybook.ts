import type { PersonId } from '../domain/entry.ts';
import type { Journal } from '../ports.ts';
import type { Item } from './holding.ts';
import type { BaseLine, Calling, CallWay, KeptLine, Settling, Telling } from './line.ts';

/**
 * What was asked for while the tables were away, on this process's own disk, until it has been entered in the log
 * and its author has been told.
 */
export interface Daybook {
  /** True while something waits to be entered, or is on its way to the disk. */
  isBehind(): boolean;
  /** What waits to be entered, in order. */
  waiting(): readonly Item[];
  /** What waits to be entered in one crisis, also what is on its way to the disk. */
  waitingIn(crisisId: string): readonly Item[];
  /** The crises that were started and wait to be entered. */
  starts(): readonly Item[];
  /** What was entered or refused, and its author not told yet. */
  untold(): readonly Item[];
  /** What was known of a crisis when a command on it was kept. */
  base(crisisId: string): BaseLine | undefined;
  bases(): readonly BaseLine[];
  /** The crisis that a provisional id came to stand for. */
  realOf(crisisId: string): string | undefined;
  /**
   * It counts from now on; the promise resolves when it is on the disk, and fails with `DaybookFault` where it
   * cannot be kept.
   */
  keep(kept: Omit<KeptLine, 'kind' | 'n'>, base: BaseLine | undefined): Promise<void>;
  settle(settled: ReadonlyMap<Item, Settling>): Promise<void>;
  /** What the provisional id of a start came to stand for. */
  name(start: Item, real: string, at: string): Promise<void>;
  tell(items: readonly Item[], state: Telling): Promise<void>;
  /** Whom it is told to at once, and how far that came. */
  call(item: Item, people: readonly PersonId[], state: Calling, by: CallWay): Promise<void>;
  /** Shows that its owner is alive, takes over from dead ones, removes what is done with. Never throws. */
  look(): Promise<void>;
  /** Lets go of the files as they are. */
  close(): Promise<void>;
}

export interface DaybookOptions {
  readonly directory: string;
  readonly journal: Journal;
  /** So long a file lies untouched before its owner counts as dead, in ms. Default 20,000. */
  readonly silentForMs?: number;
}
