import type { Activity } from 'botbuilder';
import { describe, expect, test } from 'vitest';
import { createAuthentication } from '../../src/teams/authentication.ts';
import { serviceUrlRule } from '../../src/teams/service-urls.ts';
import { createTeams } from '../../src/teams/teams.ts';
import { commercialServiceHosts } from '../../src/teams/teams-config.ts';
import { serveBot } from '../fake-teams/bot-server.ts';
import { startFakeTeams } from '../fake-teams/fake-teams.ts';
import { appId, tenantId } from '../fake-teams/world.ts';

const production = {
  mode: 'production',
  appId,
  appType: 'SingleTenant',
  tenantId,
  appPassword: 'fake',
  allowedServiceHosts: commercialServiceHosts,
} as const;
const nothing = {
  answer: async () => undefined,
  arrived: async () => undefined,
  left: async () => undefined,
};
const parts = { journal: { info() {}, error() {} }, clock: { now: () => '2026-11-23T01:14:00.000Z' } };

describe('authentication', () => {
  test.each([
    ['app id', { ...production, appId: '' }],
    ['tenant', { ...production, tenantId: '' }],
    ['secret', { ...production, appPassword: '' }],
  ])('production without %s does not start', (_name, config) => {
    expect(() => createAuthentication(config, parts)).toThrow();
  });

  test('streaming and other bots are refused', async () => {
    const { guard } = createAuthentication(production, parts);
    await expect(guard.authenticateStreamingRequest()).rejects.toThrow('streaming');
    await expect(guard.authenticateChannelRequest()).rejects.toThrow('skills');
    expect(() => guard.createBotFrameworkClient()).toThrow('skills');
  });

  test('without authentication only loopback is served', async () => {
    const teams = createTeams({ ...parts, config: { mode: 'local' } });
    await expect(teams.serve(nothing, { port: 0, host: '0.0.0.0' })).rejects.toThrow('loopback');
  });

  test('a local bot answers only to this machine', async () => {
    const fake = await startFakeTeams({ people: [{ name: 'Anna Berg' }], signed: false });
    const server = await serveBot(fake, nothing);
    const activity = { type: 'message', text: 'x', from: { id: '1' }, conversation: { id: '1' } };
    expect((await fake.deliver({ ...activity, serviceUrl: 'https://smba.trafficmanager.net/' })).status).toBe(
      401,
    );
    const here = { ...activity, serviceUrl: 'http://localhost:4711' };
    expect((await fake.deliver(here)).status).toBe(200);
    // There are no tokens: what a client sends for one is not looked at.
    expect((await fake.deliver(here, 'Bearer x')).status).toBe(200);
    await server.close();
    await fake.close();
  });

  test('the way back that the SDK makes for a turn goes to allowed hosts alone', async () => {
    const { guard } = createAuthentication({ mode: 'local' }, parts);
    const here = { type: 'message', serviceUrl: 'http://localhost:4711' } as Activity;
    const { connectorFactory } = await guard.authenticateRequest(here, '');
    await expect(connectorFactory?.create('https://smba.trafficmanager.net/', 'x')).rejects.toThrow(
      'not allowed',
    );
  });

  test('a taken port is an error with its code', async () => {
    const first = await createTeams({ ...parts, config: { mode: 'local' } }).serve(nothing, {
      port: 0,
      host: '127.0.0.1',
    });
    const second = createTeams({ ...parts, config: { mode: 'local' } });
    const { port } = first;
    await expect(second.serve(nothing, { port, host: '127.0.0.1' })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    await first.close();
  });
});

describe('where the token may go', () => {
  const allowed = serviceUrlRule(production);
  test.each([
    'https://smba.trafficmanager.net/emea/',
    'https://smba.trafficmanager.net/emea/0f000000-0000-4000-8000-000000000001/',
    'https://smba.trafficmanager.net',
  ])('%s', (url) => {
    expect(allowed(url)).toBe(true);
  });
  test.each([
    'http://smba.trafficmanager.net/',
    'https://SMBA.trafficmanager.net/',
    'https://smba.trafficmanager.net:443/',
    'https://smba.trafficmanager.net/../x',
    'https://smba.trafficmanager.net/%2e%2e/x',
    'https://smba.trafficmanager.net//evil.example/',
    'https://smba.trafficmanager.net/?x',
    'https://smba.trafficmanager.net/#x',
    'https:\\\\smba.trafficmanager.net/',
    ' https://smba.trafficmanager.net/',
    'https://smba.traffic\tmanager.net/',
    'https://smba.traffіcmanager.net/',
    'https://smba.trafficmanager.net:8443/',
    'https://a@smba.trafficmanager.net/',
    'https://smba.trafficmanager.net./',
    'https://xsmba.trafficmanager.net/',
    'http://127.0.0.1:3979/',
    'http://localhost/',
    'javascript:alert(1)',
    '',
    undefined,
    7,
    `https://smba.trafficmanager.net/${'a'.repeat(600)}`,
  ])('never to %s', (url) => {
    expect(allowed(url)).toBe(false);
  });
  test('local: any loopback port, nothing else', () => {
    const local = serviceUrlRule({ mode: 'local' });
    expect(['http://127.0.0.1:56150/_connector', 'http://localhost:1/', 'http://[::1]:9/'].every(local)).toBe(
      true,
    );
    expect(
      ['http://10.0.0.1/', 'https://smba.trafficmanager.net/', 'http://127.0.0.1.evil.example/'].some(local),
    ).toBe(false);
  });
});
