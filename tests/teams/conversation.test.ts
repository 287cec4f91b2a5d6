import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Bot, Reply, Request } from '../../src/request.ts';
import { type BotServer, serveBot } from '../fake-teams/bot-server.ts';
import { type FakeTeams, startFakeTeams } from '../fake-teams/fake-teams.ts';

const people = [{ name: 'Anna Berg' }, { name: 'Bo Dahl' }, { name: 'Uden Konto', anonymous: true }];

const buttons = (label: string) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', text: label },
    { type: 'Input.Text', id: 'grund' },
  ],
  actions: [
    button('I stedet', 'inPlace'),
    button('Bare mig', 'alone'),
    button('Nyt kort', 'new'),
    button('Tekst', 'text'),
  ],
});

function button(title: string, verb: string) {
  const data = { k: 'K-2026-01', v: '3' };
  const fallback = { type: 'Action.Submit', title, data: { ...data, verb } };
  return { type: 'Action.Execute', title, verb, data, fallback };
}

/** Shows its buttons to whoever writes, and answers taps in each way there is. */
function echo(heard: Request[]): Bot {
  return {
    async answer(request): Promise<Reply | undefined> {
      heard.push(request);
      if (!request.tap)
        return request.addressed ? { message: { card: buttons(request.text) }, shows: 'new' } : undefined;
      const card = buttons(`svar ${request.tap.verb} ${request.tap.data.grund ?? ''}`);
      if (request.tap.verb === 'text') return { message: { text: 'Noteret.' }, shows: 'new' };
      if (request.tap.verb === 'inPlace') return { message: { card }, shows: 'inPlace' };
      if (request.tap.verb === 'alone') return { message: { card }, shows: 'inPlaceForTapper' };
      return { message: { card }, shows: 'new' };
    },
    arrived: async (conversation) => ({ text: `Hej i ${conversation.kind}` }),
    left: async () => undefined,
  };
}

