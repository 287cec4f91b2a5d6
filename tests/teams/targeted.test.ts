import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Bot, Reply, Request } from '../../src/request.ts';
import { type BotServer, serveBot } from '../fake-teams/bot-server.ts';
import { type FakeTeams, startFakeTeams } from '../fake-teams/fake-teams.ts';
import type { Person } from '../fake-teams/person.ts';
import type { Place } from '../fake-teams/world.ts';

const card = (text: string) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [
    { type: 'TextBlock', text },
    {
      type: 'ActionSet',
      actions: [
        { type: 'Action.ShowCard', title: 'Mere', card: { type: 'AdaptiveCard', actions: [button('Inde')] } },
      ],
    },
  ],
  actions: [button('Tryk')],
});

function button(title: string) {
  const data = { k: 'K-2026-01', v: '3' };
  const fallback = { type: 'Action.Submit', title, data: { ...data, verb: 'set' } };
  return { type: 'Action.Execute', title, verb: 'set', data, fallback };
}

const says = (text: string): Reply => ({ message: { text }, shows: 'new' });
const shows = (text: string, how: Reply['shows']): Reply => ({ message: { card: card(text) }, shows: how });

describe('what one person asks privately', () => {
  let teams: FakeTeams;
  let server: BotServer;
  let anna: Person;
  let bo: Person;
  let drift: Place;
  let reply: (request: Request) => Promise<Reply | undefined>;
  const asked: Request[] = [];
  beforeEach(async () => {
    asked.length = 0;
    reply = async () => shows('svar', 'new');
    const bot: Bot = {
      answer: (request) => {
        asked.push(request);
        return reply(request);
      },
      arrived: async () => undefined,
      left: async () => undefined,
    };
    const people = [{ name: 'Anna Berg' }, { name: 'Bo Dahl' }, { name: 'Uden Konto', anonymous: true }];
    teams = await startFakeTeams({ people, groupChats: ['Ledelse'] });
    server = await serveBot(teams, bot, { patience: 40 });
    anna = teams.person('Anna Berg');
    bo = teams.person('Bo Dahl');
    drift = teams.channel('Drift');
  });
  afterEach(async () => {
    await server.close();
    await teams.close();
  });

  const picks = (text = 'krise status', place = drift) => anna.types(text, { in: place, targeted: true });
  const answers = (person: Person, place?: Place) => person.sees(place).filter(({ from }) => from === 'bot');

  test.each(['Drift', 'Ledelse'])('is answered to that person alone (%s)', async (name) => {
    const place = name === 'Drift' ? drift : teams.groupChat(name);
    await picks('krise status', place);
    expect(answers(anna, place)).toMatchObject([{ text: expect.stringContaining('svar') }]);
    expect(bo.sees(place)).toEqual([]);
    expect(teams.calls).toMatchObject([
      { method: 'POST', targeted: true, body: { recipient: { id: anna.id } }, status: 201 },
    ]);
    expect(asked).toMatchObject([{ addressed: true, text: 'krise status' }]);
  });

  test('keeps card, summary and plain text, and carries the bot’s token', async () => {
    reply = async () => ({ message: { text: '*ikke* fed', summary: 'Kort' }, shows: 'new' });
    await picks();
    const [call] = teams.calls;
    expect(call?.authorization).toBe('Bearer fake-bot-token-canary');
    expect(call?.body).toMatchObject({ text: '*ikke* fed', textFormat: 'plain', summary: 'Kort' });
  });

  test.each([{}, { as: 'submit' }, { targeted: true }, { as: 'submit', targeted: true }] as const)(
    'stays private when its card is tapped, and tapped again (%j)',
    async (how) => {
      await picks();
      const first = anna.card(drift);
      reply = async () => shows('i stedet', 'inPlace');
      await anna.taps(first, 'Tryk', {}, how);
      await teams.until(() => anna.card(drift)?.edits === 1);
      expect(anna.card(drift)?.id).toBe(first?.id);
      await anna.taps(anna.card(drift), 'Inde', {}, how);
      await teams.until(() => anna.card(drift)?.edits === 2);
      reply = async () => says('og en linje');
      await anna.taps(anna.card(drift), 'Tryk', {}, { ...how, as: 'submit' });
      expect(anna.latest(drift)?.text).toBe('og en linje');
      expect(bo.sees(drift)).toEqual([]);
      expect(teams.calls.map(({ targeted, status }) => [targeted, status < 300])).toEqual(
        teams.calls.map(() => [true, true]),
      );
    },
  );

  test('a page turned for the tapper alone changes the private card, also by Action.Submit', async () => {
    await picks();
    reply = async () => shows('side 2', 'inPlaceForTapper');
    await anna.taps(anna.card(drift), 'Tryk', {}, { as: 'submit' });
    expect(answers(anna, drift)).toMatchObject([{ edits: 1, text: expect.stringContaining('side 2') }]);
    await anna.taps(anna.card(drift), 'Tryk');
    reply = async () => says('stadig privat');
    await anna.taps(anna.card(drift), 'Tryk', {}, { as: 'submit' });
    expect(anna.latest(drift)?.text).toBe('stadig privat');
    expect(bo.sees(drift)).toEqual([]);
  });

  test('a tap is the same tap to the app whether its card was private or not', async () => {
    await picks();
    await anna.taps(anna.card(drift), 'Tryk');
    const tapped = asked.at(-1);
    const messageId = anna.card(drift)?.id;
    expect(tapped?.tap).toEqual({ verb: 'set', crisisId: 'K-2026-01', data: { v: '3' }, messageId });
    const { value, ...activity } = tapOn(anna.card(drift)?.id ?? '');
    await teams.deliver({ ...activity, value: { action: { ...value, data: { k: 'K-2026-01', v: '3' } } } });
    expect(asked.at(-1)?.intent).toBe(tapped?.intent);
  });

  const tapOn = (replyToId: string) => ({
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: '9',
    channelId: 'msteams',
    serviceUrl: teams.serviceUrl,
    conversation: { id: drift.id, conversationType: 'channel', tenantId: teams.world.tenantId },
    from: { id: anna.id, name: anna.name, aadObjectId: anna.accountId },
    recipient: { id: `28:${teams.world.appId}` },
    replyToId,
    value: { type: 'Action.Execute', verb: 'set' },
  });

  test.each(['inPlace', 'new'] as const)('an answer that comes late is private too (%s)', async (how) => {
    await picks();
    let finish: (late: Reply) => void = () => undefined;
    reply = () => new Promise((resolve) => (finish = resolve));
    const tapped = await anna.taps(anna.card(drift), 'Tryk');
    expect(tapped.toast).toContain('svaret kommer');
    finish(shows('senere', how));
    await teams.until(() => anna.card(drift)?.text.includes('senere') ?? false);
    await anna.taps(anna.card(drift), 'Tryk');
    finish(says('sidst'));
    await teams.until(() => anna.latest(drift)?.text === 'sidst');
    expect(bo.sees(drift)).toEqual([]);
  });

  test('a bot that fails says so to that person alone', async () => {
    reply = () => Promise.reject(new Error('hemmeligt'));
    await picks();
    expect(anna.latest(drift)?.text).toContain('Noget gik galt');
    expect(bo.sees(drift)).toEqual([]);
  });

  test('whoever has no account is not let in, and nobody else hears of it', async () => {
    await teams.person('Uden Konto').types('krise', { in: drift, targeted: true });
    expect(asked).toEqual([]);
    expect(answers(bo, drift)).toEqual([]);
  });

  test('goes to the 1:1 where Teams does not know the person there', async () => {
    anna.leaves(drift);
    await picks();
    expect(anna.latest()?.text).toContain('svar');
    expect(answers(anna, drift)).toEqual([]);
    expect(bo.sees(drift)).toEqual([]);
    await anna.taps(anna.card(), 'Tryk');
    expect(teams.calls.filter(({ targeted }) => targeted)).toHaveLength(1);
  });

  test.each([400, 403, 404])('goes to the 1:1 when Teams answers %d', async (answer) => {
    teams.fails({ method: 'POST', placeId: drift.id, answer });
    await picks();
    expect(anna.latest()?.text).toContain('svar');
    expect(answers(bo, drift)).toEqual([]);
  });

  test('goes nowhere when the 1:1 is refused too, and the log knows it without its text', async () => {
    anna.leaves(drift);
    anna.blocks();
    reply = async () => says('kanariefugl');
    await picks();
    expect(answers(bo, drift)).toEqual([]);
    expect(server.journal.filter(({ event }) => event === 'teams.answer')).toMatchObject([
      { fields: { kind: 'postPrivately', state: 'unreachable' } },
      { fields: { kind: 'postInPersonal', state: 'unreachable' } },
    ]);
    expect(JSON.stringify(server.journal)).not.toContain('kanariefugl');
  });

  test('goes to the 1:1 where Teams puts it off, since nothing was said', async () => {
    teams.fails({ method: 'POST', placeId: drift.id, answer: 429 });
    await picks();
    expect(anna.latest()?.text).toContain('svar');
    expect(answers(anna, drift)).toEqual([]);
    expect(bo.sees(drift)).toEqual([]);
  });

  test.each([502, 'reset'] as const)('is not sent by another way after %s', async (answer) => {
    teams.fails({ method: 'POST', answer, afterwards: true });
    await picks();
    expect(teams.calls).toHaveLength(1);
    expect(answers(bo, drift)).toEqual([]);
  });

  test('where the private card is gone, its new form is a private message', async () => {
    await picks();
    teams.fails({ method: 'PUT', answer: 404 });
    reply = async () => shows('i stedet', 'inPlace');
    await anna.taps(anna.card(drift), 'Tryk', {}, { as: 'submit' });
    expect(answers(anna, drift)).toHaveLength(2);
    expect(bo.sees(drift)).toEqual([]);
  });

  test('a forged mark makes one’s own answer private and changes nothing for others', async () => {
    await bo.types('krise', { in: drift, mention: true });
    const open = bo.card(drift);
    reply = async () => shows('lukket', 'inPlace');
    const { value, ...activity } = tapOn(open?.id ?? '');
    const data = { k: 'K-2026-01', v: '3', onlyForYou: 'ja' };
    await teams.deliver({ ...activity, value: { action: { ...value, data } } });
    await teams.until(() => teams.calls.some(({ method }) => method === 'PUT'));
    expect(teams.calls.at(-1)).toMatchObject({ method: 'PUT', targeted: true, status: 404 });
    expect(bo.card(drift)).toMatchObject({ id: open?.id, edits: 0 });
  });

  test('an answer to the conversation carries no mark, nor does one in 1:1', async () => {
    await anna.types('krise', { in: drift, mention: true });
    await anna.types('krise');
    expect(JSON.stringify(teams.calls)).not.toContain('onlyForYou');
    expect(bo.card(drift)?.text).toContain('svar');
  });

  test('delivered again, it is the same message', async () => {
    const picked = await picks();
    await picked.redeliver();
    const intents = asked.map(({ intent }) => intent);
    expect(new Set(intents).size).toBe(1);
    expect(bo.sees(drift)).toEqual([]);
  });
});
