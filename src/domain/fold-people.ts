import type { Crisis, PersonState } from './crisis.ts';
import type { Actor, CrisisEvent, NewEntry } from './entry.ts';
import { withHolder } from './fold-roles.ts';

/** How entries change what is known of people: signs of life, calls, and how they take part. */

export function withPerson(crisis: Crisis, { id, name }: Actor, change: Partial<PersonState>): Crisis {
  const known = crisis.people[id] ?? { id, name, calls: [] };
  return { ...crisis, people: { ...crisis.people, [id]: { ...known, ...change } } };
}

/** Whoever acts has been reached: the first sign of life is the receipt. */
export function withReceipt(crisis: Crisis, entry: NewEntry): Crisis {
  const { id, name } = entry.by;
  // An alarm from before the start tells nothing of whether the call-out was seen.
  const isEarlier = entry.event.kind === 'alarmRaised' && entry.happenedAt < entry.at;
  // Nor does what is said after the end.
  if (id === 'system' || isEarlier || crisis.ended) return crisis;
  const known = crisis.people[id];
  if (known?.receiptAt && !known.unreachable) return crisis;
  if (known?.receiptAt) return withPerson(crisis, { id, name }, { unreachable: undefined });
  return withPerson(
    crisis,
    { id, name },
    {
      receiptAt: entry.at,
      receiptBy: 'teams',
      receiptEntry: crisis.size,
      unreachable: undefined,
    },
  );
}

export function phoned(
  crisis: Crisis,
  entry: NewEntry,
  { person, outcome, roles, way, expectedAt }: Extract<CrisisEvent, { kind: 'phoned' }>,
): Crisis {
  const known = crisis.people[person.id];
  const answered = outcome !== 'noAnswer';
  const call = { at: entry.at, by: entry.by.name, answered, ...(way ? { way } : {}) };
  const calls = [...(known?.calls ?? []), call];
  if (!answered) return withPerson(crisis, person, { calls });
  const receipt = { receiptAt: entry.at, receiptBy: way ?? 'phone', receiptEntry: crisis.size };
  const onTheWay = { attendance: 'onTheWay', attendedAt: entry.at, expectedAt } as const;
  const prevented = { attendance: 'prevented', attendedAt: entry.at, expectedAt: undefined } as const;
  const reached = withPerson(crisis, person, {
    calls,
    ...(known?.receiptAt ? {} : receipt),
    ...(outcome === 'coming' && !crisis.contactOnly && !isThere(known) ? onTheWay : {}),
    ...(outcome === 'notComing' && !crisis.contactOnly ? prevented : {}),
  });
  return roles.reduce(
    (folded, role) => withHolder(folded, role, { ...person, since: entry.at, confirmed: true }),
    reached,
  );
}

/** Someone who is there already is not sent back on the way by a phone call. */
function isThere(person: PersonState | undefined): boolean {
  return person?.attendance === 'present' || person?.attendance === 'online';
}
