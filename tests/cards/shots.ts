import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { drawOn, inBrowser, seenOn } from './drawing.ts';
import { gallery, type Shown } from './gallery.ts';
import type { Theme } from './host-config.ts';
import { whole } from './look-rules.ts';

/**
 * Draws the cards in Chromium, phone and wide, light and dark: `npm run cards:shots [-- part of a name]`.
 * A sheet a card lands in .data/shots, with each of its states; what sticks out of a card is told.
 */
const out = join('.data', 'shots');
const perSheet = 8;
const widths = { phone: 360, wide: 720 } as const;
type Size = keyof typeof widths;
const themes: readonly Theme[] = ['light', 'dark'];
/** Moments that differ in more than words; with a name given, all are drawn. */
const worthSeeing = /-(started|leaderless|midway|refusing|exercise|ended|crowded|short|secondPlace)$/;

async function main(wanted: readonly string[]): Promise<void> {
  const sheets = sheetsOf(
    gallery.filter(({ name }) =>
      wanted.length > 0 ? wanted.some((part) => name.includes(part)) : worthSeeing.test(name),
    ),
  );
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await inBrowser(async (browser) => {
    for (const theme of themes) {
      for (const size of ['phone', 'wide'] as const) await shoot(browser, theme, size, sheets);
    }
  });
  console.log(`${sheets.size} ark i fire udgaver: ${out}`);
}

function sheetsOf(cards: readonly Shown[]): ReadonlyMap<string, readonly Shown[]> {
  const sheets = new Map<string, Shown[]>();
  const kinds = new Map<string, number>();
  for (const shown of cards) {
    const kind = shown.name.split('-')[0] ?? shown.name;
    const count = kinds.get(kind) ?? 0;
    kinds.set(kind, count + 1);
    const sheet = `${kind}-${Math.floor(count / perSheet) + 1}`;
    sheets.set(sheet, [...(sheets.get(sheet) ?? []), shown]);
  }
  return sheets;
}

async function shoot(
  browser: Browser,
  theme: Theme,
  size: Size,
  sheets: ReadonlyMap<string, readonly Shown[]>,
): Promise<void> {
  const page = await open(browser, size);
  for (const [kind, cards] of sheets) {
    await drawOn(page, cards, { theme, width: widths[size], named: true });
    for (const card of await seenOn(page)) {
      for (const text of whole(card)) console.log(`${theme}, ${size}: ${card.name}: ${text}`);
    }
    await page.screenshot({ path: join(out, `${kind}.${theme}.${size}.png`), fullPage: true });
  }
  await page.close();
}

function open(browser: Browser, size: Size): Promise<Page> {
  const columns = size === 'phone' ? 4 : 2;
  return browser.newPage({ viewport: { width: (widths[size] + 16) * columns + 16, height: 400 } });
}

await main(process.argv.slice(2));
