import { takenIn } from '../domain/alarm-bound.ts';
import { plusMinutes } from '../domain/danish-time.ts';
import { interruptIntent } from '../domain/decide-end.ts';
import { system } from '../domain/entry.ts';
import type { Alarms, Crises, Journal } from '../ports.ts';

/** Settles what went before the start of a real crisis. Never throws: the start stands whatever becomes of it. */
export interface BeforeStart {
  /** `at`: when the crisis was started. `exerciseId`: the exercise that ran then. */
  settle(startedId: string, at: string, exerciseId: string | undefined): Promise<void>;
}

interface Needs {
  readonly planId: string;
  readonly crises: Crises;
  readonly alarms: Alarms;
  readonly journal: Journal;
  /** Something was stored in this crisis. */
  readonly onStored: (crisisId: string) => void;
}

const alarmsBelongToStartMinutes = 12 * 60;

/** A real crisis breaks off a running exercise, and takes in the alarms that led to it. */
export function createBeforeStart({ planId, crises, alarms, journal, onStored }: Needs): BeforeStart {
  /** From when on alarms belong to a crisis that starts now: the last one's end, at most half a day ago. */
  async function lastEnd(startedId: string, at: string): Promise<string> {
    const earliest = plusMinutes(at, -alarmsBelongToStartMinutes);
    const ids = (await crises.recent(planId))
      .map(({ crisisId }) => crisisId)
      .filter((id) => id.startsWith('K') && id !== startedId);
    const ends = await Promise.all(
      ids.map(async (id) => (await crises.read(id))?.crisis.ended?.at ?? earliest),
    );
    return ends.reduce((latest, end) => (end > latest ? end : latest), earliest);
  }

  async function breakOff(exerciseId: string, realId: string, at: string): Promise<void> {
    await crises.submit(exerciseId, interruptIntent(realId), system, at, { kind: 'interrupt' });
    onStored(exerciseId);
  }

  async function takeInAlarms(startedId: string, at: string): Promise<void> {
    for (const alarm of takenIn(await alarms.since(planId, await lastEnd(startedId, at)))) {
      await crises.submit(startedId, `before-${alarm.intent}`, alarm.by, at, {
        kind: 'raiseAlarm',
        text: alarm.text,
        raisedAt: alarm.at,
      });
    }
  }

  return {
    async settle(startedId, at, exerciseId) {
      try {
        if (exerciseId) await breakOff(exerciseId, startedId, at);
        await takeInAlarms(startedId, at);
      } catch (error) {
        journal.error('start.beforeNotStored', error, { crisisId: startedId });
      }
    },
  };
}
