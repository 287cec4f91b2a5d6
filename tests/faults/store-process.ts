import type { CommandBody } from '../../src/domain/command.ts';
import type { Actor } from '../../src/domain/entry.ts';
import { type Crises, type Outcome, StoreFault } from '../../src/ports.ts';
import { createCrises } from '../../src/storage/crises.ts';
import { createLogStore } from '../../src/storage/log-store.ts';
import { openTables, type Tables } from '../../src/storage/tables.ts';
import { createTicking } from '../../src/ticking.ts';
import { testPlan } from '../fixtures/plan.ts';
import { startBy } from '../storage/cast.ts';
import type { Answer } from './attempts.ts';

/** What a replica of the store, in a process of its own, is told at its start. */
export interface StoreOrders {
  readonly connectionString: string;
  readonly prefix: string;
  readonly timeoutMs: number;
  /** How often it looks for what time has brought about, in ms; never where absent. */
  readonly tickMs?: number;
}

/** What it is asked to do. */
export type StoreAsk =
  | {
      readonly kind: 'submit';
      readonly crisisId: string;
      readonly intent: string;
      readonly by: Actor;
      readonly body: CommandBody;
    }
  | { readonly kind: 'start'; readonly intent: string; readonly exercise: boolean }
  /** Asks what runs, as everybody does who names no crisis: what was cut off is completed by that. */
  | { readonly kind: 'active'; readonly exercise: boolean };

export type StoreAnswer =
  | Answer
  | { readonly state: 'active'; readonly crisisId?: string }
  /** Anything but an answer that is not known: a fault of the bot's. */
  | { readonly state: 'failed'; readonly error: string };

interface Asked {
  readonly id: number;
  /** Without it the process is told that it is a replica from now on, and no longer a spare. */
  readonly ask?: StoreAsk;
}

async function main(orders: StoreOrders): Promise<void> {
  const { connectionString, prefix, timeoutMs } = orders;
  const tables = await openTables({ connectionString }, { prefix, timeoutMs });
  const crises = createCrises({ log: createLogStore(tables), plan: testPlan });
  process.on('message', ({ id, ask }: Asked) => {
    if (ask) void answer(crises, ask).then((given) => process.send?.({ id, answer: given }));
    else if (orders.tickMs) void keepTicking(tables, crises, orders.tickMs);
  });
  process.once('disconnect', () => process.exit(0));
  process.send?.({ id: 0 });
}

async function keepTicking(tables: Tables, crises: Crises, everyMs: number): Promise<void> {
  const { clock } = tables;
  await tables.learnTime();
  const ticking = createTicking({
    planId: testPlan.id,
    crises,
    clock,
    isSure: clock.isSure,
    journal: { info: () => undefined, error: () => undefined },
    onStored: () => undefined,
  });
  setInterval(() => void ticking.tick(), everyMs);
}

async function answer(crises: Crises, ask: StoreAsk): Promise<StoreAnswer> {
  try {
    return await act(crises, ask);
  } catch (error) {
    return error instanceof StoreFault ? { state: 'unknown' } : { state: 'failed', error: String(error) };
  }
}

async function act(crises: Crises, ask: StoreAsk): Promise<StoreAnswer> {
  const at = new Date().toISOString();
  if (ask.kind === 'submit') {
    const { crisisId, intent, by, body } = ask;
    return told(await crises.submit(crisisId, intent, by, at, body));
  }
  const series = { planId: testPlan.id, exercise: ask.exercise };
  if (ask.kind === 'start') return told(await crises.start(series, startBy(ask.intent, series, at)));
  const running = await crises.active(testPlan.id);
  return { state: 'active', ...(running ? { crisisId: running.ledger.crisis.id } : {}) };
}

/** An outcome as the person is told of it. */
export function told(outcome: Outcome): Answer {
  if (outcome.state === 'refused') {
    const { refusal, ledger } = outcome;
    return { state: 'refused', ...refusal, ...(ledger ? { crisisId: ledger.crisis.id } : {}) };
  }
  const { entry, ledger, state } = outcome;
  // Kept on a disk is not in the log: nobody knows yet what becomes of it.
  if (state === 'kept') return { state: 'unknown' };
  return { state: 'acknowledged', crisisId: ledger.crisis.id, number: entry.number, hash: entry.hash };
}

if (process.send) await main(JSON.parse(process.argv[2] ?? '{}') as StoreOrders);
