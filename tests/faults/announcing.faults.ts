import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { createHold } from '../../src/announcing/hold.ts';
import type { Journal } from '../../src/ports.ts';
import { type FaultyLine, startProxy } from '../azurite/proxy.ts';
import { testStore } from '../azurite/test-store.ts';
import { type Stage, setStage } from '../course/stage.ts';
import type { Person } from '../fake-teams/person.ts';

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
