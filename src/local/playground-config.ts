import { createHash } from 'node:crypto';
import {
  type Contact,
  contactOf,
  crisisOrganisation,
  type Plan,
  plannedHolders,
  roleOf,
} from '../domain/plan.ts';

/** A person as the Playground knows them. */
export interface PlaygroundUser {
  readonly id: string;
  readonly name: string;
  readonly userPrincipleName: string;
  readonly aadObjectId: string;
  readonly givenName: string;
  readonly surname: string;
  readonly email: string;
}

/** `.m365agentsplayground.yml`, version 0.1.1 of its schema. */
export interface PlaygroundConfig {
  readonly version: '0.1.1';
  readonly tenantId: string;
  readonly bot: { readonly id: string; readonly name: string };
  readonly currentUser: PlaygroundUser;
  /** Exactly five: the Playground accepts no other number. */
  readonly users: readonly PlaygroundUser[];
  readonly personalChat: { readonly id: string };
  readonly groupChat: { readonly id: string; readonly name: string };
  readonly team: {
    readonly id: string;
    readonly name: string;
    readonly aadGroupId: string;
    readonly channels: readonly { readonly id: string; readonly name: string }[];
  };
}

const others = 5;

/**
 * The Playground's people and conversations, made from the plan: the crisis leader sits at the screen, so
 * that starting a crisis works at once, and the rest are the plan's people, the crisis organisation first,
 * then test people. Ids follow from the plan alone, so that the next start meets the same people.
 */
export function playgroundConfig(plan: Plan): PlaygroundConfig {
  const [currentUser, ...rest] = cast(plan);
  if (!currentUser) throw new Error('a plan without people');
  return {
    version: '0.1.1',
    tenantId: uuidOf(`tenant ${plan.id}`),
    bot: { id: `28:${uuidOf(`bot ${plan.id}`)}`, name: 'Krisebot' },
    currentUser,
    users: rest.slice(0, others),
    personalChat: { id: `a:krisebot-${uuidOf(`personal ${plan.id}`)}` },
    groupChat: { id: '19:krisebot-gruppe@thread.v2', name: 'Krisegruppe' },
    team: {
      id: '19:krisebot-team@thread.tacv2',
      name: plan.department,
      aadGroupId: uuidOf(`team ${plan.id}`),
      channels: [{ id: plan.crisisChannel ?? '19:krisebot-krise@thread.tacv2', name: 'Krise' }],
    },
  };
}

function cast(plan: Plan): PlaygroundUser[] {
  const people = new Map(
    [...leaders(plan), ...crisisOrganisation(plan), ...plan.contacts].map((contact) => [contact.id, contact]),
  );
  const padding = Array.from({ length: others + 1 }, (_, index) => testPerson(index + 1));
  return [...people.values(), ...padding].map(userOf);
}

/** The person at the screen: whoever the plan names as crisis leader, else next in the succession. */
function leaders(plan: Plan): Contact[] {
  const ids = [...plannedHolders(plan, roleOf(plan, 'crisisLeader')), ...plan.succession];
  return ids.flatMap((id) => contactOf(plan, id) ?? []).slice(0, 1);
}

function testPerson(number: number): Pick<Contact, 'id' | 'name' | 'upn'> {
  return { id: `proeveperson-${number}`, name: `Prøveperson ${number}` };
}

/**
 * The user id is the account's object id, which the Playground would let differ: only so can a 1:1 be
 * opened and a member be looked up by object id, as in Teams.
 */
function userOf({ id, name, upn }: Pick<Contact, 'id' | 'name' | 'upn'>): PlaygroundUser {
  const accountId = uuidOf(`contact ${id}`);
  const address = upn ?? `${id}@proeve.example`;
  const names = name.split(' ');
  const surname = names.length > 1 ? names.pop() : undefined;
  return {
    id: accountId,
    name,
    userPrincipleName: address,
    aadObjectId: accountId,
    givenName: names.join(' '),
    surname: surname ?? '',
    email: address,
  };
}

/** The same UUID for the same words, always (RFC 9562 version 8: custom). */
function uuidOf(words: string): string {
  const hex = createHash('sha256').update(`krisebot ${words}`).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
