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
import { repeat } from './running/repeating.ts';
import { stopInOrder } from './running/stopping.ts';
import { openWatch } from './running/watch.ts';
import { createHttpGateway } from './sms/http-gateway.ts';
import { createCrises } from './storage/crises.ts';
import { createStores } from './storage/stores.ts';
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
  const { config, plan, tickMs = 1000, gatherMs = 1000, dueMs = 3000 } = options;
  const { lineGatherMs = 30, storeBudgetMs, drainMs = 0, stopMs = 15_000 } = options;
  const { reviewMs = config.teams.mode === 'local' ? 0 : 600_000 } = options;
  const { tablePrefix: prefix, machineClock } = options;
  const tables = await openTables(config.tables, {
    ...(prefix ? { prefix } : {}),
    ...(machineClock ? { machineClock } : {}),
  });
  const { clock } = tables;
  await tables.learnTime();
  const stores = createStores(tables);
  const { log, people, alarms, rooms, reviews, packs, rows } = stores;
  const { probe } = tables;
  const watch = await openWatch({ log, probe, clock, journal: options.journal, metrics: config.metrics });
  const { journal, refusals, onCall } = watch;
  const { daybookDirectory: directory, daybookTimes: times } = options;
  const keeping = await openKeeping({
    crises: createCrises({
      log: watch.log,
      plan,
      ...(storeBudgetMs ? { budgetMs: storeBudgetMs } : {}),
    }),
    planId: plan.id,
    probe,
    clock,
    journal,
    ...(directory ? { directory: folderFor(directory, tables.name, plan.id) } : {}),
    ...(times ? { times } : {}),
  });
  const { crises, forPeople, presence } = keeping;
  const edge = { config: config.teams, journal, refusals, clock, onCall, ...options.teams };
  const teams = createTeams(edge);
  const { messenger } = teams;
  const identity = createIdentity({ plan, people, messenger });
  const reach = createReach({ people, messenger, identity });
  const channels = createCrisisChannels(plan, rooms);
  const notices = watch.notices(stores.notices);
  const sms = config.sms && createHttpGateway(config.sms);
  const kept = createKeptCards({ notices, crises, messenger, clock, journal });
  const survey = createSurveying({ plan, people, identity, reach, messenger });
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
  const announcer = watch.announcer(announcing);
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
    rows,
    identity,
    messenger,
    clock,
    journal,
    onStored,
    canOffer: !isLocal,
    address: () => address,
  });
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
    crises: watch.crises(forPeople),
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
    inOrder: watch.inOrder(createInOrder({ gatherMs: lineGatherMs, patienceMs: linePatienceMs })),
    hasSms: sms !== undefined,
    journal,
    clock,
    local: isLocal,
  });
  const ready = watch.ready({
    awaySince: presence.awaySince,
    keeps: directory !== undefined,
    kept: keeping.waiting,
    keysKnown: teams.keysKnown,
    teamsAway: teams.isAway,
    connections: async () => listening.connections(),
  });
  const { port, host } = config;
  const listening = await teams.serve(watch.bot(app), { port, host, ready: ready.state });
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
  const stopRepeating = repeat(
    [tickMs, () => announcer.tick()],
    [dueMs, () => ticking.tick()],
    [alarmsLookMs, () => alarmCalls.goOn()],
    [reviewMs, () => monthly.look()],
  );
  journal.info('process.started', { tables: clock.offset() === undefined ? 'away' : 'there' });
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
    stop: () =>
      stopInOrder(
        {
          unready: ready.stop,
          close() {
            stopRepeating();
            return listening.close();
          },
          idle: () => Promise.all([ticking.idle(), keeping.stop(), monthly.idle(), alarmCalls.stop()]),
          announced: (withinMs) => announcer.stop(withinMs),
          flush: watch.stop,
        },
        { drainMs, withinMs: stopMs },
      ),
  };
}
