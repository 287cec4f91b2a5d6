import type { Command, CommandBody, Refusal } from '../../src/domain/command.ts';
import type { Crisis } from '../../src/domain/crisis.ts';
import { decide } from '../../src/domain/decide.ts';
import { due } from '../../src/domain/due.ts';
import type { Actor, CalledBySms, Entry } from '../../src/domain/entry.ts';
import { evolve } from '../../src/domain/evolve.ts';
import type { Ledger } from '../../src/domain/ledger.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { testPlan } from '../fixtures/plan.ts';

const crisisId = 'K-2026-01';
const firstMoment = Date.parse('2026-11-23T01:14:00.000Z');

/** The fictional plan's people. */
export const people = Object.fromEntries(
  testPlan.contacts.map(({ id, name }) => [id, { id, name }]),
) as Record<string, Actor>;

export function person(id: string): Actor {
  const found = people[id];
  if (!found) throw new Error(`the test plan has no ${id}`);
  return found;
}

export const system: Actor = { id: 'system', name: 'Krisebot' };

/**
 * A course of events: given these commands, when that one, then this. One minute passes between them, unless
 * it is said when.
 */
export interface Course {
  readonly ledger: Ledger;
  readonly crisis: Crisis;
  /** Does it, and fails the test when the rules refuse. */
  does(who: string | Actor, body: CommandBody): Course;
  /** What the rules say when someone tries: the entry or the refusal; nothing is changed. */
  when(who: string | Actor, body: CommandBody): Entry | Refusal;
  readonly last: Entry;
  /** The same course, this many minutes after its start. */
  at(minutes: number): Course;
  /** What time has brought about by now is done, as the running bot does it. */
  ticks(): Course;
}

export function started(
  by: string | Actor = 'anna',
  options: { plan?: Plan; exercise?: boolean; contactOnly?: true; calledBySms?: CalledBySms } = {},
): Course {
  const { plan = testPlan, exercise = false, contactOnly, calledBySms } = options;
  const what = { kind: 'start', crisisId, headline: 'Strømsvigt', level: 1, exercise, plan } as const;
  const start = calledBySms ? { ...what, calledBySms } : what;
  return follow([], undefined).does(by, contactOnly ? { ...start, contactOnly } : start);
}

function follow(entries: readonly Entry[], crisis: Crisis | undefined, minutes = entries.length): Course {
  const at = new Date(firstMoment + minutes * 60_000).toISOString();
  const when = (who: string | Actor, body: CommandBody): Entry | Refusal => {
    const by = typeof who === 'string' ? person(who) : who;
    const decision = decide(crisis, { by, at, ...body } as Command);
    if ('refusal' in decision) return decision.refusal;
    const number = entries.length + 1;
    return { ...decision.entry, number, intent: `i${number}`, hash: `${number}`.padStart(64, '0') };
  };
  return {
    when,
    does(who, body) {
      const result = when(who, body);
      if ('code' in result) throw new Error(`refused: ${result.text}`);
      return follow([...entries, result], evolve(crisis, result, crisisId));
    },
    get crisis() {
      if (!crisis) throw new Error('not started');
      return crisis;
    },
    get ledger() {
      return { crisis: this.crisis, entries };
    },
    at: (later) => follow(entries, crisis, later),
    ticks() {
      if (!crisis) throw new Error('not started');
      const after = due(crisis, at).reduce(
        (so: Course, body) => so.at(minutes).does(system, body),
        follow(entries, crisis, minutes),
      );
      return after.at(minutes);
    },
    get last() {
      const entry = entries.at(-1);
      if (!entry) throw new Error('nothing has happened');
      return entry;
    },
  };
}
