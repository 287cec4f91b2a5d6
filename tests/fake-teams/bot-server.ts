import type { Bot } from '../../src/request.ts';
import type { Listening } from '../../src/teams/server.ts';
import { createTeams, type Teams, type TeamsOptions } from '../../src/teams/teams.ts';
import type { FakeTeams } from './fake-teams.ts';
import { fastTimer } from './fast-timer.ts';

/** A line the bot wrote in its journal. */
export interface JournalLine {
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly error?: unknown;
}

export interface BotServer extends Listening {
  readonly teams: Teams;
  readonly journal: readonly JournalLine[];
}

/** Serves a bot with the real Teams edge, connected to a fake Teams. */
export async function serveBot(
  fake: FakeTeams,
  bot: Bot,
  options: Partial<TeamsOptions> = {},
): Promise<BotServer> {
  const lines: JournalLine[] = [];
  const journal = {
    info: (event: string, fields = {}) => void lines.push({ event, fields }),
    error: (event: string, error: unknown, fields = {}) => void lines.push({ event, error, fields }),
  };
  const clock = { now: () => '2026-11-23T01:14:00.000Z' };
  const { config, credentials } = fake;
  const mine = { config, journal, clock, timer: fastTimer, ...(credentials ? { credentials } : {}) };
  const teams = createTeams({ ...mine, ...options });
  const listening = await teams.serve(bot, { port: 0, host: '127.0.0.1' });
  fake.talksTo(listening.address);
  return { ...listening, teams, journal: lines };
}
