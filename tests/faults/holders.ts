import { type Attempt, createNewestBefore, type Deeds, type Finding, finding } from './attempts.ts';
import type { StoredEntry, StoredLog } from './stored-log.ts';

/** From which entry on somebody has a role; nobody where there is no id. */
interface Tenure {
  readonly from: number;
  readonly holder: string | undefined;
}

/** What an entry does to an exclusive role: `expects` is who must have had it, where the entry says so. */
interface Change {
  readonly role: string;
  readonly holder: string | undefined;
  readonly expects?: string;
}

/** Who had which exclusive role when, by a reading of its own; and what cannot be. */
function readRoles({ crisisId, entries, shared, leads }: StoredLog) {
  const tenures = new Map<string, Tenure[]>();
  const found: Finding[] = [];
  for (const entry of entries) {
    const change = changeOf(entry, leads);
    if (!change || shared.has(change.role)) continue;
    const { role, holder, expects } = change;
    const before = tenures.get(role) ?? [];
    const had = before.at(-1)?.holder;
    if (holder === undefined && had !== entry.by) continue;
    const isClash = holder !== undefined && had !== undefined && had !== holder && had !== expects;
    if (isClash) {
      found.push(
        finding('two holders', `${crisisId} nr. ${entry.number}: ${role} is ${had}’s and ${holder}’s`),
      );
    }
    tenures.set(role, [...before, { from: entry.number, holder }]);
  }
  return { tenures, found };
}

function changeOf({ by, event }: StoredEntry, leads: string | undefined): Change | undefined {
  const role = String(event.role);
  // Whoever starts it leads it, if the plan has them lead; anybody else who starts does not.
  if (event.kind === 'started') return { role: 'crisisLeader', holder: by === leads ? by : undefined };
  const expects = typeof event.from === 'string' ? { expects: event.from } : {};
  if (event.kind === 'roleTaken') return { role, holder: by, ...expects };
  if (event.kind === 'roleAssigned') return { role, holder: (event.to as { id: string }).id, ...expects };
  if (event.kind === 'roleDeclined') return { role, holder: undefined };
  return undefined;
}

/** An exclusive role that one takes while another has it, and not from them. */
export function twoHolders(log: StoredLog): readonly Finding[] {
  return readRoles(log).found;
}

/**
 * Whoever is too late must be told who has the role: someone who had it at a moment between the question and the
 * answer.
 */
export function winnersNotTold(
  log: StoredLog,
  attempts: readonly Attempt[],
  deeds: Deeds,
): readonly Finding[] {
  const { tenures } = readRoles(log);
  const newestBefore = createNewestBefore(log, deeds);
  const invokedAt = new Map(
    log.entries.map(({ intent, number }) => [number, deeds.invoked.get(intent) ?? Number.NEGATIVE_INFINITY]),
  );
  return attempts.flatMap((attempt) => {
    const { role, answer, crisisId, intent } = attempt;
    if (answer.state !== 'refused' || answer.code !== 'taken' || !role || crisisId !== log.crisisId)
      return [];
    const from = newestBefore(attempt.invokedAt);
    const possible = (tenures.get(role) ?? [])
      .filter((tenure, index, all) => {
        const until = all[index + 1]?.from ?? Number.POSITIVE_INFINITY;
        return until > from && (invokedAt.get(tenure.from) ?? 0) < attempt.answeredAt;
      })
      .flatMap(({ holder }) => (holder ? [log.names.get(holder) ?? holder] : []));
    if (possible.some((name) => answer.text.includes(name))) return [];
    return [finding('winner not told', `${intent}: ${possible.join(' or ')} had ${role}: »${answer.text}«`)];
  });
}
