import { expect, it } from 'vitest';
import { odd } from './odd-texts.ts';
import { writeThrough } from './written.ts';

// Each third text by one way; tests/faults/texts.faults.ts writes each by every way.
it('whatever is written is stored, shown and handed on as text', async () => {
  const some = Object.fromEntries(Object.entries(odd).filter((_, index) => index % 3 === 0));
  const { faults, entries, cards } = await writeThrough(some, { each: 1, read: 8 });
  expect(faults).toEqual([]);
  expect(entries).toBeGreaterThan(8);
  expect(cards).toBeGreaterThan(25);
});
