import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

/** The Playground's page, used as a person uses it: typing, tapping, reading. */
export interface PlaygroundPage {
  /** Types into the open chat and waits for the bot's answer. In a channel or group the bot is mentioned first. */
  say(text: string): Promise<void>;
  /** Taps the button with that title in `within`, also one behind "…". Without `within`: the newest on the page. */
  tap(title: string, within?: Locator): Promise<void>;
  /** Fills the newest input with that label. */
  fill(label: string, text: string): Promise<void>;
  /** Opens a chat or channel by its name in the list. */
  open(chat: string): Promise<void>;
  /** The newest card in which all these texts stand. */
  card(...texts: readonly string[]): Locator;
  /** Every card on the page, in the page's order. */
  cards(): Locator;
  /** Every message of the bot in a personal chat, text or card, in the page's order. */
  answers(): Locator;
  /** All that is on the page. */
  everything(): Locator;
  /** What a person can read on the page, line by line. */
  lines(): Promise<readonly string[]>;
  /** Draws all cards as wide as a phone does, in CSS pixels: the page has no phone layout of its own. */
  narrowCards(width: number): Promise<void>;
  /** Draws all cards as wide as the page does by itself. */
  widenCards(): Promise<void>;
  /** Loads the page anew: what was on the screen is gone, as in a client that was closed. */
  reload(): Promise<void>;
  /** Faults that the browser told of since the last look, without those of the Playground's own making. */
  takeFaults(): readonly string[];
  /** Saves a picture of the page, or of one element alone. */
  picture(file: string, of?: Locator): Promise<void>;
  close(): Promise<void>;
}

export interface Window {
  readonly width: number;
  readonly height: number;
  /** Device pixels to one CSS pixel. */
  readonly scale?: number;
}

export const desktop: Window = { width: 1280, height: 1000 };

/** How long the bot may take to answer, in milliseconds. */
const giveUpMs = 15_000;
const launchFlags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
const message = '.fai-OutputCard';
/**
 * The page's own fonts and animations are stopped by the local trial; it has no icon; and it does not know
 * its channels yet when a message for one of them comes in while it opens.
 */
const ownFaults = /res-1\.cdn\.office\.net|favicon\.ico|Saga error Error: Invalid conversation id/;

/** Opens the page at `address` in a Chromium of its own: `CHROMIUM_PATH`, or Debian's. */
export async function openPlayground(address: string, window: Window = desktop): Promise<PlaygroundPage> {
  const executablePath = process.env.CHROMIUM_PATH || '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: launchFlags });
  const page = await newPage(browser, window);
  const faults = listen(page);
  await load(page, address);
  let channel = false;
  const cards = () => page.locator('.ac-adaptiveCard');
  return {
    say: (text) => write(page, text, channel),
    tap: (title, within) => press(page, title, within),
    fill: (label, text) => page.getByLabel(label).last().fill(text),
    async open(chat) {
      channel = chat !== 'Personal Chat';
      await page.getByText(chat, { exact: true }).first().click();
    },
    card(...texts) {
      const all = texts.reduce((found, hasText) => found.filter({ hasText }), cards());
      // A channel has its newest post on top.
      return channel ? all.first() : all.last();
    },
    cards,
    answers: () => page.locator(message),
    everything: () => page.locator('body'),
    lines: async () =>
      (await page.locator('body').innerText()).split('\n').filter((line) => line.trim() !== ''),
    narrowCards: (width) => styleCards(page, narrow(width)),
    widenCards: () => styleCards(page, ''),
    async reload() {
      channel = false;
      await load(page, address);
    },
    takeFaults: () => faults.splice(0),
    picture: async (path, of) => void (await (of ?? page).screenshot({ path })),
    close: () => browser.close(),
  };
}

async function newPage(browser: Browser, { width, height, scale }: Window): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width, height },
    deviceScaleFactor: scale ?? 1,
    locale: 'da-DK',
    timezoneId: 'Europe/Copenhagen',
  });
  page.setDefaultTimeout(giveUpMs);
  return page;
}

async function load(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByTitle('Hide log panel').click();
}

function narrow(width: number): string {
  return `.fai-OutputCard:has(.ac-adaptiveCard) { width: fit-content !important; min-width: 0 !important }
    .ac-preview-panel { width: ${width}px !important }`;
}

/** Puts rules beside the page's own, in place of those that were put there before. */
async function styleCards(page: Page, rules: string): Promise<void> {
  await page.evaluate(`{
    document.getElementById('card-rules')?.remove();
    const style = document.createElement('style');
    style.id = 'card-rules';
    style.textContent = ${JSON.stringify(rules)};
    document.head.append(style);
  }`);
}

function listen(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (told) => {
    if (told.type() !== 'error') return;
    const text = `${told.text()} (${told.location().url})`;
    if (!ownFaults.test(text)) faults.push(text);
  });
  return faults;
}

async function write(page: Page, text: string, mention: boolean): Promise<void> {
  const bot = page.getByRole('img', { name: 'Krisebot', exact: true });
  const before = await bot.count();
  // In a channel the first box starts a new post.
  const box = page.locator('[role=textbox]').first();
  await box.click();
  if (mention) await mentionBot(page, box);
  await page.keyboard.insertText(mention ? ` ${text}` : text);
  await page.keyboard.press('Enter');
  await bot.nth(before).waitFor({ state: 'attached' });
}

/** Picks the bot from the list that "@" opens. The list may move as it is filled, so what was picked is looked at. */
async function mentionBot(page: Page, box: Locator): Promise<void> {
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    await page.keyboard.type('@');
    await page.locator('[role=option], [role=menuitem], li').getByText('Krisebot').first().click();
    if ((await box.innerText()).trim() === 'Krisebot') return;
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('Delete');
  }
  throw new Error('the page mentions someone else than the bot');
}

async function press(page: Page, title: string, within?: Locator): Promise<void> {
  const place = within ?? page.locator('body');
  await place.waitFor();
  const button = place.getByRole('button', { name: title, exact: true }).last();
  const more = place.getByTitle('More options').last();
  await button.or(more).first().waitFor();
  if ((await button.count()) > 0) return button.click();
  await more.click();
  await page.getByText(title, { exact: true }).last().click();
}
