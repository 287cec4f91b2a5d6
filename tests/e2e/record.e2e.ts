import { join } from 'node:path';
import { test } from 'vitest';
import { answerRoles, report, start } from './main-job.ts';
import { afterwards, keepLog, sendPicture, takeOut } from './record.ts';
import { walk } from './walk.ts';

test('the record: log, situation picture, the end, files that hold, and the crisis once more', () =>
  walk('record', { width: 1280, height: 1100 }, async (course) => {
    await start(course, '/krise start', 'Strømsvigt i serverrum');
    await report(course);
    await answerRoles(course);
    await keepLog(course);
    await sendPicture(course);
    await takeOut(course, join('.data', 'e2e', 'record'));
    await afterwards(course);
  }));
