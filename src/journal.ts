import type { Journal } from './ports.ts';
import { requestNotes } from './request-log.ts';

const longestMessage = 300;

/**
 * One JSON line an event: ids, numbers and what went wrong; never what people wrote, never a secret. What is
 * logged on the way of a request carries its id and the crisis it is about.
 */
export function createJournal(write: (line: string) => void): Journal {
  const line = (level: string, event: string, fields: object) => write(lineOf(level, event, fields));
  return {
    info: (event, fields = {}) => line('info', event, fields),
    error: (event, error, fields = {}) => line('error', event, { ...fields, ...described(error) }),
  };
}

/** The last line of a process that ends by a fault. */
export function lastLine(event: string, error: unknown, fields: object): string {
  return lineOf('fatal', event, { ...fields, ...described(error) });
}

function lineOf(level: string, event: string, fields: object): string {
  const { requestId, crisisId } = requestNotes() ?? {};
  const time = new Date().toISOString();
  return `${JSON.stringify({ time, level, event, requestId, crisisId, ...fields }, plain)}\n`;
}

/** What JSON cannot hold must not cost the line. */
function plain(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

function described(error: unknown): object {
  if (!(error instanceof Error)) return { error: typeof error };
  const { name, message, stack } = error;
  const frames = (stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 5)
    .map((frame) => frame.trim());
  const said = quotesNobody(error, frames) ? withoutSecrets(message).slice(0, longestMessage) : undefined;
  return { error: name, code: codeOf(error), message: said, frames };
}

/**
 * True where our own code made the error, which says ids and numbers, or the system did, or the one library that
 * tells why the bot cannot sign in. What others say quotes what they were given, as JSON.parse does; there the
 * kind, the code and the place must do.
 */
function quotesNobody(error: Error, [first = '']: readonly string[]): boolean {
  const isOurs = /[\\/]src[\\/]/.test(first) && !first.includes('node_modules');
  return isOurs || 'syscall' in error || /[\\/]@azure[\\/]identity[\\/]/.test(first);
}

function codeOf(error: Error): string | undefined {
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^\w{1,60}$/.test(code) ? code : undefined;
}

/** Should a message of ours hold a token, a key or a signature after all, it is cut out. */
function withoutSecrets(message: string): string {
  return message
    .replace(/eyJ[\w-]+(\.[\w-]+)*/g, '[token]')
    .replace(/(AccountKey|sig|SharedKey|Bearer)[=\s]+[^\s;&"]+/gi, '$1=[skjult]');
}
