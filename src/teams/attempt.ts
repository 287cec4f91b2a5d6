import type { ConnectorClient } from 'botframework-connector';
import type { ConversationRef, Journal } from '../ports.ts';
import { withoutThread } from './conversations.ts';
import { fieldsOf, markOf, stringOf } from './fields.ts';
import type { Outage } from './outage.ts';
import { hasAnswer, type SendFault, sendFault } from './send-fault.ts';
import type { Shaper } from './shaper.ts';

/** A client of the connector at a service URL, carrying the bot's token. */
export type Connectors = (serviceUrl: string) => Promise<ConnectorClient>;

export type Conversations = ConnectorClient['conversations'];

export interface AttemptParts {
  readonly connectors: Connectors;
  readonly shaper: Shaper;
  readonly outage: Outage;
  readonly journal: Journal;
  /** Told that a call begins; what it returns is told how that ended. */
  readonly onCall?: ((kind: string) => (state: string) => void) | undefined;
}

/** What is attempted: `kind` for the log, `shape` for Teams' limits. */
export interface Attempt {
  readonly kind: 'post' | 'update' | 'postPrivately' | 'updatePrivately' | 'open' | 'members' | 'member';
  readonly shape: 'send' | 'read';
  readonly to: ConversationRef;
  /** What somebody must act on goes first. Changing a card goes last. */
  readonly isAlarm?: boolean;
}

/** How long to wait for a turn that did not come. Milliseconds. */
const crowdedWait = 5_000;
/** How long to wait at least while Teams does not answer at all. Whoever waits is told when it does. */
const awayWait = 1_000;

/** Waits for its turn, calls once and says what came of it. Never throws. While Teams is away it calls nobody. */
export async function attempt<R extends { readonly state: string }>(
  parts: AttemptParts,
  what: Attempt,
  call: (conversations: Conversations, connector: ConnectorClient) => Promise<R>,
): Promise<R | SendFault> {
  const ended = parts.onCall?.(what.kind);
  const result = await callInTurn(parts, what, call);
  ended?.(result.state);
  return result;
}

async function callInTurn<R>(
  parts: AttemptParts,
  what: Attempt,
  call: (conversations: Conversations, connector: ConnectorClient) => Promise<R>,
): Promise<R | SendFault> {
  const { shaper, outage } = parts;
  const { kind, shape, to, isAlarm } = what;
  if (outage.isOn()) return putOff(outage);
  // A channel's threads share their limits as far as we know, so they share them here.
  const place = withoutThread(to.id);
  const isChange = kind === 'update' || kind === 'updatePrivately';
  const urgency = isChange ? 'calm' : isAlarm ? 'alarm' : 'urgent';
  const turn = await shaper.turn(shape, place, urgency);
  if (!turn) return { state: 'later', afterMs: crowdedWait };
  try {
    return outage.isOn() ? putOff(outage) : await callOnce(parts, what, call);
  } finally {
    turn.over();
  }
}

function putOff(outage: Outage): SendFault {
  outage.wanted();
  return { state: 'later', afterMs: awayWait };
}

async function callOnce<R>(
  { connectors, shaper, outage, journal }: AttemptParts,
  { kind, to }: Attempt,
  call: (conversations: Conversations, connector: ConnectorClient) => Promise<R>,
): Promise<R | SendFault> {
  try {
    const connector = await connectors(to.serviceUrl);
    const result = await call(connector.conversations, connector);
    outage.note('answer', to);
    return result;
  } catch (error) {
    const fault = sendFault(error);
    if (fault.state === 'later') shaper.pause(withoutThread(to.id), fault.afterMs);
    if (fault.state !== 'refused' || hasAnswer(error))
      outage.note(hasAnswer(error) ? 'answer' : 'silence', to);
    report(journal, kind, fault, error);
    return fault;
  }
}

/** Shows a chat for a moment that the bot is writing: nobody minds it, and it may be done twice. */
export async function probe(
  { connectors, shaper }: Pick<AttemptParts, 'connectors' | 'shaper'>,
  to: ConversationRef,
): Promise<boolean> {
  const turn = await shaper.turn('send', withoutThread(to.id));
  if (!turn) return false;
  try {
    const { conversations } = await connectors(to.serviceUrl);
    await conversations.sendToConversation(to.id, { type: 'typing' });
    return true;
  } catch (error) {
    return hasAnswer(error);
  } finally {
    turn.over();
  }
}

/** The connector's errors hold the request with its token and text, so only their short marks are kept. */
function report(journal: Journal, kind: Attempt['kind'], fault: SendFault, error: unknown): void {
  const { statusCode: status, code, name, host } = fieldsOf(error);
  const short = { code: markOf(code), error: markOf(name), host: stringOf(host, 100) };
  const fields = { kind, state: fault.state, status, ...short };
  if (fault.state === 'refused') journal.error('teams.send', new Error(fault.detail), fields);
  else journal.info('teams.send', fields);
}
