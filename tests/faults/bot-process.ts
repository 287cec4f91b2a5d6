import type { Plan } from '../../src/domain/plan.ts';
import { type Krisebot, startKrisebot } from '../../src/krisebot.ts';
import type { TeamsConfig } from '../../src/teams/teams-config.ts';
import { staticCredentials } from '../fake-teams/bot-token.ts';
import { fastTimer } from '../fake-teams/fast-timer.ts';
import { testPlan } from '../fixtures/plan.ts';

/** What a whole bot, in a process of its own, is told at its start. */
export interface BotOrders {
  readonly connectionString: string;
  readonly tablePrefix: string;
  readonly teams: TeamsConfig;
  /** How often it looks for what is unsaid, in ms; only when asked where that is 0. */
  readonly tickMs: number;
}

/** Nothing comes due by itself while the clock is moved on from one lease to the next. */
const patient: Plan = {
  ...testPlan,
  timings: {
    ...testPlan.timings,
    reminderMinutes: 100_000,
    openRoleMinutes: 100_000,
    firstPictureMinutes: 100_000,
    nextPictureMinutes: 100_000,
  },
};

/** `begin`: a spare becomes a bot. `look`: says all that is unsaid. */
export interface BotAsk {
  readonly id: number;
  readonly ask: 'begin' | 'look';
}

export interface BotAnswer {
  readonly id: number;
  readonly address?: string;
}

/** A spare has loaded everything: the bot that it becomes answers within a few milliseconds. */
function main(orders: BotOrders): void {
  let bot: Krisebot | undefined;
  process.on('message', async ({ id, ask }: BotAsk) => {
    if (ask === 'begin') bot = await begin(orders);
    else {
      await bot?.tick();
      await bot?.idle();
    }
    process.send?.({ id, ...(bot ? { address: bot.address } : {}) } satisfies BotAnswer);
  });
  process.once('disconnect', () => process.exit(0));
  process.send?.({ id: 0 } satisfies BotAnswer);
}

function begin({ connectionString, tablePrefix, teams, tickMs }: BotOrders): Promise<Krisebot> {
  const isWordy = process.env.FAULT_JOURNAL !== undefined;
  const appId = teams.mode === 'production' ? teams.appId : '';
  return startKrisebot({
    config: { host: '127.0.0.1', port: 0, tables: { connectionString }, teams },
    plan: patient,
    journal: {
      info: () => undefined,
      error: (event, error) => void (isWordy && console.error(process.pid, event, error)),
    },
    tablePrefix,
    tickMs,
    dueMs: 0,
    reviewMs: 0,
    gatherMs: 1,
    lineGatherMs: 1,
    teams: { timer: fastTimer, config: teams, credentials: staticCredentials(appId) },
  });
}

if (process.send) main(JSON.parse(process.argv[2] ?? '{}') as BotOrders);
