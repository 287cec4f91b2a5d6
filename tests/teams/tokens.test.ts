import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Bot } from '../../src/request.ts';
import { baseActivity, messageActivity } from '../fake-teams/activities.ts';
import { type BotServer, serveBot } from '../fake-teams/bot-server.ts';
import type { Json } from '../fake-teams/cards.ts';
import { botToken, type FakeTeams, startFakeTeams } from '../fake-teams/fake-teams.ts';
import { publicKey, startTokenIssuer } from '../fake-teams/token-issuer.ts';
import { appId, personalPlace, tenantId } from '../fake-teams/world.ts';

let asked = 0;
const bot: Bot = {
  async answer() {
    asked += 1;
    return { message: { text: 'svar' }, shows: 'new' };
  },
  arrived: async () => undefined,
  left: async () => undefined,
};

const strange = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const otherApp = '0f000000-0000-4000-8000-00000000dead';
const now = () => Math.floor(Date.now() / 1000);
const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');

describe('who may speak to the bot', () => {
  let teams: FakeTeams;
  let server: BotServer;
  // The SDK prints each refused signature by itself.
  const quiet = vi.spyOn(console, 'error').mockReturnValue(undefined);
  beforeAll(async () => {
    teams = await startFakeTeams({ people: [{ name: 'Anna Berg' }] });
    server = await serveBot(teams, bot);
  });
  afterAll(async () => {
    quiet.mockRestore();
    await server.close();
    await teams.close();
  });
  beforeEach(() => {
    asked = 0;
  });

  /** A message as Teams would send it, with some of it changed. */
  const message = (changes: Json = {}): Json => {
    const anna = teams.person('Anna Berg');
    const place = personalPlace(teams.world, anna);
    const base = baseActivity(teams.world, teams.serviceUrl, anna, place);
    return {
      ...messageActivity(teams.world, base, { text: 'hemmeligt', place, mention: false, targeted: false }),
      ...changes,
    };
  };
  const bearer = (claims: Json = {}) => `Bearer ${teams.token(claims)}`;
  const forged = (head: Json, claims: Json = {}) => {
    const all = {
      iss: 'https://api.botframework.com',
      aud: appId,
      serviceurl: teams.serviceUrl,
      nbf: 0,
      exp: now() + 99,
      ...claims,
    };
    return `Bearer ${encode(head)}.${encode(all)}.${'A'.repeat(342)}`;
  };

  test('a message that Teams signed for this bot is answered', async () => {
    expect((await teams.deliver(message(), bearer())).status).toBe(200);
    expect(asked).toBe(1);
  });

  test('a token that ran out a moment ago still counts, because clocks differ', async () => {
    expect((await teams.deliver(message(), bearer({ exp: now() - 60 }))).status).toBe(200);
  });

  type Hostile = readonly [name: string, header: () => string, changes?: () => Json];
  const evil = 'https://evil.example/';
  const toEvil = (serviceUrl: string): Hostile => [
    `a service URL elsewhere, signed for (${serviceUrl})`,
    () => bearer({ serviceurl: serviceUrl }),
    () => ({ serviceUrl }),
  ];
  const hostile: readonly Hostile[] = [
    ['an empty header', () => ''],
    ['another scheme', () => `Basic ${Buffer.from('a:b').toString('base64')}`],
    ['the scheme in lower case', () => bearer().replace('Bearer', 'bearer')],
    ['no token behind the scheme', () => 'Bearer '],
    ['a token of two parts', () => bearer().split('.').slice(0, 2).join('.')],
    ['words for a token', () => 'Bearer krise.start.nu'],
    ['no signature', () => forged({ alg: 'RS256', kid: 'fake-key-1' }).replace(/A+$/, '')],
    ['algorithm none', () => forged({ alg: 'none', kid: 'fake-key-1' })],
    ['no key id', () => forged({ alg: 'RS256' })],
    ['a made-up signature', () => forged({ alg: 'RS256', kid: 'fake-key-1' })],
    ['a key nobody knows', () => `Bearer ${teams.issuer.sign(own(), { kid: 'strange' })}`],
    ['the signature of another key', () => `Bearer ${teams.issuer.sign(own(), { key: strange })}`],
    ['another algorithm of the same key', () => `Bearer ${teams.issuer.sign(own(), { algorithm: 'RS512' })}`],
    [
      'a secret made from the public key',
      () => forged({ alg: 'HS256', kid: 'fake-key-1', jwk: publicKey.export({ format: 'jwk' }) }),
    ],
    ['changed claims under a good signature', () => swapClaims(bearer(), { aud: appId, tampered: true })],
    ['another issuer', () => bearer({ iss: 'https://sts.example' })],
    ['no issuer', () => bearer({ iss: undefined })],
    ['an issuer in a list', () => bearer({ iss: ['https://api.botframework.com'] })],
    [
      'a token of the emulator',
      () => bearer({ iss: `https://sts.windows.net/${tenantId}/`, tid: tenantId, ver: '1.0', appid: appId }),
    ],
    [
      'a token of the emulator, newer',
      () =>
        bearer({
          iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
          tid: tenantId,
          ver: '2.0',
          azp: appId,
        }),
    ],
    [
      'a token of another bot',
      () =>
        bearer({
          iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
          ver: '1.0',
          appid: otherApp,
        }),
    ],
    ['a token for another bot', () => bearer({ aud: otherApp })],
    ['no audience', () => bearer({ aud: undefined })],
    ['an audience in a list', () => bearer({ aud: [appId] })],
    ['a token that ran out', () => bearer({ exp: now() - 600 })],
    ['a token that never runs out', () => bearer({ exp: undefined })],
    ['a token that does not count yet', () => bearer({ nbf: now() + 600 })],
    ['a token without a beginning', () => bearer({ nbf: undefined })],
    ['no service URL in the token', () => bearer({ serviceurl: undefined })],
    ['no service URL in the message', () => bearer(), () => ({ serviceUrl: undefined })],
    ['an empty service URL', () => bearer({ serviceurl: '' }), () => ({ serviceUrl: '' })],
    ['another service URL than signed', () => bearer(), () => ({ serviceUrl: `${teams.serviceUrl}x/` })],
    toEvil(evil),
    toEvil('https://smba.trafficmanager.net.evil.example/'),
    toEvil('https://smba.trafficmanager.net@evil.example/'),
    toEvil('http://127.0.0.1:9/'),
    toEvil('file:///etc/passwd'),
    ['a message to another channel', () => bearer(), () => ({ channelId: 'webchat' })],
    ['no channel', () => bearer(), () => ({ channelId: undefined })],
    ['an empty channel', () => bearer(), () => ({ channelId: '' })],
    ['the channel that the SDK does not check', () => bearer(), () => ({ channelId: 'AseChannel' })],
    ['another tenant', () => bearer(), () => inTenant('other', 'other')],
    ['two tenants at once', () => bearer(), () => inTenant(tenantId, 'other')],
    ['the same the other way round', () => bearer(), () => inTenant('other', tenantId)],
    ['no tenant', () => bearer(), () => inTenant(undefined, undefined)],
    ['a header of megabytes', () => `Bearer ${'a'.repeat(15_000)}.${'b'.repeat(300)}.c`],
  ];
  const own = () => ({ aud: appId, serviceurl: teams.serviceUrl });
  const inTenant = (data: string | undefined, place: string | undefined): Json => ({
    channelData: data ? { tenant: { id: data } } : {},
    conversation: { id: 'a:1', conversationType: 'personal', ...(place ? { tenantId: place } : {}) },
  });

  for (const [name, header, changes] of hostile) {
    test(`${name}: 401, always the same, and the bot hears nothing`, async () => {
      const answered = await teams.deliver(message(changes?.()), header());
      expect(answered).toEqual({ status: 401, body: { error: 'unauthorized' } });
      expect(asked).toBe(0);
    });
  }

  test('there are many of them', () => {
    expect(hostile.length).toBeGreaterThanOrEqual(40);
  });

  test('a key that Teams does not vouch for signs nothing', async () => {
    const issuer = await startTokenIssuer(['webchat']);
    const other = await serveBot(
      { ...teams, config: { ...teams.config, metadataUrl: issuer.metadataUrl } as never },
      bot,
    );
    expect((await teams.deliver(message(), bearer())).status).toBe(401);
    await other.close();
    await issuer.close();
    teams.talksTo(server.address);
  });

  test('while the keys cannot be had, everyone is refused', async () => {
    const issuer = await startTokenIssuer();
    await issuer.close();
    const other = await serveBot(
      { ...teams, config: { ...teams.config, metadataUrl: issuer.metadataUrl } as never },
      bot,
    );
    expect(await teams.deliver(message(), bearer())).toEqual({
      status: 401,
      body: { error: 'unauthorized' },
    });
    await other.close();
    teams.talksTo(server.address);
  });

  test('forged tokens leave nothing behind in the SDK', async () => {
    const { ToBotFromBotOrEmulatorTokenValidationParameters: parameters } = await import(
      'botframework-connector/lib/auth/tokenValidationParameters.js'
    );
    const before = parameters.issuer?.length;
    for (let n = 0; n < 50; n += 1) {
      await teams.deliver(message(), forged({ alg: 'RS256', kid: 'x' }, { iss: 'x', tid: `tenant-${n}` }));
    }
    expect(parameters.issuer?.length).toBe(before);
  });

  test('the bot sends its own token to no other host', async () => {
    const to = { id: 'a:1', kind: 'personal', serviceUrl: evil } as const;
    const { messenger } = server.teams;
    expect(await messenger.post(to, { text: 'x' })).toEqual({ state: 'refused', detail: 'serviceUrl' });
    expect(await messenger.member(to, 'x')).toBeUndefined();
  });

  test('no token, and nothing that was written, reaches the log', () => {
    const written = JSON.stringify([server.journal, quiet.mock.calls]);
    expect(server.journal.length).toBeGreaterThan(hostile.length - 1);
    expect(written).not.toMatch(/eyJ|hemmeligt/);
    expect(written).not.toContain(botToken);
  });
});

function swapClaims(header: string, claims: Json): string {
  const [head, , signature] = header.split('.');
  const all = { iss: 'https://api.botframework.com', nbf: 0, exp: now() + 99, ...claims };
  return [head, encode(all), signature].join('.');
}
