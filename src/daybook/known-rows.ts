import { type ChosenChannel, type Packs, type Reviews, type Rooms, StoreFault } from '../ports.ts';
import type { Presence } from './presence.ts';

/** The teams and chats the app is in, as this process last knew them. */
export interface KnownRooms extends Rooms {
  /** Writes what was held while the tables were away; what cannot be written yet stays held. Never throws. */
  catchUp(): Promise<void>;
  /** The channel last known to be chosen, by plan; null where none was. */
  state(): Readonly<Record<string, ChosenChannel | null>>;
}

interface KnownBefore {
  /** The channel chosen for the status card when the process began, by plan. */
  readonly channels?: Readonly<Record<string, ChosenChannel | null>> | undefined;
  /** Told whenever another is known. */
  readonly onChange?: (() => void) | undefined;
}

interface LastSaid<Value> {
  readonly before?: Readonly<Record<string, Value | null>> | undefined;
  readonly onChange?: (() => void) | undefined;
}

/** Asks the tables; while they are away, what they last said. Throws where they never did. */
function lastSaid<Value>(presence: Presence, { before = {}, onChange }: LastSaid<Value> = {}) {
  const known = new Map<string, Value | undefined>(
    Object.entries(before).map(([key, value]) => [key, value ?? undefined]),
  );
  return {
    known,
    async ask(key: string, read: () => Promise<Value | undefined>): Promise<Value | undefined> {
      try {
        const value = await presence.ask(read);
        known.set(key, value);
        onChange?.();
        return value;
      } catch (error) {
        // One call that fails proves nothing: it may be another by now.
        if (!(error instanceof StoreFault) || !presence.awaySince() || !known.has(key)) throw error;
        return known.get(key);
      }
    },
  };
}

/**
 * The channel that was chosen last is known although the tables do not answer. Where the app came or went
 * meanwhile is held, and written when they answer again.
 */
export function createKnownRooms(
  rooms: Rooms,
  presence: Presence,
  { channels, onChange }: KnownBefore = {},
): KnownRooms {
  const chosen = lastSaid(presence, { before: channels, onChange });
  /** True where the app came, false where it went, by conversation. */
  const held = new Map<string, boolean>();

  function hold(conversationId: string, isThere: boolean): boolean {
    const wasThere = held.get(conversationId) === true;
    held.set(conversationId, isThere);
    return !wasThere;
  }

  async function tell(conversationId: string, isThere: boolean): Promise<boolean> {
    try {
      const isNew = presence.ask(async () => {
        if (isThere) return rooms.added(conversationId);
        await rooms.removed(conversationId);
        return false;
      });
      return await isNew;
    } catch (error) {
      if (!(error instanceof StoreFault)) throw error;
      return hold(conversationId, isThere);
    }
  }

  return {
    chosen: (planId) => chosen.ask(planId, () => rooms.chosen(planId)),
    async choose(planId, channel) {
      await presence.ask(() => rooms.choose(planId, channel));
      chosen.known.set(planId, channel);
      onChange?.();
    },
    added: (conversationId) => tell(conversationId, true),
    removed: async (conversationId) => void (await tell(conversationId, false)),
    async catchUp() {
      for (const [conversationId, isThere] of [...held]) {
        held.delete(conversationId);
        await tell(conversationId, isThere);
      }
    },
    state: () => Object.fromEntries([...chosen.known].map(([key, value]) => [key, value ?? null])),
  };
}

/** The month's card, as it was last known. It is sent, and claimed, only while the tables answer. */
export function createKnownReviews(reviews: Reviews, presence: Presence): Reviews {
  const last = lastSaid<NonNullable<Awaited<ReturnType<Reviews['last']>>>>(presence);
  return {
    last: (planId) => last.ask(planId, () => reviews.last(planId)),
    change: (planId, change) => presence.ask(() => reviews.change(planId, change)),
  };
}

/** The paper pack last taken out, as it was last known. */
export function createKnownPacks(packs: Packs, presence: Presence): Packs {
  const last = lastSaid<NonNullable<Awaited<ReturnType<Packs['last']>>>>(presence);
  return {
    last: (planId) => last.ask(planId, () => packs.last(planId)),
    note: (planId, taken) => presence.ask(() => packs.note(planId, taken)),
  };
}
