import { MicrosoftAppCredentials } from 'botframework-connector';
import { ConnectorClient } from 'botframework-connector/lib/connectorApi/connectorClient.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ConversationRef, Message } from '../../src/ports.ts';
import { guardedFactory } from '../../src/teams/connector-factory.ts';
import { sendFault } from '../../src/teams/send-fault.ts';
import { createTeams, type Teams } from '../../src/teams/teams.ts';
import { type FakeTeams, startFakeTeams } from '../fake-teams/fake-teams.ts';
import { fastTimer } from '../fake-teams/fast-timer.ts';
import type { Fault } from '../fake-teams/faults.ts';
import { personalPlace, tenantId } from '../fake-teams/world.ts';

/** What an answer means for whoever wanted to send. */
type Meaning = 'later' | 'unreachable' | 'refused' | 'unknown';

const html = '<html><body>Gateway</body></html>';
const soon = new Date(Date.now() + 5_000).toUTCString();
const past = 'Thu, 01 Jan 1970 00:00:00 GMT';

/** All that the connector may answer but yes, and what it means. */
const answers: readonly (readonly [string, Omit<Fault, 'method' | 'placeId'>, Meaning])[] = [
  ...['1', '0', '30', '86400', '-5', 'snart', '', soon, past, '1e99', 'NaN'].map(
    (retryAfter) =>
      [`429 Retry-After »${retryAfter}«`, { answer: 429, code: 'Throttled', retryAfter }, 'later'] as const,
  ),
  ['429 without Retry-After', { answer: 429 }, 'later'],
  ['429 in HTML', { answer: 429, raw: html }, 'later'],
  ['412', { answer: 412, code: 'PreconditionFailed' }, 'later'],
  ...[500, 502, 503, 504, 507, 529].map((answer) => [`${answer}`, { answer }, 'unknown'] as const),
  ['503 with Retry-After', { answer: 503, retryAfter: '1' }, 'unknown'],
  ['502 in HTML', { answer: 502, raw: html }, 'unknown'],
  ['408', { answer: 408 }, 'unknown'],
  ['no answer', { answer: 'hang' }, 'unknown'],
  ['an answer that stalls', { answer: 'stall' }, 'unknown'],
  ['reset before it was processed', { answer: 'reset' }, 'unknown'],
  ['reset after it was processed', { answer: 'reset', afterwards: true }, 'unknown'],
  ['504 after it was processed', { answer: 504, afterwards: true }, 'unknown'],
  ['401', { answer: 401, code: 'BotNotRegistered' }, 'refused'],
  ...[
    'BotDisabledByAdmin',
    'BotNotInConversationRoster',
    'ConversationBlockedByUser',
    'ForbiddenOperationException',
    'InvalidBotApiHost',
    'NotEnoughPermissions',
    'MessageWritesBlocked',
  ].map((code) => [`403 ${code}`, { answer: 403, code }, 'unreachable'] as const),
  ['403 in HTML', { answer: 403, raw: html }, 'unreachable'],
  ['404 ConversationNotFound', { answer: 404, code: 'ConversationNotFound' }, 'unreachable'],
  [
    '404 ActivityNotFoundInConversation',
    { answer: 404, code: 'ActivityNotFoundInConversation' },
    'unreachable',
  ],
  ['413', { answer: 413, code: 'MessageSizeTooBig' }, 'refused'],
  ['400 BadSyntax', { answer: 400, code: 'BadSyntax' }, 'refused'],
  ['400 BadArgument', { answer: 400, code: 'BadArgument' }, 'refused'],
  ['405', { answer: 405 }, 'refused'],
  ['409', { answer: 409 }, 'refused'],
  ['302 elsewhere', { answer: 302, location: 'http://127.0.0.1:9/' }, 'unknown'],
  ['307 elsewhere', { answer: 307, location: 'http://127.0.0.1:9/' }, 'unknown'],
  ['304', { answer: 304, raw: '' }, 'unknown'],
];

/** Yes, but without the id of what was posted: anything may have said so. */
const emptyYes: typeof answers = [
  ['200 with HTML', { answer: 200, raw: html }, 'unknown'],
  ['200 with half of a JSON', { answer: 200, raw: '{"id":' }, 'unknown'],
  ['200 without id', { answer: 200, raw: '{}' }, 'unknown'],
  ['200 with a number for an id', { answer: 200, raw: '{"id":5}' }, 'unknown'],
  ['202 without a body', { answer: 202, raw: '' }, 'unknown'],
  ['204', { answer: 204, raw: '' }, 'unknown'],
];

let teams: FakeTeams;
let edge: Teams;
let home: ConversationRef;
let channel: ConversationRef;
const journal = { info: () => undefined, error: () => undefined };

beforeAll(async () => {
  teams = await startFakeTeams({
    people: [{ name: 'Anna Berg' }, { name: 'Bo Dahl' }, { name: 'Cilla Eng' }],
  });
  const { serviceUrl } = teams;
  const [anna] = teams.world.accounts;
  if (!anna) throw new Error('nobody is there');
  home = { id: personalPlace(teams.world, anna).id, kind: 'personal', serviceUrl, tenantId };
  channel = { id: teams.channel('Drift').id, kind: 'channel', serviceUrl, tenantId };
});
/** A bot that was asked to wait in one test waits for nothing in the next. */
beforeEach(() => {
  edge = edgeThatWaits(10_000);
});

