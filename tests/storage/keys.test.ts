import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableKey } from '../../src/storage/keys.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 200 });

describe('a table key', () => {
  it('holds nothing but letters, digits, hyphen and underscore, and is short', () => {
    fc.assert(
      fc.property(anyText, (id) => {
        expect(tableKey(id)).toMatch(/^[0-9A-Za-z_-]{1,120}$/);
      }),
    );
    expect(tableKey('x'.repeat(2000)).length).toBeLessThanOrEqual(120);
  });

  it('differs where the ids differ', () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        expect(tableKey(one) === tableKey(other)).toBe(one === other);
      }),
    );
    const alike = ['_d8_', 'Ø', '', '_', '\uD800', '\uD801', '\uFFFD', 'x'.repeat(121), 'x'.repeat(122)];
    alike.push('\uD800'.padEnd(130, 'x'), '\uD801'.padEnd(130, 'x'));
    expect(new Set(alike.map(tableKey)).size).toBe(alike.length);
  });

  it('shows a plain id as it is', () => {
    expect(tableKey('K-2026-07')).toBe('K-2026-07');
    expect(tableKey('Ø-2026-01')).toBe('_d8_-2026-01');
  });
});
