import type { PassesAlarms } from '../alarms/alarm-calls.ts';
import type { AwayCallOut } from '../alarms/away-call-out.ts';
import type { Announcer } from '../announcing/announcer.ts';
import type { KeptCards } from '../announcing/kept-cards.ts';
import type { Plan } from '../domain/plan.ts';
import type { HandsFiles } from '../files/handing-pack.ts';
import type { Identity } from '../people/identity.ts';
import type { Reach } from '../people/reach.ts';
import type { Clock, Crises, Journal, Notices, People, Rooms } from '../ports.ts';
import type { CrisisChannels } from '../readiness/crisis-channel.ts';
import type { Readiness } from '../readiness/readiness.ts';
import type { InOrder } from './in-order.ts';

/** What it takes to answer a request, put together in krisebot.ts. */
export interface AppNeeds extends HandsFiles, PassesAlarms {
  readonly plan: Plan;
  readonly crises: Crises;
  /** Since when the log cannot be asked, ISO 8601 UTC; undefined while it can. */
  readonly awaySince: () => string | undefined;
  readonly people: People;
  readonly rooms: Rooms;
  readonly channels: CrisisChannels;
  readonly readiness: Readiness;
  readonly identity: Identity;
  readonly reach: Reach;
  readonly awayCallOut: AwayCallOut;
  readonly kept: KeptCards;
  readonly announcer: Announcer;
  readonly notices: Notices;
  /** Typed messages of one 1:1, one after the other. */
  readonly inOrder: InOrder;
  /** Whether the bot can send SMS itself. */
  readonly hasSms: boolean;
  readonly journal: Journal;
  readonly clock: Clock;
  /** True in the local trial: one person at a screen may act as anyone. */
  readonly local: boolean;
}
