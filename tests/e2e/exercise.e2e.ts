import { expect, test } from 'vitest';
import type { PlaygroundPage, Window } from '../local/playground-page.ts';
import { askForPicture, end, open, readLog } from './main-job.ts';
import { stickingOut } from './seeing.ts';
import { type Walk, walk } from './walk.ts';

/** The narrowest window that the Playground's page takes. */
const narrow: Window = { width: 600, height: 800 };
/** A card on a small phone, in CSS pixels. */
const phoneWidth = 320;

test('an exercise on a phone says ØVELSE first in everything, and nothing sticks out of its card', () =>
  walk('exercise', narrow, async (course) => {
    await course.page.narrowCards(phoneWidth);
    const checked = withCheck(course);
    await open(checked, '/krise øvelse');
    await askForPicture(checked, 'status');
    await readLog(checked);
    await end(checked, 'Afslut øvelsen');
  }));

/** The walk, with each of its steps looking at every answer on the page. */
function withCheck(course: Walk): Walk {
  return {
    ...course,
    step: (name, act) =>
      course.step(name, async () => {
        await act();
        await expect.poll(() => withoutMark(course.page)).toEqual([]);
        expect(await stickingOut(course.page.cards())).toEqual([]);
      }),
  };
}

/** First lines of the answers about the exercise that do not say so. Greetings are about no crisis. */
async function withoutMark(page: PlaygroundPage): Promise<readonly string[]> {
  const texts = await page.answers().allInnerTexts();
  const first = texts.map((text) => text.trim().split('\n')[0] ?? '');
  return first.filter((line) => !/^(\[[^\]]*\] )?ØVELSE\b/.test(line) && !/^hej /i.test(line));
}
