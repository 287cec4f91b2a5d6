import { join } from 'node:path';
import { oneAtATime } from '../one-at-a-time.ts';
import { type Alarm, type Alarms, DaybookFault, type Journal, StoreFault } from '../ports.ts';
import type { Daybook } from './daybook.ts';
import type { KeptLine } from './line.ts';
import { openDaybook } from './open-daybook.ts';
import type { Presence } from './presence.ts';

/** Alarms that are raised while no crisis runs, also while the tables are away. */
export interface KeptAlarms {
  /** For what people ask: never waits for tables that are away. */
  readonly forPeople: Alarms;
  /** As the tables have them, once they have those that were kept. */
  readonly stored: Alarms;
  /** Stores what was kept; for when the tables answer. Throws `StoreFault` where they do not. */
  catchUp(): Promise<void>;
  /** Everybody's part of this alarm is known: whoever finds it kept passes it on no more. Never throws. */
  passed(intent: string): Promise<void>;
  /** Shows that its owner is alive, and takes over what dead replicas have left. Never throws. */
  look(): Promise<void>;
  close(): Promise<void>;
}

interface Needs {
  readonly alarms: Alarms;
  readonly planId: string;
  readonly presence: Presence;
  readonly journal: Journal;
  /** Where they are kept; absent where nothing can be. */
  readonly folder?: string | undefined;
}

/** They belong to no log, so they have a daybook of their own. */
export async function openKeptAlarms({
  alarms,
  planId,
  presence,
  journal,
  folder,
}: Needs): Promise<KeptAlarms> {
  const daybook = folder ? await openDaybook({ directory: join(folder, 'alarms'), journal }) : undefined;
  /** What came since the tables went away, by intent: kept, or nowhere but here. */
  const held = new Map<string, Alarm>();

  async function hold(alarm: Alarm): Promise<'kept' | 'unstored' | 'known'> {
    const isKnown = held.has(alarm.intent) || keptIn(daybook).some(({ intent }) => intent === alarm.intent);
    if (isKnown) return 'known';
    held.set(alarm.intent, alarmOf(alarm));
    try {
      await daybook?.keep(lineOf(alarm), undefined);
      return daybook ? 'kept' : 'unstored';
    } catch (error) {
      if (!(error instanceof DaybookFault)) throw error;
      journal.error('alarm.notKept', error);
      return 'unstored';
    }
  }

  async function store(): Promise<void> {
    for (const item of daybook?.waiting() ?? []) {
      const { crisisId, intent, near, text } = item.line;
      // Of what a dead process did not mark, nobody knows whether it was passed on.
      const isPassed = held.has(intent) || item.telling === 'told';
      const open = near && !isPassed ? ({ near, inDoubt: true } as const) : {};
      await alarms.record(planId, { ...alarmOf(item.line), ...open });
      await daybook?.settle(new Map([[item, { state: 'entered', crisisId, number: 0, text }]]));
    }
    for (const [intent, alarm] of held) {
      await alarms.record(planId, alarm);
      held.delete(intent);
    }
    // Whoever raised one was told of it at once.
    await daybook?.tell(daybook.untold(), 'told');
  }

  const catchUp = oneAtATime(store).run;

  /** What is known here where the tables cannot be asked. */
  function keptSince(at: string): readonly Alarm[] {
    const all = new Map([...keptIn(daybook), ...held.values()].map((alarm) => [alarm.intent, alarm]));
    return [...all.values()].filter((alarm) => alarm.at >= at).toSorted((a, b) => a.at.localeCompare(b.at));
  }

  return {
    catchUp,
    async passed(intent) {
      const items = (daybook?.waiting() ?? []).filter(({ line }) => line.intent === intent);
      if (items.length > 0) await daybook?.tell(items, 'told');
    },
    stored: {
      record: alarms.record,
      async since(plan, at) {
        await catchUp();
        return alarms.since(plan, at);
      },
    },
    forPeople: {
      async record(plan, alarm) {
        try {
          return await presence.ask(() => alarms.record(plan, alarm));
        } catch (error) {
          if (!(error instanceof StoreFault)) throw error;
          return hold(alarm);
        }
      },
      async since(plan, at) {
        try {
          return await presence.ask(() => alarms.since(plan, at));
        } catch (error) {
          if (!(error instanceof StoreFault)) throw error;
          return keptSince(at);
        }
      },
    },
    look: async () => daybook?.look(),
    close: async () => daybook?.close(),
  };
}

function keptIn(daybook: Daybook | undefined): readonly Alarm[] {
  return (daybook?.waiting() ?? []).map(({ line }) => alarmOf(line));
}

function lineOf({ intent, at, by, text, near }: Alarm): Omit<KeptLine, 'kind' | 'n'> {
  const what = { kind: 'command', body: { kind: 'raiseAlarm', text } } as const;
  return { crisisId: 'alarm', intent, by, at, what, text, ...(near ? { near } : {}) };
}

/** Without the place it was raised in: whoever finds one with it, and nothing about who has it, passes it on. */
function alarmOf({ intent, at, by, text }: Alarm | KeptLine): Alarm {
  return { intent, at, by, text };
}
