import { randomUUID } from 'node:crypto';
import { createAfterAway } from './after-away.ts';
import { createAlarmCalls } from './alarms/alarm-calls.ts';
import { createAwayCallOut } from './alarms/away-call-out.ts';
import { createAnnouncer } from './announcing/announcer.ts';
import { createKeptCards } from './announcing/kept-cards.ts';
import { createBeforeStart } from './answering/before-start.ts';
import { createInOrder } from './answering/in-order.ts';
import { createApp } from './app.ts';
import { packFile, planPrintOf } from './export/pack.ts';
import { recordFiles } from './export/record-files.ts';
import { createHandsFiles } from './files/hands-files.ts';
import type { Krisebot, KrisebotOptions } from './krisebot-options.ts';
import { openStore } from './opening-store.ts';
import { createIdentity } from './people/identity.ts';
import { createLateArrivals } from './people/late-arrivals.ts';
import { createReach } from './people/reach.ts';
import { createCrisisChannels } from './readiness/crisis-channel.ts';
import { createMonthly } from './readiness/monthly.ts';
import { createReadiness } from './readiness/readiness.ts';
import { createSurveying } from './readiness/surveying.ts';
import { repeat } from './running/repeating.ts';
import { stopInOrder } from './running/stopping.ts';
import { createHttpGateway } from './sms/http-gateway.ts';
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
  const { lineGatherMs = 30, drainMs = 0, stopMs = 15_000 } = options;
  const { reviewMs = config.teams.mode === 'local' ? 0 : 600_000 } = options;
  const { clock, watch, keeping, known, keptAlarms, isAway, plainNotices } = await openStore(options);
  const { journal, refusals, onCall } = watch;
  const { crises, forPeople, presence } = keeping;
  const { people, rooms, reviews, packs, rows, notices, quiet } = known;
  const alarms = keptAlarms.forPeople;
  const edge = { config: config.teams, journal, refusals, clock, onCall, ...options.teams };
  const teams = createTeams(edge);
  const { messenger } = teams;
  const identity = createIdentity({ plan, people, messenger });
  const reach = createReach({ people, messenger, identity });
  const channels = createCrisisChannels(plan, rooms);
  const sms = config.sms && createHttpGateway(config.sms);
  const kept = createKeptCards({ notices, crises, messenger, clock, journal: quiet });
  const survey = createSurveying({ plan, people, identity, reach, messenger });
  const planPrint = planPrintOf(plan);
  const readiness = createReadiness({ plan, crises: forPeople, channels, survey, reviews, packs, planPrint });
  const monthly = createMonthly({ plan, crises, people, reviews, readiness, reach, journal: quiet, clock });
  const owner = randomUUID();
  const announcing = createAnnouncer({
    planId: plan.id,
    // So that it is found out also while nobody asks.
    crises: { ...crises, recent: (planId) => presence.ask(() => crises.recent(planId)) },
    notices: plainNotices,
    messenger,
    reach,
    kept,
    ...(sms ? { sms } : {}),
    journal: quiet,
    isAway,
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
    passed: keptAlarms.passed,
    crises: forPeople,
    notices,
    reach,
    clock,
    journal: quiet,
    owner,
    whenBack: messenger.whenBack,
    pauseMs: gatherMs,
  });
  const { calls } = keeping;
  const awayCallOut = createAwayCallOut({ reach, crises: forPeople, calls, journal: quiet, gateway: sms });
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
    awayCallOut,
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
    keeps: options.daybookDirectory !== undefined,
    kept: keeping.waiting,
    keysKnown: teams.keysKnown,
    teamsAway: teams.isAway,
    connections: async () => listening.connections(),
  });
  const { port, host } = config;
  const arrivals = createLateArrivals(app, { isAway, messenger, journal });
  const listening = await teams.serve(watch.bot(arrivals.bot), { port, host, ready: ready.state });
  if (isLocal) address = listening.address;
  const ticking = createTicking({
    planId: plan.id,
    crises,
    clock,
    isSure: clock.isSure,
    // What people asked for comes before what time brings about.
    waits: isAway,
    journal: quiet,
    onStored,
  });
  const before = createBeforeStart({ planId: plan.id, crises, alarms: keptAlarms.stored, journal, onStored });
  keeping.begin({
    send: reach.send,
    awaySms: awayCallOut.sms,
    onStored,
    // An exercise that runs is broken off by whoever announces both.
    onStarted: (crisisId, at) => before.settle(crisisId, at, undefined),
  });
  const after = createAfterAway({
    isAway,
    steps: [keptAlarms.catchUp, known.catchUp, arrivals.catchUp, quiet.tell],
    journal: quiet,
  });
  const stopRepeating = repeat(
    [tickMs, () => after.look()],
    [tickMs, () => announcer.tick()],
    [dueMs, () => ticking.tick()],
    [alarmsLookMs, () => alarmCalls.goOn()],
    [alarmsLookMs, () => keptAlarms.look()],
    [tickMs, () => awayCallOut.goOn()],
    [reviewMs, async () => (isAway() ? undefined : monthly.look())],
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
          idle: () =>
            Promise.all([
              ticking.idle(),
              awayCallOut.sms.stop().then(keeping.stop),
              monthly.idle(),
              alarmCalls.stop(),
              after.idle(),
            ]),
          announced: (withinMs) => announcer.stop(withinMs),
          async flush(withinMs) {
            await Promise.all([known.close(), keptAlarms.close()]);
            await watch.stop(withinMs);
          },
        },
        { drainMs, withinMs: stopMs },
      ),
  };
}