function edgeThatWaits(answerWithinMs: number): Teams {
  const { config, credentials } = teams;
  const clock = { now: () => '2026-11-23T01:14:00.000Z' };
  const own = { config, journal, clock, timer: fastTimer, answerWithinMs };
  return createTeams({ ...own, ...(credentials ? { credentials } : {}) });
}
afterAll(() => teams.close());

const card: Message = { card: { type: 'AdaptiveCard', version: '1.5', body: [] }, summary: 'KRISE: Prøve' };

type Ways = Readonly<
  Record<string, (fault: Omit<Fault, 'method' | 'placeId'>) => Promise<{ state: string }>>
>;

/** Every way in which the bot calls Teams. */
const ways: Ways = {
  'a card in 1:1': (fault) =>
    spoiled('POST', home, fault, () => edge.messenger.post(home, { ...card, alert: true })),
  'a text in 1:1': (fault) =>
    spoiled('POST', home, fault, () => edge.messenger.post(home, { text: 'Niveau 2' })),
  'a status card': (fault) => spoiled('POST', channel, fault, () => edge.messenger.post(channel, card)),
  'a file offer': (fault) =>
    spoiled('POST', home, fault, () =>
      edge.messenger.post(home, { offers: { name: 'a.pdf', description: '', size: 1, context: {} } }),
    ),
};
const changes: Ways = {
  'a card that changes': (fault) => spoiled('PUT', home, fault, () => edge.messenger.update(home, '1', card)),
  'a private card that changes': (fault) =>
    spoiled('PUT', channel, fault, () => edge.messenger.update(channel, '1', { ...card, privately: true })),
};

async function spoiled<R>(
  method: 'POST' | 'PUT' | 'GET',
  at: ConversationRef,
  fault: Omit<Fault, 'method' | 'placeId'>,
  call: () => Promise<R>,
): Promise<R> {
  spoil({ ...fault, method, placeId: at.id });
  return call();
}

/** Spoils what the bot asks for. It is patient with whatever answers, however busy the machine is. */
function spoil(fault: Fault): void {
  if (fault.answer === 'hang' || fault.answer === 'stall') edge = edgeThatWaits(150);
  teams.recovers();
  teams.fails({ ...fault, times: 9 });
}

describe.each(Object.entries(ways))('%s', (_, call) => {
  test.each([...answers, ...emptyYes])('answered with %s', async (name, fault, meaning) => {
    const before = teams.calls.length;
    const result = await call(fault);
    expect(result.state).toBe(meaning);
    // One attempt; a second one only where a card was too large, in words.
    const isShortened = name === '413' && !('text' in result) && result.state === 'refused';
    const made = teams.calls.slice(before).filter(({ body }) => body.type === 'message');
    expect(made.length).toBeLessThanOrEqual(isShortened ? 2 : 1);
    if (made.length === 2)
      expect(made[1]?.body).toMatchObject({ text: expect.stringContaining('for stort') });
    if (result.state === 'later' && 'afterMs' in result) {
      expect(result.afterMs).toBeGreaterThanOrEqual(0);
      expect(result.afterMs).toBeLessThanOrEqual(60_000);
    }
  });
});

describe.each(Object.entries(changes))('%s', (_, call) => {
  test.each(answers)('answered with %s', async (name, fault, meaning) => {
    const before = teams.calls.length;
    expect((await call(fault)).state).toBe(meaning);
    expect(teams.calls.length - before).toBeLessThanOrEqual(name === '413' ? 2 : 1);
  });
});

describe('opening a 1:1', () => {
  // The conversation is not known yet, so all posts are spoiled.
  test.each([...answers, ...emptyYes])('answered with %s', async (_, fault, meaning) => {
    spoil({ ...fault, method: 'POST' });
    const [anna] = teams.world.accounts;
    const before = teams.calls.length;
    expect((await edge.messenger.openPersonal(anna?.accountId ?? '', channel)).state).toBe(meaning);
    expect(teams.calls.length - before).toBe(1);
  });
});

describe('a roster whose second page is missing', () => {
  test.each(answers)('answered with %s', async (_, fault, meaning) => {
    teams.recovers();
    // Each page has two; the first is well.
    const { id } = channel;
    const first = await edge.messenger.members(channel);
    expect(first).toMatchObject({ isWhole: true });
    spoil({ ...fault, method: 'GET', placeId: id, after: 1 });
    const { members, isWhole } = await edge.messenger.members(channel);
    expect(members).toHaveLength(2);
    // What Teams refused stays refused; the rest is worth asking again.
    expect(isWhole).toBe(meaning === 'unreachable' || meaning === 'refused');
  });
});

describe('a connection that never came about: nothing was sent, and it may be tried again', () => {
  test.each(['http://127.0.0.1:1/', 'http://nowhere.invalid/'])('%s', async (serviceUrl) => {
    const factory = {
      create: async (baseUri: string) => new ConnectorClient(MicrosoftAppCredentials.Empty, { baseUri }),
    };
    const connector = await guardedFactory(factory, (url): url is string => Boolean(url), 2_000).create(
      serviceUrl,
      '',
    );
    const fault = await connector.conversations.sendToConversation('c', { type: 'message' }).catch(sendFault);
    expect(fault).toMatchObject({ state: 'later' });
  });

  // As the SDK tells of certificates that are not Teams' own.
  test.each([
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ])('%s', (code) => {
    expect(sendFault({ name: 'RestError', code })).toMatchObject({ state: 'later' });
  });
});
