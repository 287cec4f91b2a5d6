import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleaned, fromColumns, toColumns, toJson } from '../../src/storage/columns.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 100 });

describe('columns', () => {
  it('are short, cut no character and give the text back', () => {
    for (const before of [0, 1, 29_998, 29_999, 30_000, 59_997]) {
      const text = `${'x'.repeat(before)}${'🔥'.repeat(20_000)}`;
      const columns = toColumns('text', text);
      for (const part of Object.values(columns)) {
        expect(part.length).toBeLessThanOrEqual(30_000);
        expect(part.isWellFormed()).toBe(true);
      }
      expect(fromColumns(columns, 'text')).toBe(text);
    }
  });

  it('tell an empty text from none', () => {
    expect(fromColumns(toColumns('text', ''), 'text')).toBe('');
    expect(fromColumns(toColumns('data', 'x'), 'text')).toBeUndefined();
  });
});

describe('what is stored', () => {
  it('reads back as it was cleaned, whatever it was', () => {
    fc.assert(
      fc.property(fc.dictionary(anyText, fc.oneof(anyText, fc.array(anyText))), (value) => {
        const clean = cleaned(value);
        const json = toJson(clean);
        expect(JSON.parse(Buffer.from(json, 'utf8').toString('utf8'))).toEqual(clean);
        expect(cleaned(clean)).toEqual(clean);
      }),
    );
  });

  it('stands on one line for whoever reads it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(toJson(text)).toMatch(/^.*$/);
      }),
    );
    expect(toJson('a\u2028\u2029\u0085\n\u007Fb')).toBe('"a\\u2028\\u2029\\u0085\\n\\u007fb"');
  });

  it('leaves out what UTF-8 and tables cannot hold', () => {
    expect(cleaned({ a: ['x\u0000y', 'z\uD800'], n: 1, b: true, none: null })).toEqual({
      a: ['xy', 'z\uFFFD'],
      n: 1,
      b: true,
      none: null,
    });
  });
});
