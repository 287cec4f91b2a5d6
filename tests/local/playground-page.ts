import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';

/** The Playground's page, used as a person uses it. Each act returns the lines that are new on the screen. */
export interface PlaygroundPage {
  /** Types into the open chat. In a channel or group the bot is mentioned first. */
  say(text: string): Promise<readonly string[]>;
  /** Taps the newest button with that title, also one behind "…". */
  tap(title: string): Promise<readonly string[]>;
  /** Fills the newest input with that label. */
  fill(label: string, text: string): Promise<void>;
  /** Opens a chat or channel by its name in the list. */
  open(chat: string): Promise<readonly string[]>;
  /** Saves a picture of the page as `<name>.png`. */
  shot(name: string): Promise<void>;
  close(): Promise<void>;
}

const quietMs = 700;
const giveUpMs = 10_000;
const launchFlags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

/** Opens the page at `address`; pictures go into `folder`. `size` is the window's, a desktop's by default. */
export async function openPlayground(
  address: string,
  folder: string,
  size = { width: 1280, height: 1000 },
): Promise<PlaygroundPage> {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: launchFlags });
  const page = await browser.newPage({ viewport: size });
  page.setDefaultTimeout(giveUpMs);
  await page.goto(address);
  await page.getByTitle('Hide log panel').click();
  await quietLines(page);
  let personal = true;
  return {
    say: (text) => changes(page, () => write(page, text, !personal)),
    tap: (title) => changes(page, () => press(page, title)),
    fill: (label, text) => page.getByLabel(label).last().fill(text),
    open: (chat) => {
      personal = chat === 'Personal Chat';
      return changes(page, () => page.getByText(chat, { exact: true }).first().click());
    },
    shot: async (name) => void (await page.screenshot({ path: join(folder, `${name}.png`) })),
    close: () => browser.close(),
  };
}

async function write(page: Page, text: string, mention: boolean): Promise<void> {
  // In a channel the first box starts a new post.
  await page.locator('[role=textbox]').first().click();
  if (mention) {
    await page.keyboard.type('@');
    // The list shows what the mention will be; the name also stands above each of the bot's messages.
    await page.locator('[role=option], [role=menuitem], li').getByText('Krisebot').first().click();
  }
  await page.keyboard.insertText(text);
  await page.keyboard.press('Enter');
}

async function press(page: Page, title: string): Promise<void> {
  const button = page.getByRole('button', { name: title, exact: true }).last();
  if ((await button.count()) > 0) return button.click();
  await page.getByTitle('More options').last().click();
  await page.getByText(title, { exact: true }).last().click();
}

async function changes(page: Page, act: () => Promise<void>): Promise<readonly string[]> {
  const before = await lines(page);
  await act();
  const after = await quietLines(page);
  const known = new Map<string, number>();
  for (const line of before) known.set(line, (known.get(line) ?? 0) + 1);
  return after.filter((line) => {
    const left = known.get(line) ?? 0;
    known.set(line, left - 1);
    return left <= 0;
  });
}

/** The lines on the screen once they have stood still for a while. */
async function quietLines(page: Page): Promise<string[]> {
  const giveUpAt = performance.now() + giveUpMs;
  let seen = await lines(page);
  let since = performance.now();
  while (performance.now() < giveUpAt && performance.now() - since < quietMs) {
    await pause(100);
    const now = await lines(page);
    if (now.join('\n') !== seen.join('\n')) since = performance.now();
    seen = now;
  }
  return seen;
}

async function lines(page: Page): Promise<string[]> {
  const text = await page.locator('body').innerText();
  return text.split('\n').filter((line) => line.trim() !== '');
}
