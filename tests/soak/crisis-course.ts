import { setTimeout } from 'node:timers/promises';
import type { Town } from '../faults/whole-town.ts';
import { testPlan } from '../fixtures/plan.ts';
import { staff } from './deeds.ts';
import type { Townspeople } from './townspeople.ts';

/** One crisis of a soak run, from an alarm to its record. */
export interface Course {
  /** Its id, once it stands in the log. */
  begin(n: number): Promise<string>;
  end(crisisId: string): Promise<void>;
}

const insiders = [...staff, 'mette', 'direktoer'];
const mostTries = 60;
const betweenTriesMs = 1_000;

/** What has to come about is asked for until it has: the tables fail now and then. */
export function createCourse(town: Town, people: Townspeople): Course {
  const newest = async () => (await town.store.crises.recent(testPlan.id)).at(0);
  const active = async () => (await town.store.crises.active(testPlan.id))?.ledger.crisis.id;

  async function until(is: () => Promise<boolean>, ask: (tries: number) => Promise<string>): Promise<void> {
    const told = new Map<string, string>();
    for (let tries = 0; tries < mostTries; tries += 1) {
      const id = await ask(tries);
      if (await is()) return;
      told.set(id, `${id} was told »${town.person(id).latest()?.text.slice(0, 200)}«`);
      await setTimeout(betweenTriesMs);
    }
    throw new Error(`what a crisis needs did not come about: ${[...told.values()].join('; ')}`);
  }

  return {
    async begin(n) {
      await people.says('Ole Vind', `alarm Ingen kan logge på, ${n}`, '');
      const isRunning = async () => (await active()) !== undefined;
      await until(isRunning, async () => {
        await people.says('anna', `start Strømsvigt ${n}`, '', true);
        return 'anna';
      });
      return (await active()) ?? '';
    },
    async end(crisisId) {
      const isOver = async () => (await newest())?.isActive !== true;
      await until(isOver, async (tries) => {
        // Whoever leads it by then may end it.
        const id = insiders[tries % insiders.length] ?? 'anna';
        if (tries >= insiders.length) await people.says(id, 'jeg tager rollen kriseleder', crisisId);
        // Whoever leads may keep the log as well: without »krise« the line would be an entry.
        await people.says(id, 'krise slut nu', crisisId);
        return id;
      });
      for (const text of ['evaluering', 'historik', 'eksport pdf']) await people.says('anna', text, crisisId);
    },
  };
}
