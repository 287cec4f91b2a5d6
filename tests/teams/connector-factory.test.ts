import { createServer } from 'node:http';
import { MicrosoftAppCredentials } from 'botframework-connector';
import { ConnectorClient } from 'botframework-connector/lib/connectorApi/connectorClient.js';
import { expect, test } from 'vitest';
import { guardedFactory } from '../../src/teams/connector-factory.ts';
import { sendFault } from '../../src/teams/send-fault.ts';
import { serviceUrlRule } from '../../src/teams/service-urls.ts';
import { startFakeTeams } from '../fake-teams/fake-teams.ts';
import { close, listen } from '../fake-teams/token-issuer.ts';

test.each(['hang', 'stall'] as const)('an answer that does not come (%s) is given up', async (answer) => {
  const teams = await startFakeTeams({ people: [], signed: false });
  teams.fails({ answer });
  const factory = {
    create: async (baseUri: string) => new ConnectorClient(MicrosoftAppCredentials.Empty, { baseUri }),
  };
  const connector = await guardedFactory(factory, serviceUrlRule({ mode: 'local' }), 50).create(
    teams.serviceUrl,
    '',
  );
  const failed = await connector.conversations.sendToConversation('c', { type: 'message' }).catch(sendFault);
  expect(failed).toEqual({ state: 'unknown' });
  // None where this machine was too busy to get that far in time.
  expect(teams.calls.length).toBeLessThanOrEqual(1);
  await teams.close();
});

test.each([301, 302, 303, 307, 308])(
  'a Teams that sends on to another address (%i) is not followed',
  async (status) => {
    const heard: string[] = [];
    const elsewhere = createServer((request, response) => {
      heard.push(`elsewhere ${request.headers.authorization}`);
      response.end('{}');
    });
    const away = `http://127.0.0.1:${await listen(elsewhere)}/`;
    const here = createServer((request, response) => {
      heard.push(`${request.method} ${request.url?.slice(0, 6)}`);
      response.statusCode = status;
      response.setHeader('location', request.url?.includes('near') ? '/moved' : away);
      response.end();
    });
    const baseUri = `http://127.0.0.1:${await listen(here)}/`;
    const signed = {
      signRequest: async <T extends { headers: { set(name: string, value: string): void } }>(request: T) => {
        request.headers.set('authorization', 'Bearer of-the-bot');
        return request;
      },
    };
    const factory = { create: async () => new ConnectorClient(signed as never, { baseUri }) };
    const connector = await guardedFactory(factory, serviceUrlRule({ mode: 'local' })).create(baseUri, '');
    const { conversations } = connector;
    for (const id of ['far', 'near']) {
      expect(await conversations.sendToConversation(id, { type: 'message' }).catch(sendFault)).toEqual({
        state: 'unknown',
      });
      await conversations.updateActivity(id, '1', { type: 'message' }).catch(sendFault);
      await conversations.getConversationMember(id, '1').catch(sendFault);
    }
    expect(heard).toEqual(['POST', 'PUT', 'GET', 'POST', 'PUT', 'GET'].map((method) => `${method} /v3/co`));
    await close(elsewhere);
    await close(here);
  },
);
