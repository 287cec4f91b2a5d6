import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';

/** Draws the app's icons from their sources in Chromium: `npm run package:icons`. */
const icons = [
  { name: 'color', side: 192 },
  { name: 'outline', side: 32 },
] as const;

async function draw(page: Page, name: string, side: number): Promise<void> {
  const svg = await readFile(join('manifest', `${name}.svg`), 'utf8');
  await page.setViewportSize({ width: side, height: side });
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
  await page.screenshot({ path: join('manifest', `${name}.png`), omitBackground: true });
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'],
});
try {
  const page = await browser.newPage();
  for (const { name, side } of icons) await draw(page, name, side);
} finally {
  await browser.close();
}
