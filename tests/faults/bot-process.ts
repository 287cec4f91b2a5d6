import type { Plan } from '../../src/domain/plan.ts';
import { type Krisebot, startKrisebot } from '../../src/krisebot.ts';
import type { Journal } from '../../src/ports.ts';
import type { TeamsConfig } from '../../src/teams/teams-config.ts';
import { staticCredentials } from '../fake-teams/bot-token.ts';
import { fastTimer } from '../fake-teams/fast-timer.ts';
import { testPlan } from '../fixtures/plan.ts';
import { type Vitals, watchVitals } from './vitals.ts';

/** What a whole bot, in a process of its own, is told at its start. */
export interface BotOrders {
  readonly connectionString: string;
  readonly tablePrefix: string;
  readonly teams: TeamsConfig;
  /** How often it looks for what is unsaid, in ms; only when asked where that is 0. */
  readonly tickMs: number;
  /** At its own speed and with Teams' limits, and with these of the plan's times; else it hurries, and nothing is due. */
  readonly inEarnest?: Partial<Plan['timings']>;
  /** Where it keeps what the tables cannot take. */
  readonly daybookDirectory?: string;
}

/** Nothing comes due by itself while the clock is moved on from one lease to the next. */
const never: Partial<Plan['timings']> = {
  reminderMinutes: 100_000,
  openRoleMinutes: 100_000,
  firstPictureMinutes: 100_000,
  nextPictureMinutes: 100_000,
};

const inAHurry = { dueMs: 0, reviewMs: 0, gatherMs: 1, lineGatherMs: 1 };

/**
 * `begin`: a spare becomes a bot. `look`: says all that is unsaid. `measure`: tells how it is. `stumble`: a promise of
 * its fails, and nobody looks after it.
 */
export interface BotAsk {
  readonly id: number;
  readonly ask: 'begin' | 'look' | 'measure' | 'stumble';
}

export interface BotAnswer {
  readonly id: number;
  readonly address?: string;
  readonly vitals?: Vitals;
}

/** A spare has loaded everything: the bot that it becomes answers within a few milliseconds. */
function main(orders: BotOrders): void {
  const health = watchVitals(process);
  let bot: Krisebot | undefined;
  process.on('message', async ({ id, ask }: BotAsk) => {
    if (ask === 'begin') bot = await begin(orders, health.journal);
    if (ask === 'look') {
      await bot?.tick();
      await bot?.idle();
    }
    if (ask === 'stumble') void Promise.reject(new Error('stumbled'));
    const vitals = ask === 'measure' ? { vitals: await health.take() } : {};
    process.send?.({ id, ...vitals, ...(bot ? { address: bot.address } : {}) } satisfies BotAnswer);
  });
  process.once('disconnect', () => process.exit(0));
  process.send?.({ id: 0 } satisfies BotAnswer);
}

function begin(orders: BotOrders, journal: Journal): Promise<Krisebot> {
  const { connectionString, tablePrefix, teams, tickMs, inEarnest, daybookDirectory } = orders;
  const appId = teams.mode === 'production' ? teams.appId : '';
  const edge = { config: teams, credentials: staticCredentials(appId) };
  return startKrisebot({
    config: { host: '127.0.0.1', port: 0, tables: { connectionString }, teams },
    plan: { ...testPlan, timings: { ...testPlan.timings, ...(inEarnest ?? never) } },
    journal,
    tablePrefix,
    tickMs,
    ...(daybookDirectory ? { daybookDirectory } : {}),
    ...(inEarnest ? { teams: edge } : { ...inAHurry, teams: { ...edge, timer: fastTimer } }),
  });
}

if (process.send) main(JSON.parse(process.argv[2] ?? '{}') as BotOrders);
