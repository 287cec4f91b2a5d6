import type { Config } from './config.ts';
import type { KeepingNeeds } from './daybook/keeping.ts';
import type { Plan } from './domain/plan.ts';
import type { Journal } from './ports.ts';
import type { TeamsOptions } from './teams/teams.ts';

/** What a bot is started with. */
export interface KrisebotOptions {
  readonly config: Config;
  readonly plan: Plan;
  readonly journal: Journal;
  /** Begins every table's name. */
  readonly tablePrefix?: string;
  /** What tests put in place of Microsoft's token service. */
  readonly teams?: Partial<TeamsOptions>;
  /** How often the log is looked at for what other replicas stored, in ms. */
  readonly tickMs?: number;
  /** How often it is looked for what time has brought about, in ms. */
  readonly dueMs?: number;
  /**
   * How often it is looked whether the month's card is due, in ms; 0 for never by itself. The local trial has
   * nobody to send it to.
   */
  readonly reviewMs?: number;
  /** This machine's clock, in ms since 1970. */
  readonly machineClock?: () => number;
  /** How long quick changes are gathered before cards are edited again, in ms. */
  readonly gatherMs?: number;
  /** How long a typed line waits for one sent before it, in ms. */
  readonly lineGatherMs?: number;
  /** How long requests are still taken when it is to stop, after `/readyz` has said no, in ms. */
  readonly drainMs?: number;
  /** How long stopping may take in all, in ms. */
  readonly stopMs?: number;
  /** How long the store is tried again before a person is told that it does not answer, in ms. */
  readonly storeBudgetMs?: number;
  /**
   * Where what is asked for while the tables are away is kept, on this machine's durable storage. Absent: nothing
   * is kept then, and texts are given back.
   */
  readonly daybookDirectory?: string;
  /** How long the tables are waited for, and how often the daybook is looked after. */
  readonly daybookTimes?: KeepingNeeds['times'];
}

/** A running bot. */
export interface Krisebot {
  readonly address: string;
  /** Resolves when everything that followed from stored entries has been sent. */
  idle(): Promise<void>;
  /** Looks for what is due and for what is unannounced, as the running bot does by itself. */
  tick(): Promise<void>;
  /** Looks whether the month's card to the plan's owner is due (`at`, else now), as the bot does by itself. */
  review(at?: string): Promise<void>;
  /** Answers what is under way, says what is begun, and stops. False where time ran out: the next start does the rest. */
  stop(): Promise<boolean>;
}
