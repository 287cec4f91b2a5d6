import type { ConnectorClient } from 'botframework-connector';
import type { ConversationRef, Journal } from '../ports.ts';
import { withoutThread } from './conversations.ts';
import { fieldsOf, stringOf } from './fields.ts';
import { type SendFault, sendFault } from './send-fault.ts';
import type { Shaper } from './shaper.ts';

/** A client of the connector at a service URL, carrying the bot's token. */
export type Connectors = (serviceUrl: string) => Promise<ConnectorClient>;

export type Conversations = ConnectorClient['conversations'];

export interface AttemptParts {
  readonly connectors: Connectors;
  readonly shaper: Shaper;
  readonly journal: Journal;
}

/** What is attempted: `kind` for the log, `shape` for Teams' limits. */
export interface Attempt {
  readonly kind: 'post' | 'update' | 'postPrivately' | 'updatePrivately' | 'open' | 'members' | 'member';
  readonly shape: 'send' | 'read';
  readonly to: ConversationRef;
}

/** How long to wait for a turn that did not come. Milliseconds. */
const crowdedWait = 5_000;

/** Waits for its turn, calls once and says what came of it. Never throws. */
export async function attempt<R>(
  { connectors, shaper, journal }: AttemptParts,
  { kind, shape, to }: Attempt,
  call: (conversations: Conversations, connector: ConnectorClient) => Promise<R>,
): Promise<R | SendFault> {
  // A channel's threads share their limits as far as we know, so they share them here.
  const place = withoutThread(to.id);
  const urgency = kind === 'update' || kind === 'updatePrivately' ? 'calm' : 'urgent';
  const turn = await shaper.turn(shape, place, urgency);
  if (!turn) return { state: 'later', afterMs: crowdedWait };
  try {
    const connector = await connectors(to.serviceUrl);
    return await call(connector.conversations, connector);
  } catch (error) {
    const fault = sendFault(error);
    if (fault.state === 'later') shaper.pause(place, fault.afterMs);
    report(journal, kind, fault, error);
    return fault;
  } finally {
    turn.over();
  }
}

/** The connector's errors hold the request with its token and text, so only their short marks are kept. */
function report(journal: Journal, kind: Attempt['kind'], fault: SendFault, error: unknown): void {
  const { statusCode: status, code, name } = fieldsOf(error);
  const fields = { kind, state: fault.state, status, code: stringOf(code, 60), error: stringOf(name, 60) };
  if (fault.state === 'refused') journal.error('teams.send', new Error(fault.detail), fields);
  else journal.info('teams.send', fields);
}
