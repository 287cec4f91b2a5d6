import { expect, test } from 'vitest';
import { desktop } from '../local/playground-page.ts';
import { goOnAfterRestart, open } from './main-job.ts';
import { see } from './seeing.ts';
import { walk } from './walk.ts';

test('a crisis started in a channel, its status card posted there and kept up to date in place', () =>
  walk('channel', desktop, async (course) => {
    const { page, step } = course;
    await step('kanalen', () => page.open('Krise'));
    await open(course, 'start');
    await step('statuskortet er opdateret', async () => {
      const status = page.card('Det næste');
      await see(status, 'Strømsvigt i serverrum', /Besatte roller.* Peter Lund.* Jens Krogh/);
      await expect.poll(() => status.innerText()).not.toContain('Afventer kriselederen');
      expect(await page.cards().filter({ hasText: 'Det næste' }).count()).toBe(1);
    });
    await goOnAfterRestart(course, 'Krise');
  }));
