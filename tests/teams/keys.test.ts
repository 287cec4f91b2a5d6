import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Bot } from '../../src/request.ts';
import { baseActivity, messageActivity } from '../fake-teams/activities.ts';
import { type BotServer, serveBot } from '../fake-teams/bot-server.ts';
import { type FakeTeams, startFakeTeams } from '../fake-teams/fake-teams.ts';
import { createSlowClock, type SlowClock } from '../fake-teams/slow-clock.ts';
import { publicKey, published, startTokenIssuer, strangeKeys } from '../fake-teams/token-issuer.ts';
import { personalPlace } from '../fake-teams/world.ts';

const minute = 60_000;
const hour = 60 * minute;
const bot: Bot = {
  answer: async () => undefined,
  arrived: async () => undefined,
  left: async () => undefined,
};

/** Real documents over HTTP, and time that passes when it is told to. */
describe('the keys that tokens are checked with', () => {
  let teams: FakeTeams;
  let server: BotServer;
  let clock: SlowClock;
  beforeEach(async () => {
    clock = createSlowClock();
    teams = await startFakeTeams({ people: [{ name: 'Anna Berg' }] });
    server = await serveBot(teams, bot, { keysTimer: clock });
  });
  afterEach(async () => {
    await server.close();
    await teams.close();
  });

  async function status(how: Parameters<FakeTeams['issuer']['sign']>[1] = {}): Promise<number> {
    const anna = teams.person('Anna Berg');
    const place = personalPlace(teams.world, anna);
    const base = baseActivity(teams.world, teams.serviceUrl, anna, place);
    const activity = messageActivity(teams.world, base, {
      text: 'x',
      place,
      mention: false,
      targeted: false,
    });
    const token = teams.issuer.sign({ aud: teams.world.appId, serviceurl: teams.serviceUrl }, how);
    return (await teams.deliver(activity, `Bearer ${token}`)).status;
  }
  /** A try over real HTTP has come to its end. */
  const tried = async (ms: number) => {
    const before = teams.issuer.fetched();
    await clock.passes(ms);
    await expect.poll(() => teams.issuer.fetched(), { interval: 2 }).toBeGreaterThan(before);
    await clock.passes(0);
  };
  const renewed = { kid: 'new', key: strangeKeys.privateKey };

  test('are had at the start, once, and then every hour', async () => {
    await expect.poll(() => server.teams.keysKnown(), { interval: 2 }).toBe(true);
    expect(await status()).toBe(200);
    expect(teams.issuer.fetched()).toBe(2);
    await tried(hour);
    expect(await status()).toBe(200);
  });

  test('let Teams in after two days without a document, and at once where the host only hangs', async () => {
    expect(await status()).toBe(200);
    teams.issuer.answers((response) => {
      response.statusCode = 503;
      response.end();
    });
    for (let hours = 0; hours < 48; hours += 1) await clock.passes(hour);
    expect(await status()).toBe(200);
    teams.issuer.answers('never');
    await clock.passes(hour);
    const since = performance.now();
    expect(await status()).toBe(200);
    expect(performance.now() - since).toBeLessThan(1_000);
  });

  test('are new within a minute where Microsoft has changed them, and the old ones are over within the hour', async () => {
    expect(await status()).toBe(200);
    teams.issuer.publishes([published(strangeKeys.publicKey, 'new')]);
    expect(await status(renewed)).toBe(401);
    await clock.passes(minute);
    expect(await status(renewed)).toBe(200);
    expect(await status()).toBe(401);
  });

  test('that were taken back sign nothing, also when nobody has asked since', async () => {
    expect(await status()).toBe(200);
    teams.issuer.publishes([published(strangeKeys.publicKey, 'new')]);
    await tried(hour);
    await expect.poll(() => status(), { interval: 2 }).toBe(401);
  });

  test("are no other bot's: while they cannot be had, everyone is refused, also where others had them before", async () => {
    expect(await status()).toBe(200);
    const port = Number(new URL(teams.issuer.metadataUrl).port);
    await teams.issuer.close();
    const other = await serveBot(teams, bot);
    expect(await status()).toBe(401);
    expect(other.journal).toContainEqual(
      expect.objectContaining({ event: 'teams.refused', fields: { fault: 'no keys', count: 1 } }),
    );
    expect(other.teams.keysKnown()).toBe(false);
    await other.close();
    const back = await startTokenIssuer(['msteams'], port);
    const third = await serveBot(teams, bot);
    expect(await status()).toBe(200);
    await third.close();
    await back.close();
    expect(other.journal).toContainEqual(
      expect.objectContaining({ event: 'teams.keys', fields: { fault: 'network', count: 1 } }),
    );
  });

  test('vouched for other channels alone let nobody in', async () => {
    teams.issuer.publishes([published(publicKey, 'fake-key-1', { endorsements: ['webchat'] })]);
    const other = await serveBot(teams, bot);
    expect(await status()).toBe(401);
    await other.close();
  });
});
