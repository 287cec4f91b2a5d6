import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { createHold } from '../../src/announcing/hold.ts';
import { announce } from '../../src/domain/announce.ts';
import { type Krisebot, startKrisebot } from '../../src/krisebot.ts';
import type { Journal } from '../../src/ports.ts';
import { type FaultyLine, startProxy } from '../azurite/proxy.ts';
import { testStore } from '../azurite/test-store.ts';
import { person, started } from '../domain/course.ts';
import { fastTimer } from '../fake-teams/fast-timer.ts';
import type { Person } from '../fake-teams/person.ts';
import { testPlan } from '../fixtures/plan.ts';
import { begin, drill, real } from '../storage/cast.ts';
import { type Stage, setStage } from './stage.ts';

const said = (course: ReturnType<typeof started>) =>
  course.ledger.entries.flatMap((entry) => announce(entry, course.crisis));

describe('who is told what', () => {
  it('tells someone given a role nothing from before they belonged, and everything after', () => {
    const course = started()
      .does('anna', { kind: 'confirmPlace', placeId: 'lokale-3' })
      .does('anna', { kind: 'setLevel', level: 2 })
      .does('anna', { kind: 'assignRole', role: 'commsExternal', to: person('mette') })
      .does('anna', { kind: 'rejectPlace', placeId: 'lokale-3', reason: 'Røg' })
      .does('anna', { kind: 'confirmPlace', placeId: 'kontor' });
    const told = said(course).filter(({ to, kind }) => to === 'mette' && kind !== 'sms');
    expect(told.map(({ id }) => id)).toEqual(['4-brief-mette', '6-text-mette']);
  });

  it('tells the crisis leader of a role that nobody is left to be asked for, while it is empty', () => {
    const asked = started().crisis.roles.solutionOfficer.offeredTo;
    const refusing = (who: readonly string[]) =>
      who.reduce(
        (course, id) => course.does(id, { kind: 'declineRole', role: 'solutionOfficer', reason: 'ill' }),
        started(),
      );
    let course = refusing(asked);
    while (course.crisis.roles.solutionOfficer.offeredTo.length > 0) {
      const [next = ''] = course.crisis.roles.solutionOfficer.offeredTo;
      course = course.does(next, { kind: 'declineRole', role: 'solutionOfficer', reason: 'ill' });
    }
    const { name } = course.last.by;
    const toLeader = said(course).filter(({ to, kind }) => to === 'anna' && kind === 'message');
    expect(toLeader.map(({ text }) => text)).toEqual([
      `KRISE: ${name} kan ikke tage rollen Proces/teknik/bygning/systemer. Den er ubesat. Skriv »fordel« for at give den til en anden.`,
    ]);
    const filled = course.does('anna', {
      kind: 'assignRole',
      role: 'solutionOfficer',
      to: person('mette'),
    });
    expect(said(filled).some(({ text }) => text.includes('ubesat'))).toBe(false);
  });

  it('tells of the level as it was set last, not of those that came and went', () => {
    const course = started()
      .does('anna', { kind: 'setLevel', level: 2 })
      .does('anna', { kind: 'setLevel', level: 1 })
      .does('anna', { kind: 'setLevel', level: 2 });
    const numbers = said(course).flatMap(({ id, text }) =>
      text.includes('niveau') ? [id.split('-')[0]] : [],
    );
    expect(new Set(numbers)).toEqual(new Set([String(course.last.number)]));
  });

  it('says no more than 400 characters; the log has the rest', () => {
    const course = started().does(
      { id: 'teams:1', name: 'Ole Vind' },
      { kind: 'raiseAlarm', text: 'Røg '.repeat(400) },
    );
    const [alarm] = announce(course.last, course.crisis);
    expect(alarm?.text.length).toBeLessThanOrEqual(400);
    expect(alarm?.text).toMatch(/^KRISE: Alarm fra Ole Vind.*Røg…$/);
  });
});

/** Nobody but Jens asks the bot for cards here: every other card in a 1:1 is a call-out, but for the greeting. */
const calls = (who: Person) =>
  who.sees().filter(({ card, from, text }) => card && from === 'bot' && !text.startsWith('HEJ FRA KRISEBOT'));
const silent: Journal = { info: () => {}, error: () => {} };

