import { describe, expect, it } from 'vitest';
import { templates } from '../../src/cards/templates.ts';
import { nodesOf } from './card-tree.ts';
import { groundsOf, palettes, type Theme } from './host-config.ts';

const readable = 4.5;
const themes: readonly Theme[] = ['light', 'dark'];

describe('colours', () => {
  it.each(themes)('leave text readable on every ground in the %s theme (WCAG AA)', (theme) => {
    for (const [style, [text, subtle, ground]] of Object.entries(groundsOf(theme))) {
      expect(contrast(text, ground), `text on ${style}`).toBeGreaterThanOrEqual(readable);
      expect(contrast(subtle, ground), `small text on ${style}`).toBeGreaterThanOrEqual(readable);
    }
    const { text, card } = palettes[theme];
    expect(contrast(text, card)).toBeGreaterThanOrEqual(readable);
  });

  it('come from grounds alone: no text has a colour of its own', () => {
    const nodes = Object.values(templates).flatMap(nodesOf);
    expect(nodes.filter((node) => 'color' in node || 'backgroundImage' in node)).toEqual([]);
  });

  it('use no ground but those that are checked', () => {
    const checked = [...Object.keys(groundsOf('light')), `\${tone}`];
    const used = Object.values(templates)
      .flatMap(nodesOf)
      .flatMap(({ type, style }) => (type === 'Container' && style ? [String(style)] : []));
    expect(used.filter((style) => !checked.includes(style))).toEqual([]);
  });
});

/** Contrast of two colours "#rrggbb": 1 (none) to 21 (WCAG 2). */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
