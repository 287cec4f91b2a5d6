import '../cards/strict.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawOn, launch, seenOn, widen } from '../cards/drawing.ts';
import { gallery } from '../cards/gallery.ts';
import type { Theme } from '../cards/host-config.ts';
import * as look from '../cards/look-rules.ts';
import * as reading from '../cards/reading-rules.ts';
import type { SeenCard } from '../cards/seen.ts';
import { faultyCards } from './faulty-cards.ts';

type RuleName = keyof typeof look | keyof typeof reading;

const rules = { ...look, ...reading };

const meanings: Readonly<Record<RuleName, string>> = {
  understood: 'is understood by the renderer, every element and property',
  readable: 'has text that stands out from what is painted behind it (WCAG AA)',
  whole: 'shows all of its text: nothing sticks out, nothing is cut off',
  tappable: 'has buttons and fields large enough for a thumb',
  inOrder: 'is read in the order it is seen',
  saysWhatItIs: 'says first what it is',
  saysItAloud: 'says the same first when it is read aloud',
  headings: 'has headings where they look like it, of a level, with something under them',
  named: 'names its images, fields and buttons',
  toldApart: 'has no two buttons that cannot be told apart',
  needFirst: 'shows what lacks people before what is fine',
};

const names = Object.keys(meanings) as RuleName[];

const themes = ['light', 'dark'] as const;
/** Cards on the smallest phones, on most of them, and in a window. */
const widths = [320, 360, 720];

const seen = new Map<string, readonly SeenCard[]>();
let faulty: readonly SeenCard[] = [];
let browser: Browser | undefined;

beforeAll(async () => {
  browser = await launch();
  const page = await browser.newPage();
  await drawOn(page, faultyCards, { theme: 'light', width: 360, named: true });
  faulty = await seenOn(page);
  for (const theme of themes) await lookAt(page, theme);
}, 120_000);

afterAll(() => browser?.close());

async function lookAt(page: Page, theme: Theme): Promise<void> {
  await drawOn(page, gallery, { theme, width: 360, named: true });
  for (const width of widths) {
    await widen(page, width);
    seen.set(`${theme}, ${width} px`, await seenOn(page));
  }
}

describe('every card, drawn on a phone and wide, light and dark', () => {
  it.each(names)('keeps the rule %s', (name) => {
    const faults = new Map<string, string>();
    for (const [way, cards] of seen) {
      for (const card of cards) {
        for (const fault of rules[name](card)) faults.set(`${card.name}: ${fault}`, way);
      }
    }
    expect([...faults], `a card ${meanings[name]}`).toEqual([]);
  });

  it('is there: all cards were drawn, each with something to read', () => {
    for (const cards of seen.values()) {
      expect(cards.map(({ name }) => name)).toEqual(gallery.map(({ name }) => name));
      expect(cards.filter(({ blocks }) => blocks.length < 3)).toEqual([]);
    }
  });
});

describe('each rule', () => {
  it.each(names)('%s finds the card made to break it', (name) => {
    const made = faulty.filter((card) => card.name === name);
    expect(made.length).toBeGreaterThan(0);
    for (const card of made) expect(rules[name](card)).not.toEqual([]);
  });

  it('finds nothing in the cards made to break another', () => {
    const others = faulty.flatMap((card) =>
      names
        .filter((name) => name !== card.name && rules[name](card).length > 0)
        .map((name) => `${card.name}: ${name}`),
    );
    expect(others).toEqual([]);
  });
});
