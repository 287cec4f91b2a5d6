import {
  MsalServiceClientCredentialsFactory,
  type ServiceClientCredentialsFactory,
} from 'botframework-connector';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { boundedCredentials, OwnTokenMissing } from '../../src/teams/own-token.ts';
import { sendFault } from '../../src/teams/send-fault.ts';
import { baseActivity, messageActivity } from '../fake-teams/activities.ts';
import { serveBot } from '../fake-teams/bot-server.ts';
import { startFakeTeams } from '../fake-teams/fake-teams.ts';
import { personalPlace } from '../fake-teams/world.ts';

type Request = Parameters<
  Awaited<ReturnType<ServiceClientCredentialsFactory['createCredentials']>>['signRequest']
>[0];
const request = {} as Request;
const never = () => new Promise<never>(() => undefined);

describe("the bot's own token", () => {
  let now: number;
  let asked: number;
  let login: () => Promise<Request>;
  let told: string[];
  beforeEach(() => {
    [now, asked, told, login] = [0, 0, [], async () => request];
  });
  afterEach(() => void vi.useRealTimers());
  const credentials = (appId: string): ServiceClientCredentialsFactory => ({
    isValidAppId: async (id) => id === appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({
      signRequest: () => {
        asked += 1;
        return login();
      },
    }),
  });
  const sign = async () => {
    const parts = {
      tell: (fault: string) => void told.push(fault),
      now: () => now,
      patienceMs: 20,
      restMs: 5_000,
    };
    const { signRequest } = await boundedCredentials(credentials('app'), parts).createCredentials(
      '',
      '',
      '',
      true,
    );
    return () =>
      signRequest(request).then(
        () => 'signed',
        (error: unknown) => error,
      );
  };

  test('is given up in time where the login host never answers; then nobody waits, and one finds out', async () => {
    const attempt = await sign();
    login = never;
    expect(await attempt()).toBeInstanceOf(OwnTokenMissing);
    expect(await Promise.all(Array.from({ length: 50 }, attempt))).toEqual(
      Array.from({ length: 50 }, () => new OwnTokenMissing()),
    );
    expect([asked, told]).toEqual([1, ['timeout']]);
    now += 5_000;
    await Promise.all(Array.from({ length: 50 }, attempt));
    expect(asked).toBe(2);
    login = async () => request;
    now += 5_000;
    expect(await attempt()).toBe('signed');
    expect(await Promise.all([attempt(), attempt()])).toEqual(['signed', 'signed']);
  });

  test('that is refused is told by its short code alone, and sending is put off', async () => {
    const attempt = await sign();
    login = () =>
      Promise.reject(
        Object.assign(new Error('secret in words'), { errorCode: 'invalid_client', statusCode: 400 }),
      );
    const error = await attempt();
    expect(told).toEqual(['invalid_client']);
    expect(sendFault(error)).toMatchObject({ state: 'later' });
    now += 5_000;
    login = () => Promise.reject(Object.assign(new Error('x'), { errorCode: 'secret in words' }));
    await attempt();
    expect(told).toEqual(['invalid_client', 'Error']);
  });

  test('is waited for four seconds and asked for again after five, if nothing else is said', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const parts = { tell: (fault: string) => void told.push(fault) };
    const { signRequest } = await boundedCredentials(credentials('app'), parts).createCredentials(
      '',
      '',
      '',
      true,
    );
    const attempt = () => signRequest(request).then(() => 'signed', String);
    login = never;
    const hanging = attempt();
    await vi.advanceTimersByTimeAsync(4_000);
    expect(await hanging).toContain('OwnTokenMissing');
    login = async () => request;
    await vi.advanceTimersByTimeAsync(4_999);
    expect(await attempt()).toContain('OwnTokenMissing');
    await vi.advanceTimersByTimeAsync(1);
    expect(await attempt()).toBe('signed');
    expect([asked, told]).toEqual([2, ['timeout']]);
  });

  test("by the SDK's own credentials: none while the login host hangs or fails, then asked for once", async () => {
    let answer = (): Promise<unknown> => never();
    let logins = 0;
    const client = {
      acquireTokenByClientCredential: () => {
        logins += 1;
        return answer();
      },
    };
    const sdk = new MsalServiceClientCredentialsFactory('own-token-app', client as never);
    const parts = {
      tell: (fault: string) => void told.push(fault),
      now: () => now,
      patienceMs: 20,
      restMs: 5_000,
    };
    const login = 'https://login.microsoftonline.com/tenant';
    const { signRequest } = await boundedCredentials(sdk, parts).createCredentials(
      'own-token-app',
      'https://api.botframework.com',
      login,
      true,
    );
    const signed: string[] = [];
    const outgoing = { headers: { set: (_name: string, value: string) => void signed.push(value) } };
    const attempt = () => signRequest(outgoing as never).then(() => 'signed', sendFault);
    expect(await attempt()).toMatchObject({ state: 'later' });
    now += 5_000;
    answer = () => Promise.reject(Object.assign(new Error('503'), { errorCode: 'service_unavailable' }));
    expect(await attempt()).toMatchObject({ state: 'later' });
    now += 5_000;
    answer = async () => ({ accessToken: 'of-the-bot', expiresOn: new Date(Date.now() + 3_600_000) });
    expect([await attempt(), await attempt()]).toEqual(['signed', 'signed']);
    expect(signed).toEqual(['Bearer of-the-bot', 'Bearer of-the-bot']);
    expect([logins, told]).toEqual([3, ['timeout', 'service_unavailable']]);
  });

  test('may be missing: who writes is still heard, and what is said goes out later', async () => {
    const teams = await startFakeTeams({ people: [{ name: 'Anna Berg' }] });
    const heard: string[] = [];
    const bot = {
      answer: async ({ text }: { text: string }) => {
        heard.push(text);
        return { message: { text: 'svar' }, shows: 'new' } as const;
      },
      arrived: async () => undefined,
      left: async () => undefined,
    };
    login = () => Promise.reject(new Error('login host down'));
    const server = await serveBot(teams, bot, { credentials: credentials(teams.world.appId) });
    const anna = teams.person('Anna Berg');
    const place = personalPlace(teams.world, anna);
    const base = baseActivity(teams.world, teams.serviceUrl, anna, place);
    const typing = { text: 'krise status', place, mention: false, targeted: false };
    expect((await teams.deliver(messageActivity(teams.world, base, typing))).status).toBe(200);
    expect(heard).toEqual(['krise status']);
    const to = { id: place.id, kind: 'personal', serviceUrl: teams.serviceUrl } as const;
    expect(await server.teams.messenger.post(to, { text: 'x' })).toMatchObject({ state: 'later' });
    expect(teams.calls).toEqual([]);
    expect(server.journal.filter(({ event }) => event === 'teams.ownToken').length).toBe(1);
    await server.close();
    await teams.close();
  });
});
