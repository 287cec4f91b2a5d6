import type { AppNeeds } from '../answering/app-needs.ts';
import type { AlarmBound } from '../commands/alarm.ts';
import { alarmsCountFrom, isBeyondBound, type RaisedAlarm } from '../domain/alarm-bound.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { Person } from '../people/identity.ts';
import { type Alarms, StoreFault } from '../ports.ts';
import type { Request } from '../request.ts';

/**
 * Keeps a single person from filling the log and everybody's phones with alarms. It is a bound for a flood, not a
 * counter: two replicas that are asked in the same moment may both let one through.
 */
export function createAlarmBound(
  { plan, alarms }: Pick<AppNeeds, 'plan' | 'alarms'>,
  { at, intent }: Pick<Request, 'at' | 'intent'>,
  { actor: by }: Pick<Person, 'actor'>,
  ledger: Ledger | undefined,
): AlarmBound {
  /** What the tables and the log tell of; a table that does not answer must hold no alarm back. */
  async function told(): Promise<readonly RaisedAlarm[]> {
    const recorded = await alarms.since(plan.id, alarmsCountFrom(at)).catch((error: unknown) => {
      if (error instanceof StoreFault) return [];
      throw error;
    });
    const entered = (ledger?.entries ?? [])
      .filter((entry) => entry.event.kind === 'alarmRaised' && entry.by.id === by.id)
      .map((entry) => ({ intent: entry.intent.replace(/^before-/, ''), at: entry.at }));
    return [...recorded.filter((alarm) => alarm.by.id === by.id), ...entered];
  }

  return {
    async holdAlarm(text) {
      const known = await told();
      // From here on in one breath: what is raised in the same moment is in no table yet.
      const here = letThroughOf(alarms, by.id, at);
      const raised = [...known, ...here].toSorted((one, other) => one.at.localeCompare(other.at));
      if (!isBeyondBound(raised, { intent, at })) {
        here.push({ intent, at });
        return false;
      }
      try {
        await alarms.record(plan.id, { intent, at, by, text });
        return true;
      } catch (error) {
        // What can be stored nowhere is passed on.
        if (error instanceof StoreFault) return false;
        throw error;
      }
    },
  };
}

/** What this process has let through within the hour, by person. */
const letThrough = new WeakMap<Alarms, Map<string, RaisedAlarm[]>>();

function letThroughOf(alarms: Alarms, person: string, at: string): RaisedAlarm[] {
  const people = letThrough.get(alarms) ?? new Map<string, RaisedAlarm[]>();
  letThrough.set(alarms, people);
  const from = alarmsCountFrom(at);
  for (const [id, raised] of people) {
    const left = raised.filter((alarm) => alarm.at >= from);
    if (left.length > 0) people.set(id, left);
    else people.delete(id);
  }
  const own = people.get(person) ?? [];
  people.set(person, own);
  return own;
}
