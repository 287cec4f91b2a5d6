import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Answer, blocked, failure, notFound, notInRoster } from './answers.ts';
import { isJson, type Json } from './cards.ts';
import type { Fault, Faults } from './faults.ts';
import { isTargeted, performOnMessages } from './messages.ts';
import type { RateLimits } from './rate-limits.ts';
import { close, listen } from './token-issuer.ts';
import { type Account, findAccount, type Place, personalPlace, type World } from './world.ts';

/** One call the bot made. */
export interface Call {
  readonly method: string;
  readonly path: string;
  /** The conversation, without the thread. */
  readonly placeId: string | undefined;
  readonly activityId: string | undefined;
  /** Asked for as a private message. */
  readonly targeted: boolean;
  readonly body: Json;
  readonly authorization: string;
  /** Milliseconds on the fake's clock. */
  readonly at: number;
  /** What was answered; 0 for no answer. */
  readonly status: number;
  readonly overLimit: boolean;
  /** True where it was carried out, whatever was answered. */
  readonly tookEffect: boolean;
}

export interface ConnectorParts {
  readonly world: World;
  readonly faults: Faults;
  readonly limits: RateLimits;
  /** Answer 429 above the published limits. */
  readonly enforceLimits: boolean;
  /** The clock the limits are counted by, in ms. */
  readonly now: () => number;
  /** Most members a page of a roster. */
  readonly rosterPage: number;
  /** The token the bot must show; none in the local trial. */
  readonly token: string | undefined;
  readonly onCall: (call: Call) => void;
  /** Waited for before a call takes effect, and again before it is answered. */
  readonly hold: Hold;
}

/** May keep a call from going on; nobody answers whoever died meanwhile. */
export type Hold = (
  when: 'before' | 'after',
  call: { readonly method: string; readonly placeId: string | undefined; readonly body: Json },
) => Promise<void> | undefined;

interface Target {
  readonly conversationId: string | undefined;
  readonly placeId: string | undefined;
  readonly kind: string | undefined;
  readonly id: string | undefined;
}

/** The Bot Connector's HTTP interface, on loopback. */
export async function startConnector(parts: ConnectorParts) {
  let underWay = 0;
  const server = createServer((request, response) => {
    underWay += 1;
    response.once('close', () => {
      underWay -= 1;
    });
    void handle(parts, request, response);
  });
  const port = await listen(server);
  return {
    serviceUrl: `http://127.0.0.1:${port}/`,
    origin: `http://127.0.0.1:${port}`,
    isBusy: () => underWay > 0,
    close: () => close(server),
  };
}

async function handle(
  parts: ConnectorParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://fake');
  const method = request.method ?? 'GET';
  const body = await bodyOf(request);
  const at = parts.now();
  const target = targetOf(url.pathname);
  await parts.hold('before', { method, placeId: target.placeId, body });
  const counted = target.placeId ?? String(firstMember(body));
  const overLimit = parts.limits.note(method === 'GET' ? 'read' : 'send', counted, at);
  const authorization = request.headers.authorization ?? '';
  const fault = parts.faults.take(method, target.placeId);
  const refused = refusal(parts, authorization, overLimit);
  const spoiled = fault !== undefined && !fault.afterwards;
  const effect = refused ?? (spoiled ? undefined : perform(parts, { method, target, url, body }));
  const status = statusOf(fault, effect);
  const path = url.pathname;
  const { placeId, id: activityId } = target;
  const targeted = isTargeted(url);
  const tookEffect = effect !== undefined && effect.status < 300;
  parts.onCall({
    method,
    path,
    placeId,
    activityId,
    targeted,
    body,
    authorization,
    at,
    status,
    overLimit,
    tookEffect,
  });
  await parts.hold('after', { method, placeId, body });
  if (fault) return spoil(fault, request, response);
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(effect?.body ?? {}));
}

