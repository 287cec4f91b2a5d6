import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actionsOf } from '../../src/cards/button.ts';
import type { Bot, Reply, Request } from '../../src/request.ts';
import { inDialog } from '../../src/teams/dialog.ts';
import { type BotServer, serveBot } from '../fake-teams/bot-server.ts';
import { type FakeTeams, startFakeTeams } from '../fake-teams/fake-teams.ts';

const context = { crisisId: 'K-1', exercise: false, version: 3 };
const card = (text: string, dialog: boolean) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', text },
    { type: 'Input.Text', id: 'tekst', label: 'Tekst', value: 'Uændret' },
    { type: 'ActionSet', actions: actionsOf(context, [{ title: 'Inde i', verb: 'vis log', dialog }]) },
  ],
  actions: actionsOf(context, [{ title: 'Gem', verb: 'melding', data: { felt: 'ramt' } }]),
});
const shown = (text: string, dialog = false): Reply => ({
  message: { card: card(text, dialog), summary: `Om ${text}` },
  shows: 'new',
});
const said = (text: string): Reply => ({ message: { text }, shows: 'new' });

describe('a dialog', () => {
  let teams: FakeTeams;
  let server: BotServer;
  let reply: (request: Request) => Promise<Reply | undefined>;
  let asked: Request[];
  beforeEach(async () => {
    asked = [];
    reply = async ({ tap }) => (tap?.verb === 'melding' ? said('Nr. 18 gemt.') : shown('formularen'));
    const bot: Bot = {
      async answer(request) {
        asked.push(request);
        return request.text ? shown('kortet', true) : reply(request);
      },
      arrived: async () => undefined,
      left: async () => undefined,
    };
    teams = await startFakeTeams({
      people: [{ name: 'Anna Berg' }, { name: 'Bo Dahl' }],
      chatsElsewhere: ['Anna og Bo'],
    });
    server = await serveBot(teams, bot, { patience: 40 });
  });
  afterEach(async () => {
    await server.close();
    await teams.close();
  });

  const anna = () => teams.person('Anna Berg');
  const opens = async () => {
    await anna().types('krise');
    return anna().taps(anna().card(), 'Inde i');
  };

  test('opens from a button, with the answer as its card', async () => {
    const { dialog, status, toast } = await opens();
    expect({ status, toast, title: dialog?.title }).toEqual({
      status: 200,
      toast: undefined,
      title: 'Om formularen',
    });
    expect(dialog?.text).toContain('formularen');
    expect(asked.at(-1)).toMatchObject({
      dialog: true,
      tap: { verb: 'vis log', crisisId: 'K-1', data: { v: '3', tekst: 'Uændret' } },
    });
  });

  test('has no button that does nothing there, and each sends what it would have sent on a card', async () => {
    const { dialog } = await opens();
    await dialog?.submits('Gem', { tekst: 'Elværket er på vej' });
    expect(asked.at(-1)?.tap).toEqual({
      verb: 'melding',
      crisisId: 'K-1',
      data: { v: '3', felt: 'ramt', tekst: 'Elværket er på vej' },
    });
    expect(JSON.stringify(inDialog(card('x', true), 'en'))).not.toMatch(/Execute|msteams|fallback/);
  });

  test('is closed by a text and goes on with a card', async () => {
    const { dialog } = await opens();
    const saved = await dialog?.submits('Gem');
    expect(saved).toMatchObject({ toast: 'Nr. 18 gemt.', dialog: undefined });
    const next = await dialog?.submits('Inde i');
    expect(next?.dialog?.text).toContain('formularen');
    expect((await next?.dialog?.submits('Gem'))?.toast).toBe('Nr. 18 gemt.');
  });

  test('posts nothing in the conversation', async () => {
    await opens();
    const before = teams.calls.length;
    await (await anna().taps(anna().card(), 'Inde i')).dialog?.submits('Gem');
    expect(teams.calls.length).toBe(before);
  });

  test('sent twice, or again under a new id, is one tap; opened anew it is another', async () => {
    const { dialog } = await opens();
    const first = await dialog?.submits('Gem', { tekst: 'Det samme' });
    await dialog?.submits('Gem', { tekst: 'Det samme' });
    await first?.redeliver();
    await first?.redeliver({ newId: true });
    const again = await anna().taps(anna().card(), 'Inde i');
    await again.dialog?.submits('Gem', { tekst: 'Det samme' });
    await dialog?.submits('Gem', { tekst: 'Noget andet' });
    const intents = asked.filter(({ tap }) => tap?.verb === 'melding').map(({ intent }) => intent);
    expect(new Set(intents.slice(0, 4)).size).toBe(1);
    expect(new Set(intents).size).toBe(3);
  });

  test('that takes long is closed, and its answer comes to the person alone', async () => {
    const drift = teams.channel('Drift');
    await anna().types('krise', { in: drift, mention: true });
    const { dialog } = await anna().taps(anna().card(drift), 'Inde i');
    let finish: (reply: Reply) => void = () => undefined;
    reply = () => new Promise((resolve) => (finish = resolve));
    const slow = await dialog?.submits('Gem');
    expect(slow?.toast).toBe('Arbejder på det – svaret kommer i din chat med Krisebot.');
    finish(said('Nr. 18 gemt.'));
    await teams.until(() => anna().latest()?.text === 'Nr. 18 gemt.');
    expect(
      anna()
        .sees(drift)
        .map(({ text }) => text)
        .join(),
    ).not.toContain('Nr. 18');
  });

  test('that takes long in 1:1 is answered there', async () => {
    await anna().types('krise');
    let finish: (reply: Reply) => void = () => undefined;
    reply = () => new Promise((resolve) => (finish = resolve));
    expect((await anna().taps(anna().card(), 'Inde i')).dialog).toBeUndefined();
    finish(shown('senere'));
    await teams.until(() => anna().card()?.text.includes('senere') ?? false);
  });

  test('that takes long and whose answer Teams refuses does no harm, and it stands in the log', async () => {
    const { dialog } = await opens();
    let finish: (reply: Reply) => void = () => undefined;
    reply = () => new Promise((resolve) => (finish = resolve));
    expect((await dialog?.submits('Gem'))?.status).toBe(200);
    anna().blocks();
    finish(said('Nr. 18 gemt.'));
    await server.close();
    expect(server.journal.filter(({ event }) => event === 'teams.answer')).toMatchObject([
      { fields: { kind: 'post', state: 'unreachable' } },
    ]);
  });

  test('from a message’s menu that takes long to open says so; what is sent from it is answered in 1:1', async () => {
    const chat = teams.chatElsewhere('Anna og Bo');
    const message = teams.person('Bo Dahl').writes('Nødstrøm kører', chat);
    const { dialog } = await anna().opensMenu(message, 'Føj til kriselog');
    let finish: (reply: Reply) => void = () => undefined;
    reply = () => new Promise((resolve) => (finish = resolve));
    const late = await anna().opensMenu(message, 'Føj til kriselog');
    expect(late.toast).toMatch(/^Det tog for lang tid at åbne\. Vælg »Føj til kriselog«/);
    finish(shown('formularen'));
    const slow = await dialog?.submits('Gem');
    expect(slow?.toast).toContain('svaret kommer i din chat med Krisebot');
    finish(said('Nr. 18 gemt.'));
    await teams.until(() => anna().latest()?.text === 'Nr. 18 gemt.');
    expect(
      anna()
        .sees()
        .map(({ text }) => text),
    ).toEqual(['Nr. 18 gemt.']);
    expect(teams.calls.filter(({ placeId }) => placeId === chat.id)).toEqual([]);
  });

  test('of a bot that fails tells so in Danish, with an id', async () => {
    await anna().types('krise');
    reply = () => Promise.reject(new Error('hemmeligt'));
    const { toast } = await anna().taps(anna().card(), 'Inde i');
    expect(toast).toMatch(/Noget gik galt hos mig.*Fejl-id [0-9A-F]{8}\.$/);
  });

  test('a client without dialogs gets the same answer as a message', async () => {
    await anna().types('krise');
    await anna().taps(anna().card(), 'Inde i', {}, { as: 'submit' });
    expect(anna().latest()?.text).toContain('formularen');
    expect(asked.at(-1)?.dialog).toBeUndefined();
  });

  const raw = (name: string, value: unknown, more: object = {}) =>
    teams.deliver({
      type: 'invoke',
      name,
      value,
      id: '1',
      channelId: 'msteams',
      serviceUrl: teams.serviceUrl,
      conversation: { id: 'a:1', conversationType: 'personal', tenantId: teams.world.tenantId },
      from: { id: anna().id, name: 'Anna Berg', aadObjectId: anna().accountId },
      recipient: { id: `28:${teams.world.appId}` },
      ...more,
    });

  test.each([
    ['nothing', undefined],
    ['no data', { context: { theme: 'default' } }],
    ['a list', { data: [{ verb: 'set' }] }],
    ['a text', { data: 'set' }],
    ['no verb', { data: { k: 'K-1' } }],
    ['a verb that is none', { data: { verb: '<script>' } }],
    ['a value too long', { data: { verb: 'set', tekst: 'a'.repeat(15_001) } }],
  ])('that sends %s is told that nothing was stored', async (_what, value) => {
    for (const name of ['task/fetch', 'task/submit']) {
      const { status, body } = await raw(name, value);
      expect({ status, body }).toMatchObject({
        status: 200,
        body: { task: { type: 'message', value: expect.stringContaining('intet er gemt') } },
      });
    }
    expect(asked).toEqual([]);
  });

  test('from someone without an account, from another tenant or without a token is not read', async () => {
    const data = { data: { verb: 'set' } };
    expect((await raw('task/submit', data, { from: { id: '29:x', name: 'Gæst' } })).status).toBe(401);
    const elsewhere = { id: 'a:1', conversationType: 'personal', tenantId: 'another' };
    expect((await raw('task/submit', data, { conversation: elsewhere })).status).toBe(401);
    expect(
      (await teams.deliver({ type: 'invoke', name: 'task/submit', value: data }, 'Bearer x')).status,
    ).toBe(401);
    expect(asked).toEqual([]);
  });

  test('keeps its own mark from the bot, and a forged one does no more than make another tap', async () => {
    const submit = (showing: unknown) =>
      raw('task/submit', { data: { verb: 'melding', tekst: 'x', showing } });
    for (const showing of ['en', 'en', 'to', { a: 1 }, 'x'.repeat(200)]) await submit(showing);
    expect(asked.map(({ tap }) => tap?.data)).toEqual(Array(5).fill({ tekst: 'x' }));
    expect(asked[0]?.intent).toBe(asked[1]?.intent);
    expect(new Set(asked.slice(0, 3).map(({ intent }) => intent)).size).toBe(2);
  });

  test('leaves of any card everything but its buttons as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const node = { type: 'AdaptiveCard', body: [value] };
        expect(inDialog(JSON.parse(JSON.stringify(node)), 'en')).toEqual(JSON.parse(JSON.stringify(node)));
      }),
      { numRuns: 200, seed: 20261123 },
    );
  });
});
