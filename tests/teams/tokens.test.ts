import { Agent, createServer, request, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Bot } from '../../src/request.ts';
import { createAuthentication } from '../../src/teams/authentication.ts';
import { baseActivity, messageActivity, privately } from '../fake-teams/activities.ts';
import { type BotServer, serveBot } from '../fake-teams/bot-server.ts';
import type { Json } from '../fake-teams/cards.ts';
import { botToken, type FakeTeams, startFakeTeams } from '../fake-teams/fake-teams.ts';
import { close, kid, listen, publicKey, published, type SignHow } from '../fake-teams/token-issuer.ts';
import { personalPlace, tenantId } from '../fake-teams/world.ts';
import { type Hostile, hostile, type Tools, unusableKeys } from './hostile-tokens.ts';

const heard: string[] = [];
const bot: Bot = {
  async answer() {
    heard.push('request');
    return { message: { text: 'svar' }, shows: 'new' };
  },
  arrived: async () => void heard.push('arrived'),
  left: async () => void heard.push('left'),
};
const now = () => Math.floor(Date.now() / 1000);

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: readonly string[];
}

describe('who may speak to the bot', () => {
  let teams: FakeTeams;
  let server: BotServer;
  let evil: Server;
  let tools: Tools;
  let evilHeard = 0;
  const written = vi.spyOn(console, 'error').mockReturnValue(undefined);

  beforeAll(async () => {
    teams = await startFakeTeams({ people: [{ name: 'Anna Berg' }], groupChats: ['Ledelse'] });
    teams.issuer.publishes([published(publicKey, kid), ...unusableKeys]);
    server = await serveBot(teams, bot);
    evil = createServer((_, response) => {
      evilHeard += 1;
      response.end('{}');
    });
    const bearer = (claims: Json = {}, how?: SignHow) =>
      `Bearer ${teams.issuer.sign({ aud: teams.world.appId, serviceurl: teams.serviceUrl, ...claims }, how)}`;
    tools = { serviceUrl: teams.serviceUrl, evil: `http://127.0.0.1:${await listen(evil)}`, bearer };
  });
  afterAll(async () => {
    written.mockRestore();
    agent.destroy();
    await server.close();
    await teams.close();
    await close(evil);
  });
  beforeEach(() => {
    heard.length = 0;
  });

  /** A message as Teams would send it, with some of it changed. */
  const message = (changes: Json = {}, place = personalPlace(teams.world, anna())): Json => {
    const base = baseActivity(teams.world, teams.serviceUrl, anna(), place);
    const typing = { text: 'hemmeligt', place, mention: place.kind !== 'personal', targeted: false };
    return { ...messageActivity(teams.world, base, typing), ...changes };
  };
  const anna = () => teams.person('Anna Berg');
  const send = (body: string, ...authorization: readonly (string | undefined)[]) =>
    post(
      server.port,
      body,
      authorization.flatMap((one) => one ?? []),
    );

  const bodyOf = (one: Hostile) => {
    const whole = message(one.changes?.(tools));
    return one.body ? one.body(tools, whole) : JSON.stringify(whole);
  };
  let refused: Answer | undefined;

  test.each(hostile.map((one) => [one.name, one] as const))(
    '%s: 401, always the same, and nothing happens',
    async (_, one) => {
      const answer = await send(bodyOf(one), one.header(tools));
      expect(answer).toMatchObject({ status: 401, body: '{"error":"unauthorized"}' });
      refused ??= answer;
      expect(answer).toEqual(refused);
      expect([heard, teams.calls, evilHeard]).toEqual([[], [], 0]);
    },
  );

  test('each of them is refused for its own reason', async () => {
    const { guard, keys } = createAuthentication(teams.config, {
      journal: silent,
      ...(teams.credentials ? { credentials: teams.credentials } : {}),
    });
    const reasons = [];
    for (const one of hostile) {
      const activity = JSON.parse(bodyOf(one)) as never;
      const fault = await guard
        .authenticateRequest(activity, one.header(tools) ?? '')
        .then(() => 'let in', String);
      reasons.push([one.name, fault.replace('Error: ', '')]);
    }
    keys?.stop();
    expect(reasons).toEqual(hostile.map(({ name, fault }) => [name, fault]));
    expect(hostile.length).toBeGreaterThanOrEqual(200);
  });

  const tap = {
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', verb: 'set', data: {} } },
  };
  const added = (id = `28:${teams.world.appId}`) => ({ type: 'conversationUpdate', membersAdded: [{ id }] });
  const place = (kind: 'channel' | 'groupChat') =>
    kind === 'channel' ? teams.channel('Drift') : teams.groupChat('Ledelse');

  type Valid = readonly [name: string, heard: readonly string[], activity: () => Json, claims?: () => Json];
  const asUsual = (): Json => ({});
  const valid: readonly Valid[] = [
    ['a message in 1:1', ['request'], () => message()],
    ['a message in a channel', ['request'], () => message({}, place('channel'))],
    ['a message in a group chat', ['request'], () => message({}, place('groupChat'))],
    ['a message from the slash menu', ['request'], () => privately(message({}, place('channel')))],
    ['a tap in 1:1', ['request'], () => message(tap)],
    ['a tap in a channel', ['request'], () => message(tap, place('channel'))],
    [
      'a dialog',
      ['request'],
      () => message({ type: 'invoke', name: 'task/submit', value: { data: { verb: 'set' } } }),
    ],
    ['an invoke nobody knows', [], () => message({ type: 'invoke', name: 'composeExtension/query' })],
    ['the app was added to a team', ['arrived'], () => message(added(), place('channel'))],
    ['the app was installed', ['arrived'], () => message({ type: 'installationUpdate', action: 'add' })],
    [
      'the app was removed, by nobody in particular',
      ['left'],
      () =>
        message({ type: 'installationUpdate', action: 'remove', from: { id: '29:x' } }, place('groupChat')),
    ],
    ['a reaction', [], () => message({ type: 'messageReaction', reactionsAdded: [{ type: 'like' }] })],
    ["another bot's message", [], () => message({ from: { id: '28:other' } }, place('channel'))],
    ["another bot's message, said so", [], () => message({ from: { id: 'x', role: 'bot' } })],
    ['a tenant told in one place alone', ['request'], () => message({ channelData: {} })],
    [
      'a tenant told in the other place alone',
      ['request'],
      () => message({ conversation: { id: 'a:1', conversationType: 'personal' } }),
    ],
    [
      'a token that ran out a moment ago: clocks differ',
      ['request'],
      () => message(),
      () => ({ nbf: now() - 3600, exp: now() - 280 }),
    ],
    ['a token that counts in a moment', ['request'], () => message(), () => ({ nbf: now() + 280 })],
    ['a token that counts for a day', ['request'], () => message(), () => ({ exp: now() + 24 * 3600 })],
  ];

  test.each(valid.map(([name, ...rest]) => [name, rest] as const))(
    'let in: %s',
    async (_, [expected, activity, claims = asUsual]) => {
      const { status } = await send(JSON.stringify(activity()), tools.bearer(claims()));
      expect([status, heard]).toEqual([200, expected]);
    },
  );

  test('of two service URLs the last counts, in every check and for the answer', async () => {
    const text = JSON.stringify(message()).replace('{', `{"serviceUrl":"${tools.evil}/",`);
    expect((await send(text, tools.bearer())).status).toBe(200);
    expect([heard, evilHeard]).toEqual([['request'], 0]);
  });

  test('what is no activity is told so once it is known that Teams sent it', async () => {
    expect((await send(JSON.stringify(message({ type: 7 })), tools.bearer())).status).toBe(400);
  });

  test.each(['[]', '[1]', 'null', '"x"', '7'])('what is no object is not read at all: %s', async (body) => {
    expect((await send(body, tools.bearer())).status).toBe(400);
    expect((await send(body)).status).toBe(400);
  });

  test('two authorization headers are one too many, whatever is in them', async () => {
    for (const both of [
      [tools.bearer(), tools.bearer()],
      ['Bearer x', tools.bearer()],
      [tools.bearer(), ''],
    ]) {
      expect((await send(JSON.stringify(message()), ...both)).status).toBe(400);
    }
    expect(heard).toEqual([]);
  });

  test('headers of more bytes than any are not read at all', async () => {
    const { status } = await send(JSON.stringify(message()), `Bearer ${'a'.repeat(100_000)}`);
    expect(status).not.toBe(200);
    expect(heard).toEqual([]);
  });

  test('forged tokens leave nothing behind in the SDK', async () => {
    const { ToBotFromBotOrEmulatorTokenValidationParameters: parameters } = await import(
      'botframework-connector/lib/auth/tokenValidationParameters.js'
    );
    const before = parameters.issuer?.length;
    for (let n = 0; n < 50; n += 1) {
      const iss = n % 2 ? 'https://api.botframework.com' : `https://sts.windows.net/tenant-${n}/`;
      await send(JSON.stringify(message()), `${tools.bearer({ iss, tid: `tenant-${n}` }).slice(0, -4)}AAAA`);
    }
    expect(parameters.issuer?.length).toBe(before);
  });

  test('the bot sends its own token to no other host', async () => {
    const to = { id: 'a:1', kind: 'personal', tenantId, serviceUrl: `${tools.evil}/` } as const;
    const { messenger } = server.teams;
    expect(await messenger.post(to, { text: 'x' })).toEqual({ state: 'refused', detail: 'serviceUrl' });
    expect(await messenger.member(to, 'x')).toBeUndefined();
    expect(evilHeard).toBe(0);
    const refused = server.journal.filter(({ fields }) => fields.error === 'ServiceUrlRefused');
    expect(refused.map(({ fields }) => fields.host)).toEqual(['127.0.0.1', '127.0.0.1']);
  });

  test('no token, and nothing that was written, reaches the log; each reason is a line a minute', () => {
    const lines = JSON.stringify([server.journal, written.mock.calls]);
    expect(lines).not.toMatch(/eyJ|hemmeligt/);
    expect(lines).not.toContain(botToken);
    expect(written).not.toHaveBeenCalled();
    const reasons = server.journal.filter(({ event }) => event === 'teams.refused');
    expect(reasons.length).toBe(new Set(hostile.map(({ fault }) => fault)).size);
    expect(reasons.every(({ fields }) => fields.count === 1)).toBe(true);
    expect(reasons.find(({ fields }) => fields.fault === 'serviceUrl')?.fields.host).toBeDefined();
  });
});

const agent = new Agent({ keepAlive: true });
const silent = { info: () => undefined, error: () => undefined };

/** Sends a body under any number of authorization headers. */
function post(port: number, body: string, authorization: readonly string[]): Promise<Answer> {
  const headers = ['host', '127.0.0.1', 'content-type', 'application/json', 'content-length'];
  headers.push(String(Buffer.byteLength(body)), ...authorization.flatMap((one) => ['authorization', one]));
  return new Promise((resolve) => {
    const outgoing = request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/api/messages',
      headers,
      agent,
    });
    outgoing.on('error', () => resolve({ status: 0, body: '', headers: [] }));
    outgoing.on('response', (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => {
        const told = response.rawHeaders.filter((name, at, all) => name !== 'Date' && all[at - 1] !== 'Date');
        resolve({ status: response.statusCode ?? 0, body: text, headers: told });
      });
    });
    outgoing.end(body);
  });
}
