import { test } from 'vitest';
import { desktop } from '../local/playground-page.ts';
import {
  answerRoles,
  askForPicture,
  decideAndWrite,
  end,
  readLog,
  report,
  restart,
  start,
} from './main-job.ts';
import { walk } from './walk.ts';

test('a crisis in the personal chat, from start to end, with the service ended in the middle', () =>
  walk('personal', desktop, async (course) => {
    await start(course, '/krise start', 'Strømsvigt i serverrum');
    await report(course);
    await answerRoles(course);
    await decideAndWrite(course);
    await askForPicture(course, 'status');
    await restart(course, 'Personal Chat');
    await askForPicture(course, 'status efter genstart');
    await readLog(course);
    await end(course, 'Afslut krisen');
  }));
