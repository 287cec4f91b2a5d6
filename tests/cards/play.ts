import type { CommandBody } from '../../src/domain/command.ts';
import type { Crisis } from '../../src/domain/crisis.ts';
import { plusMinutes } from '../../src/domain/danish-time.ts';
import { decide } from '../../src/domain/decide.ts';
import { due } from '../../src/domain/due.ts';
import type { Actor, Entry } from '../../src/domain/entry.ts';
import { evolve } from '../../src/domain/evolve.ts';
import type { Ledger } from '../../src/domain/ledger.ts';
import { contactOf, type Plan } from '../../src/domain/plan.ts';

/** 02.14 on a November night, Danish time. */
export const night = '2026-11-23T01:14:00.000Z';

/** Who does what, minutes after the start; "due" is what time alone has brought about by then. */
export type Step = readonly [minute: number, who: string, what: CommandBody] | readonly [number, 'due'];

export interface Beginning {
  readonly headline?: string;
  readonly level?: 1 | 2;
  readonly exercise?: boolean;
  readonly contactOnly?: true;
  readonly by?: string;
}

/** Plays a crisis through the rules. A step the rules refuse is a mistake in the test. */
export function play(plan: Plan, beginning: Beginning, steps: readonly Step[] = []): Ledger {
  const { headline = 'Strømsvigt i serverrum', level = 1, exercise = false, by = 'anna' } = beginning;
  const crisisId = exercise ? 'Ø-2026-03' : 'K-2026-07';
  const contact = beginning.contactOnly ? { contactOnly: true as const } : {};
  const start: CommandBody = { kind: 'start', crisisId, headline, level, exercise, plan, ...contact };
  let crisis: Crisis | undefined;
  const entries: Entry[] = [];
  const take = (minute: number, who: string, what: CommandBody) => {
    const decision = decide(crisis, { by: person(plan, who), at: plusMinutes(night, minute), ...what });
    if ('refusal' in decision) throw new Error(`${what.kind}: ${decision.refusal.text}`);
    const number = entries.length + 1;
    const hash = `9b1e07d4${String(number).padStart(56, '0')}`;
    entries.push({ ...decision.entry, number, hash, intent: `step-${number}` });
    crisis = evolve(crisis, decision.entry, crisisId);
  };
  take(0, by, start);
  for (const [minute, who, what] of steps) {
    if (what) take(minute, who, what);
    else for (const body of dueAt(crisis, minute)) take(minute, 'system', body);
  }
  if (!crisis) throw new Error('nothing happened');
  return { crisis, entries };
}

function dueAt(crisis: Crisis | undefined, minute: number): readonly CommandBody[] {
  return crisis ? due(crisis, plusMinutes(night, minute)) : [];
}

export function person(plan: Plan, id: string): Actor {
  if (id === 'system') return { id, name: 'Krisebot' };
  return { id, name: contactOf(plan, id)?.name ?? id };
}
