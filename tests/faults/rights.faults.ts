import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pressOldCards } from '../hostile/old-cards.ts';
import { pressAll } from '../hostile/pressing.ts';
import { setTown, type Town, tryAsStrangers, tryOtherCrises } from '../hostile/strangers.ts';
import { luck, size } from './size.ts';

const from = Math.floor(luck('rights')() * 10_000);

describe('spoilt data of a card', () => {
  it('never makes a command fail, or take a stranger for an id', async () => {
    const { faults, pressed, stored } = await pressAll(size(80, 1), from);
    process.stdout.write(`${pressed} spoilt buttons pressed, ${stored} entries\n`);
    expect(faults).toEqual([]);
  });
});

describe('every button of every card', () => {
  let town: Town;
  beforeAll(async () => {
    town = await setTown();
  });
  afterAll(() => town.close());

  it('does nothing for whoever may not, whatever it sends', async () => {
    const { faults, sent } = await tryAsStrangers(town, size(800, 25), from);
    process.stdout.write(`${sent} sent by strangers, no entry, nobody else told\n`);
    expect(faults).toEqual([]);
  });

  it('of a crisis that is none of this plan’s does nothing for its leader either', async () => {
    const { faults, sent } = await tryOtherCrises(town, size(42, 1), from);
    process.stdout.write(`${sent} sent for other crises, no entry\n`);
    expect(faults).toEqual([]);
  });

  it('is answered when the crisis is over, without an entry, and when it is opened again', async () => {
    const { anna, mette } = town.stage;
    await anna.types('slut nu');
    await town.stage.settled();
    const over = await pressOldCards(town, [anna, mette], true);
    await anna.types('genåbn Det brænder igen');
    await town.stage.settled();
    const again = await pressOldCards(town, [anna, mette], false);
    process.stdout.write(`${over.sent + again.sent} old buttons pressed\n`);
    expect([...over.faults, ...again.faults]).toEqual([]);
    expect(Math.min(over.sent, again.sent)).toBeGreaterThan(0);
  });
});
