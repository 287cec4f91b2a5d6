import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pressOldCards } from './old-cards.ts';
import { pressAll } from './pressing.ts';
import { setTown, type Town, tryAsStrangers, tryOtherCrises } from './strangers.ts';

// A sample; tests/faults/rights.faults.ts presses every button of every card spoilt in every way.
describe('spoilt data of a card', () => {
  it('never makes a command fail, say what is no word, or take a stranger for an id', async () => {
    const { faults, pressed, stored } = await pressAll(80, 7);
    expect(faults).toEqual([]);
    expect(pressed).toBeGreaterThan(300);
    expect(stored).toBeGreaterThan(10);
  });
});

describe('a card’s button', () => {
  let town: Town;
  beforeAll(async () => {
    town = await setTown();
  });
  afterAll(() => town.close());

  it('does nothing for whoever may not, whatever it sends, and says so', async () => {
    const { faults, sent } = await tryAsStrangers(town, 1500, 11);
    expect(faults).toEqual([]);
    expect(sent).toBeGreaterThan(20);
  });

  it('of a crisis that is none of this plan’s does nothing for its leader either', async () => {
    const { faults, sent } = await tryOtherCrises(town, 40, 3);
    expect(faults).toEqual([]);
    expect(sent).toBeGreaterThan(20);
  });

  it('writes nothing in the log when the crisis is over, and is answered after it is opened again', async () => {
    const { anna, mette } = town.stage;
    await anna.types('slut nu');
    await town.stage.settled();
    const over = await pressOldCards(town, [anna, mette], true);
    expect(over.faults).toEqual([]);
    expect(over.sent).toBeGreaterThan(20);
  });
});
