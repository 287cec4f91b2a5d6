import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Bot, Reply, Request } from '../../src/request.ts';
import { type BotServer, serveBot } from '../fake-teams/bot-server.ts';
import { type FakeTeams, startFakeTeams } from '../fake-teams/fake-teams.ts';

const card = (text: string) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text }],
  actions: [
    {
      type: 'Action.Execute',
      title: 'Tryk',
      verb: 'set',
      data: { k: 'K-1' },
      fallback: { type: 'Action.Submit', title: 'Tryk', data: { k: 'K-1', verb: 'set' } },
    },
  ],
});

describe('a turn', () => {
  let teams: FakeTeams;
  let server: BotServer;
  let reply: (request: Request) => Promise<Reply | undefined>;
  const heard: unknown[] = [];
  let bot: Bot;
  beforeEach(async () => {
    heard.length = 0;
    reply = async (request) => ({
      message: request.tap ? { text: 'ok' } : { card: card('første') },
      shows: 'new',
    });
    bot = {
      answer: (request) => reply(request),
      arrived: async (conversation, accountId) => void heard.push(['arrived', conversation.kind, accountId]),
      left: async (_conversation, accountId) => void heard.push(['left', accountId]),
    };
    teams = await startFakeTeams({ people: [{ name: 'Anna Berg' }, { name: 'Bo Dahl' }] });
    // Nobody is told that an answer follows because this machine has much to do.
    server = await serveBot(teams, bot, { patience: 20_000, linePatience: 20_000 });
  });
  afterEach(async () => {
    await server.close();
    await teams.close();
  });

  async function isImpatient(): Promise<void> {
    await server.close();
    server = await serveBot(teams, bot, { patience: 40, linePatience: 60 });
  }

  const anna = () => teams.person('Anna Berg');
  const raw = (activity: Readonly<Record<string, unknown>>) => {
    const conversation = { id: 'a:1', conversationType: 'personal', tenantId: teams.world.tenantId };
    const from = { id: anna().id, name: 'Anna Berg', aadObjectId: anna().accountId };
    const recipient = { id: `28:${teams.world.appId}` };
    const common = {
      id: '1',
      channelId: 'msteams',
      serviceUrl: teams.serviceUrl,
      conversation,
      from,
      recipient,
    };
    return teams.deliver({ ...common, ...activity });
  };

  test.each([
    { type: 'typing' },
    { type: 'messageUpdate', text: 'rettet' },
    { type: 'messageDelete' },
    { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] },
    { type: 'event', name: 'application/vnd.microsoft.readReceipt', value: {} },
    { type: 'conversationUpdate', channelData: { eventType: 'channelRenamed', tenant: { id: 'x' } } },
    { type: 'conversationUpdate', membersAdded: 'nobody' },
    { type: 'installationUpdate', action: 'unheard-of' },
    { type: 'invoke', name: 'composeExtension/query', value: {} },
    { type: 'invoke', value: null },
    { type: 'invoke' },
    { type: 'somethingNew' },
  ])('answers 200 to what it does not know: %j', async (activity) => {
    const { channelData: _tenant, ...known } = { channelData: undefined, ...activity };
    expect((await raw(known)).status).toBe(200);
    expect(teams.calls).toEqual([]);
  });

  test.each([{}, { type: 7 }, { type: null }])('answers 400 to what is no activity: %j', async (activity) => {
    expect((await raw({ type: undefined, ...activity })).status).toBe(400);
  });

  test('a tap that takes long is told so, and its answer follows as a message', async () => {
    await anna().types('krise');
    await isImpatient();
    let finish: (reply: Reply) => void = () => undefined;
    reply = () => new Promise((resolve) => (finish = resolve));
    const tapped = await anna().taps(anna().card(), 'Tryk');
    expect(tapped.toast).toBe('Arbejder på det – svaret kommer i samtalen.');
    finish({ message: { text: 'Klar nu' }, shows: 'new' });
    await teams.until(() => anna().latest()?.text === 'Klar nu');
  });

  test('a line that takes long is told so, and its answer follows; what was only overheard is not', async () => {
    await isImpatient();
    let finish: (reply: Reply) => void = () => undefined;
    reply = () => new Promise((resolve) => (finish = resolve));
    const { status } = await anna().types('status');
    expect(status).toBe(200);
    expect(anna().latest()?.text).toBe('Arbejder på det – svaret kommer i samtalen.');
    finish({ message: { text: 'Klar nu' }, shows: 'new' });
    await teams.until(() => anna().latest()?.text === 'Klar nu');
    const drift = teams.channel('Drift');
    const overheard = anna().types('krise status', { in: drift });
    await new Promise((resolve) => setTimeout(resolve, 120));
    finish({ message: { text: 'Også klar' }, shows: 'new' });
    await overheard;
    const said = anna()
      .sees(drift)
      .filter(({ from }) => from === 'bot');
    expect(said.map(({ text }) => text)).toEqual(['Også klar']);
  });

  test('a tap that takes long and answers in place changes the card then', async () => {
    await anna().types('krise');
    await isImpatient();
    const before = anna().card();
    let finish: (reply: Reply) => void = () => undefined;
    reply = () => new Promise((resolve) => (finish = resolve));
    await anna().taps(before, 'Tryk');
    finish({ message: { card: card('senere') }, shows: 'inPlace' });
    await teams.until(() => anna().card()?.text.includes('senere') ?? false);
    expect(anna().card()?.id).toBe(before?.id);
  });

  test('a bot that fails is answered for in Danish, with an id that the log knows', async () => {
    reply = () => Promise.reject(new Error('hemmeligt'));
    const { status } = await anna().types('krise');
    expect(status).toBe(200);
    const id = /Fejl-id ([0-9A-F]{8})/.exec(anna().latest()?.text ?? '')?.[1];
    const [line, ...others] = server.journal.filter(({ event }) => event !== 'teams.keys');
    expect([line, others]).toMatchObject([{ event: 'request.failed', fields: { errorId: id } }, []]);
    expect(line?.error instanceof Error ? line.error.stack : 'none').toMatch(/^Error: \n +at /);
  });

  test('an answer that cannot be sent stands in the log, and Teams does not send the message again', async () => {
    anna().blocks();
    const { status } = await anna().types('krise');
    expect(status).toBe(200);
    expect(
      server.journal.some(({ event, fields }) => event === 'teams.answer' && fields.state === 'unreachable'),
    ).toBe(true);
  });

  test('an answer is posted once, whatever becomes of it', async () => {
    teams.fails({ method: 'POST', answer: 502, afterwards: true });
    await anna().types('krise');
    expect(teams.calls.filter(({ method }) => method === 'POST').length).toBe(1);
  });

  test('where the card is gone, an answer in place becomes a message', async () => {
    await anna().types('krise');
    teams.fails({ method: 'PUT', answer: 404 });
    reply = async () => ({ message: { card: card('i stedet') }, shows: 'inPlace' });
    await anna().taps(anna().card(), 'Tryk', {}, { as: 'submit' });
    expect(
      anna()
        .sees()
        .filter(({ from }) => from === 'bot').length,
    ).toBe(2);
    expect(anna().latest()?.text).toContain('i stedet');
  });

  test("a page turned by Action.Submit stays the tapper's: in place in 1:1, a message in a channel", async () => {
    const drift = teams.channel('Drift');
    await anna().types('krise');
    await anna().types('krise', { in: drift, mention: true });
    reply = async () => ({ message: { card: card('side 2') }, shows: 'inPlaceForTapper' });
    await anna().taps(anna().card(), 'Tryk', {}, { as: 'submit' });
    await anna().taps(anna().card(drift), 'Tryk', {}, { as: 'submit' });
    expect(anna().card()).toMatchObject({ edits: 1 });
    expect(
      anna()
        .sees(drift)
        .filter(({ from }) => from === 'bot')
        .map(({ edits }) => edits),
    ).toEqual([0, 0]);
  });

  test('a button that sends what no card holds is told that nothing was stored', async () => {
    reply = () => Promise.reject(new Error('never asked'));
    const value = { action: { type: 'Action.Execute', verb: '<script>' } };
    const answered = await raw({ type: 'invoke', name: 'adaptiveCard/action', value });
    expect(answered.body).toMatchObject({ statusCode: 200, value: expect.stringContaining('intet er gemt') });
  });

  test('an installation is an arrival, a removal from 1:1 a departure', async () => {
    await anna().installs();
    await anna().uninstalls();
    const { accountId } = anna();
    const arrived = ['arrived', 'personal', accountId];
    expect(heard).toEqual([arrived, arrived, ['left', accountId]]);
  });

  test('the app arriving in a team is an arrival there; a person joining it is not', async () => {
    await anna().installs(teams.channel('Drift'));
    expect(heard).toEqual([1, 2].map(() => ['arrived', 'channel', anna().accountId]));
    const conversation = {
      id: teams.channel('Drift').id,
      conversationType: 'channel',
      tenantId: teams.world.tenantId,
    };
    await raw({ type: 'conversationUpdate', conversation, membersAdded: [{ id: '29:2', aadObjectId: 'x' }] });
    expect(heard.length).toBe(2);
  });

  test('a bot that fails on an arrival does no harm', async () => {
    const failing: Bot = {
      answer: async () => undefined,
      arrived: () => Promise.reject(new Error('x')),
      left: () => Promise.reject(new Error('x')),
    };
    const other = await serveBot(teams, failing);
    expect((await anna().installs()).status).toBe(200);
    expect((await anna().uninstalls()).status).toBe(200);
    await other.close();
  });
});
