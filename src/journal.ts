import type { Journal } from './ports.ts';

const longestMessage = 300;

/** One JSON line an event: ids, numbers and what went wrong; never what people wrote, never a secret. */
export function createJournal(write: (line: string) => void): Journal {
  const line = (level: string, event: string, fields: object) =>
    write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...fields })}\n`);
  return {
    info: (event, fields = {}) => line('info', event, fields),
    error: (event, error, fields = {}) => line('error', event, { ...fields, ...described(error) }),
  };
}

function described(error: unknown): object {
  if (!(error instanceof Error)) return { error: typeof error };
  const { name, message, stack } = error;
  const frames = stack
    ?.split('\n')
    .slice(1, 6)
    .map((frame) => frame.trim());
  return { error: name, message: withoutSecrets(message).slice(0, longestMessage), frames };
}

/** A library's message may quote what it was given: tokens, keys and signatures are cut out. */
function withoutSecrets(message: string): string {
  return message
    .replace(/eyJ[\w-]+(\.[\w-]+)*/g, '[token]')
    .replace(/(AccountKey|sig|SharedKey|Bearer)[=\s]+[^\s;&"]+/gi, '$1=[skjult]');
}
