import type { Chain } from '../../src/ports.ts';

/** An entry as it stands in the table, read without the bot's own code. */
export interface StoredEntry {
  readonly number: number;
  readonly intent: string;
  readonly hash: string;
  readonly by: string;
  readonly name: string;
  readonly at: string;
  readonly event: { readonly kind: string; readonly [field: string]: unknown };
}

/** The log of one crisis as it stands in the table. */
export interface StoredLog {
  readonly crisisId: string;
  readonly exercise: boolean;
  /** Roles that several may have. */
  readonly shared: ReadonlySet<string>;
  /** Who leads a crisis that they start themselves. */
  readonly leads: string | undefined;
  readonly names: ReadonlyMap<string, string>;
  readonly entries: readonly StoredEntry[];
  /** As it is taken out as a file with its chain. */
  readonly file: Uint8Array;
}

interface StartedEvent {
  readonly exercise: boolean;
  readonly plan: {
    readonly id: string;
    readonly department: string;
    readonly roles: readonly {
      readonly id: string;
      readonly shared: boolean;
      readonly holder: { readonly contactId?: string };
    }[];
    readonly contacts: readonly { readonly id: string; readonly name: string }[];
  };
}

/** Reads a stored chain by itself: what checks a log must not share what wrote it. */
export function storedLog(chain: Chain): StoredLog {
  const entries = chain.links.map((link): StoredEntry => {
    const { by, at, event } = JSON.parse(link.data);
    const { number, hash } = link;
    return { number, intent: JSON.parse(link.intent), hash, by: by.id, name: by.name, at, event };
  });
  const [first] = entries;
  if (!first) throw new Error(`${chain.crisisId} has no entries`);
  const { plan, exercise } = first.event as unknown as StartedEvent;
  const head = {
    format: 'krise-log-1',
    crisisId: chain.crisisId,
    epoch: chain.epoch,
    exercise,
    planId: plan.id,
    department: plan.department,
    count: entries.length,
    hash: entries.at(-1)?.hash,
  };
  const lines = chain.links.map(({ number, intent, data, textHash, text, hash }) => ({
    number,
    intent,
    data,
    textHash,
    ...(text ? { text: { salt: text.salt, body: text.body } } : {}),
    hash,
  }));
  return {
    crisisId: chain.crisisId,
    exercise,
    shared: new Set(plan.roles.filter(({ shared }) => shared).map(({ id }) => id)),
    leads: plan.roles.find(({ id }) => id === 'crisisLeader')?.holder.contactId,
    names: new Map(plan.contacts.map(({ id, name }) => [id, name])),
    entries,
    file: Buffer.from([head, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('')),
  };
}
