import { twoActive } from './active.ts';
import { type Attempt, createNewestBefore, type Deeds, deedsOf, type Finding, finding } from './attempts.ts';
import { twoHolders, winnersNotTold } from './holders.ts';
import type { StoredEntry, StoredLog } from './stored-log.ts';
import { verify } from './verifier.ts';

/**
 * Compares what clients were told with what is stored; empty where the two agree. `isOwn` tells the bot's own
 * entries, which nobody asks for.
 */
export function findingsIn(
  attempts: readonly Attempt[],
  logs: readonly StoredLog[],
  isOwn: (entry: StoredEntry) => boolean = () => false,
): readonly Finding[] {
  const deeds = deedsOf(attempts);
  return [
    ...logs.flatMap(broken),
    ...twice(logs),
    ...logs.flatMap((log) => [
      ...disordered(log, deeds),
      ...twoHolders(log),
      ...unasked(log, deeds, isOwn),
      ...refusedAndStored(log, attempts, deeds),
      ...winnersNotTold(log, attempts, deeds),
    ]),
    ...missing(attempts, logs),
    ...twoActive(attempts, logs, deeds),
  ];
}

/** By numbers alone, and by the verifier that shares no code with the bot. */
function broken({ crisisId, entries, file }: StoredLog): readonly Finding[] {
  const gap = entries.findIndex(({ number }, index) => number !== index + 1);
  const report = verify(file);
  const why = report.unreadable ?? (report.broken && `nr. ${report.broken.number}: ${report.broken.why}`);
  return [
    ...(gap >= 0 ? [finding('gap', `${crisisId}: ${entries[gap]?.number} stands as ${gap + 1}`)] : []),
    ...(why ? [finding('chain', `${crisisId}: ${why}`)] : []),
  ];
}

function twice(logs: readonly StoredLog[]): readonly Finding[] {
  const seen = new Map<string, string>();
  return logs.flatMap(({ crisisId, entries }) =>
    entries.flatMap(({ intent, number }) => {
      const place = `${crisisId} nr. ${number}`;
      const before = seen.get(intent);
      seen.set(intent, place);
      return before ? [finding('twice', `${intent} is ${before} and ${place}`)] : [];
    }),
  );
}

/** Whatever was acknowledged before another was asked for comes before it. */
function disordered({ crisisId, entries }: StoredLog, { invoked, acked }: Deeds): readonly Finding[] {
  const found: Finding[] = [];
  let earliestAck = Number.POSITIVE_INFINITY;
  for (const { intent, number } of entries.toReversed()) {
    if (earliestAck < (invoked.get(intent) ?? Number.NEGATIVE_INFINITY)) {
      found.push(finding('order', `${crisisId}: nr. ${number} was asked for after a later one was answered`));
    }
    earliestAck = Math.min(earliestAck, acked.get(intent) ?? earliestAck);
  }
  return found;
}

function unasked(
  { crisisId, entries }: StoredLog,
  { invoked }: Deeds,
  isOwn: (entry: StoredEntry) => boolean,
): readonly Finding[] {
  return entries
    .filter((entry) => !invoked.has(entry.intent) && !isOwn(entry))
    .map(({ intent, number }) => finding('nobody asked', `${crisisId} nr. ${number}: ${intent}`));
}

/** Acknowledged, and not there, or not under that number. */
function missing(attempts: readonly Attempt[], logs: readonly StoredLog[]): readonly Finding[] {
  const byCrisis = new Map(logs.map((log) => [log.crisisId, log.entries]));
  return attempts.flatMap(({ intent, answer }) => {
    if (answer.state !== 'acknowledged') return [];
    const { crisisId, number, hash } = answer;
    const entry = byCrisis.get(crisisId)?.find((one) => one.intent === intent);
    if (!entry) return [finding('lost', `${intent}, acknowledged as ${crisisId} nr. ${number}`)];
    const isSame = entry.number === number && (hash === undefined || entry.hash === hash);
    return isSame ? [] : [finding('other entry', `${intent} is nr. ${entry.number}, told nr. ${number}`)];
  });
}

/**
 * A refusal says that it did not happen. It may still come about by another delivery of the same intent that was
 * under way then or later; never where all were refused, and never where it was in the log before that answer
 * was asked for.
 */
function refusedAndStored(log: StoredLog, attempts: readonly Attempt[], deeds: Deeds): readonly Finding[] {
  const places = new Map(log.entries.map(({ intent, number }) => [intent, number]));
  const others = new Set(
    attempts.filter(({ answer }) => answer.state !== 'refused').map(({ intent }) => intent),
  );
  const newestBefore = createNewestBefore(log, deeds);
  return attempts.flatMap(({ intent, invokedAt, answer }) => {
    const number = places.get(intent);
    if (answer.state !== 'refused' || number === undefined) return [];
    const stood = newestBefore(invokedAt) >= number;
    if (others.has(intent) && !stood) return [];
    return [finding('refused and stored', `${intent} is ${log.crisisId} nr. ${number}: »${answer.text}«`)];
  });
}
