import type { Command } from '../../src/domain/command.ts';
import type { Ledger } from '../../src/domain/ledger.ts';
import { judge } from '../../src/domain/provisional.ts';
import type { ActiveLedger, Crises, Outcome } from '../../src/ports.ts';
import { channel } from '../storage/cast.ts';

/** Crises by the real rules, in memory: what they do with what is asked of them can be seen, and spoiled. */
export interface MemoryCrises {
  readonly crises: Crises;
  readonly ledgers: Map<string, Ledger>;
  /** Throws instead of answering. */
  spoils: (intent: string) => void;
}

export function memoryCrises(): MemoryCrises {
  const ledgers = new Map<string, Ledger>();
  const memory: MemoryCrises = { crises: {} as Crises, ledgers, spoils: () => undefined };

  function store(crisisId: string, intent: string, command: Command): Outcome {
    memory.spoils(intent);
    const before = ledgers.get(crisisId);
    const judged = judge(before, crisisId, intent, command);
    if (judged.state === 'refused') {
      return { state: 'refused', refusal: judged.refusal, ...(before ? { ledger: before } : {}) };
    }
    if (judged.state === 'known') return { state: 'repeated', entry: judged.entry, ledger: judged.ledger };
    const entry = { ...judged.entry, hash: `hash-${judged.entry.number}` };
    const ledger = { crisis: judged.ledger.crisis, entries: [...(before?.entries ?? []), entry] };
    ledgers.set(crisisId, ledger);
    return { state: 'stored', entry, ledger };
  }

  function running(exercise: boolean): ActiveLedger | undefined {
    const found = [...ledgers.values()].find(({ crisis }) => !crisis.ended && crisis.exercise === exercise);
    return found && { ledger: found, origin: channel };
  }

  Object.assign(memory.crises, {
    async active() {
      memory.spoils('');
      return running(false) ?? running(true);
    },
    async read(crisisId) {
      memory.spoils('');
      return ledgers.get(crisisId);
    },
    async recent() {
      memory.spoils('');
      return [...ledgers.keys()].map((crisisId) => ({ crisisId, origin: channel }));
    },
    async start({ exercise }, { intent, start }) {
      const own = [...ledgers.values()].find(({ entries }) => entries[0]?.intent === intent);
      const known = own ?? running(exercise)?.ledger;
      const crisisId = known?.crisis.id ?? `${exercise ? 'Ø' : 'K'}-2026-0${ledgers.size + 1}`;
      return store(crisisId, intent, { ...start, crisisId });
    },
    submit: async (crisisId, intent, by, at, body) => store(crisisId, intent, { ...body, by, at }),
  } satisfies Partial<Crises>);
  return memory;
}
