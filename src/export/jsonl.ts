import { setImmediate } from 'node:timers/promises';
import type { LogReading } from './record.ts';

/** What the first line says the file is. Another number means other rules: docs/verificering.md. */
const jsonlFormat = 'krise-log-1';

const atOnce = 100;

/**
 * The log with its chain: a line that says what it is, then one line a link, exactly as it is stored. All the
 * first line says is bound by the chain, so that it can be verified too.
 */
export async function recordJsonl({ crisis, epoch, links, last }: LogReading): Promise<Buffer> {
  const head = {
    format: jsonlFormat,
    crisisId: crisis.id,
    epoch,
    exercise: crisis.exercise,
    planId: crisis.plan.id,
    department: crisis.plan.department,
    count: last.number,
    hash: last.hash,
  };
  const lines = [JSON.stringify(head)];
  for (const { number, intent, data, textHash, text, hash } of links) {
    const words = text ? { text: { salt: text.salt, body: text.body } } : {};
    lines.push(JSON.stringify({ number, intent, data, textHash, ...words, hash }));
    if (lines.length % atOnce === 0) await setImmediate();
  }
  return Buffer.from(`${lines.join('\n')}\n`, 'utf8');
}
