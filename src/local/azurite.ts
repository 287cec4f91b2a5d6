import { once } from 'node:events';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Part } from './supervise.ts';

/** The emulator's public account and key, the same on every machine: no secret. */
const account = 'devstoreaccount1';
const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/**
 * The table emulator, tables only, with its data in `<folder>/azurite`. It writes to disk every five
 * seconds and on SIGINT alone: ended any other way it loses entries that were confirmed.
 */
export function azurite(port: number, folder: string): Part {
  const address = ['--tableHost', '127.0.0.1', '--tablePort', String(port)];
  const data = ['--location', join(folder, 'azurite')];
  return {
    name: 'Tabellageret (Azurite)',
    readyText: 'tabellageret er klar',
    script: createRequire(import.meta.url).resolve('azurite/dist/src/table/main.js'),
    args: [...address, ...data, '--silent', '--disableTelemetry', '--skipApiVersionCheck'],
    endsOn: 'SIGINT',
    endsWithinMs: 30_000,
    log: join(folder, 'log', 'azurite.log'),
    isReady: () => isListening(port),
    readyWithinMs: 30_000,
    whenItEnds:
      '\nDet, der blev skrevet de sidste fem sekunder, kan mangle i loggen. Kør npm start igen: det, botten selv gemte imens, kommer så i loggen.',
  };
}

/** The connection string of an emulator on a port of this machine. */
export function connectionStringTo(port: number): string {
  const endpoint = `http://127.0.0.1:${port}/${account}`;
  return `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${key};TableEndpoint=${endpoint};`;
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } finally {
    socket.destroy();
  }
}
