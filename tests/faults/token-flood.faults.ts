import { Agent, request } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ToBotFromBotOrEmulatorTokenValidationParameters as sdk } from 'botframework-connector/lib/auth/tokenValidationParameters.js';
import { expect, it } from 'vitest';
import type { Bot } from '../../src/request.ts';
import { baseActivity, messageActivity } from '../fake-teams/activities.ts';
import { type BotServer, serveBot } from '../fake-teams/bot-server.ts';
import { type FakeTeams, startFakeTeams } from '../fake-teams/fake-teams.ts';
import { encode, kid } from '../fake-teams/token-issuer.ts';
import { personalPlace } from '../fake-teams/world.ts';
import { luck, size } from './size.ts';

const forgedTokens = size(2_000, 30_000);
const atOnce = 12;
const mostGrowth = 5 * 1024 * 1024;
const slowestAnswer = 250;
/** A machine that is slow without any flood, busy with other things, is given so many times as long as then. */
const timesAsSlow = 30;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
function heap(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

let asked = 0;
const bot: Bot = {
  async answer() {
    asked += 1;
    return undefined;
  },
  arrived: async () => undefined,
  left: async () => undefined,
};

it('a flood of forged tokens costs no memory, no calls, no log, and nobody else their answer', async () => {
  const teams = await startFakeTeams({ people: [{ name: 'Anna Berg' }] });
  const server = await serveBot(teams, bot);
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const flood = forging(teams, server, agent);
  await flood(500);
  const good = async () => {
    const sent = performance.now();
    expect(await send(server, JSON.stringify(message(teams)), `Bearer ${teams.token()}`)).toBe(200);
    return performance.now() - sent;
  };
  const quiet: number[] = [];
  for (let n = 0; n < 50; n += 1) quiet.push(await good());
  asked = 0;
  const before = { heap: heap(), issuers: sdk.issuer?.length ?? 0, lines: server.journal.length };
  const since = performance.now();
  let isOver = false;
  const flooding = flood(forgedTokens).finally(() => {
    isOver = true;
  });
  const waits: number[] = [];
  while (!isOver) {
    waits.push(await good());
  }
  expect(new Set(await flooding)).toEqual(new Set([401]));
  const seconds = (performance.now() - since) / 1_000;
  const growth = heap() - before.heap;
  const [p99, median] = [share(waits, 0.99), share(quiet, 0.5)];
  process.stdout.write(
    `${forgedTokens} forged tokens, ${Math.round(forgedTokens / seconds)}/s; ${waits.length} good ones beside them, ` +
      `p99 ${Math.round(p99)} ms (${median.toFixed(1)} ms without a flood); heap +${(growth / 1024 / 1024).toFixed(1)} MB; ` +
      `${teams.issuer.fetched()} documents asked for; ${server.journal.length - before.lines} lines\n`,
  );
  expect(growth).toBeLessThan(mostGrowth);
  expect(sdk.issuer?.length).toBe(before.issuers);
  expect(asked).toBe(waits.length);
  expect(p99).toBeLessThanOrEqual(Math.max(slowestAnswer, timesAsSlow * median));
  // Two documents at the start, two a minute for keys that nobody knows.
  expect(teams.issuer.fetched()).toBeLessThanOrEqual(4 + 2 * Math.ceil(seconds / 60));
  expect(server.journal.length - before.lines).toBeLessThanOrEqual(6 * Math.ceil(seconds / 60));
  agent.destroy();
  await server.close();
  await teams.close();
});

function share(of: readonly number[], part: number): number {
  return of.toSorted((a, b) => a - b)[Math.floor(of.length * part)] ?? 0;
}

function message({ world, serviceUrl, person }: FakeTeams) {
  const place = personalPlace(world, person('Anna Berg'));
  const base = baseActivity(world, serviceUrl, person('Anna Berg'), place);
  return messageActivity(world, base, { text: 'status', place, mention: false, targeted: false });
}

/** So many requests, a few at once, each with another token; the statuses they were answered with. */
function forging(teams: FakeTeams, server: BotServer, agent: Agent) {
  const random = luck('token-flood');
  const body = JSON.stringify(message(teams));
  return async (count: number): Promise<readonly number[]> => {
    const statuses: number[] = [];
    let left = count;
    const one = async () => {
      while (left > 0) {
        left -= 1;
        statuses.push(await send(server, body, forged(teams, random), agent));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, one));
    return statuses;
  };
}

/** A token that looks good in some ways and is signed by nobody; no two are alike. */
function forged({ world, serviceUrl }: FakeTeams, random: () => number): string {
  const any = () => Math.floor(random() * 2 ** 48).toString(36);
  const tid = any();
  const now = Math.floor(Date.now() / 1_000);
  const issuers = ['https://api.botframework.com', `https://sts.windows.net/${tid}/`, any()];
  const iss = issuers[Math.floor(random() * 4)] ?? issuers[0];
  const claims = {
    iss,
    tid,
    aud: world.appId,
    serviceurl: serviceUrl,
    nbf: now - 9,
    exp: now + 999,
    jti: any(),
  };
  const head = { alg: 'RS256', kid: random() < 0.5 ? kid : any() };
  const signature = Buffer.from(Array.from({ length: 256 }, () => Math.floor(random() * 256)));
  return `Bearer ${encode(head)}.${encode(claims)}.${signature.toString('base64url')}`;
}

function send({ port }: BotServer, body: string, authorization: string, agent?: Agent): Promise<number> {
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    authorization,
  };
  return new Promise((resolve, reject) => {
    const at = { port, host: '127.0.0.1', method: 'POST', path: '/api/messages', headers };
    const outgoing = request(agent ? { ...at, agent } : at, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
