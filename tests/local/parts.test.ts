import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { TableClient } from '@azure/data-tables';
import { expect, onTestFinished, test, vi } from 'vitest';
import { azurite, connectionStringTo } from '../../src/local/azurite.ts';
import { startChild } from '../../src/local/child.ts';
import { installIn, playground } from '../../src/local/playground.ts';
import { playgroundConfig } from '../../src/local/playground-config.ts';
import type { Part } from '../../src/local/supervise.ts';
import { testPlan } from '../fixtures/plan.ts';
import { freePort } from './free-port.ts';
import { portOf, scratchFolder } from './scratch.ts';

test('an entry written just before the end is there at the next start', async () => {
  const folder = await scratchFolder();
  const port = await freePort();
  const table = TableClient.fromConnectionString(connectionStringTo(port), 'krise', {
    allowInsecureConnection: true,
  });
  await whileRunning(azurite(port, folder), async () => {
    await table.createTable();
    await table.createEntity({ partitionKey: 'K-2026-01', rowKey: '1', text: 'Strømsvigt' });
  });
  await whileRunning(azurite(port, folder), async () => {
    expect(await table.getEntity('K-2026-01', '1')).toMatchObject({ text: 'Strømsvigt' });
  });
});

test('the Playground takes our people, and is to be reached on this machine only', async () => {
  const folder = await scratchFolder();
  const port = await freePort();
  const config = playgroundConfig(testPlan);
  const configPath = join(folder, 'config.yml');
  await writeFile(configPath, JSON.stringify(config));
  await whileRunning(playground(port, await freePort(), configPath, folder), async () => {
    const members = await fetch(
      `http://127.0.0.1:${port}/_connector/v3/conversations/${encodeURIComponent(config.groupChat.id)}/members`,
    );
    const names = ((await members.json()) as { name: string }[]).map(({ name }) => name);
    expect(names.toSorted()).toEqual(
      [config.currentUser, ...config.users].map(({ name }) => name).toSorted(),
    );
    const page = await fetch(`http://127.0.0.1:${port}/`);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    for (const address of otherAddresses()) {
      await expect(fetch(`http://${address}:${port}/_debug/ping`)).rejects.toThrow();
    }
  });
});

test('the bot is told that it was added to the crisis channel, by the person at the screen', async () => {
  const folder = await scratchFolder();
  const port = await freePort();
  const config = playgroundConfig(testPlan);
  const configPath = join(folder, 'config.yml');
  await writeFile(configPath, JSON.stringify(config));
  const [channel] = config.team.channels;
  if (!channel) throw new Error('no channel');
  const heard: { type: string; channelData: unknown; from: unknown }[] = [];
  const bot = createServer(async (request, response) => {
    heard.push(JSON.parse(await text(request)));
    response.end();
  }).listen(0, '127.0.0.1');
  await once(bot, 'listening');
  onTestFinished(() => void bot.close());
  await whileRunning(playground(port, portOf(bot), configPath, folder), async () => {
    await installIn(channel.id, port);
    await vi.waitFor(() => expect(heard.map(({ type }) => type)).toContain('installationUpdate'), 10_000);
  });
  expect(heard[0]).toMatchObject({
    from: { aadObjectId: config.currentUser.aadObjectId },
    channelData: { channel: { id: channel.id }, team: { id: config.team.id } },
  });
});

async function whileRunning(part: Part, use: () => Promise<void>): Promise<void> {
  const child = await startChild(part);
  try {
    await vi.waitFor(async () => expect(await part.isReady()).toBe(true), 15_000);
    await use();
  } finally {
    expect(await child.stop()).toBe(true);
  }
}

/** This machine's addresses on its networks; 127.0.0.2 stands in where it has none. */
function otherAddresses(): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const outside = addresses.filter((each) => !each.internal && each.family === 'IPv4');
  return [...outside.map((each) => each.address), '127.0.0.2'];
}
