import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConversationRef } from '../../src/ports.ts';
import type { Timer } from '../../src/teams/shaper.ts';
import { type BotServer, serveBot } from '../fake-teams/bot-server.ts';
import { type FakeTeams, startFakeTeams } from '../fake-teams/fake-teams.ts';
import { tenantId } from '../fake-teams/world.ts';

const people = [
  { name: 'Anna Berg' },
  { name: 'Bo Dahl' },
  { name: 'Gæst Udefra', guest: true, upn: 'gaest_udefra#EXT#@example.org', tenantId: 'elsewhere' },
  { name: 'Uden Konto', anonymous: true },
];
const silentBot = {
  answer: async () => undefined,
  arrived: async () => undefined,
  left: async () => undefined,
};

describe('sending into Teams', () => {
  let teams: FakeTeams;
  let server: BotServer;
  let drift: ConversationRef;
  beforeEach(async () => {
    teams = await startFakeTeams({ people });
    server = await serveBot(teams, silentBot);
    const { id } = teams.channel('Drift');
    drift = { id, kind: 'channel', serviceUrl: teams.serviceUrl, tenantId };
  });
  afterEach(async () => {
    await server.close();
    await teams.close();
  });

  const openAnna = () => server.teams.messenger.openPersonal(teams.person('Anna Berg').accountId, drift);

  test('a post to a channel begins a thread, with card, summary and alert', async () => {
    const card = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'Krise' }] };
    const sent = await server.teams.messenger.post(drift, { card, summary: 'Krise i gang', alert: true });
    const seen = teams.person('Bo Dahl').latest(teams.channel('Drift'));
    expect(sent).toEqual({ state: 'sent', activityId: seen?.id });
    expect(seen).toMatchObject({ threadId: seen?.id, card, summary: 'Krise i gang', alert: true });
    expect(teams.calls[0]?.authorization).toBe('Bearer fake-bot-token-canary');
  });

  test('text goes out as plain text', async () => {
    await server.teams.messenger.post(drift, { text: '*ikke* fed' });
    expect(teams.calls[0]?.body).toMatchObject({ type: 'message', text: '*ikke* fed', textFormat: 'plain' });
  });

  test('an update replaces the message and rings nobody', async () => {
    const sent = await server.teams.messenger.post(drift, { text: 'før' });
    const activityId = sent.state === 'sent' ? sent.activityId : '';
    expect(await server.teams.messenger.update(drift, activityId, { text: 'efter' })).toEqual(sent);
    expect(teams.person('Bo Dahl').sees(teams.channel('Drift'))).toMatchObject([{ text: 'efter', edits: 1 }]);
  });

  test('a 1:1 is opened by account and can be written to', async () => {
    const opened = await openAnna();
    expect(opened).toMatchObject({ state: 'open', conversation: { kind: 'personal', tenantId } });
    if (opened.state !== 'open') return;
    await server.teams.messenger.post(opened.conversation, { text: 'Hej' });
    expect(teams.person('Anna Berg').latest()?.text).toBe('Hej');
    expect(teams.calls[0]?.body).toMatchObject({
      tenantId,
      channelData: { tenant: { id: tenantId } },
      isGroup: false,
    });
  });

  test("a 1:1 is opened in the bot's own tenant where the conversation tells none", async () => {
    const { tenantId: _untold, ...near } = drift;
    const { accountId } = teams.person('Anna Berg');
    expect(await server.teams.messenger.openPersonal(accountId, near)).toMatchObject({ state: 'open' });
  });

  test('whoever has blocked the app is unreachable, before and after the 1:1 is known', async () => {
    const opened = await openAnna();
    teams.person('Anna Berg').blocks();
    expect(await openAnna()).toEqual({ state: 'unreachable' });
    if (opened.state !== 'open') throw new Error('not opened');
    expect(await server.teams.messenger.post(opened.conversation, { text: 'x' })).toEqual({
      state: 'unreachable',
    });
  });

  test('the roster is read to its end, guests marked, nobody without an account', async () => {
    const { members, isWhole } = await server.teams.messenger.members(drift);
    expect(isWhole).toBe(true);
    expect(members.map(({ name, guest }) => [name, guest])).toEqual([
      ['Anna Berg', false],
      ['Bo Dahl', false],
      ['Gæst Udefra', true],
    ]);
    expect(members[0]).toMatchObject({
      upn: 'anna.berg@example.org',
      accountId: teams.person('Anna Berg').accountId,
    });
    expect(members[2]).toMatchObject({ tenantId: 'elsewhere' });
  });

  test('one member is found by account id and by the id in a mention', async () => {
    const { accountId, id } = teams.person('Bo Dahl');
    expect(await server.teams.messenger.member(drift, accountId)).toMatchObject({
      name: 'Bo Dahl',
      accountId,
    });
    expect(await server.teams.messenger.member(drift, id)).toMatchObject({ accountId });
    expect(await server.teams.messenger.member(drift, 'unknown')).toBeUndefined();
  });

  test.each([
    [429, '7', { state: 'later', afterMs: 7_000 }],
    [429, '3600', { state: 'later', afterMs: 60_000 }],
    [429, undefined, { state: 'later', afterMs: 2_000 }],
    [412, undefined, { state: 'later', afterMs: 2_000 }],
    [403, undefined, { state: 'unreachable' }],
    [404, undefined, { state: 'unreachable' }],
    [413, undefined, { state: 'refused', detail: '413 FakeFault' }],
    [400, undefined, { state: 'refused', detail: '400 FakeFault' }],
    [401, undefined, { state: 'refused', detail: '401 FakeFault' }],
    [408, undefined, { state: 'unknown' }],
    [500, undefined, { state: 'unknown' }],
    [502, undefined, { state: 'unknown' }],
    [503, '1', { state: 'unknown' }],
    [504, undefined, { state: 'unknown' }],
    ['reset', undefined, { state: 'unknown' }],
  ] as const)(
    'answer %s (Retry-After %s) means %o, after one attempt',
    async (answer, retryAfter, expected) => {
      teams.fails({ method: 'POST', answer, times: 9, ...(retryAfter ? { retryAfter } : {}) });
      expect(await server.teams.messenger.post(drift, { text: 'x' })).toEqual(expected);
      expect(teams.calls.length).toBe(1);
    },
  );

  test('what failed after it was done is done once', async () => {
    teams.fails({ method: 'POST', answer: 502, afterwards: true });
    expect(await server.teams.messenger.post(drift, { text: 'én gang' })).toEqual({ state: 'unknown' });
    expect(teams.person('Bo Dahl').sees(teams.channel('Drift')).length).toBe(1);
  });

  test('a refusal of the bot itself stands in the log as an error, without token or text', async () => {
    teams.fails({ answer: 401 });
    await server.teams.messenger.post(drift, { text: 'hemmeligt' });
    const errors = server.journal.filter(({ error }) => error !== undefined);
    expect(errors).toMatchObject([{ event: 'teams.send', fields: { kind: 'post', status: 401 } }]);
    const written = server.journal
      .map(({ error, ...line }) => `${JSON.stringify(line)}${String(error)}`)
      .join();
    expect(written).not.toMatch(/hemmeligt|canary/);
  });

  test('a roster that cannot be read is short, not an exception', async () => {
    teams.fails({ method: 'GET', answer: 500, times: 9 });
    expect(await server.teams.messenger.members(drift)).toEqual({ members: [], isWhole: false });
  });

  test('when nobody listens at the other end, nothing was sent', async () => {
    await teams.close();
    expect(await server.teams.messenger.post(drift, { text: 'x' })).toEqual({
      state: 'later',
      afterMs: 2_000,
    });
  });
});

