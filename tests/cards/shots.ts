import { mkdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { gallery, type Shown } from './gallery.ts';
import { hostConfig, palettes, type Theme } from './host-config.ts';

/**
 * Draws the cards in Chromium, phone and wide, light and dark: `npm run cards:shots [-- part of a name]`.
 * A sheet a card lands in .data/shots, with each of its states; what sticks out of a card is told.
 * `npm run cards:shots -- docs` draws the pictures in docs/pictures instead.
 */
const out = join('.data', 'shots');
const perSheet = 8;
const widths = { phone: 360, wide: 720 } as const;
type Size = keyof typeof widths;
const themes: readonly Theme[] = ['light', 'dark'];
/** Moments that differ in more than words; with a name given, all are drawn. */
const worthSeeing = /-(started|leaderless|midway|refusing|exercise|ended|crowded|short|secondPlace)$/;

const forDocs = ['status-midway', 'personal-lise-midway', 'place-started', 'picture-midway'];

async function main(wanted: readonly string[]): Promise<void> {
  if (wanted[0] === 'docs') return drawForDocs();
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

async function drawForDocs(): Promise<void> {
  const cards = forDocs.flatMap((name) => gallery.filter((shown) => shown.name === name));
  await inBrowser(async (browser) => {
    for (const theme of themes) {
      const page = await open(browser, 'phone');
      await drawOn(page, theme, 'phone', cards, false);
      await page.screenshot({ path: join('docs', 'pictures', `cards-${theme}.png`), fullPage: true });
    }
  });
}

async function inBrowser(work: (browser: Browser) => Promise<void>): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
  });
  try {
    await work(browser);
  } finally {
    await browser.close();
  }
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
    await drawOn(page, theme, size, cards, true);
    const stickingOut = await page.evaluate<string[]>('stickingOut()');
    for (const text of stickingOut) console.log(`${theme}, ${size}: ${text}`);
    await page.screenshot({ path: join(out, `${kind}.${theme}.${size}.png`), fullPage: true });
  }
  await page.close();
}

function open(browser: Browser, size: Size): Promise<Page> {
  const columns = size === 'phone' ? 4 : 2;
  return browser.newPage({ viewport: { width: (widths[size] + 16) * columns + 16, height: 400 } });
}

async function drawOn(page: Page, theme: Theme, size: Size, cards: readonly Shown[], named: boolean) {
  const look = { ...palettes[theme], width: `${widths[size]}px`, caption: named ? 'block' : 'none' };
  await page.setContent(await readFile('tests/cards/shots-page.html', 'utf8'));
  await page.addScriptTag({
    path: createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js'),
  });
  await page.evaluate(`draw(${JSON.stringify({ cards, config: hostConfig(theme), look })})`);
}

await main(process.argv.slice(2));
