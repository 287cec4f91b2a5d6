import type { Json } from './cards.ts';

/** Someone in the fake tenant. Fictional, always. */
export interface PersonSpec {
  readonly name: string;
  readonly upn?: string;
  readonly accountId?: string;
  readonly guest?: boolean;
  /** Another home tenant. */
  readonly tenantId?: string;
  /** Takes part without an account, as a guest in a meeting may. */
  readonly anonymous?: boolean;
}

export interface Account {
  readonly name: string;
  readonly upn: string;
  readonly accountId: string;
  /** Teams' own id of the person for this bot, "29:…". */
  readonly id: string;
  readonly guest: boolean;
  readonly tenantId?: string;
  readonly anonymous: boolean;
  /** Teams answers 403 for this person while true. */
  blocked: boolean;
  /** Places the person is no member of, by id. */
  readonly outside: Set<string>;
}

export type Place =
  | { readonly kind: 'personal'; readonly id: string; readonly account: Account }
  | { readonly kind: 'channel'; readonly id: string; readonly name: string }
  | { readonly kind: 'groupChat'; readonly id: string; readonly name: string }
  /** A chat among people the bot is not in; one between two is "personal" to Teams. */
  | { readonly kind: 'elsewhere'; readonly id: string; readonly name: string };

/** A message that stands in a conversation. */
export interface Posted {
  readonly id: string;
  readonly placeId: string;
  /** The message the thread began with; its own id for the first. Channels only. */
  readonly threadId?: string;
  readonly from: 'bot' | string;
  /** The account that alone sees it, with the bot; everyone does when absent. */
  readonly onlyFor?: string;
  activity: Json;
  edits: number;
  /** What single clients show instead, by account id, until the message is edited. */
  readonly replaced: Map<string, Json>;
}

/** The fake tenant: its people, places and what stands in them. */
export interface World {
  readonly tenantId: string;
  readonly teamId: string;
  readonly appId: string;
  readonly accounts: readonly Account[];
  readonly places: Map<string, Place>;
  readonly messages: Posted[];
  nextId(): string;
}

export interface WorldSpec {
  readonly people: readonly PersonSpec[];
  readonly channels?: readonly string[];
  readonly groupChats?: readonly string[];
  /** Chats the bot is not in. */
  readonly chatsElsewhere?: readonly string[];
}

export const tenantId = '0f000000-0000-4000-8000-000000000001';
export const appId = '0f000000-0000-4000-8000-0000000000b0';

export function createWorld(spec: WorldSpec): World {
  let last = 1_764_000_000_000;
  const teamId = '19:fake-team@thread.tacv2';
  const channels = (spec.channels ?? ['Drift']).map(
    (name, index): Place => ({
      kind: 'channel',
      id: index === 0 ? teamId : `19:fake-${slug(name)}@thread.tacv2`,
      name,
    }),
  );
  const chats = (spec.groupChats ?? []).map(
    (name): Place => ({ kind: 'groupChat', id: `19:${slug(name)}@thread.v2`, name }),
  );
  const elsewhere = (spec.chatsElsewhere ?? []).map(
    (name): Place => ({ kind: 'elsewhere', id: `19:${slug(name)}@unq.gbl.spaces`, name }),
  );
  return {
    tenantId,
    teamId,
    appId,
    accounts: spec.people.map(accountOf),
    places: new Map([...channels, ...chats, ...elsewhere].map((place) => [place.id, place])),
    messages: [],
    nextId: () => String(++last),
  };
}

function accountOf(spec: PersonSpec, index: number): Account {
  const accountId = spec.accountId ?? `0a000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`;
  return {
    name: spec.name,
    upn: spec.upn ?? `${slug(spec.name)}@example.org`,
    accountId,
    id: `29:fake-${index + 1}`,
    guest: spec.guest ?? false,
    anonymous: spec.anonymous ?? false,
    blocked: false,
    outside: new Set(),
    ...(spec.tenantId ? { tenantId: spec.tenantId } : {}),
  };
}

function slug(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(' ', '.')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa');
}

/** The 1:1 conversation with the bot, made on first use. */
export function personalPlace(world: World, account: Account): Place {
  const id = `a:fake-1-1-${account.id.slice(3)}`;
  const place = world.places.get(id) ?? ({ kind: 'personal', id, account } as const);
  world.places.set(id, place);
  return place;
}

/** Finds an account by Entra id, Teams id or user principal name, as the connector does. */
export function findAccount(world: World, id: unknown): Account | undefined {
  return world.accounts.find((account) => [account.accountId, account.id, account.upn].includes(String(id)));
}