function spoil(fault: Fault, request: IncomingMessage, response: ServerResponse): void {
  const { answer, retryAfter, location, raw, code } = fault;
  if (answer === 'hang') return;
  if (answer === 'reset') return void request.socket.destroy();
  if (retryAfter) response.setHeader('Retry-After', retryAfter);
  if (location) response.setHeader('Location', location);
  const isHtml = raw?.startsWith('<') ?? false;
  const status = answer === 'stall' ? 200 : answer;
  response.writeHead(status, { 'content-type': isHtml ? 'text/html' : 'application/json' });
  if (answer === 'stall') return void response.write('{"id":');
  response.end(raw ?? JSON.stringify(failure(status, code)));
}

function statusOf(fault: Fault | undefined, effect: Answer | undefined): number {
  if (fault) return typeof fault.answer === 'number' ? fault.answer : 0;
  return effect?.status ?? 500;
}

function refusal(parts: ConnectorParts, authorization: string, overLimit: boolean): Answer | undefined {
  if (parts.token !== undefined && authorization !== `Bearer ${parts.token}`) {
    return { status: 401, body: failure(401) };
  }
  return overLimit && parts.enforceLimits ? { status: 429, body: failure(429) } : undefined;
}

/** "/v3/conversations/{conversation}/{kind}/{id}" */
function targetOf(pathname: string): Target {
  const [, , conversationId, kind, id] = pathname.split('/').filter(Boolean).map(decodeURIComponent);
  return { conversationId, placeId: conversationId?.split(';', 1)[0], kind, id };
}

interface Performed {
  readonly method: string;
  readonly target: Target;
  readonly url: URL;
  readonly body: Json;
}

function perform(
  { world, token, rosterPage }: ConnectorParts,
  { method, target, url, body }: Performed,
): Answer {
  const tenantNeeded = token !== undefined;
  if (!target.placeId) return method === 'POST' ? createPersonal(world, body, tenantNeeded) : notFound;
  const place = world.places.get(target.placeId);
  if (!place) return notFound;
  if (place.kind === 'elsewhere') return notInRoster;
  if (place.kind === 'personal' && place.account.blocked) return blocked;
  if (target.kind === 'pagedmembers') return roster(world, place, url, rosterPage);
  if (target.kind === 'members') return oneMember(world, place, target.id);
  if (target.kind !== 'activities') return notFound;
  const { conversationId, id } = target;
  return performOnMessages(world, place, { method, conversationId, id, targeted: isTargeted(url), body });
}

/** Teams wants to be told the tenant; the local trial's Playground does not. */
function createPersonal(world: World, body: Json, tenantNeeded: boolean): Answer {
  const account = findAccount(world, firstMember(body));
  const untold = tenantNeeded && body.tenantId !== world.tenantId;
  if (!account || account.anonymous || untold) return { status: 400, body: failure(400) };
  if (account.blocked) return blocked;
  return { status: 201, body: { id: personalPlace(world, account).id } };
}

function roster(world: World, place: Place, url: URL, most: number): Answer {
  const all =
    place.kind === 'personal'
      ? [place.account]
      : world.accounts.filter(({ anonymous, outside }) => !anonymous && !outside.has(place.id));
  const size = Math.min(Number(url.searchParams.get('pageSize') ?? 50), most);
  const from = Number(url.searchParams.get('continuationToken') ?? 0);
  const continuationToken = from + size < all.length ? String(from + size) : undefined;
  return { status: 200, body: { members: all.slice(from, from + size).map(rosterLine), continuationToken } };
}

function oneMember(world: World, place: Place, id: string | undefined): Answer {
  const account = findAccount(world, id);
  const inside = place.kind === 'personal' ? place.account === account : !account?.outside.has(place.id);
  return account && inside && !account.anonymous ? { status: 200, body: rosterLine(account) } : notFound;
}

function rosterLine({ id, name, accountId, upn, guest, tenantId }: Account) {
  const userRole = guest ? 'guest' : 'user';
  return {
    id,
    name,
    aadObjectId: accountId,
    objectId: accountId,
    userPrincipalName: upn,
    email: upn,
    userRole,
    tenantId,
  };
}

function firstMember(body: Json): unknown {
  const [first] = Array.isArray(body.members) ? body.members : [];
  return isJson(first) ? first.id : undefined;
}

async function bodyOf(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const parsed: unknown = text ? JSON.parse(text) : {};
  return isJson(parsed) ? parsed : {};
}
