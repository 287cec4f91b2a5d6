import { test } from 'vitest';
import { desktop } from '../local/playground-page.ts';
import { goOnAfterRestart, open } from './main-job.ts';
import { walk } from './walk.ts';

test('a crisis in the personal chat, from start to end, with the service ended in the middle', () =>
  walk('personal', desktop, async (course) => {
    await open(course, '/krise start');
    await goOnAfterRestart(course, 'Personal Chat');
  }));
