import { MicrosoftAppCredentials } from 'botframework-connector';
import { ConnectorClient } from 'botframework-connector/lib/connectorApi/connectorClient.js';
import { expect, test } from 'vitest';
import { guardedFactory } from '../../src/teams/connector-factory.ts';
import { sendFault } from '../../src/teams/send-fault.ts';
import { serviceUrlRule } from '../../src/teams/service-urls.ts';
import { startFakeTeams } from '../fake-teams/fake-teams.ts';

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
  expect(teams.calls.length).toBe(1);
  await teams.close();
});
