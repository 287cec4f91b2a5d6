import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/ports.ts';
import { testStore } from '../azurite/test-store.ts';
import { testPlan } from '../fixtures/plan.ts';
import { anna, noon, upTo } from './cast.ts';

function draft(intent: string, text = intent): Draft {
  return {
    version: 1,
    type: 'melding',
    text,
    at: noon,
    happenedAt: noon,
    by: { ...anna, roles: [] },
    event: { kind: 'noted', type: 'melding', words: { text } },
    intent,
  };
}

describe('the log', () => {
  it('gives back what was appended, in order and with the same hashes', async () => {
    const { log } = await testStore();
    const first = await log.append('K-1', undefined, [draft('a'), draft('b')]);
    if (first.state !== 'stored') throw new Error(first.state);
    const second = await log.append('K-1', first.head, [draft('c')]);
    if (second.state !== 'stored') throw new Error(second.state);
    const entries = await log.entriesAfter('K-1', undefined);
    expect(entries).toEqual([...first.entries, ...second.entries]);
    expect(entries.map((entry) => entry.number)).toEqual([1, 2, 3]);
    expect(await log.head('K-1')).toEqual(second.head);
    expect(second.head).toMatchObject({ number: 3, hash: entries[2]?.hash });
    expect(await log.entriesAfter('K-1', first.head)).toEqual(second.entries);
  });

  it('appends nothing on a head that has moved', async () => {
    const { log } = await testStore();
    const first = await log.append('K-1', undefined, [draft('a')]);
    if (first.state !== 'stored') throw new Error(first.state);
    await log.append('K-1', first.head, [draft('b')]);
    expect(await log.append('K-1', first.head, [draft('c')])).toEqual({ state: 'conflict' });
    expect(await log.append('K-1', undefined, [draft('d')])).toEqual({ state: 'conflict' });
    expect(await log.entriesAfter('K-1', undefined)).toHaveLength(2);
  });

  it('appends all of a transaction or nothing', async () => {
    const { log } = await testStore();
    const result = await log.append('K-1', undefined, [draft('a'), draft('b', 'x'.repeat(500_000))]);
    expect(result.state).toBe('rejected');
    expect(await log.head('K-1')).toBeUndefined();
  });

  it('keeps a start entry with a large plan whole', async () => {
    const { log } = await testStore();
    const address = 'Rådhuspladsen 1, indgang ved åen 🏛️ '.repeat(2000);
    const plan = { ...testPlan, address };
    const event = {
      kind: 'started',
      level: 1,
      exercise: false,
      plan,
      words: { headline: 'Strømsvigt' },
    } as const;
    const result = await log.append('K-1', undefined, [{ ...draft('a'), event }]);
    expect(JSON.stringify(event).length).toBeGreaterThan(60_000);
    expect(result.state).toBe('stored');
    expect((await log.entriesAfter('K-1', undefined))[0]?.event).toEqual(event);
  });

  it.each([
    ['emoji', '🔥'.repeat(20_000)],
    ['an emoji where a column ends', `${'x'.repeat(29_988)}${'🔥'.repeat(40)}`],
    ['right-to-left text', 'abc \u202Eדלת\u202C نص'],
    ['quotes, backslashes and lines', `'"\\ \n\r\t <b>&amp;</b> %27 \${x}`],
    ['control characters', '\u0001\u007F\u0085\u2028\uFEFF\uFFFF'],
    ['nothing', ''],
  ])('gives back %s as it was', async (_, text) => {
    const { log } = await testStore();
    await log.append('K-1', undefined, [draft('a', text)]);
    const [entry] = await log.entriesAfter('K-1', undefined);
    expect(entry?.text).toBe(text);
  });

  it('answers with, keeps and hashes the same text where some cannot be kept as it is', async () => {
    const { log } = await testStore();
    const result = await log.append('K-1', undefined, [
      draft('a\u0000b\uD800', 'før\u0000efter \uDC00 slut'),
    ]);
    if (result.state !== 'stored') throw new Error(result.state);
    expect(result.entries[0]).toMatchObject({ intent: 'ab\uFFFD', text: 'førefter \uFFFD slut' });
    expect(await log.entriesAfter('K-1', undefined)).toEqual(result.entries);
  });

  it('takes an intent with any character in it', async () => {
    const { log } = await testStore();
    const intent = '"a\\\u2028\u0085æ🔥';
    await log.append('K-1', undefined, [draft(intent)]);
    expect((await log.entriesAfter('K-1', undefined))[0]?.intent).toBe(intent);
  });

  it('takes ninety entries at once and no more', async () => {
    const { log } = await testStore();
    const drafts = upTo(91).map((n) => draft(`note-${n}`));
    expect((await log.append('K-1', undefined, drafts)).state).toBe('rejected');
    expect((await log.append('K-1', undefined, drafts.slice(1))).state).toBe('stored');
  });

  it('refuses together what only fits one by one', async () => {
    const { log } = await testStore();
    const drafts = upTo(5).map((n) => draft(`note-${n}`, '😀'.repeat(100_000)));
    expect((await log.append('K-1', undefined, drafts)).state).toBe('rejected');
    expect((await log.append('K-1', undefined, drafts.slice(0, 1))).state).toBe('stored');
  });

  it.each(["K-1' or '1' eq '1", 'K/1\\2#3?4', 'Ø-2026-01', '', 'k'.repeat(2000), '\u0000\uD800'])(
    'keeps crisis id %j to itself',
    async (id) => {
      const { log } = await testStore();
      await log.append('K-1', undefined, [draft('a'), draft('b')]);
      expect(await log.head(id)).toBeUndefined();
      expect(await log.entriesAfter(id, undefined)).toEqual([]);
      expect((await log.append(id, undefined, [draft('c')])).state).toBe('stored');
      expect(await log.entriesAfter(id, undefined)).toHaveLength(1);
    },
  );

  it('has another chain each time it is begun', async () => {
    const here = await testStore();
    const there = await testStore();
    await here.log.append('K-1', undefined, [draft('a')]);
    await there.log.append('K-1', undefined, [draft('a')]);
    expect((await here.log.head('K-1'))?.hash).not.toBe((await there.log.head('K-1'))?.hash);
  });
});
