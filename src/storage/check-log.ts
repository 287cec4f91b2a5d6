import { setImmediate as others } from 'node:timers/promises';
import type { Entry } from '../domain/entry.ts';
import type { LogCheck, LogFault, LogPlace } from '../domain/log-check.ts';
import type { Chain, LogStore, Mark } from '../ports.ts';
import { genesis, verifyChain } from './chain.ts';
import { persist } from './persist.ts';

/** So many links are recomputed before others get their turn: a few milliseconds. */
const slice = 200;

/**
 * Reads a log anew, recomputes its chain, and compares it with its head and with what this process has read of
 * it before (`known`): that way a chain that was cut or written anew as a whole is found too.
 */
export async function checkLog(
  log: LogStore,
  crisisId: string,
  known: readonly Entry[],
  budgetMs: number,
): Promise<LogCheck> {
  // The head first: what is appended meanwhile comes after it.
  const head = await persist(budgetMs, () => log.head(crisisId));
  const chain = await persist(budgetMs, () => log.chain(crisisId));
  const report = await recomputed(crisisId, chain);
  const links = chain?.links ?? [];
  const read: readonly LogPlace[] = head ? [...known, head] : known;
  const broken = first([report.broken, ...read.map((place) => differing(place, links))]);
  const named = new Set(known.flatMap(({ event }) => (event.kind === 'textErased' ? [event.of] : [])));
  const isBefore = (number: number) => !broken || number < broken.number;
  return {
    verified: broken ? markAt(broken.number - 1, links) : report.verified,
    ...(broken ? { broken } : {}),
    erased: report.textless.filter((number) => named.has(number) && isBefore(number)),
    textless: report.textless.filter((number) => !named.has(number) && isBefore(number)),
  };
}

interface Recomputed {
  readonly verified: Mark;
  readonly broken?: LogFault;
  readonly textless: readonly number[];
}

async function recomputed(crisisId: string, chain: Chain | undefined): Promise<Recomputed> {
  const links = chain?.links ?? [];
  const textless: number[] = [];
  let verified = genesis(crisisId, chain?.epoch ?? '');
  for (let from = 0; from < links.length; from += slice) {
    const report = verifyChain(crisisId, verified, links.slice(from, from + slice));
    textless.push(...report.erased);
    verified = report.verified;
    if (report.broken) return { verified, textless, broken: report.broken };
    await others();
  }
  return { verified, textless };
}

/** What was read before, where it is not what stands there now. */
function differing({ number, hash }: LogPlace, links: Chain['links']): LogFault | undefined {
  const link = links[number - 1];
  if (!link) return { number, why: 'cut' };
  return link.hash === hash ? undefined : { number, why: 'other' };
}

/** The earliest fault; of two at one number the first one given, which says more. */
function first(faults: readonly (LogFault | undefined)[]): LogFault | undefined {
  const found = faults.flatMap((fault) => fault ?? []);
  return found.reduce<LogFault | undefined>(
    (earliest, fault) => (earliest && earliest.number <= fault.number ? earliest : fault),
    undefined,
  );
}

function markAt(number: number, links: Chain['links']): Mark {
  return { number, hash: links[number - 1]?.hash ?? '' };
}
