import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ConversationRef } from '../../src/ports.ts';
import type { Request } from '../../src/request.ts';
import { type BotServer, serveBot } from '../fake-teams/bot-server.ts';
import { type FakeTeams, startFakeTeams } from '../fake-teams/fake-teams.ts';
import { personalPlace, tenantId } from '../fake-teams/world.ts';

const people = [{ name: 'Anna Berg' }, { name: 'Bo Dahl' }, { name: 'Cilla Eng' }];
const echo = {
  answer: async ({ text }: Request) => ({ message: { text: `Svar: ${text}` }, shows: 'new' as const }),
  arrived: async () => undefined,
  left: async () => undefined,
};

let teams: FakeTeams;
let server: BotServer;
let homes: readonly ConversationRef[];
beforeEach(async () => {
  teams = await startFakeTeams({ people });
  server = await serveBot(teams, echo, { linePatience: 100, answerWithinMs: 500 });
  homes = teams.world.accounts.map((account) => ({
    id: personalPlace(teams.world, account).id,
    kind: 'personal',
    serviceUrl: teams.serviceUrl,
    tenantId,
  }));
});
afterEach(async () => {
  teams.recovers();
  await server.close();
  await teams.close();
});

const post = async (text: string) =>
  Promise.all(homes.map(async (home) => (await server.teams.messenger.post(home, { text })).state));
const messages = () => teams.calls.filter(({ method, body }) => method === 'POST' && body.type === 'message');
const anna = () => teams.person('Anna Berg');

test('nothing is sent while Teams answers nobody; somebody is told when it does again', async () => {
  teams.fails({ answer: 503, times: 1_000 });
  expect(await post('i tvivl')).toEqual(['unknown', 'unknown', 'unknown']);
  expect(await post('venter')).toEqual(['later', 'later', 'later']);
  expect(await post('venter')).toEqual(['later', 'later', 'later']);
  expect(messages()).toHaveLength(3);
  const back = new Promise<void>((resolve) => server.teams.messenger.whenBack(resolve));
  teams.recovers();
  await back;
  expect(await post('kommer frem')).toEqual(['sent', 'sent', 'sent']);
  // What asked whether Teams is back is no message to anybody.
  expect(
    anna()
      .sees()
      .map(({ text }) => text),
  ).toEqual(['kommer frem']);
});

test('one conversation that Teams does not answer for holds nobody else up', async () => {
  teams.fails({ answer: 503, times: 1_000, placeId: homes[0]?.id ?? '' });
  for (let n = 0; n < 4; n += 1) expect((await post('x'))[0]).toBe('unknown');
  expect(await post('x')).toEqual(['unknown', 'sent', 'sent']);
});

/** The first line of each answer: one that is late says so below. */
const answers = () =>
  anna()
    .sees()
    .filter(({ from }) => from === 'bot')
    .map(({ text }) => text.split('\n', 1)[0]);

test('answers that Teams asks to wait with come in the order they were given, once each', async () => {
  teams.fails({ answer: 429, times: 2, method: 'POST', retryAfter: '2' });
  for (const text of ['et', 'to', 'tre']) await anna().types(text);
  await teams.until(() => answers().length === 3);
  expect(answers()).toEqual(['Svar: et', 'Svar: to', 'Svar: tre']);
});

test('an answer in doubt is not said twice; that it may be missing is said, once', async () => {
  teams.fails({ answer: 502, afterwards: true, method: 'POST' });
  await anna().types('et');
  await teams.until(() => answers().length === 2);
  await anna().types('to');
  await teams.until(() => answers().length === 3);
  expect(answers()).toEqual(['Svar: et', expect.stringContaining('kom måske ikke frem'), 'Svar: to']);
});

test('Teams has its own answer soon, though it takes none from the bot', async () => {
  teams.fails({ answer: 'hang', times: 2 });
  expect((await anna().types('et')).status).toBe(200);
  // The bot's own call has not been given up yet.
  expect(server.journal.filter(({ event }) => event === 'teams.send')).toEqual([]);
});