describe('what Teams and the tables put in the way of a call-out', () => {
  let stage: Stage;
  let proxy: FaultyLine;
  let aheadMs: number;
  const homeOf = (who: Person) => who.latest()?.place.id ?? '';
  const posts = (placeId: string) =>
    stage.teams.calls.filter((call) => call.method === 'POST' && call.placeId === placeId).length;

  beforeEach(async () => {
    proxy = await startProxy(inject('azurite'));
    aheadMs = 0;
    proxy.date = () => new Date(Date.now() + aheadMs);
    stage = await setStage({ connectionString: proxy.connectionString });
    for (const who of [stage.anna, stage.jens, stage.lise, stage.peter]) await who.installs();
  });
  afterEach(async () => {
    proxy.fate = () => 'pass';
    await stage.close();
    await proxy.close();
  });

  it('stays due while Teams asks to wait, holds up nobody, and is reported once', async () => {
    const lise = homeOf(stage.lise);
    const before = posts(lise);
    stage.teams.fails({ method: 'POST', placeId: lise, answer: 429, retryAfter: '0', times: 9 });
    await stage.jens.types('start Strømsvigt');
    await stage.teams.until(() => [stage.anna, stage.peter].every((who) => calls(who).length === 1));
    for (let tries = 1; tries <= 9; tries += 1) {
      await stage.teams.until(() => posts(lise) >= before + tries);
      aheadMs += 65_000;
    }
    await stage.teams.until(() => calls(stage.lise).length === 1);
    await stage.settled();
    await stage.jens.types('find kan ikke nås');
    expect(stage.jens.latest()?.text.match(/Lise Bro kan ikke nås/g)).toHaveLength(1);
    for (const who of [stage.anna, stage.lise, stage.peter]) expect(calls(who)).toHaveLength(1);
  });

  it('does not wait for the table that knows the crisis channel; the status card does', async () => {
    const channel = stage.teams.channel('Drift');
    await stage.jens.types('krisekanal her', { in: channel, mention: true });
    const status = () => stage.jens.sees(channel).filter(({ text }) => text.includes('Mangler nu'));
    proxy.fate = ({ method, path }) => (method === 'GET' && path.includes('rooms') ? 'busy' : 'pass');
    await stage.jens.types('start Strømsvigt');
    await stage.teams.until(() => calls(stage.lise).length > 0);
    expect(status()).toHaveLength(0);
    proxy.fate = () => 'pass';
    await stage.teams.until(() => status().length > 0);
    expect(stage.jens.sees().filter(({ text }) => text.includes('Mangler nu'))).toHaveLength(0);
  });

  it('is not lost or doubled when the tables fail before or after a post', async () => {
    const failed = { people: 0, card: 0 };
    proxy.fate = ({ method, path, body }) => {
      const isPeople = path.includes('People()') && failed.people < 2;
      const isCard = method !== 'GET' && `${path}${body}`.includes('person_3a_lise') && failed.card < 2;
      if (isPeople) failed.people += 1;
      if (isCard) failed.card += 1;
      return isPeople || isCard ? 'busy' : 'pass';
    };
    await stage.jens.types('start Strømsvigt');
    const others = [stage.anna, stage.lise, stage.peter];
    await stage.teams.until(() => others.every((who) => calls(who).length > 0));
    await stage.settled();
    expect(failed.people).toBeGreaterThan(0);
    await stage.jens.types('jeg tager rollen leder');
    await stage.teams.until(() => calls(stage.lise)[0]?.text.includes('Jens Krogh') ?? false);
    expect(failed.card).toBe(2);
    for (const who of others) {
      expect(calls(who)).toHaveLength(1);
      expect(calls(who)[0]?.summary).not.toContain('sendt igen');
    }
  });

  it('rings nobody twice when Teams asks one of two replicas to wait longer than its lease', async () => {
    const other = await stage.replica();
    stage.teams.fails({ method: 'POST', placeId: homeOf(stage.lise), answer: 429, retryAfter: '26' });
    await stage.jens.types('start Strømsvigt');
    await stage.teams.until(() => calls(stage.anna).length > 0 && calls(stage.peter).length > 0);
    // Nobody is in the middle of a round when the clock moves on: a real one does not jump under a lease.
    await stage.settled();
    aheadMs += 24_000;
    await other.tick();
    await other.idle();
    aheadMs += 12_000;
    await stage.teams.until(() => calls(stage.lise).length > 0);
    await Promise.all([stage.settled(), other.idle()]);
    for (const who of [stage.anna, stage.lise, stage.peter]) expect(calls(who)).toHaveLength(1);
  });

  it('tells the end of a crisis although the next has begun and the process was restarted', async () => {
    await stage.jens.types('start Strømsvigt');
    await stage.settled();
    stage.teams.fails({
      method: 'POST',
      placeId: homeOf(stage.lise),
      answer: 429,
      retryAfter: '0',
      times: 8,
    });
    await stage.jens.types('afblæs Det var en test');
    await stage.settled();
    await stage.jens.types('start Brand');
    await stage.settled();
    await stage.restart();
    for (let tries = 1; tries <= 12; tries += 1) {
      const seen = posts(homeOf(stage.lise));
      aheadMs += 65_000;
      if (stage.lise.sees().some(({ text }) => text.includes('Det var en test'))) break;
      await stage.teams.until(() => posts(homeOf(stage.lise)) > seen);
    }
    await stage.settled();
    const ends = stage.lise.sees().filter(({ card, text }) => !card && text.includes('Det var en test'));
    expect(ends).toHaveLength(1);
  });

  it('reads the people once for a whole wave', async () => {
    const before = proxy.calls.length;
    await stage.jens.types('start Strømsvigt');
    await stage.settled();
    const reads = proxy.calls.slice(before).filter(({ path }) => path.includes('People()'));
    expect(reads).toHaveLength(1);
  });
});

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

describe('the rows beside the log', () => {
  it('are not asked for when there is nothing to mark', async () => {
    const proxy = await startProxy(inject('azurite'));
    const { notices } = await testStore({ connectionString: proxy.connectionString });
    await notices.mark('K-2026-01', new Map());
    expect(proxy.calls).toEqual([]);
    await proxy.close();
  });

  it('keep the right to announce with whoever is still sending', async () => {
    const { notices } = await testStore();
    const asked: (() => void)[] = [];
    const renewed = new Promise<void>((resolve) => {
      asked.push(...Array.from({ length: 7 }, () => () => {}), resolve);
    });
    const counted: typeof notices = {
      ...notices,
      lease: async (...lease) => {
        const isOurs = await notices.lease(...lease);
        asked.shift()?.();
        return isOurs;
      },
    };
    const hold = createHold(counted, silent, { crisisId: 'K-2026-01', owner: 'a', forMs: 1_000 });
    await hold.take();
    hold.keep();
    await renewed;
    expect(hold.isHeld()).toBe(true);
    expect(await notices.lease('K-2026-01', 'b', 1_000)).toBe(false);
    hold.rest();
    await hold.release();
    expect(hold.isHeld()).toBe(false);
  });
});
