import { createRequire } from 'node:module';
import { join } from 'node:path';
import { loopbackOnly } from './loopback-only.ts';
import type { Part } from './supervise.ts';

/**
 * Microsoft's Agents Playground: Teams in a browser page, without Teams. Opens no browser and sends no
 * telemetry. `configPath` is the file that `playgroundConfig` makes.
 */
export function playground(port: number, botPort: number, configPath: string, folder: string): Part {
  const root = `http://127.0.0.1:${port}`;
  return {
    name: 'Teams-prøven (Agents Playground)',
    readyText: 'Teams-prøven er klar',
    script: createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js'),
    args: [
      'start',
      ...['--app-endpoint', `http://127.0.0.1:${botPort}/api/messages`],
      ...['--channel-id', 'msteams', '--port', String(port)],
      ...['--service-url', `${root}/_connector`, '--disable-telemetry'],
    ],
    nodeArgs: loopbackOnly(),
    env: {
      TEAMSAPPTESTER_BROWSER: 'none',
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: configPath,
      M365_AGENTS_PLAYGROUND_LOGFILE: join(folder, 'log', 'playground-traffic.log'),
    },
    endsOn: 'SIGTERM',
    endsWithinMs: 5000,
    log: join(folder, 'log', 'playground.log'),
    // It takes another port when its own is gone, so only an answer on this one counts.
    isReady: async () => (await answerOf(`${root}/_debug/ping`)) === 'pong',
    readyWithinMs: 30_000,
  };
}

/**
 * Tells the bot that it was added to a conversation, as Teams does. From the roster it learns who is who;
 * otherwise it would know the person at the screen only, and call nobody.
 */
export async function installIn(conversationId: string, port: number): Promise<void> {
  const path = `/_debug/conversation/${encodeURIComponent(conversationId)}/installation`;
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
    signal: AbortSignal.timeout(5000),
  });
  if (!answer.ok) throw new Error(`the Playground knows no conversation ${conversationId}`);
}

async function answerOf(address: string): Promise<string> {
  return (await fetch(address, { signal: AbortSignal.timeout(1000) })).text();
}
