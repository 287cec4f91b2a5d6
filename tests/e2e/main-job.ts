import { expect } from 'vitest';
import { numbersOn, partWith, see } from './seeing.ts';
import type { Walk } from './walk.ts';

/** From the start until roles are taken, the place is decided and the first entries are written. */
export async function open(course: Walk, command: string): Promise<void> {
  await start(course, command, 'Strømsvigt i serverrum');
  await report(course);
  await answerRoles(course);
  await decideAndWrite(course);
}

/** The service ends in the middle and goes on in the same chat; then the log, and the end. */
export async function goOnAfterRestart(course: Walk, chat: string): Promise<void> {
  await askForPicture(course, 'status');
  await restart(course, chat);
  await askForPicture(course, 'status efter genstart');
  await readLog(course);
  await end(course, 'Afslut krisen');
}

/** Starts a crisis: the answer asks who reported it, and the status card is posted. */
export async function start({ page, step }: Walk, command: string, headline: string): Promise<void> {
  await step('start', async () => {
    await page.say(`${command} ${headline}`);
    await see(page.card('Hvem meldte det?'), headline, 'er startet', 'Ring nu');
    await see(page.card('Mangler nu'), headline, 'Det næste', 'Afventer kriselederen', 'Jens Krogh');
  });
}

/** Says who reported it and when it began, by tap. */
export async function report({ page, step }: Walk): Promise<void> {
  await step('meldt af', async () => {
    await page.tap('Overvågning', page.card('Hvem meldte det?'));
    await see(page.card('Hvornår begyndte det?'), 'Meldt af: Overvågning');
  });
  await step('begyndt', async () => {
    await page.tap('For 15 min. siden', page.card('Hvornår begyndte det?'));
    await see(page.card('✔ Begyndt'), 'Mødested');
  });
}

/** Three others answer: two take roles, one declines and says why. */
export async function answerRoles({ page, step }: Walk): Promise<void> {
  await step('jens tager rollen', async () => {
    await page.say('/krise som Jens Krogh');
    const card = page.card('du handler som Jens Krogh', 'Kan du tage rollen?');
    await page.tap('Jeg tager rollen', partWith(card, 'teknik', 'Jeg tager rollen'));
    await see(page.card('Det næste'), /Besatte roller.* Jens Krogh/);
  });
  await step('lise kan ikke', async () => {
    await page.say('/krise som Lise Bro');
    const card = page.card('du handler som Lise Bro', 'Kan du tage rollen?');
    await page.tap('Kan ikke', partWith(card, 'intern', 'Kan ikke'));
    await page.tap('Optaget', page.card('Hvorfor ikke?', 'Kommunikation, intern'));
    await see(page.card('Kommer du'), 'På vej');
  });
  await step('peter tager loggen', async () => {
    await page.say('/krise som Peter Lund');
    const card = page.card('du handler som Peter Lund', 'Kan du tage rollen?');
    await page.tap('Jeg tager rollen', partWith(card, 'situationsbillede, log', 'Jeg tager rollen'));
    await see(page.card('Det næste'), /Besatte roller.* Peter Lund/);
  });
}

/** The leader confirms the meeting place by tap; two entries are written. */
export async function decideAndWrite({ page, step }: Walk): Promise<void> {
  await step('mødested', async () => {
    await page.say('/krise som Anna Holm');
    await page.say('/krise mødested');
    await see(page.card('MØDESTED', 'Vi mødes her'), 'Mødelokale 3, Rådhuspladsen 1');
  });
  await step('mødested bekræftet', async () => {
    await page.tap('Vi mødes her', page.card('MØDESTED', 'Vi mødes her'));
    await see(page.card('MØDESTED · BESLUTTET'), 'Besluttet', 'Mødelokale 3, Rådhuspladsen 1');
  });
  await step('log', async () => {
    await page.say('log UPS i serverrum 2 holder 20 minutter');
    await page.say('beslutning Vi lukker testmiljøet ned, fordi strømmen er knap');
    await see(page.everything(), /NR\. \d+ GEMT · BESLUTNING/);
  });
}

/** The situation picture, asked for in words. */
export async function askForPicture({ page, step }: Walk, name: string): Promise<void> {
  await step(name, async () => {
    await page.say('status');
    const picture = page.card('SITUATIONSBILLEDE');
    await see(picture, 'UPS i serverrum 2 holder 20 minutter', 'Vi lukker testmiljøet ned', 'Overvågning');
    await see(picture, 'Mødelokale 3, Rådhuspladsen 1', 'Anna Holm');
  });
}

/** Ends the service in good order and starts it again; the page is opened anew. */
async function restart({ page, trial, step }: Walk, chat: string): Promise<void> {
  await step('genstart', async () => {
    await trial.stop();
    page.takeFaults();
    await trial.start();
    await page.reload();
    await page.open(chat);
    await expect.poll(() => page.cards().count()).toBe(0);
  });
}

/** The log: everything is there, numbered without gaps. */
export async function readLog({ page, step }: Walk): Promise<void> {
  await step('vis log', async () => {
    await page.say('vis log');
    const log = page.card('LOG · SIDE 1 AF 1');
    await see(log, 'UPS i serverrum 2 holder 20 minutter', 'Begrundelse: strømmen er knap');
    await see(
      log,
      'meldt af: Overvågning',
      'Hændelsen begyndte',
      'Mødested: Mødelokale 3',
      /(Krise|Øvelse) startet: Strømsvigt/,
    );
    const numbers = await numbersOn(log);
    expect(numbers).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });
}

/** The end, shown first and then confirmed by tap. */
export async function end({ page, step }: Walk, button: string): Promise<void> {
  await step('slut', async () => {
    await page.say('slut');
    await see(page.card('Før I slutter'), 'Kommunikation, ekstern');
  });
  await step('sluttet', async () => {
    await page.tap(button, page.card('Før I slutter'));
    await see(page.card('sluttede', 'Roller'), 'Strømsvigt', 'Poster', 'Jens Krogh');
  });
}
