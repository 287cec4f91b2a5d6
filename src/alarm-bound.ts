import type { AppNeeds } from './app.ts';
import type { AlarmBound } from './commands/alarm.ts';
import { alarmsCountFrom, isBeyondBound, type RaisedAlarm } from './domain/alarm-bound.ts';
import type { Ledger } from './domain/ledger.ts';
import type { Person } from './identity.ts';
import { StoreFault } from './ports.ts';
import type { Request } from './request.ts';

/**
 * Keeps a single person from filling the log and everybody's phones with alarms. It is a bound for a flood, not a
 * counter: two replicas that are asked in the same moment may both let one through.
 */
export function createAlarmBound(
  { plan, alarms }: Pick<AppNeeds, 'plan' | 'alarms'>,
  { at, intent }: Request,
  { actor: by }: Person,
  ledger: Ledger | undefined,
): AlarmBound {
  async function raised(): Promise<readonly RaisedAlarm[]> {
    const recorded = (await alarms.since(plan.id, alarmsCountFrom(at))).filter(
      (alarm) => alarm.by.id === by.id,
    );
    const entered = (ledger?.entries ?? [])
      .filter((entry) => entry.event.kind === 'alarmRaised' && entry.by.id === by.id)
      .map((entry) => ({ intent: entry.intent.replace(/^before-/, ''), at: entry.at }));
    return [...recorded, ...entered].toSorted((one, other) => one.at.localeCompare(other.at));
  }

  return {
    async holdAlarm(text) {
      try {
        if (!isBeyondBound(await raised(), { intent, at })) return false;
        await alarms.record(plan.id, { intent, at, by, text });
        return true;
      } catch (error) {
        // A table that does not answer must hold no alarm back.
        if (error instanceof StoreFault) return false;
        throw error;
      }
    },
  };
}
