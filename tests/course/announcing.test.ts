import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { type Krisebot, startKrisebot } from '../../src/krisebot.ts';
import type { Journal } from '../../src/ports.ts';
import { testStore } from '../azurite/test-store.ts';
import { fastTimer } from '../fake-teams/fast-timer.ts';
import type { Person } from '../fake-teams/person.ts';
import { testPlan } from '../fixtures/plan.ts';
import { begin, drill, real } from '../storage/cast.ts';
import { type Stage, setStage } from './stage.ts';

/** Nobody but Jens asks the bot for cards here: every other card in a 1:1 is a call-out, but for the greeting. */
const calls = (who: Person) =>
  who.sees().filter(({ card, from, text }) => card && from === 'bot' && !text.startsWith('HEJ FRA KRISEBOT'));
const silent: Journal = { info: () => {}, error: () => {} };

describe('personal cards', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await setStage();
  });
  afterEach(() => stage.close());

  it('stay up to date, all of them, when someone is given a role and gets a second one', async () => {
    const channel = stage.teams.channel('Drift');
    await stage.anna.types('start Strømsvigt', { in: channel, mention: true });
    await stage.settled();
    await stage.anna.types('rolle log Peter Lund', { in: channel, mention: true });
    await stage.settled();
    await stage.peter.taps(calls(stage.peter)[1], 'Jeg tager rollen');
    await stage.settled();
    await stage.anna.types('slut', { in: channel, mention: true });
    await stage.anna.taps(stage.anna.latest(channel), 'Afslut krisen');
    await stage.settled();
    // What follows at the end are cards of their own.
    const [first, second] = calls(stage.peter);
    expect(first?.text).toContain('Krisen er slut');
    expect(second?.text).toContain('Krisen er slut');
  });

  it('come at once to whoever was blocked and opens the chat, instead of a greeting', async () => {
    stage.lise.blocks();
    await stage.anna.types('start Strømsvigt', { in: stage.teams.channel('Drift'), mention: true });
    await stage.settled();
    stage.lise.unblocks();
    await stage.lise.installs();
    expect(stage.lise.sees()).toHaveLength(1);
    expect(stage.lise.card()).toMatchObject({
      alert: true,
      text: expect.stringContaining('[Jeg tager rollen]'),
    });
    await stage.restart();
    const role = 'Situationsbillede, log og dokumentation';
    expect(stage.lise.card()?.text).toContain(role);
    await stage.jens.types('jeg tager rollen log');
    await stage.settled();
    expect(calls(stage.lise)).toHaveLength(1);
    expect(stage.lise.card()?.text).not.toContain(role);
  });
});

describe('a bot of its own plan', () => {
  let stage: Stage;
  let bot: Krisebot;
  const tablePrefix = () => `A${randomBytes(6).toString('hex')}`;
  const launch = async (prefix: string, crisisChannel?: string) => {
    const { credentials, config } = stage.teams;
    bot = await startKrisebot({
      config: { host: '127.0.0.1', port: 0, tables: { connectionString: inject('azurite') }, teams: config },
      plan: { ...testPlan, ...(crisisChannel ? { crisisChannel } : {}) },
      journal: silent,
      tablePrefix: prefix,
      tickMs: 60_000,
      gatherMs: 1,
      teams: { timer: fastTimer, ...(credentials ? { credentials } : {}) },
    });
    stage.teams.talksTo(bot.address);
  };
  beforeEach(async () => {
    stage = await setStage();
  });
  afterEach(async () => {
    await bot.stop();
    await stage.close();
  });

  it('repeats a status card in doubt once, marked, and then waits for something new to show', async () => {
    const channel = stage.teams.channel('Drift');
    await launch(tablePrefix(), channel.id);
    for (const who of [stage.anna, stage.jens, stage.lise, stage.peter]) await who.installs();
    stage.teams.fails({ method: 'POST', placeId: channel.id, answer: 502, afterwards: true, times: 3 });
    await stage.anna.types('start Strømsvigt');
    for (let n = 0; n < 4; n += 1) {
      await bot.idle();
      await bot.tick();
    }
    await bot.idle();
    const summaries = () => stage.anna.sees(channel).map(({ summary }) => summary);
    expect(summaries()).toEqual(['KRISE: Strømsvigt', 'KRISE: Strømsvigt (sendt igen)']);
    await stage.anna.types('melding Noget nyt');
    await bot.idle();
    await bot.tick();
    await bot.idle();
    expect(summaries()).toHaveLength(3);
  });

  it('goes to where the crisis was started when the plan’s channel refuses, and finds people there', async () => {
    const channel = stage.teams.channel('Drift');
    await launch(tablePrefix(), '19:gone@thread.tacv2');
    await stage.anna.types('start Strømsvigt', { in: channel, mention: true });
    await bot.idle();
    expect(stage.anna.sees(channel).some(({ text }) => text.includes('Mangler nu'))).toBe(true);
    for (const who of [stage.jens, stage.lise, stage.peter]) expect(calls(who)).toHaveLength(1);
  });

  it('breaks off an exercise that runs beside a real crisis', async () => {
    const prefix = tablePrefix();
    const { crises } = await testStore({ prefix });
    const exercise = await begin(crises, 'a', drill);
    const crisis = await begin(crises, 'b', real);
    await launch(prefix);
    await bot.tick();
    await bot.idle();
    const broken = await crises.read(exercise);
    expect(broken?.crisis.ended?.how).toBe('interrupted');
    expect(broken?.entries.at(-1)?.intent).toBe(`interrupted-by-${crisis}`);
    expect((await crises.read(crisis))?.crisis.ended).toBeUndefined();
  });
});
