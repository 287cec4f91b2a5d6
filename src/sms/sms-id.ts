import { createHash } from 'node:crypto';
import type { Entry } from '../domain/entry.ts';

/**
 * What a gateway knows an SMS by: the same in every attempt, and ASCII, since it may stand in a header. That of a start
 * is known by the message that started it: it may be sent before the log has given the crisis an id.
 */
export function smsId(crisisId: string, { event, intent }: Entry, noticeId: string): string {
  const about = event.kind === 'started' ? `${event.exercise ? 'Ø' : 'K'}-${printOf(intent)}` : crisisId;
  return `${about}-${noticeId}`.replaceAll('Ø', 'OE').replace(/[^\w-]/g, '_');
}

function printOf(intent: string): string {
  return createHash('sha256').update(intent).digest('hex').slice(0, 16);
}
