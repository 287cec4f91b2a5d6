import type { AnnouncerNeeds } from './announcer.ts';
import { personalCard } from './cards/personal.ts';
import { announce } from './domain/announce.ts';
import { mayAct } from './domain/crisis.ts';
import type { Actor, UnreachableCause } from './domain/entry.ts';
import { type Ledger, newest } from './domain/ledger.ts';
import type { Notice } from './domain/notice.ts';
import { contactOf } from './domain/plan.ts';
import type { ConversationRef, Message, NoticeState } from './ports.ts';
import { fingerprint, personTarget } from './posted-cards.ts';
import type { Sent } from './reach.ts';

const waveSize = 40;
const triesWhenAskedToWait = 6;

/**
 * Sends what the entries call for and nobody has been told yet. A notice found half sent was cut off by a
 * crash: an alarm is repeated and says so, anything else counts as said. True where something was sent.
 */
export async function sendNotices(
  needs: AnnouncerNeeds,
  ledger: Ledger,
  near: ConversationRef,
): Promise<boolean> {
  const states = await needs.notices.states(ledger.crisis.id);
  const due = ledger.entries
    .flatMap((entry) => announce(entry, ledger.crisis))
    .filter(({ id }) => !isFinal(states.get(id)));
  const lost = due.filter(({ id, kind }) => states.get(id) === 'sending' && kind === 'message');
  await needs.notices.mark(ledger.crisis.id, new Map(lost.map(({ id }) => [id, 'unknown' as const])));
  const waiting = due.filter((notice) => !lost.includes(notice));
  for (let from = 0; from < waiting.length; from += waveSize) {
    await sendWave(needs, ledger, near, waiting.slice(from, from + waveSize), states);
  }
  return waiting.length > 0;
}

function isFinal(state: NoticeState | undefined): boolean {
  return state !== undefined && state !== 'sending';
}

async function sendWave(
  needs: AnnouncerNeeds,
  ledger: Ledger,
  near: ConversationRef,
  wave: readonly Notice[],
  states: ReadonlyMap<string, NoticeState>,
): Promise<void> {
  const { notices, crises } = needs;
  const { id: crisisId } = ledger.crisis;
  await notices.mark(crisisId, new Map(wave.map(({ id }) => [id, 'sending' as const])));
  const outcomes = await Promise.all(
    wave.map(async (notice) => {
      const sent = await sendOne(needs, ledger, near, notice, states.get(notice.id) === 'sending');
      return { notice, sent };
    }),
  );
  await notices.mark(crisisId, new Map(outcomes.map(({ notice, sent }) => [notice.id, stateOf(sent)])));
  for (const { notice, sent } of outcomes) {
    const cause = unreachableCause(sent);
    if (!cause || !mayAct(ledger.crisis, notice.to)) continue;
    const person = personOf(ledger, notice.to);
    await crises.submit(crisisId, `unreachable-${cause}-${notice.to}`, bot, newest(ledger).at, {
      kind: 'reportUnreachable',
      person,
      cause,
    });
  }
}

const bot: Actor = { id: 'system', name: 'Krisebot' };

async function sendOne(
  needs: AnnouncerNeeds,
  ledger: Ledger,
  near: ConversationRef,
  notice: Notice,
  isRepeat: boolean,
): Promise<Sent> {
  const message = messageOf(ledger, notice, isRepeat);
  let sent = await needs.reach.send(notice.to, message, near);
  for (let tries = 1; sent.result.state === 'later' && tries < triesWhenAskedToWait; tries += 1) {
    await pause(sent.result.afterMs);
    sent = await needs.reach.send(notice.to, message, near);
  }
  if (sent.result.state === 'unknown' && notice.kind === 'personalCard') {
    sent = await needs.reach.send(notice.to, messageOf(ledger, notice, true), near);
  }
  if (notice.kind === 'personalCard' && sent.result.state === 'sent' && sent.conversation) {
    await needs.notices.saveCard(ledger.crisis.id, {
      target: personTarget(notice.to),
      conversation: sent.conversation,
      activityId: sent.result.activityId,
      shown: fingerprint(message.card ?? {}),
    });
  }
  return sent;
}

function messageOf(ledger: Ledger, notice: Notice, isRepeat: boolean): Message {
  if (notice.kind === 'message') return { text: notice.text, summary: notice.text, alert: true };
  const summary = isRepeat ? `${notice.text} (sendt igen)` : notice.text;
  return { card: personalCard(ledger, notice.to), summary, alert: true };
}

function stateOf({ result }: Sent): NoticeState {
  if (result.state === 'noAccount') return 'unreachable';
  return result.state === 'later' ? 'unknown' : result.state;
}

/** Everyone without a receipt stands under Ring nu; that Teams says no is an entry besides. */
function unreachableCause({ result }: Sent): UnreachableCause | undefined {
  if (result.state === 'noAccount') return 'unknown';
  return result.state === 'unreachable' || result.state === 'refused' ? 'blocked' : undefined;
}

function personOf({ crisis }: Ledger, id: string): Actor {
  const known = crisis.people[id] ?? contactOf(crisis.plan, id);
  return { id, name: known?.name ?? id };
}

/** Waits that many ms. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
