import type { FileRows, Journal, Notices, Packs, People, Reviews, Rooms } from '../ports.ts';
import { createKnownFile, readKnown } from './known-file.ts';
import { createKnownPeople, type KnownPeople } from './known-people.ts';
import { createKnownPacks, createKnownReviews, createKnownRooms, type KnownRooms } from './known-rows.ts';
import type { Presence } from './presence.ts';
import { createQuietJournal, type QuietJournal } from './quiet-journal.ts';

/** What the tables hold beside the log. */
export interface RowPorts {
  readonly people: People;
  readonly rooms: Rooms;
  readonly reviews: Reviews;
  readonly packs: Packs;
  readonly rows: FileRows;
  readonly notices: Notices;
}

/** The same, asked with patience, and with what is known of people and places while the tables are away. */
export interface KnownPorts extends RowPorts {
  readonly people: KnownPeople;
  readonly rooms: KnownRooms;
  /** For what goes on by itself. */
  readonly quiet: QuietJournal;
  /** Writes what was held; for when the tables answer. Never throws. */
  catchUp(): Promise<void>;
  /** Writes down what is known. Never throws. */
  close(): Promise<void>;
}

interface Needs {
  readonly presence: Presence;
  readonly planId: string;
  readonly journal: Journal;
  /** Where it is written down for a process that begins while the tables are away, where there is such a place. */
  readonly folder?: string | undefined;
}

/** Asks at once for what must be known before the tables go away. */
export async function createKnownPorts(ports: RowPorts, needs: Needs): Promise<KnownPorts> {
  const { presence, planId, journal, folder } = needs;
  const state = folder ? await readKnown(folder, journal) : undefined;
  const onChange = () => file?.touched();
  const people = createKnownPeople(ports.people, presence, { state, onChange });
  const rooms = createKnownRooms(ports.rooms, presence, { channels: state?.channels, onChange });
  const all = () => ({ ...people.state(), channels: rooms.state() });
  const file = folder ? createKnownFile(folder, all, journal) : undefined;
  const attempt = async (work: () => Promise<unknown>) => {
    await work().catch((error: unknown) => journal.error('known.failed', error));
  };
  if (!presence.awaySince()) void attempt(() => Promise.all([people.all(), rooms.chosen(planId)]));
  return {
    people,
    rooms,
    reviews: createKnownReviews(ports.reviews, presence),
    packs: createKnownPacks(ports.packs, presence),
    rows: asked(ports.rows, presence),
    notices: asked(ports.notices, presence),
    quiet: createQuietJournal(journal, presence),
    async catchUp() {
      await attempt(people.catchUp);
      await attempt(rooms.catchUp);
    },
    close: async () => file?.save(),
  };
}

/** The same port, each call of it with the patience that the tables are asked with. */
export function asked<Port extends { readonly [Name in keyof Port]: Call }>(
  port: Port,
  presence: Presence,
): Port {
  const calls = Object.entries<Call>(port as Record<string, Call>).map(([name, call]) => [
    name,
    (...given: never[]) => presence.ask(() => call(...given)),
  ]);
  return Object.fromEntries(calls) as Port;
}

type Call = (...given: never[]) => Promise<unknown>;
