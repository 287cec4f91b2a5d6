import type { Command, Refusal } from '../domain/command.ts';
import type { Crisis } from '../domain/crisis.ts';
import { decide } from '../domain/decide.ts';
import type { Entry } from '../domain/entry.ts';
import { evolve } from '../domain/evolve.ts';
import type { Draft, Outcome } from '../ports.ts';
import { cleaned } from './columns.ts';
import type { Folded } from './folded.ts';

/** What is asked of a crisis: a command, or a reading of how it stands. */
export type Ask =
  | { readonly kind: 'command'; readonly intent: string; readonly command: Command }
  | { readonly kind: 'reading' };

/** What became of one ask. */
export type Verdict =
  | { readonly state: 'reading' }
  | { readonly state: 'refused'; readonly refusal: Refusal }
  | { readonly state: 'stored' | 'repeated'; readonly entry: Entry }
  /** The rules failed on this command; the others go on. */
  | { readonly state: 'failed'; readonly error: unknown };

/** What becomes of one ask, if the drafts of its batch are stored. */
export type Proposed =
  | Verdict
  /** Brings about the draft at `index`, or repeats the ask that does. */
  | { readonly state: 'drafted'; readonly index: number; readonly again: boolean };

export interface Decided {
  /** One for each ask, in order. */
  readonly proposed: readonly Proposed[];
  readonly drafts: readonly Draft[];
}

/** Decides the asks one after the other, each on the state the ones before it lead to. */
export function decideAll(crisisId: string, known: Folded | undefined, asks: readonly Ask[]): Decided {
  const drafts: Draft[] = [];
  let crisis: Crisis | undefined = known?.crisis;
  const proposed = asks.map((ask): Proposed => {
    if (ask.kind === 'reading') return { state: 'reading' };
    const intent = cleaned(ask.intent);
    const entry = known?.byIntent.get(intent);
    if (entry) return { state: 'repeated', entry };
    const index = drafts.findIndex((draft) => draft.intent === intent);
    if (index >= 0) return { state: 'drafted', index, again: true };
    try {
      const decision = decide(crisis, ask.command);
      if ('refusal' in decision) return { state: 'refused', refusal: decision.refusal };
      crisis = evolve(crisis, decision.entry, crisisId);
      drafts.push({ ...decision.entry, intent });
      return { state: 'drafted', index: drafts.length - 1, again: false };
    } catch (error) {
      return { state: 'failed', error };
    }
  });
  return { proposed, drafts };
}

/** The verdict on an ask once the drafts stand in the log as `entries`. */
export function afterStoring(proposed: Proposed, entries: readonly Entry[]): Verdict {
  if (proposed.state !== 'drafted') return proposed;
  const entry = entries[proposed.index];
  if (!entry) return { state: 'failed', error: new Error('fewer entries were stored than drafted') };
  return { state: proposed.again ? 'repeated' : 'stored', entry };
}

/** The outcome of a command. Throws what the rules threw. */
export function outcomeOf(verdict: Verdict, known: Folded | undefined): Outcome {
  if (verdict.state === 'failed') throw verdict.error;
  const ledger = known && { crisis: known.crisis, entries: known.entries };
  if (verdict.state === 'refused') return { ...verdict, ...(ledger && { ledger }) };
  if (verdict.state === 'reading' || !ledger) throw new Error('a command answered as a reading');
  return { ...verdict, ledger };
}
