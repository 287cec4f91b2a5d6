import { randomUUID } from 'node:crypto';
import { createAlarmCalls } from './alarm-calls.ts';
import { createAnnouncer } from './announcer.ts';
import { createApp } from './app.ts';
import { createBeforeStart } from './before-start.ts';
import { createCrisisChannels } from './crisis-channel.ts';
import { folderFor } from './daybook/directory.ts';
import { openKeeping } from './daybook/keeping.ts';
import { packFile, planPrintOf } from './export/pack.ts';
import { recordFiles } from './export/record-files.ts';
import { createHandsFiles } from './files/hands-files.ts';
import { createIdentity } from './identity.ts';
import { createInOrder } from './in-order.ts';
import { createKeptCards } from './kept-cards.ts';
import type { Krisebot, KrisebotOptions } from './krisebot-options.ts';
import { createMonthly } from './monthly.ts';
import { createReach } from './reach.ts';
import { createReadiness } from './readiness.ts';
import { createRefusals } from './refusals.ts';
import {
  announcingApart,
  inOrderOfRequests,
  withRequestLines,
  withRequestNotes,
} from './running/requests.ts';
import { createHttpGateway } from './sms/http-gateway.ts';
import { createAlarms } from './storage/alarms.ts';
import { createCrises } from './storage/crises.ts';
import { createFileRows } from './storage/file-rows.ts';
import { createLogStore } from './storage/log-store.ts';
import { createNotices } from './storage/notices.ts';
import { createPacks } from './storage/packs.ts';
import { createPeople } from './storage/people.ts';
import { createReviews } from './storage/reviews.ts';
import { createRooms } from './storage/rooms.ts';
import { openTables } from './storage/tables.ts';
import { createSurveying } from './surveying.ts';
import { createTeams } from './teams/teams.ts';
import { createTicking } from './ticking.ts';

export type { Krisebot } from './krisebot-options.ts';

/** A store that answers at all has answered by then. */
const linePatienceMs = 8_000;

/** How often it is looked for alarms that a crash left half sent, also at the start, in ms. */
const alarmsLookMs = 10_000;

/** Puts the parts together and starts answering. */
export async function startKrisebot(options: KrisebotOptions): Promise<Krisebot> {
  const { config, plan, journal, tickMs = 1000, gatherMs = 1000, dueMs = 3000 } = options;
  const { lineGatherMs = 30, storeBudgetMs } = options;
  const { reviewMs = config.teams.mode === 'local' ? 0 : 600_000 } = options;
  const { tablePrefix: prefix, machineClock } = options;
  const tables = await openTables(config.tables, {
    ...(prefix ? { prefix } : {}),
    ...(machineClock ? { machineClock } : {}),
  });
  const { clock } = tables;
  await tables.learnTime();
  const people = createPeople(tables);
  const { daybookDirectory: directory, daybookTimes: times } = options;
  const keeping = await openKeeping({
    crises: createCrises({
      log: createLogStore(tables),
      plan,
      ...(storeBudgetMs ? { budgetMs: storeBudgetMs } : {}),
    }),
    planId: plan.id,
    probe: tables.probe,
    clock,
    journal,
    ...(directory ? { directory: folderFor(directory, tables.name, plan.id) } : {}),
    ...(times ? { times } : {}),
  });
  const { crises, forPeople, presence } = keeping;
  const refusals = createRefusals(journal);
  const teams = createTeams({ config: config.teams, journal, refusals, clock, ...options.teams });
  const { messenger } = teams;
  const identity = createIdentity({ plan, people, messenger });
  const reach = createReach({ people, messenger, identity });
  const rooms = createRooms(tables);
  const channels = createCrisisChannels(plan, rooms);
  const notices = createNotices(tables, clock);
  const sms = config.sms && createHttpGateway(config.sms);
  const kept = createKeptCards({ notices, crises, messenger, clock, journal });
  const reviews = createReviews(tables);
  const survey = createSurveying({ plan, people, identity, reach, messenger });
  const packs = createPacks(tables);
  const planPrint = planPrintOf(plan);
  const readiness = createReadiness({ plan, crises, channels, survey, reviews, packs, planPrint });
  const monthly = createMonthly({ plan, crises, people, reviews, readiness, reach, journal, clock });
  const owner = randomUUID();
  const announcing = createAnnouncer({
    planId: plan.id,
    crises,
    notices,
    messenger,
    reach,
    kept,
    ...(sms ? { sms } : {}),
    journal,
    clock,
    gatherMs,
    owner,
    channel: async (origin) => (await channels.current(origin))?.conversation,
  });
  const announcer = announcingApart(announcing);
  const isLocal = config.teams.mode === 'local';
  let address = config.publicUrl;
  const onStored = announcer.poke;
  const hands = createHandsFiles({
    plan,
    planPrint,
    makeFiles: recordFiles,
    makePack: packFile,
    packs,
    crises: forPeople,
    rows: createFileRows(tables),
    identity,
    messenger,
    clock,
    journal,
    onStored,
    canOffer: !isLocal,
    address: () => address,
  });
  const alarms = createAlarms(tables);
  const alarmCalls = createAlarmCalls({
    plan,
    alarms,
    crises,
    notices,
    reach,
    clock,
    journal,
    owner,
    whenBack: messenger.whenBack,
    pauseMs: gatherMs,
  });
  const app = createApp({
    plan,
    alarmCalls,
    ...hands,
    crises: withRequestNotes(forPeople),
    awaySince: presence.awaySince,
    people,
    alarms,
    rooms,
    channels,
    readiness,
    identity,
    reach,
    kept,
    announcer,
    notices,
    inOrder: inOrderOfRequests(createInOrder({ gatherMs: lineGatherMs, patienceMs: linePatienceMs })),
    hasSms: sms !== undefined,
    journal,
    clock,
    local: isLocal,
  });
  const bot = withRequestLines(app, journal, refusals, () => undefined);
  const listening = await teams.serve(bot, { port: config.port, host: config.host });
  if (isLocal) address = listening.address;
  const ticking = createTicking({
    planId: plan.id,
    crises,
    clock,
    isSure: clock.isSure,
    // What people asked for comes before what time brings about.
    waits: () => presence.awaySince() !== undefined,
    journal,
    onStored,
  });
  const before = createBeforeStart({ planId: plan.id, crises, alarms, journal, onStored });
  keeping.begin({
    send: reach.send,
    onStored,
    // An exercise that runs is broken off by whoever announces both.
    onStarted: (crisisId, at) => before.settle(crisisId, at, undefined),
  });
  const following = repeating(tickMs, () => announcer.tick());
  const dueing = repeating(dueMs, () => ticking.tick());
  const alarming = repeating(alarmsLookMs, () => alarmCalls.goOn());
  const reviewing = repeating(reviewMs, () => monthly.look());
  return {
    address: listening.address,
    async idle() {
      await keeping.idle();
      await ticking.idle();
      await announcer.idle();
    },
    async tick() {
      await ticking.tick();
      await announcer.tick();
    },
    review: (at) => monthly.look(at),
    async stop() {
      for (const repeated of [following, dueing, alarming, reviewing]) clearInterval(repeated);
      await listening.close();
      await ticking.idle();
      await keeping.stop();
      await monthly.idle();
      await alarmCalls.stop();
      await announcer.stop();
      refusals.flush();
    },
  };
}

/** Does something now and again every so many ms; never where that is 0. */
function repeating(everyMs: number, work: () => Promise<void>): NodeJS.Timeout | undefined {
  if (everyMs === 0) return undefined;
  void work();
  return setInterval(() => void work(), everyMs);
}
