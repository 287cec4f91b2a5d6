import { theCrisis } from '../domain/wording.ts';
import { putFront } from './front-part.ts';
import { putLog } from './log-part.ts';
import { putAttendance, putRoles } from './people-part.ts';
import { putPictures } from './picture-part.ts';
import { putProof } from './proof-part.ts';
import { type LogReading, readCourse } from './record.ts';
import { createSheet } from './sheet.ts';
import { putSummary } from './summary-part.ts';
import { putEvaluation, putTasks } from './task-part.ts';

/** The record to read and to hand on: from the front page to how to verify it. */
export async function recordPdf(log: LogReading): Promise<Buffer> {
  const reading = await readCourse(log);
  const { crisis, last, madeAt } = reading;
  const sheet = await createSheet({
    title: `${theCrisis(crisis)} ${crisis.id}`,
    author: crisis.plan.department,
    madeAt,
    head: `${theCrisis(crisis)} ${crisis.id} · ${crisis.plan.department}, ${crisis.plan.organisation}`,
    foot: `${crisis.id} · nr. ${last.number} · ${last.hash.slice(0, 4)} ${last.hash.slice(4, 8)}`,
    exercise: crisis.exercise,
  });
  await sheet.measure(longTexts(reading));
  putFront(sheet, reading);
  sheet.newPage();
  await putSummary(sheet, reading);
  await putRoles(sheet, reading);
  await putAttendance(sheet, reading);
  await putPictures(sheet, reading);
  await putTasks(sheet, reading);
  await putLog(sheet, reading);
  putEvaluation(sheet, reading);
  putProof(sheet, reading);
  return sheet.finish();
}

/** Below this, in characters, a text is measured in a moment. */
const long = 400;

/** What people wrote at length. */
function* longTexts({ entries }: LogReading): Iterable<string> {
  for (const { text, event } of entries) {
    const { words = {} } = event as { readonly words?: object };
    for (const one of [text, ...Object.values(words)])
      if (typeof one === 'string' && one.length > long) yield one;
  }
}
