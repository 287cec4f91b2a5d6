import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { LocalFault } from './local-fault.ts';

/** The three ports of the local trial, all on 127.0.0.1. */
export interface Ports {
  readonly table: number;
  readonly bot: number;
  readonly playground: number;
}

/** The variable and the standard port of each part. 56150 is the Playground's own standard. */
const settings = {
  table: { variable: 'KRISE_TABLE_PORT', standard: 10_002 },
  bot: { variable: 'KRISE_BOT_PORT', standard: 3978 },
  playground: { variable: 'KRISE_PLAYGROUND_PORT', standard: 56_150 },
} as const;
const parts = ['table', 'bot', 'playground'] as const;

/** Reads the ports from the environment. Throws a `LocalFault` that names every wrong variable. */
export function readPorts(env: Readonly<Record<string, string | undefined>>): Ports {
  const ports = {
    table: portOf(env, 'table'),
    bot: portOf(env, 'bot'),
    playground: portOf(env, 'playground'),
  };
  const wrong = parts.filter((part) => !isPort(ports[part]));
  const faults = wrong.map(
    (part) =>
      `${settings[part].variable} er »${env[settings[part].variable]}«. Skriv et tal fra 1 til 65535, ` +
      `eller fjern den (så bruges ${settings[part].standard}).`,
  );
  if (faults.length === 0 && new Set(Object.values(ports)).size < parts.length) {
    faults.push(`To dele har fået samme port. Giv dem hver sin: ${variables()}.`);
  }
  if (faults.length > 0) throw new LocalFault(faults.join('\n'));
  return ports;
}

/** Throws a `LocalFault` naming each port that another program has, and what to do about it. */
export async function requireFree(ports: Ports): Promise<void> {
  const taken: string[] = [];
  for (const part of parts) {
    if (!(await isFree(ports[part]))) taken.push(takenText(part, ports[part]));
  }
  if (taken.length > 0) throw new LocalFault(taken.join('\n'));
}

function takenText(part: (typeof parts)[number], port: number): string {
  const { variable } = settings[part];
  return (
    `Port ${port} er optaget af et andet program.\n` +
    `  Luk det andet program, eller vælg en anden port: ${variable}=${port === 65_535 ? port - 1 : port + 1} npm start`
  );
}

function portOf(env: Readonly<Record<string, string | undefined>>, part: (typeof parts)[number]): number {
  const text = env[settings[part].variable];
  if (!text) return settings[part].standard;
  return /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
}

function isPort(port: number): boolean {
  return port >= 1 && port <= 65_535;
}

function variables(): string {
  return parts.map((part) => settings[part].variable).join(', ');
}

/**
 * True when nobody answers and we may listen. Both are asked: some systems let us listen on 127.0.0.1
 * beside a program that listens on every address.
 */
async function isFree(port: number): Promise<boolean> {
  return !(await isAnswered(port)) && (await canListen(port));
}

async function isAnswered(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function canListen(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
