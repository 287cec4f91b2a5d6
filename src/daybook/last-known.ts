import { createHash } from 'node:crypto';
import { cleaned } from '../domain/cleaned.ts';
import type { Command } from '../domain/command.ts';
import type { Crisis } from '../domain/crisis.ts';
import { evolve } from '../domain/evolve.ts';
import type { Ledger } from '../domain/ledger.ts';
import { judge, provisionalIdOf } from '../domain/provisional.ts';
import type { ActiveLedger, ClaimRequest, ConversationRef, Series } from '../ports.ts';
import type { Daybook } from './daybook.ts';
import type { Item } from './holding.ts';
import type { Known, Read } from './known.ts';
import type { BaseLine, KeptLine } from './line.ts';

/** The crises as this process knows them, what is kept here included. Every ledger says as of when. */
export interface LastKnown {
  ledger(crisisId: string): Ledger | undefined;
  /** The crisis that runs in a series. */
  running(series: Pick<Series, 'exercise'>): ActiveLedger | undefined;
  /** Where a crisis was started. */
  origin(crisisId: string): ConversationRef | undefined;
  /** What a new process needs to go on from; undefined for a crisis that was started here. */
  base(crisisId: string): BaseLine | undefined;
}

interface Folded {
  readonly base: Ledger | undefined;
  readonly items: readonly Item[];
  readonly ledger: Ledger | undefined;
}

export function createLastKnown(known: Known, daybook: Daybook | undefined): LastKnown {
  /** Only of crises that something waits for: whole logs are not held on to here. */
  const folded = new Map<string, Folded>();

  /** As it was read last, here or by a process before this one. */
  function read(crisisId: string): Read<Ledger> | undefined {
    const here = known.ledger(crisisId);
    const written = daybook?.base(crisisId);
    return written && (!here || here.at < written.asOf) ? ledgerIn(written) : here;
  }

  function ledger(crisisId: string): Ledger | undefined {
    const before = read(crisisId);
    const items = waitingIn(crisisId);
    if (items.length === 0) {
      folded.delete(crisisId);
      return before && { ...before.value, asOf: before.at };
    }
    const last = folded.get(crisisId);
    const isSame = last?.base === before?.value && last?.items.length === items.length;
    if (last && isSame && items.every((item, index) => item === last.items[index])) return last.ledger;
    const goesOn =
      last?.ledger && last.base === before?.value && last.items.every((item, i) => item === items[i]);
    const from = goesOn ? last.ledger : before && { ...before.value, asOf: before.at };
    const left = goesOn ? items.slice(last.items.length) : items;
    const now = left.reduce((so, { line }) => withKept(so, line), from);
    forgetOthers(crisisId);
    folded.set(crisisId, { base: before?.value, items, ledger: now });
    return now;
  }

  function waitingIn(crisisId: string): readonly Item[] {
    return daybook?.waitingIn(crisisId) ?? [];
  }

  /** What was entered in the meantime is in the log, and nobody may ask for that crisis again. */
  function forgetOthers(crisisId: string): void {
    for (const id of folded.keys()) {
      if (id !== crisisId && waitingIn(id).length === 0) folded.delete(id);
    }
  }

  function candidates(): readonly string[] {
    const active = known.active()?.value;
    const recent = known.recent()?.value.filter(({ isActive }) => isActive) ?? [];
    const written = daybook?.bases() ?? [];
    return [
      ...(active ? [active] : []),
      ...[...recent, ...written].map(({ crisisId }) => crisisId),
      ...starts().map(({ line }) => line.crisisId),
    ];
  }

  function starts(): readonly Item[] {
    return daybook?.starts() ?? [];
  }

  function originOf(crisisId: string): ConversationRef | undefined {
    const start = starts().find(({ line }) => line.crisisId === crisisId)?.line.what;
    if (start?.kind === 'start') return start.request.origin;
    return known.origin(crisisId) ?? daybook?.base(crisisId)?.origin;
  }

  return {
    ledger,
    running({ exercise }) {
      for (const crisisId of candidates()) {
        const found = ledger(crisisId);
        const origin = originOf(crisisId);
        if (found && origin && found.crisis.exercise === exercise && !found.crisis.ended) {
          return { ledger: found, origin };
        }
      }
      return undefined;
    },
    origin: originOf,
    base(crisisId) {
      const before = read(crisisId);
      const origin = originOf(crisisId);
      if (!before) return undefined;
      const { entries } = before.value;
      return { kind: 'base', crisisId, asOf: before.at, entries, ...(origin ? { origin } : {}) };
    },
  };
}

/** The ledger after one more command that was kept; one that does not hold any more changes nothing. */
function withKept(ledger: Ledger | undefined, line: KeptLine): Ledger | undefined {
  const judged = judge(ledger && { ...ledger }, line.crisisId, line.intent, commandOf(line));
  if (judged.state === 'refused') return ledger;
  return ledger ? judged.ledger : { ...judged.ledger, asOf: line.at };
}

export function commandOf({ by, at, crisisId, what }: KeptLine): Command {
  if (what.kind === 'start') return { ...what.request.start, crisisId };
  return { ...what.body, by, at };
}

function ledgerIn({ crisisId, asOf, entries }: BaseLine): Read<Ledger> | undefined {
  let crisis: Crisis | undefined;
  for (const entry of entries) crisis = evolve(crisis, entry, crisisId);
  return crisis && { value: { crisis, entries }, at: asOf };
}

/** The id of a crisis that is started while the tables are away: the same wherever that start is delivered. */
export function provisionalFor({ intent, start }: ClaimRequest): string {
  return provisionalIdOf(start.exercise, printOf(intent));
}

/** True where a provisional id was given to the start with that intent. */
export function isFor(crisisId: string, intent: string): boolean {
  return crisisId.endsWith(`-${printOf(intent).slice(0, 8)}`);
}

function printOf(intent: string): string {
  return createHash('sha256').update(cleaned(intent)).digest('hex');
}
