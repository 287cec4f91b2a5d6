import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tapOf } from '../../src/teams/tap-of.ts';

const submit = (value: unknown) => tapOf({ type: 'message', value });
const execute = (action: unknown) =>
  tapOf({ type: 'invoke', name: 'adaptiveCard/action', value: { action } });
const parsed = (text: string): unknown => JSON.parse(text);

describe('a tap', () => {
  test('is read from Action.Execute and from Action.Submit alike', () => {
    const data = { k: 'K-1', v: '2', grund: ' fordi\u00a0det ' };
    const expected = { verb: 'kan ikke', crisisId: 'K-1', data: { v: '2', grund: 'fordi det' } };
    expect(execute({ type: 'Action.Execute', verb: 'kan ikke', data })).toEqual({
      tap: expected,
      way: 'execute',
    });
    expect(submit({ ...data, verb: 'kan ikke' })).toEqual({ tap: expected, way: 'submit' });
  });

  test('of Action.Execute may carry its verb in the data', () => {
    expect(execute({ type: 'Action.Execute', data: { verb: 'set' } })).toMatchObject({
      tap: { verb: 'set' },
    });
  });

  test.each([undefined, null, 'text', 7, [], {}])('is not what has no value (%j)', (value) => {
    expect(submit(value)).toBeUndefined();
  });

  test('keeps strings and drops the rest', () => {
    const value = {
      verb: 'set',
      n: 7,
      b: true,
      o: { a: 'x' },
      l: ['x'],
      z: null,
      msteams: { type: 'invoke' },
      's x': 'x',
      [`s${'x'.repeat(60)}`]: 'x',
      s: 'x',
    };
    expect(submit(value)).toEqual({ tap: { verb: 'set', data: { s: 'x' } }, way: 'submit' });
  });

  test('has no key that nobody sent, whatever its name', () => {
    const reading = submit(
      parsed('{"verb":"set","__proto__":{"isLeader":"yes"},"constructor":"x","toString":"x"}'),
    );
    if (typeof reading !== 'object') throw new Error('not read');
    const { data } = reading.tap;
    expect(Object.keys(data)).toEqual([]);
    for (const name of ['isLeader', 'constructor', 'toString', '__proto__', 'hasOwnProperty'])
      expect(data[name]).toBeUndefined();
    expect(({} as Record<string, unknown>).isLeader).toBeUndefined();
  });

  test('is the same wherever its card stood, and of a dialog tells which showing it came from', () => {
    const data = { verb: 'set', s: 'x', onlyForYou: 'ja', showing: 'a:1' };
    const tap = { verb: 'set', data: { s: 'x' } };
    const inDialog = (name: string) => tapOf({ type: 'invoke', name, value: { data } });
    expect(submit(data)).toEqual({ tap, way: 'submit' });
    expect(inDialog('task/submit')).toEqual({ tap, way: 'dialog', showing: 'a:1' });
    // What opens one is of no showing yet, whatever a client sends.
    expect(inDialog('task/fetch')).toEqual({ tap, way: 'dialog' });
  });

  test.each([
    ['no verb', { k: 'x' }],
    ['an empty verb', { verb: '' }],
    ['a verb that is none', { verb: { toString: 'set' } }],
    ['a verb too long', { verb: 'a'.repeat(61) }],
    ['a verb with markup', { verb: '<b>set</b>' }],
    ['a verb in two lines', { verb: 'set\nslut' }],
    ['too many keys', { verb: 'set', ...Object.fromEntries([...Array(40)].map((_, n) => [`k${n}`, 'x'])) }],
    ['a crisis that is a number', { verb: 'set', k: 7 }],
    ['a crisis that is empty', { verb: 'set', k: '' }],
    ['a value too long', { verb: 'set', x: 'a'.repeat(15_001) }],
  ])('with %s is malformed', (_name, value) => {
    expect(submit(value)).toBe('malformed');
  });

  test.each([
    ['no action', undefined],
    ['another action', { type: 'Action.Submit', verb: 'set' }],
    ['data that is a text', { type: 'Action.Execute', verb: 'set', data: 'x' }],
    ['data that is a list', { type: 'Action.Execute', verb: 'set', data: ['x'] }],
  ])('as an invoke with %s is malformed', (_name, action) => {
    expect(execute(action)).toBe('malformed');
  });

  test('of any shape at all is read or refused, and never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const reading of [submit(value), execute(value)]) {
          if (typeof reading !== 'object') continue;
          expect(Object.values(reading.tap.data).every((text) => typeof text === 'string')).toBe(true);
        }
      }),
      { numRuns: 500, seed: 20261123 },
    );
  });
});
