import { expect, test } from 'vitest';
import { createRefusals } from '../src/refusals.ts';

function telling() {
  const lines: object[] = [];
  const waking: (() => void)[] = [];
  const refusals = createRefusals(
    { info: (event, fields) => void lines.push({ event, ...fields }) },
    (_ms, wake) => void waking.push(wake),
  );
  return { lines, refusals, minute: () => waking.shift()?.() };
}
const ole = { by: 'teams:ole', code: 'notAllowed', word: 'slut', right: 'readEnding' } as const;

test('a refusal is a line at once; more of the same are one line a minute with how many', () => {
  const { lines, refusals, minute } = telling();
  for (let n = 0; n < 500; n += 1) refusals.add({ ...ole, crisisId: `K-2026-${n}` });
  expect(lines).toEqual([{ event: 'request.refused', ...ole, crisisId: 'K-2026-0', count: 1 }]);
  minute();
  expect(lines.slice(1)).toEqual([{ event: 'request.refused', ...ole, crisisId: 'K-2026-499', count: 499 }]);
});

test('each person and each command is counted apart, and what is left is told before a stop', () => {
  const { lines, refusals } = telling();
  for (const by of ['teams:ole', 'teams:ida'])
    for (const word of ['slut', 'niveau', 'slut']) refusals.add({ ...ole, by, word });
  expect(lines).toHaveLength(4);
  refusals.flush();
  expect(lines.slice(4)).toMatchObject([
    { by: 'teams:ole', word: 'slut', count: 1 },
    { by: 'teams:ida', word: 'slut', count: 1 },
  ]);
});

test('whoever makes up thousands of commands and names costs a bounded number of lines', () => {
  const { lines, refusals, minute } = telling();
  for (let n = 0; n < 20_000; n += 1) refusals.add({ ...ole, by: `teams:${n}` });
  minute();
  expect(lines.length).toBeLessThan(110);
  expect(lines.reduce((sum, line) => sum + (line as { count: number }).count, 0)).toBe(20_000);
});
