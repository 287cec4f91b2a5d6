import { describe, expect, it } from 'vitest';
import { templates } from '../../src/cards/templates.ts';
import { nodesOf } from './card-tree.ts';
import { colourOf, contrast } from './contrast.ts';
import { groundsOf, palettes, type Theme } from './host-config.ts';

const readable = 4.5;
const themes: readonly Theme[] = ['light', 'dark'];

describe('colours', () => {
  it.each(themes)('leave text readable on every ground in the %s theme (WCAG AA)', (theme) => {
    for (const [style, [text, subtle, ground]] of Object.entries(groundsOf(theme))) {
      expect(contrast(colourOf(text), colourOf(ground)), `text on ${style}`).toBeGreaterThanOrEqual(readable);
      expect(contrast(colourOf(subtle), colourOf(ground)), `small text on ${style}`).toBeGreaterThanOrEqual(
        readable,
      );
    }
    const { text, card } = palettes[theme];
    expect(contrast(colourOf(text), colourOf(card))).toBeGreaterThanOrEqual(readable);
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
