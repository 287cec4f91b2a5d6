import type { PersonId } from '../domain/entry.ts';
import type { DaybookFile } from './daybook-file.ts';
import {
  type BaseLine,
  type Calling,
  type CallWay,
  calledLine,
  callWays,
  type KeptLine,
  type Line,
  type NamedLine,
  type Settling,
  type Telling,
} from './line.ts';

/** A file of this process, and what stands in it beside the commands. */
export interface Holding {
  readonly file: DaybookFile;
  readonly bases: Map<string, BaseLine>;
  readonly named: Map<string, NamedLine>;
}

/** A command in a daybook, and how far it has come. */
export interface Item {
  readonly line: KeptLine;
  /** Where it stands, or is about to. */
  home: Holding | undefined;
  /** False until it is on the disk: nobody has been told that it is kept. */
  isDurable: boolean;
  settled: Settling | undefined;
  telling: Telling;
  /** Whom it was told to at once, where it cannot wait for the log: in Teams, and by SMS. */
  readonly called: Readonly<Record<CallWay, Map<PersonId, Calling>>>;
}

/** A command that is about to be written down. */
export function itemOf(line: KeptLine): Item {
  return {
    line,
    home: undefined,
    isDurable: false,
    settled: undefined,
    telling: 'waiting',
    called: { teams: new Map(), sms: new Map() },
  };
}

/** What stands in a file that was opened. */
export function readHolding(file: DaybookFile, lines: readonly Line[]): { holding: Holding; items: Item[] } {
  const holding: Holding = { file, bases: new Map(), named: new Map() };
  const items = new Map<number, Item>();
  for (const line of lines) {
    if (line.kind === 'base') holding.bases.set(line.crisisId, line);
    else if (line.kind === 'named') holding.named.set(line.crisisId, line);
    else take(items, line, holding);
  }
  return { holding, items: [...items.values()] };
}

function take(items: Map<number, Item>, line: Exclude<Line, BaseLine | NamedLine>, home: Holding): void {
  if (line.kind === 'kept') {
    items.set(line.n, { ...itemOf(line), home, isDurable: true });
  } else if (line.kind === 'settled') {
    const item = items.get(line.of);
    if (item) item.settled = line.as;
  } else if (line.kind === 'called') {
    const called = items.get(line.of)?.called[line.by ?? 'teams'];
    for (const person of line.people) called?.set(person, line.state);
  } else {
    for (const item of line.of.flatMap((n) => items.get(n) ?? [])) item.telling = line.state;
  }
}

/** Entered or refused, and told. */
export function isDone({ settled, telling }: Item): boolean {
  return settled !== undefined && telling === 'told';
}

/** Everything that another file needs to take the place of this one. */
export function linesOf({ bases, named }: Holding, items: readonly Item[]): readonly Line[] {
  const open = items.filter((item) => !isDone(item));
  return [
    ...named.values(),
    ...(open.length > 0 ? bases.values() : []),
    ...open.map(({ line }) => line),
    ...open.flatMap(marksOf),
  ];
}

function marksOf({ line, settled, telling, called }: Item): readonly Line[] {
  return [
    ...callWays.flatMap((by) =>
      [...called[by]].map(([person, state]) => calledLine(line.n, [person], state, by)),
    ),
    ...(settled ? [{ kind: 'settled', of: line.n, as: settled } as const] : []),
    ...(telling === 'waiting' ? [] : [{ kind: 'telling', of: [line.n], state: telling } as const]),
  ];
}

export function byHome(items: readonly Item[]): ReadonlyMap<Holding | undefined, readonly Item[]> {
  const rows = new Map<Holding | undefined, Item[]>();
  for (const item of items) {
    const row = rows.get(item.home);
    if (row) row.push(item);
    else rows.set(item.home, [item]);
  }
  return rows;
}

/** What is to be entered next comes first: each file's order holds, and between files the time decides. */
export function inOrder(items: readonly Item[]): readonly Item[] {
  const rows = [...byHome(items).values()].map((row) => ({ row, next: 0 }));
  const [only, another] = rows;
  if (only && !another) return only.row;
  const ordered: Item[] = [];
  while (ordered.length < items.length) {
    const heads = rows.flatMap((one) => {
      const item = one.row[one.next];
      return item ? [{ one, item }] : [];
    });
    const [first] = heads.toSorted((a, b) => a.item.line.at.localeCompare(b.item.line.at));
    if (!first) break;
    ordered.push(first.item);
    first.one.next += 1;
  }
  return ordered;
}