test('the local trial finds people by its own ids, which only rosters tell', async () => {
  const local = await startFakeTeams({ people, signed: false });
  const bot = await serveBot(local, silentBot);
  const { id } = local.channel('Drift');
  const drift: ConversationRef = { id, kind: 'channel', serviceUrl: local.serviceUrl, tenantId };
  const bo = local.person('Bo Dahl');
  expect(await bot.teams.messenger.openPersonal(bo.accountId, drift)).toMatchObject({ state: 'open' });
  expect(local.calls.at(-1)?.body).toMatchObject({ members: [{ id: bo.id }] });
  expect(await bot.teams.messenger.member(drift, bo.accountId)).toMatchObject({ name: 'Bo Dahl' });
  expect(local.calls.at(-1)?.path).toContain(encodeURIComponent(bo.id));
  await bot.close();
  await local.close();
});

/** Time at half its pace: a busy machine bunches calls up, and that is not what is tested here. */
const leisurely: Timer = {
  now: () => performance.now() / 2,
  after: (ms, wake) => void setTimeout(wake, ms * 2),
};

test('forty people are called at once without going above what Teams allows', async () => {
  const crowd = Array.from({ length: 40 }, (_, n) => ({ name: `Person ${n}` }));
  const fake = await startFakeTeams({ people: crowd, enforceLimits: true });
  const bot = await serveBot(fake, silentBot, { timer: leisurely });
  const near: ConversationRef = {
    id: fake.channel('Drift').id,
    kind: 'channel',
    serviceUrl: fake.serviceUrl,
  };
  const called = fake.world.accounts.map(async ({ accountId }) => {
    const opened = await bot.teams.messenger.openPersonal(accountId, near);
    if (opened.state !== 'open') return opened.state;
    return (await bot.teams.messenger.post(opened.conversation, { text: 'Krise' })).state;
  });
  expect(new Set(await Promise.all(called))).toEqual(new Set(['sent']));
  expect(fake.calls.filter(({ overLimit }) => overLimit)).toEqual([]);
  await bot.close();
  await fake.close();
});
