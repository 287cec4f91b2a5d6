import { expect, inject } from 'vitest';
import { startProxy } from '../azurite/proxy.ts';
import { type Crowd, gatherCrowd } from '../course/crowd.ts';
import { createQuietTimer } from '../fake-teams/quiet-timer.ts';
import { testPlan } from '../fixtures/plan.ts';

/** So long that a busy machine makes no difference: the time that counts is simulated. */
export const withinMs = 50_000;

/** A crowd in simulated time, where only Teams' limits take any. */
export async function gather(size: number, known: boolean): Promise<Crowd> {
  const timer = createQuietTimer();
  const line = await startProxy(inject('azurite'));
  timer.watch(line.isBusy);
  const { connectionString } = line;
  const crowd = await gatherCrowd({ connectionString, plan: testPlan, size, known, timer, withinMs });
  timer.watch(crowd.teams.isBusy);
  return {
    ...crowd,
    async close() {
      await crowd.close();
      await line.close();
    },
  };
}

/** Everyone but the blocked has one card, no call was above a limit, and none could have come much sooner. */
export function expectAllReached({ teams, others, calledOut }: Crowd): void {
  const { tookMs, leastMs } = calledOut();
  expect(tookMs / leastMs).toBeLessThanOrEqual(1.2);
  expect(teams.calls.filter(({ overLimit }) => overLimit)).toEqual([]);
  expect(others.map((person) => person.sees().length)).toEqual(others.map(() => 1));
}
