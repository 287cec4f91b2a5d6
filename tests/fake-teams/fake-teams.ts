import type { ServiceClientCredentialsFactory } from 'botframework-connector';
import type { TeamsConfig } from '../../src/teams/teams-config.ts';
import { botToken, staticCredentials } from './bot-token.ts';
import type { Json } from './cards.ts';
import { type Call, type Hold, startConnector } from './connector.ts';
import { createFaults, type Fault } from './faults.ts';
import { type OneDrive, startOneDrive } from './one-drive.ts';
import { createPerson, type Person } from './person.ts';
import { createRateLimits } from './rate-limits.ts';
import { startTokenIssuer, type TokenIssuer } from './token-issuer.ts';
import { createWorld, type Place, type World, type WorldSpec } from './world.ts';

export interface FakeTeamsSpec extends WorldSpec {
  /** False for the local trial, without tokens either way. */
  readonly signed?: boolean;
  /** Answer 429 above Teams' published limits; they are counted in any case. */
  readonly enforceLimits?: boolean;
  /** The clock the limits are counted by, in ms; the machine's own unless a test has another. */
  readonly now?: () => number;
  /** Most members a page of a roster: two, so that whoever reads only the first page is found out. */
  readonly rosterPage?: number;
}

export { botToken };

/** A Teams of our own on loopback: a tenant with people and a team, driven as by their clients. */
export interface FakeTeams {
  /** How a bot is set up to take part, with `credentials`. */
  readonly config: TeamsConfig;
  readonly credentials: ServiceClientCredentialsFactory | undefined;
  readonly world: World;
  readonly serviceUrl: string;
  readonly issuer: TokenIssuer;
  /** Where people's files go. */
  readonly oneDrive: OneDrive;
  /** Every call the bot made, in order. */
  readonly calls: readonly Call[];
  /** Where the bot listens, "http://127.0.0.1:3978". Say it before anyone types. */
  talksTo(address: string): void;
  person(name: string): Person;
  channel(name: string): Place;
  groupChat(name: string): Place;
  /** A chat the bot is not in. */
  chatElsewhere(name: string): Place;
  /** Spoils calls of the bot, each fault in its turn. */
  fails(fault: Fault): void;
  /** Spoils calls of the bot as it comes, by their method. */
  spoils(fate: (method: string) => Fault | undefined): void;
  /** Spoils nothing more. */
  recovers(): void;
  /** Sends a raw activity, with a valid token for it or with the given header. */
  deliver(
    activity: Json,
    authorization?: string,
  ): Promise<{ readonly status: number; readonly body: unknown }>;
  /** A valid token for activities of this fake. */
  token(claims?: Json): string;
  /** Lets a call of the bot's wait, before it takes effect or before it is answered. */
  hold: Hold | undefined;
  /** True while a call of the bot's is not answered. */
  isBusy(): boolean;
  /** Forgets its calls, and of all messages but the newest so many those that were never edited. */
  forgets(keep: number): void;
  /** Waits until something holds that the bot's calls bring about. */
  until(holds: () => boolean, withinMs?: number): Promise<void>;
  close(): Promise<void>;
}

export async function startFakeTeams(spec: FakeTeamsSpec): Promise<FakeTeams> {
  const signed = spec.signed ?? true;
  const world = createWorld(spec);
  const faults = createFaults();
  const issuer = await startTokenIssuer();
  const oneDrive = await startOneDrive();
  const calls: Call[] = [];
  const watchers = new Set<() => void>();
  const onCall = (call: Call): void => {
    calls.push(call);
    for (const watcher of watchers) watcher();
  };
  const { enforceLimits = false, now = () => performance.now(), rosterPage = 2 } = spec;
  const token = signed ? botToken : undefined;
  const connector = await startConnector({
    world,
    faults,
    limits: createRateLimits(),
    enforceLimits,
    now,
    rosterPage,
    token,
    onCall,
    hold: (when, call) => fake.hold?.(when, call),
  });
  const { serviceUrl } = connector;
  let botAddress = '';
  const sign = (claims: Json = {}) => issuer.sign({ aud: world.appId, serviceurl: serviceUrl, ...claims });
  const deliver: FakeTeams['deliver'] = (activity, authorization = signed ? `Bearer ${sign()}` : undefined) =>
    postActivity(botAddress, activity, authorization);
  const people = world.accounts.map((account) =>
    createPerson({ world, serviceUrl, deliver, oneDrive }, account),
  );
  const place = (kind: Place['kind'], name: string): Place => {
    const found = [...world.places.values()].find(
      (known) => known.kind === kind && 'name' in known && known.name === name,
    );
    if (!found) throw new Error(`no ${kind} "${name}"`);
    return found;
  };
  const fake: FakeTeams = {
    hold: undefined,
    config: signed ? productionConfig(world, issuer, connector.origin, oneDrive.origin) : { mode: 'local' },
    credentials: signed ? staticCredentials(world.appId) : undefined,
    world,
    serviceUrl,
    issuer,
    oneDrive,
    calls,
    talksTo(address) {
      botAddress = address;
    },
    person(name) {
      const person = people.find((known) => known.name === name);
      if (!person) throw new Error(`nobody is called "${name}"`);
      return person;
    },
    channel: (name) => place('channel', name),
    groupChat: (name) => place('groupChat', name),
    chatElsewhere: (name) => place('elsewhere', name),
    fails: (fault) => faults.add(fault),
    spoils: faults.decide,
    recovers: faults.clear,
    deliver,
    token: sign,
    isBusy: connector.isBusy,
    forgets(keep) {
      const { messages } = world;
      calls.length = 0;
      const old = messages.splice(0, Math.max(0, messages.length - keep));
      messages.unshift(...old.filter(({ edits }) => edits > 0));
    },
    until: (holds, withinMs = 15_000) => untilHolds(watchers, holds, withinMs, calls),
    async close() {
      await Promise.all([connector.close(), issuer.close(), oneDrive.close()]);
    },
  };
  return fake;
}

function productionConfig(world: World, issuer: TokenIssuer, origin: string, uploads: string): TeamsConfig {
  return {
    mode: 'production',
    appId: world.appId,
    appType: 'SingleTenant',
    tenantId: world.tenantId,
    allowedServiceHosts: [origin],
    allowedUploadHosts: [uploads],
    metadataUrl: issuer.metadataUrl,
  };
}

async function postActivity(address: string, activity: Json, authorization: string | undefined) {
  if (!address) throw new Error('the fake Teams does not know where the bot listens: call talksTo() first');
  const response = await fetch(`${address}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
    body: JSON.stringify(activity),
  });
  const text = await response.text();
  return { status: response.status, body: text ? (JSON.parse(text) as unknown) : undefined };
}

function untilHolds(
  watchers: Set<() => void>,
  holds: () => boolean,
  withinMs: number,
  calls: readonly Call[],
) {
  return new Promise<void>((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timeout);
      watchers.delete(check);
    };
    const check = (): void => {
      if (!holds()) return;
      stop();
      resolve();
    };
    const timeout = setTimeout(() => {
      stop();
      const made = calls.slice(-10).map(({ method, path, status }) => `${method} ${path} ${status}`);
      reject(new Error(`did not come about in ${withinMs} ms; last calls:\n${made.join('\n')}`));
    }, withinMs);
    watchers.add(check);
    check();
  });
}
