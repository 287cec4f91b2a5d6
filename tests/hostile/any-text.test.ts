import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { literal, oneLine, shownText } from '../../src/cards/text.ts';
import { csvField } from '../../src/export/csv.ts';
import { cleaned, toJson } from '../../src/storage/columns.ts';
import { cleanText } from '../../src/teams/plain-text.ts';
import { odd } from './odd-texts.ts';

/** Any text, and above all what is odd: whole, in pieces, one piece after the other. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...Object.values(odd)),
        fc.constantFrom('{', '$', '<', 'at', '\uD800', '\uFEFF', '=', '\t', '{{', '\u2060'),
      ),
      {
        maxLength: 6,
      },
    )
    .map((parts) => parts.join('')),
);
const holds = (property: (text: string) => void) =>
  fc.assert(fc.property(anyText, property), { seed: 7, numRuns: 1_000 });

describe('any text', () => {
  it('holds nothing on a card that a client or a template evaluates', () => {
    holds((text) => {
      for (const shown of [literal(text), shownText(text), shownText(oneLine(text, 40))]) {
        expect(shown).not.toMatch(/\$\{|\{\{|<\s*\/?at\b/i);
        expect(shown).not.toMatch(/[\u202A-\u202E\u2066\u2067\u200E\u200F]/u);
        expect(shown).not.toContain('\u0000');
        expect(shown.isWellFormed()).toBe(true);
      }
    });
  });

  it('reads back from the tables as it was written there, and is clean only once', () => {
    holds((text) => {
      const stored = cleaned({ text });
      expect(JSON.parse(toJson(stored))).toEqual(stored);
      expect(Buffer.from(toJson(stored), 'utf8').toString('utf8')).toBe(toJson(stored));
      expect(cleaned(stored)).toEqual(stored);
      expect(cleanText(cleanText(text))).toBe(cleanText(text));
    });
  });

  it('is a text to a spreadsheet, and one field', () => {
    holds((text) => {
      const field = csvField(text);
      const inside = field.slice(1, -1).replaceAll('""', '');
      expect(inside).not.toContain('"');
      expect(field).toMatch(/^"[\s\S]*"$/);
      expect(field.slice(1)).not.toMatch(/^[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u);
    });
  });
});
