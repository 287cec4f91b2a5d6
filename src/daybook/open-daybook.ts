import { basename, join } from 'node:path';
import { oneAtATime } from '../one-at-a-time.ts';
import { DaybookFault } from '../ports.ts';
import { createAdopting } from './adopting.ts';
import type { Daybook, DaybookOptions } from './daybook.ts';
import { giveUp, openDaybookFile } from './daybook-file.ts';
import { directoryFault } from './directory.ts';
import { byHome, type Holding, type Item, inOrder, isDone, itemOf, linesOf, readHolding } from './holding.ts';
import { type BaseLine, calledLine, type KeptLine, type Line, newestOf } from './line.ts';
import { letGo, newName } from './owner.ts';

/** A provisional id is known this long: cards that carry it stand in chats. */
const namesForMs = 7 * 24 * 3_600_000;

/** Opens the directory, and takes over what dead replicas have left. Throws `DaybookFault` where it is no use. */
export async function openDaybook(options: DaybookOptions): Promise<Daybook> {
  const { directory, journal, silentForMs = 20_000 } = options;
  const fault = await directoryFault(directory);
  if (fault) throw new DaybookFault(fault);
  const holdings = new Set<Holding>();
  const moves = new Map<Holding, Promise<void>>();
  let items: Item[] = [];
  let own: Promise<Holding> | undefined;
  let current: Holding | undefined;
  let counted = 0;
  let isClosed = false;
  const adopting = createAdopting({
    directory,
    journal,
    silentForMs,
    isOwn: (name) => [...holdings].some(({ file }) => basename(file.path) === name),
  });

  /** The file for what is kept next. */
  function ownFile(): Promise<Holding> {
    own ??= makeOwn([]);
    return own;
  }

  async function makeOwn(lines: readonly Line[]): Promise<Holding> {
    try {
      current = await begin(lines);
      return current;
    } catch (error) {
      own = undefined;
      throw error;
    }
  }

  async function begin(lines: readonly Line[]): Promise<Holding> {
    const name = newName();
    try {
      const { file } = await openDaybookFile(join(directory, name));
      if (lines.length > 0) await file.append(lines).catch((error) => giveUp(file, error));
      const { holding } = readHolding(file, lines);
      holdings.add(holding);
      return holding;
    } catch (error) {
      letGo(name);
      throw error;
    }
  }

  async function write(item: Item, base: BaseLine | undefined): Promise<void> {
    const home = await ownFile();
    const isNew = base !== undefined && !home.bases.has(base.crisisId);
    if (isNew) home.bases.set(base.crisisId, base);
    item.home = home;
    await home.file.append([...(isNew ? [base] : []), item.line]);
    await stay(home);
    item.isDurable = true;
  }

  /** Where somebody took the file for a dead replica's, or cut it off, what is open goes into a new one before it is promised. */
  async function stay(holding: Holding): Promise<void> {
    if (await holding.file.isThere()) return;
    const moved = moves.get(holding) ?? move(holding);
    moves.set(holding, moved);
    try {
      await moved;
    } catch (error) {
      // The disk may take it next time.
      moves.delete(holding);
      throw error;
    }
  }

  async function move(holding: Holding): Promise<void> {
    const moved = items.filter(({ home }) => home === holding);
    const lines = linesOf(holding, moved);
    const making = current === holding ? makeOwn(lines) : begin(lines);
    if (current === holding) own = making;
    const next = await making;
    for (const item of moved) item.home = next;
    journal.info('daybook.moved', { lines: moved.length });
    await drop(holding, 'remove');
  }

  async function drop(holding: Holding, how: 'close' | 'remove'): Promise<void> {
    holdings.delete(holding);
    letGo(basename(holding.file.path));
    await holding.file[how]();
  }

  /** A mark holds in memory anyway, and what it says is found out again after a crash: it may fail. */
  async function mark(marked: readonly Item[], lineOf: (item: Item) => Line): Promise<void> {
    for (const [home, held] of byHome(marked)) {
      await home?.file
        .append(held.map(lineOf))
        .catch((error: unknown) => journal.error('daybook.notMarked', error));
    }
  }

  /** Removes a file when nothing in it is open; what provisional ids stand for stays a while. */
  async function tidy(holding: Holding): Promise<void> {
    const held = items.filter(({ home }) => home === holding);
    const isComing = items.some(({ home }) => !home);
    if (isComing || !held.every(isDone)) return;
    const oldest = new Date(Date.now() - namesForMs).toISOString();
    const names = [...holding.named.values()].filter(({ at }) => at > oldest);
    if (held.length === 0 && names.length > 0) return;
    // From here on nothing more is kept in it.
    if (current === holding) [own, current] = [undefined, undefined];
    items = items.filter(({ home }) => home !== holding);
    if (names.length > 0) await begin(names);
    await drop(holding, 'remove');
  }

  async function look(): Promise<void> {
    for (const holding of [...holdings]) {
      await holding.file.touch();
      await stay(holding);
      await tidy(holding);
    }
    const { adopted, isAlone } = await adopting.look();
    for (const { holding, items: found } of adopted) {
      holdings.add(holding);
      items = [...items, ...found];
    }
    if (isAlone) foreign = [];
  }
  const looking = oneAtATime(async () => {
    if (!isClosed) await look().catch((error: unknown) => journal.error('daybook.lookFailed', error));
  });

  let foreign = await adopting.bases();
  /** Nothing overtakes what is still on its way to the disk. */
  const durable = () =>
    items.slice(
      0,
      [...items, { isDurable: false }].findIndex((one) => !one.isDurable),
    );
  function realOf(crisisId: string): string | undefined {
    for (const { named } of holdings) {
      const name = named.get(crisisId);
      if (name) return name.real;
    }
    return undefined;
  }

  const daybook: Daybook = {
    isBehind: () => items.some(({ settled }) => !settled),
    waiting: () => inOrder(durable().filter(({ settled }) => !settled)),
    waitingIn: (crisisId) =>
      inOrder(
        items.filter(
          ({ line, settled }) => !settled && (realOf(line.crisisId) ?? line.crisisId) === crisisId,
        ),
      ),
    starts: () => items.filter(({ line, settled }) => !settled && line.what.kind === 'start'),
    untold: () => items.filter(({ settled, telling }) => settled && telling !== 'told'),
    base: (crisisId) => newestOf(daybook.bases().filter((base) => base.crisisId === crisisId)),
    bases: () => [...foreign, ...[...holdings].flatMap(({ bases }) => [...bases.values()])],
    realOf,
    async keep(kept, base) {
      counted += 1;
      const line: KeptLine = { kind: 'kept', n: counted, ...kept };
      const item = itemOf(line);
      items.push(item);
      try {
        await write(item, base);
      } catch (error) {
        items = items.filter((one) => one !== item);
        throw new DaybookFault('it could not be kept on the disk', { cause: error });
      }
    },
    async settle(settled) {
      for (const [item, as] of settled) item.settled = as;
      await mark([...settled.keys()], ({ line, settled: as }) => {
        if (!as) throw new Error('a mark for what is not settled');
        return { kind: 'settled', of: line.n, as };
      });
    },
    async name(item, real, at) {
      const { crisisId } = item.line;
      item.home?.named.set(crisisId, { kind: 'named', crisisId, real, at });
      await mark([item], () => ({ kind: 'named', crisisId, real, at }));
    },
    async tell(told, state) {
      for (const item of told) item.telling = state;
      await mark(told, ({ line }) => ({ kind: 'telling', of: [line.n], state }));
    },
    async call(item, people, state, by) {
      for (const person of people) item.called[by].set(person, state);
      await mark([item], ({ line }) => calledLine(line.n, people, state, by));
    },
    look: looking.run,
    async close() {
      isClosed = true;
      await looking.underWay();
      for (const holding of holdings) await drop(holding, 'close');
    },
  };
  await daybook.look();
  return daybook;
}
