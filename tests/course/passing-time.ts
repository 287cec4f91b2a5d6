import { inject } from 'vitest';
import { startProxy } from '../azurite/proxy.ts';
import { type Stage, setStage } from './stage.ts';

/** A stage on which time passes when a test says so. */
export interface PassingTime {
  readonly stage: Stage;
  /** The store's clock is everyone's clock: from its next answer on it is so much later than now. */
  minutesPass(minutes: number): Promise<void>;
  close(): Promise<void>;
}

export async function setPassingTime(): Promise<PassingTime> {
  const line = await startProxy(inject('azurite'));
  const stage = await setStage({ connectionString: line.connectionString, timePasses: true });
  return {
    stage,
    async minutesPass(minutes) {
      line.date = () => new Date(Date.now() + minutes * 60_000);
      const before = line.calls.length;
      await stage.teams.until(() => line.calls.length > before + 8);
      await stage.settled();
    },
    async close() {
      await stage.close();
      await line.close();
    },
  };
}
