import { expect, test } from 'vitest';
import { createCoalescing, otherKinds, wakeLater } from '../src/coalescing.ts';
import { inRequest, requestNotes } from '../src/request-log.ts';

type Told = readonly [key: string, count: number, last: string];

function counting(mostKinds?: number) {
  const told: Told[] = [];
  const waking: { readonly ms: number; readonly wake: () => void }[] = [];
  const coalescing = createCoalescing<string>({
    tell: (...line) => void told.push(line),
    after: (ms, wake) => void waking.push({ ms, wake }),
    ...(mostKinds ? { mostKinds } : {}),
  });
  const minute = () => waking.shift()?.wake();
  return { told, waking, minute, ...coalescing };
}

test('the first of a kind is told at once, the others once a minute with how many and the newest', () => {
  const { told, add, minute } = counting();
  add('alg', 'a');
  expect(told).toEqual([['alg', 1, 'a']]);
  for (let n = 0; n < 10_000; n += 1) add('alg', `n${n}`);
  expect(told.length).toBe(1);
  minute();
  expect(told.slice(1)).toEqual([['alg', 10_000, 'n9999']]);
  add('alg', 'again');
  expect(told.length).toBe(2);
  minute();
  expect(told.slice(2)).toEqual([['alg', 1, 'again']]);
});

test('a kind that stopped is forgotten, and nothing waits for it', () => {
  const { told, waking, add, minute } = counting();
  add('alg', 'a');
  expect(waking.map(({ ms }) => ms)).toEqual([60_000]);
  minute();
  expect(told.length).toBe(1);
  expect(waking).toEqual([]);
  add('alg', 'b');
  expect(told.slice(1)).toEqual([['alg', 1, 'b']]);
});

test('kinds are counted apart, up to a number; those beyond it together', () => {
  const { told, waking, add, minute } = counting(2);
  for (const key of ['a', 'b', 'c', 'd', 'a', 'c']) add(key, key);
  expect(told).toEqual([
    ['a', 1, 'a'],
    ['b', 1, 'b'],
    [otherKinds, 1, 'c'],
  ]);
  expect(waking).toHaveLength(1);
  minute();
  expect(told.slice(3)).toEqual([
    ['a', 1, 'a'],
    [otherKinds, 2, 'c'],
  ]);
});

test('kinds that begin at different times are told of at the same', () => {
  const { told, waking, add, minute } = counting();
  for (const key of ['a', 'b', 'a', 'b']) add(key, key);
  expect(waking).toHaveLength(1);
  minute();
  expect([told.length, waking.length]).toEqual([4, 1]);
});

test('what is told a minute later belongs to no request', async () => {
  const about = await new Promise((resolve) => {
    inRequest(() => wakeLater(1, () => resolve(requestNotes())));
  });
  expect(about).toBeUndefined();
});

test('what was counted is told before a stop, and once', () => {
  const { told, add, flush, minute } = counting();
  add('a', '1');
  add('a', '2');
  flush();
  flush();
  minute();
  expect(told).toEqual([
    ['a', 1, '1'],
    ['a', 1, '2'],
  ]);
});
