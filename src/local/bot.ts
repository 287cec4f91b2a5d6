import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connectionStringTo } from './azurite.ts';
import type { Ports } from './ports.ts';
import type { Part } from './supervise.ts';

/** The bot in its local mode, on the emulated tables. On SIGTERM it first answers what it has received. */
export function bot(ports: Ports, planPath: string, folder: string): Part {
  return {
    name: 'Botten',
    readyText: 'botten er klar',
    script: fileURLToPath(new URL('../main.js', import.meta.url)),
    args: ['bot'],
    env: {
      PORT: String(ports.bot),
      AZURE_STORAGE_CONNECTION_STRING: connectionStringTo(ports.table),
      KRISE_PLAN: planPath,
      KRISE_DAYBOOK: join(folder, 'daybook'),
    },
    endsOn: 'SIGTERM',
    endsWithinMs: 20_000,
    log: join(folder, 'log', 'bot.log'),
    isReady: async () =>
      (await fetch(`http://127.0.0.1:${ports.bot}/healthz`, { signal: AbortSignal.timeout(1000) })).ok,
    readyWithinMs: 30_000,
  };
}
