import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { see } from './seeing.ts';
import type { Walk } from './walk.ts';

const run = promisify(execFile);

/** Whoever has the log role types plain lines; one becomes a decision by tap, with its reason, and is put right. */
export async function keepLog({ page, step }: Walk): Promise<void> {
  await step('logtilstand', async () => {
    await page.say('/krise som Peter Lund');
    await page.say('jeg tager rollen log');
    await page.say('Telefonerne er nede i hele huset');
    await see(page.card('GEMT'), 'Telefonerne er nede i hele huset');
  });
  await step('beslutning', async () => {
    await page.say('Vi lukker nettet');
    await page.tap('Beslutning', page.card('GEMT', 'Vi lukker nettet'));
    await see(page.card('Vi lukker nettet', 'BESLUTNING'), 'Hvorfor?');
    await page.fill('Hvorfor?', 'virus spreder sig');
    await page.tap('Gem begrundelse', page.card('Vi lukker nettet'));
    await see(page.card('Vi lukker nettet'), 'virus spreder sig');
  });
  await step('ret', async () => {
    await page.say('ret 7 Telefoner og mail er nede i hele huset');
    await page.say('vis log');
    await see(
      page.card('LOG · SIDE 1'),
      'Telefoner og mail er nede i hele huset',
      'Telefonerne er nede i hele huset',
    );
  });
}

/** Two fields by one line; the crisis leader approves and sends. */
export async function sendPicture({ page, step }: Walk): Promise<void> {
  await step('opdater', async () => {
    await page.say('opdater ramt: mail ned, telefoni delvist');
    await see(page.card('mail ned, telefoni delvist'), 'Hvad er ramt');
  });
  await step('send billede', async () => {
    await page.say('/krise som Anna Holm');
    await page.say('send billede');
    await page.tap('Godkend og send', page.card('mail ned, telefoni delvist', 'Godkend og send'));
    await see(page.everything(), 'S1');
    await page.say('status');
    await see(page.card('SITUATIONSBILLEDE'), 'S1', 'mail ned, telefoni delvist', /[Gg]odkendt/);
  });
}

/** The crisis ends; the record is taken out by its link, and holds by the verifier that needs nothing but Node. */
export async function takeOut({ page, step }: Walk, folder: string): Promise<void> {
  await step('slut', async () => {
    await page.say('slut');
    await page.tap('Afslut krisen', page.card('Før I slutter'));
    await see(page.card('sluttede', 'Roller'), 'Situationsbilleder', 'Poster');
  });
  await step('eksport', async () => {
    await page.say('eksport');
    await page.tap('Alle', page.card('LOGGEN SOM FIL'));
    await see(page.card('Filerne er klar'), 'virker til kl.');
  });
  await step('efterprøvet', async () => {
    const files = await download(page.card('Filerne er klar'), ['Hent PDF', 'Hent CSV', 'Hent JSON']);
    expect(files.map(({ name }) => name.replace(/^.*\./, ''))).toEqual(['pdf', 'csv', 'jsonl']);
    for (const { name, bytes } of files) await writeFile(join(folder, name), bytes);
    const chain = join(folder, files[2]?.name ?? '');
    const { stdout } = await run(process.execPath, ['src/verify/krise-verify.mjs', chain]);
    expect(stdout).toContain('K-2026-01');
  });
}

/** Follows every link of a card to a file. */
async function download(card: Locator, titles: readonly string[]): Promise<readonly TakenFile[]> {
  const page = card.page();
  await page.evaluate('window.opened = []; window.open = (url) => { window.opened.push(String(url)); }');
  for (const title of titles) await card.getByText(title, { exact: true }).click();
  const urls = await page.evaluate<readonly string[]>('window.opened');
  return Promise.all(urls.map(fileAt));
}

async function fileAt(url: string): Promise<TakenFile> {
  const answer = await fetch(url);
  const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? '';
  return { name, bytes: Buffer.from(await answer.arrayBuffer()) };
}

interface TakenFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What is learnt, the case number, and the crisis once more from the list of those there were. */
export async function afterwards({ page, step }: Walk): Promise<void> {
  await step('evaluering', async () => {
    await page.say('evaluering');
    await page.fill('Hvad gik godt?', 'Alle kom hurtigt');
    await page.tap('Send svar', page.card('Hvad gik godt?'));
    await see(page.card('Tak'), 'Alle kom hurtigt');
  });
  await step('kontroller', async () => {
    await page.say('kontroller');
    await see(page.everything(), /Loggen er hel: \d+ poster/);
  });
  await step('historik', async () => {
    await page.say('historik');
    await see(page.card('HISTORIK'), 'Strømsvigt i serverrum');
  });
  await step('genåbnet', async () => {
    await page.say('genåbn Strømmen er væk igen');
    await page.say('status');
    await see(page.card('SITUATIONSBILLEDE'), 'Strømsvigt i serverrum');
  });
}
