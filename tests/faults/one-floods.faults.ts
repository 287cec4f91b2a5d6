import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stage, setStage } from '../course/stage.ts';
import type { Person } from '../fake-teams/person.ts';
import { size } from './size.ts';

type Kind = readonly [name: string, who: (stage: Stage) => Person, text: (number: number) => string];

const kinds: readonly Kind[] = [
  ['a colleague outside the plan', ({ ole }) => ole, (number) => `melding Nummer ${number}`],
  ['a colleague with unknown words', ({ ole }) => ole, (number) => `hvad sker der ${number}`],
  ['somebody of the crisis organisation', ({ lise }) => lise, (number) => `melding Nummer ${number}`],
];

describe('one person who sends as fast as a program can', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
    for (const who of [stage.anna, stage.jens, stage.lise, stage.ole]) await who.installs();
    await stage.anna.types('start Strømsvigt');
    await stage.lise.types('jeg tager rollen log');
    await stage.settled();
  });
  afterAll(() => stage.close());

  /** Sends so many, twenty at a time, while the leader notes something now and again; the leader's slowest wait. */
  async function flood(who: Person, text: (number: number) => string, count: number): Promise<number> {
    const channel = stage.teams.channel('Drift');
    let sent = 0;
    const send = async () => {
      while (sent < count) {
        sent += 1;
        await who.types(text(sent), sent % 2 === 0 ? {} : { in: channel, mention: true });
      }
    };
    const times: number[] = [];
    const note = async () => {
      while (sent < count) {
        const from = performance.now();
        await stage.anna.types(`melding Fra lederen ${times.length}`);
        times.push(performance.now() - from);
        expect(stage.anna.latest()?.text).toMatch(/NR\. \d+ GEMT/);
      }
    };
    const from = performance.now();
    await Promise.all([note(), ...Array.from({ length: 20 }, send)]);
    const perSecond = count / ((performance.now() - from) / 1000);
    const slowest = Math.max(...times);
    console.info(
      `${who.name}: ${count} messages, ${perSecond.toFixed(0)}/s; the leader noted ${times.length} things, the slowest in ${slowest.toFixed(0)} ms`,
    );
    await stage.settled();
    return slowest;
  }

  it.each(kinds.slice(0, size(1, 3)))('keeps no leader waiting: %s', async (_name, who, text) => {
    expect(await flood(who(stage), text, size(15, 150))).toBeLessThan(5_000);
  });
});
