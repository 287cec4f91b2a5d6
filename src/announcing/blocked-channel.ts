import { createHash } from 'node:crypto';
import { leaderOf } from '../domain/crisis.ts';
import { label, shortened } from '../domain/notice-words.ts';
import type { ConversationRef } from '../ports.ts';
import type { Round } from './round.ts';
import { noticeKey } from './telling.ts';

/** Short, and the same for the same place. */
export function placeKey({ id }: ConversationRef): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 16);
}

/** The status card may not stand where it belongs: whoever leads must hear of it, once for one channel. */
export async function noteBlocked({ settling, stateOf }: Round, channel: ConversationRef): Promise<void> {
  const id = noticeId(channel);
  if (!stateOf(id)) await settling.settle(id, { state: 'waiting' });
}

/** Tells whoever leads that the channel cannot be written to, and what to do. In doubt it is not said twice. */
export function tellOfBlocked(round: Round): void {
  const { places, errands, ledger, needs, settling, stateOf } = round;
  const [channel] = places;
  if (!channel || ledger.crisis.ended) return;
  const id = noticeId(channel);
  const key = noticeKey(id);
  const to = leaderOf(ledger.crisis)?.id ?? ledger.crisis.plan.succession[0];
  if (!to || stateOf(id) !== 'waiting' || !errands.isFree(key)) return;
  errands.begin(key, async () => {
    await needs.notices.mark(ledger.crisis.id, new Map([[id, 'sending']]));
    const text = shortened(`${label(ledger.crisis)}: ${wordsFor(channel, places.length > 1)}`);
    const { result } = await needs.reach.send(
      to,
      { text, summary: text, alert: true },
      places.at(-1) ?? channel,
    );
    if (result.state === 'later') errands.putOff(key, result.afterMs);
    const state = result.state === 'noAccount' ? 'unreachable' : result.state;
    await settling.settle(id, { state: state === 'later' ? 'waiting' : state });
  });
}

function noticeId(channel: ConversationRef): string {
  return `blocked-${placeKey(channel)}`;
}

function wordsFor({ name, kind }: ConversationRef, hasAnother: boolean): string {
  const what = kind === 'channel' ? 'kanalen' : 'chatten';
  const where = name ? `${what} »${name}«` : `den ${kind === 'channel' ? 'kanal' : 'chat'}, det hører til i`;
  const instead = hasAnother
    ? ' Det står der, hvor krisen blev startet.'
    : ' Skriv »krise« for at se det her.';
  return `Statuskortet kan ikke stå i ${where}: Teams lader mig ikke skrive der.${instead} Føj Krisebot til igen, eller skriv »krisekanal her« et andet sted.`;
}
