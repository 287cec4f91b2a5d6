import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { projectRoot } from '../../src/plan/project-root.ts';
import { hostConfig, palettes, type Theme } from './host-config.ts';
import type { SeenCard } from './seen.ts';

/** A card to draw, under a name. */
export interface Drawn {
  readonly name: string;
  readonly card: object;
}

/** How cards are drawn: `width` of each in CSS pixels; with its name above it or not. */
export interface Look {
  readonly theme: Theme;
  readonly width: number;
  readonly named: boolean;
}

/** Chromium for as long as the work takes; `CHROMIUM_PATH` says where it is. */
export async function inBrowser<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await launch();
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
  });
}

/** Draws the cards on the page with the renderer that Teams is built on; what stood there is gone. */
export async function drawOn(page: Page, cards: readonly Drawn[], look: Look): Promise<void> {
  const { theme, width, named } = look;
  const colours = { ...palettes[theme], width: `${width}px`, caption: named ? 'block' : 'none' };
  await page.setContent(await readFile(besideThis('card-page.html'), 'utf8'));
  await page.addScriptTag({ path: renderer });
  await page.addScriptTag({ path: besideThis('survey.js') });
  const shown = cards.map(({ name, card }) => ({ name, card }));
  await page.evaluate(`draw(${JSON.stringify({ cards: shown, config: hostConfig(theme), look: colours })})`);
}

/** What the page shows now of each card. As one text: Playwright takes seconds over as many objects. */
export async function seenOn(page: Page): Promise<readonly SeenCard[]> {
  return JSON.parse(await page.evaluate<string>('JSON.stringify(survey())'));
}

/** The same cards, wider or narrower. */
export async function widen(page: Page, width: number): Promise<void> {
  await page.evaluate(`document.body.style.setProperty('--width', '${width}px')`);
}

const renderer = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');

/** The page's own files are not compiled: they stand in the sources, whichever way this runs. */
function besideThis(file: string): string {
  return join(projectRoot(), 'tests', 'cards', file);
}
