import type { Crises, Journal, LogStore } from '../ports.ts';
import type { Figures } from './figures.ts';

/** A journal whose refused tokens and failures are counted too. */
export function measuredJournal(journal: Journal, figures: Figures): Journal {
  return {
    info(event, fields = {}) {
      journal.info(event, fields);
      if (event !== 'teams.refused') return;
      const { fault, count } = fields;
      figures.tokensRefused(String(fault), typeof count === 'number' ? count : 1);
    },
    error(event, error, fields) {
      journal.error(event, error, fields);
      figures.failed(event);
    },
  };
}

/** As many of the newest crises are told apart: their ids are attributes. */
const mostCrises = 4;

/** The log, its appends timed, and how long each of the newest logs is. */
export function measuredLog(
  log: LogStore,
  figures: Figures,
): { readonly log: LogStore; readonly entries: () => Readonly<Record<string, number>> } {
  const lengths = new Map<string, number>();
  const learn = (crisisId: string, number: number | undefined) => {
    if (number === undefined) return;
    lengths.delete(crisisId);
    lengths.set(crisisId, number);
    for (const oldest of lengths.keys()) {
      if (lengths.size > mostCrises) lengths.delete(oldest);
    }
  };
  return {
    entries: () => Object.fromEntries(lengths),
    log: {
      ...log,
      async head(crisisId) {
        const head = await log.head(crisisId);
        learn(crisisId, head?.number);
        return head;
      },
      async append(crisisId, before, drafts) {
        const began = performance.now();
        const told = (result: Parameters<Figures['appended']>[0]) =>
          figures.appended(result, drafts.length, performance.now() - began);
        try {
          const result = await log.append(crisisId, before, drafts);
          told(result.state);
          if (result.state === 'stored') learn(crisisId, result.head.number);
          return result;
        } catch (error) {
          told('fault');
          throw error;
        }
      },
    },
  };
}

/** Crises that count what waits for them. */
export function countedCrises(crises: Crises): { readonly crises: Crises; readonly underWay: () => number } {
  let underWay = 0;
  const counting = async <Value>(asked: Promise<Value>): Promise<Value> => {
    underWay += 1;
    try {
      return await asked;
    } finally {
      underWay -= 1;
    }
  };
  return {
    underWay: () => underWay,
    crises: {
      ...crises,
      read: (crisisId) => counting(crises.read(crisisId)),
      start: (series, request) => counting(crises.start(series, request)),
      submit: (...given) => counting(crises.submit(...given)),
    },
  };
}
