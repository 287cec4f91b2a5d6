import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Window } from '../local/playground-page.ts';
import { answerRoles, askForPicture, decideAndWrite, end, report, start } from './main-job.ts';
import { see } from './seeing.ts';
import { smallPng } from './small-png.ts';
import { type Walk, walk } from './walk.ts';

/** `npm run docs:pictures`: every picture in docs/pictures, cut from one real run with the fictional plan. */
const folder = join('docs', 'pictures');
/** High enough for the longest card: a part of the page may not lie over it. */
const window: Window = { width: 1280, height: 1800, scale: 2 };
/** A card on a phone, in CSS pixels. */
const phoneWidth = 360;
const largestBytes = 150_000;

test('the pictures in the documents', () =>
  walk('pictures', window, async (course) => {
    const { page, step } = course;
    await mkdir(folder, { recursive: true });
    await step('kanalen', () => page.open('Krise'));
    await start(course, 'start', 'Strømsvigt i serverrum');
    await draw(course, 'start', () => page.card('Hvem meldte det?'));
    await step('personligt kort', async () => {
      await page.open('Personal Chat');
      await page.say('/krise som Jens Krogh');
    });
    await draw(course, 'personal', () => page.card('Kan du tage rollen?'));
    await step('kanalen igen', async () => {
      await page.say('/krise som Anna Holm');
      await page.open('Krise');
    });
    // Early on: there is somebody to phone.
    await draw(course, 'status', () => page.card('Det næste'));
    await report(course);
    await answerRoles(course);
    await decideAndWrite(course);
    await draw(course, 'place', () => page.card('MØDESTED · BESLUTTET'));
    await askForPicture(course, 'status');
    await step('billede sendt', async () => {
      await page.say('opdater ramt: mail og fildrev nede, telefoni delvist');
      await page.say('opdater liv: nej');
      await page.say('opdater forventet: måske drift igen kl. 4');
      await page.say('send billede nu');
      await page.say('melding Elektrikeren er fremme');
      await page.say('status');
      await see(page.card('SITUATIONSBILLEDE S1'), 'Elektrikeren er fremme');
    });
    await draw(course, 'picture', () => page.card('SITUATIONSBILLEDE'));
    await step('log', () => page.say('vis log'));
    await draw(course, 'log', () => page.card('LOG · SIDE 1'));
    await end(course, 'Afslut krisen');
    await draw(course, 'closed', () => page.card('sluttede', 'Roller'));
  }));

/** A card as a phone shows it. */
async function draw({ page, step }: Walk, name: string, card: () => Locator): Promise<void> {
  await step(`billede ${name}`, async () => {
    await see(card());
    await page.narrowCards(phoneWidth);
    await shoot(card(), `${name}-phone`);
    await page.widenCards();
  });
}

async function shoot(card: Locator, name: string): Promise<void> {
  await card.scrollIntoViewIfNeeded();
  const shot = await card.page().screenshot({ clip: await belowActor(card) });
  const { width, height, bytes } = await pixelsOf(card.page(), shot);
  const picture = smallPng(width, height, bytes);
  expect(picture.length, `bytes of ${name}`).toBeLessThan(largestBytes);
  await writeFile(join(folder, `${name}.png`), picture);
}

/** The card from its heading down: the line above it, which says who acts, only the local trial has. */
async function belowActor(card: Locator) {
  const heading = card.getByRole('heading').first();
  const head = heading.locator('xpath=ancestor::div[contains(@class, "ac-container")][1]');
  const [whole, part] = [await card.boundingBox(), await head.boundingBox()];
  if (!whole || !part) throw new Error('a card without heading');
  return { ...whole, y: part.y, height: whole.y + whole.height - part.y };
}

/** Lets the browser read its own picture. */
async function pixelsOf(page: Page, shot: Buffer) {
  const read = await page.evaluate<{ width: number; height: number; data: string }>(`(async () => {
    const image = new Image();
    image.src = 'data:image/png;base64,${shot.toString('base64')}';
    await image.decode();
    const { width, height } = image;
    const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    let text = '';
    for (let at = 0; at < data.length; at += 4096)
      text += String.fromCharCode(...data.subarray(at, at + 4096));
    return { width, height, data: btoa(text) };
  })()`);
  return { ...read, bytes: Buffer.from(read.data, 'base64') };
}
