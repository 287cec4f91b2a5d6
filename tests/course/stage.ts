import { inject } from 'vitest';
import type { Config } from '../../src/config.ts';
import { type Krisebot, startKrisebot } from '../../src/krisebot.ts';
import type { KrisebotOptions } from '../../src/krisebot-options.ts';
import type { Journal } from '../../src/ports.ts';
import type { SmsSettings } from '../../src/sms/sms-request.ts';
import { type FakeTeams, startFakeTeams } from '../fake-teams/fake-teams.ts';
import { fastTimer } from '../fake-teams/fast-timer.ts';
import type { Person } from '../fake-teams/person.ts';
import { testPlan } from '../fixtures/plan.ts';

/** The whole bot on real parts: its HTTP endpoint, its tables in the emulator, and a fake Teams around it. */
export interface Stage {
  readonly teams: FakeTeams;
  readonly anna: Person;
  readonly jens: Person;
  readonly lise: Person;
  readonly peter: Person;
  readonly mette: Person;
  /** The plan's owner, outside the crisis organisation. */
  readonly karen: Person;
  /** Works here, stands in no plan. */
  readonly ole: Person;
  readonly guest: Person;
  readonly journal: readonly string[];
  /** Begins the names of the bot's tables. */
  readonly tablePrefix: string;
  /** Where the bot listens, "http://127.0.0.1:3978". */
  address(): string;
  /** Waits until everything that follows from what was stored has been sent. */
  settled(): Promise<void>;
  /** Lets the bot look, at that moment, whether the month's card to the plan's owner is due. */
  review(at: string): Promise<void>;
  /** Ends the bot's process and starts another on the same tables. */
  restart(): Promise<void>;
  /** One more replica of the bot on the same tables. */
  replica(options?: { readonly lineGatherMs?: number }): Promise<Krisebot>;
  close(): Promise<void>;
}

let stages = 0;

export async function setStage(
  options: {
    signed?: boolean;
    connectionString?: string;
    sms?: SmsSettings;
    timePasses?: boolean;
    /** How often the bot looks for what is to be tried again: where that is what a test waits for. */
    tickMs?: number;
    storeBudgetMs?: number;
    publicUrl?: string;
    /** Where what cannot be stored is kept. */
    daybookDirectory?: string;
    daybookTimes?: KrisebotOptions['daybookTimes'];
    /** Where the bot's log goes, if not into `journal`. */
    journal?: Journal;
  } = {},
): Promise<Stage> {
  const { signed = true, connectionString = inject('azurite'), sms, timePasses = false, publicUrl } = options;
  const { storeBudgetMs, daybookDirectory, daybookTimes } = options;
  const { tickMs = options.connectionString ? 200 : 1_000 } = options;
  stages += 1;
  const tablePrefix = `C${process.pid}x${Date.now().toString(36)}x${stages}`;
  const contact = (id: string) => testPlan.contacts.find((candidate) => candidate.id === id);
  const named = (id: string) => contact(id)?.name ?? id;
  const teams = await startFakeTeams({
    signed,
    people: [
      ...['anna', 'jens', 'lise', 'peter', 'mette', 'direktoer'].map((id) => ({
        name: named(id),
        ...(contact(id)?.upn ? { upn: contact(id)?.upn } : {}),
      })),
      { name: 'Ole Vind' },
      { name: 'Gitte Gæst', guest: true },
    ],
    channels: ['Drift'],
    groupChats: ['Ledelse'],
    chatsElsewhere: ['Jens og Anna'],
  });
  const lines: string[] = [];
  const journal: Journal = options.journal ?? {
    info: (event, fields = {}) => void lines.push(`${event} ${JSON.stringify(fields)}`),
    error: (event, error, fields = {}) =>
      void lines.push(`${event} ${JSON.stringify(fields)} ${String(error)}`),
  };
  const config: Config = {
    host: '127.0.0.1',
    port: 0,
    tables: { connectionString },
    teams: teams.config,
    ...(sms ? { sms } : {}),
    ...(publicUrl ? { publicUrl } : {}),
  };
  const launch = (lineGatherMs = 1) => {
    const { credentials } = teams;
    // Nobody is told that an answer follows because this machine has much to do.
    const edge = {
      timer: fastTimer,
      linePatience: 20_000,
      config: teams.config,
      ...(credentials ? { credentials } : {}),
    };
    return startKrisebot({
      config,
      plan: testPlan,
      journal,
      tablePrefix,
      // As the running bot does: each look is five calls of the tables by every stage.
      tickMs,
      gatherMs: 1,
      lineGatherMs,
      reviewMs: 0,
      ...(storeBudgetMs ? { storeBudgetMs } : {}),
      ...(daybookDirectory ? { daybookDirectory } : {}),
      daybookTimes: daybookTimes ?? { patience: 4_000, proof: 3_000, longest: 8_000 },
      // Where a test moves the clock for other reasons, nothing comes due by itself.
      dueMs: timePasses ? 50 : 0,
      teams: edge,
    });
  };
  const replicas: Krisebot[] = [];
  let bot = await launch();
  teams.talksTo(bot.address);
  const person = (id: string) => teams.person(named(id));
  return {
    teams,
    anna: person('anna'),
    jens: person('jens'),
    lise: person('lise'),
    peter: person('peter'),
    mette: person('mette'),
    karen: person('direktoer'),
    ole: teams.person('Ole Vind'),
    guest: teams.person('Gitte Gæst'),
    journal: lines,
    tablePrefix,
    address: () => bot.address,
    settled: () => bot.idle(),
    review: (at) => bot.review(at),
    async restart() {
      await bot.stop();
      bot = await launch();
      teams.talksTo(bot.address);
    },
    async replica(how) {
      const another = await launch(how?.lineGatherMs);
      replicas.push(another);
      return another;
    },
    async close() {
      await Promise.all([bot, ...replicas].map((one) => one.stop()));
      await teams.close();
    },
  };
}
