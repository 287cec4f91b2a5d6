import { expect, it } from 'vitest';
import { pressAll } from './pressing.ts';

// A sample; tests/faults/rights.faults.ts presses every button of every card spoilt in every way, over HTTP too.
it('spoilt data of a card never makes a command fail, say what is no word, or take a stranger for an id', async () => {
  const { faults, pressed, stored } = await pressAll(80, 7);
  expect(faults).toEqual([]);
  expect(pressed).toBeGreaterThan(300);
  expect(stored).toBeGreaterThan(10);
});