describe.each([{ signed: true }, { signed: false }])('a conversation, tokens: $signed', ({ signed }) => {
  const heard: Request[] = [];
  let teams: FakeTeams;
  let server: BotServer;
  beforeAll(async () => {
    teams = await startFakeTeams({ people, channels: ['Drift', 'Andet'], signed });
    server = await serveBot(teams, echo(heard));
  });
  afterAll(async () => {
    await server.close();
    await teams.close();
  });

  test('a message in 1:1 is answered there', async () => {
    const anna = teams.person('Anna Berg');
    const { status } = await anna.types('krise start');
    expect(status).toBe(200);
    expect(anna.latest()?.text).toContain('krise start');
  });

  test('a mention in a channel is answered in its thread', async () => {
    const anna = teams.person('Anna Berg');
    const drift = teams.channel('Drift');
    await anna.types('krise status', { in: drift, mention: true });
    const asked = anna.sees(drift).find(({ from }) => from === 'Anna Berg');
    expect(anna.latest(drift)?.threadId).toBe(asked?.id);
    expect(heard.at(-1)).toMatchObject({ text: 'krise status', addressed: true, mentions: [] });
    expect(heard.at(-1)?.conversation).toMatchObject({ id: drift.id, kind: 'channel' });
  });

  test('a message to others is heard and not answered', async () => {
    const bo = teams.person('Bo Dahl');
    const andet = teams.channel('Andet');
    await bo.types('Skal vi spise frokost?', { in: andet });
    expect(heard.at(-1)?.addressed).toBe(false);
    expect(bo.latest(andet)).toBeUndefined();
  });

  test('whoever has no account is not let in, whatever they write and where', async () => {
    const nobody = teams.person('Uden Konto');
    const [before, calls] = [heard.length, teams.calls.length];
    // Without tokens there is nothing to refuse: what they write is passed over.
    const status = signed ? 401 : 200;
    expect((await nobody.types('krise start')).status).toBe(status);
    expect((await nobody.types('hej', { in: teams.channel('Andet') })).status).toBe(status);
    expect([heard.length, teams.calls.length]).toEqual([before, calls]);
  });

  test('a tap that answers in place changes the card for the tapper at once and for everyone after', async () => {
    const [anna, bo] = [teams.person('Anna Berg'), teams.person('Bo Dahl')];
    const drift = teams.channel('Drift');
    await anna.types('krise kort', { in: drift, mention: true });
    const card = anna.card(drift);
    const tapped = await bo.taps(card, 'I stedet', { grund: 'fordi' });
    expect(tapped.body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
    await teams.until(() => (anna.card(drift)?.edits ?? 0) > 0);
    expect(anna.card(drift)).toMatchObject({
      id: card?.id,
      text: expect.stringContaining('svar inPlace fordi'),
    });
    expect(heard.at(-1)).toMatchObject({ text: '', addressed: true });
    expect(heard.at(-1)?.tap).toMatchObject({ verb: 'inPlace', crisisId: 'K-2026-01' });
    expect({ ...heard.at(-1)?.tap?.data }).toEqual({ v: '3', grund: 'fordi' });
  });

  test('a tap that answers one person leaves the card of the others alone', async () => {
    const [anna, bo] = [teams.person('Anna Berg'), teams.person('Bo Dahl')];
    const drift = teams.channel('Drift');
    await anna.types('krise blad', { in: drift, mention: true });
    await bo.taps(bo.card(drift), 'Bare mig');
    expect(bo.card(drift)?.text).toContain('svar alone');
    expect(anna.card(drift)).toMatchObject({ edits: 0, text: expect.stringContaining('krise blad') });
  });

  test('a tap whose answer is a new card says so and posts it', async () => {
    const anna = teams.person('Anna Berg');
    await anna.types('krise nyt');
    const before = anna.card();
    const tapped = await anna.taps(before, 'Nyt kort');
    expect(tapped.toast).toBe('Svaret kommer herunder.');
    await teams.until(() => anna.card()?.id !== before?.id);
    expect(anna.card()?.text).toContain('svar new');
  });

  test('a tap whose answer is a text shows the text', async () => {
    const anna = teams.person('Anna Berg');
    await anna.types('krise tekst');
    const before = teams.calls.length;
    expect((await anna.taps(anna.card(), 'Tekst')).toast).toBe('Noteret.');
    expect(teams.calls.length).toBe(before);
  });

  test('an Action.Submit answers in place too, or with a new message', async () => {
    const anna = teams.person('Anna Berg');
    await anna.types('krise gammel telefon');
    const card = anna.card();
    await anna.taps(card, 'I stedet', { grund: 'submit' }, { as: 'submit' });
    expect(anna.card()).toMatchObject({
      id: card?.id,
      edits: 1,
      text: expect.stringContaining('svar inPlace submit'),
    });
    await anna.taps(anna.card(), 'Tekst', {}, { as: 'submit' });
    expect(anna.latest()?.text).toBe('Noteret.');
  });

  test('the same message or tap, delivered again, is the same intent', async () => {
    const anna = teams.person('Anna Berg');
    const typed = await anna.types('krise igen');
    const [first] = heard.slice(-1);
    await typed.redeliver();
    expect(heard.at(-1)?.intent).toBe(first?.intent);
    const tapped = await anna.taps(anna.card(), 'Nyt kort', { grund: 'a' });
    const tap = heard.at(-1);
    await tapped.redeliver({ newId: true });
    expect(heard.at(-1)?.intent).toBe(tap?.intent);
    await teams.until(() => anna.sees().filter(({ text }) => text.includes('svar new a')).length === 2);
  });

  test('an installation is greeted', async () => {
    const bo = teams.person('Bo Dahl');
    await bo.installs();
    await teams.until(() => bo.sees().some(({ text }) => text === 'Hej i personal'));
  });
});
