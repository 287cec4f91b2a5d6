import { expect, it } from 'vitest';
import { oneAtATime } from '../src/one-at-a-time.ts';

it('does a thing once while it is being done, and anew afterwards', async () => {
  const begun: Array<(value: string) => void> = [];
  const thing = oneAtATime((_asked: string) => new Promise<string>((resolve) => begun.push(resolve)));
  const both = [thing.run('a'), thing.run('b')];
  begun[0]?.('first');
  expect(await Promise.all(both)).toEqual(['first', 'first']);
  expect(thing.underWay()).toBeUndefined();

  const next = thing.run('c');
  begun[1]?.('second');
  expect(await next).toBe('second');
  expect(begun).toHaveLength(2);
});

it('is free again after a failure, which all who asked meanwhile hear of', async () => {
  const answers = [Promise.reject(new Error('away')), Promise.resolve('there')];
  const thing = oneAtATime(() => answers.shift() as Promise<string>);
  expect((await Promise.allSettled([thing.run(), thing.run()])).map(({ status }) => status)).toEqual([
    'rejected',
    'rejected',
  ]);
  expect(await thing.run()).toBe('there');
});
