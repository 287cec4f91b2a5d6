import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Keeping, openKeeping } from '../../src/daybook/keeping.ts';
import type { SendResult } from '../../src/ports.ts';
import { type FaultyLine, startProxy } from '../azurite/proxy.ts';
import { type TestStore, testStore } from '../azurite/test-store.ts';
import { testPlan } from '../fixtures/plan.ts';

/** Replicas that share tables behind a faulty line, and a directory for what is kept. */
export interface KeepingStage {
  readonly proxy: FaultyLine;
  readonly directory: string;
  /** The tables by another line, which holds. */
  readonly store: TestStore;
  /** What people were told, in order: "id: text". */
  readonly told: string[];
  readonly journal: string[];
  /** Whom Teams does not take a message for, and why. */
  refuses: (person: string) => SendResult | undefined;
  replica(options?: {
    readonly directory?: string;
    /** It has no place to keep anything. */
    readonly keepsNothing?: boolean;
    readonly isCold?: boolean;
    /** As patient as in production. */
    readonly isPatient?: boolean;
  }): Promise<Keeping>;
  /** The tables answer nothing any more. */
  cut(): void;
  mend(): void;
  files(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Patience in tests: tables on this machine answer in a few ms. */
export const quick = { patience: 400, proof: 300, longest: 1500, every: 40, beat: 40, silentFor: 400 };

export async function setKeeping(): Promise<KeepingStage> {
  const proxy = await startProxy(inject('azurite'));
  const directory = await mkdtemp(join(tmpdir(), 'daybook-'));
  const store = await testStore();
  const replicas: Keeping[] = [];
  const told: string[] = [];
  const journal: string[] = [];
  const stage: KeepingStage = {
    proxy,
    directory,
    store,
    told,
    journal,
    refuses: () => undefined,
    async replica({
      directory: own = directory,
      keepsNothing = false,
      isCold = false,
      isPatient = false,
    } = {}) {
      const there = await testStore({ connectionString: proxy.connectionString, prefix: store.prefix });
      const keeping = await openKeeping({
        crises: there.crises,
        planId: testPlan.id,
        probe: there.tables.probe,
        clock: there.tables.clock,
        ...(keepsNothing ? {} : { directory: own }),
        journal: {
          info: (event, fields) => void journal.push(`${event} ${JSON.stringify(fields ?? {})}`),
          error: (event, error) => void journal.push(`${event} ${String(error)}`),
        },
        ...(isPatient ? {} : { times: quick }),
      });
      keeping.begin({
        async send(person, { text = '' }) {
          const refusal = stage.refuses(person);
          if (!refusal) told.push(`${person}: ${text}`);
          return { result: refusal ?? { state: 'sent', activityId: String(told.length) } };
        },
        onStored: () => undefined,
        onStarted: async () => undefined,
      });
      if (!isCold) await keeping.forPeople.active(testPlan.id);
      replicas.push(keeping);
      return keeping;
    },
    cut() {
      proxy.fate = () => 'busy';
    },
    mend() {
      proxy.fate = () => 'pass';
    },
    files: async () => (await readdir(directory)).filter((name) => name.endsWith('.daybook')),
    async close() {
      stage.mend();
      for (const keeping of replicas) await keeping.stop();
      await proxy.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
  return stage;
}
