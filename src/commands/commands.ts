import { actAs } from './act-as.ts';
import { addToLog } from './add-to-log.ts';
import { alarm } from './alarm.ts';
import { attendance } from './attendance.ts';
import { attendees } from './attendees.ts';
import { called, callList } from './calling.ts';
import { caseNumber } from './case-number.ts';
import { checkLog } from './check-log.ts';
import type { CommandSpec } from './command.ts';
import { contactExercise } from './contact-exercise.ts';
import { correct } from './correct.ts';
import { callOff, end } from './ending.ts';
import { evaluation, evaluationAnswers } from './evaluation.ts';
import { exportRecord } from './export.ts';
import { handOver } from './handover.ts';
import { helpFor } from './help.ts';
import { history } from './history.ts';
import { level } from './level.ts';
import { link } from './link.ts';
import { find, log } from './log.ts';
import { logMode } from './log-mode.ts';
import { notes } from './notes.ts';
import { overview } from './overview.ts';
import { ownFor } from './own.ts';
import { ownData, settleCorrection } from './own-data.ts';
import { paperPack } from './paper-pack.ts';
import { picture } from './picture.ts';
import { place, placeRejected } from './place.ts';
import { contacts, plan } from './plan.ts';
import { crisisChannel, readiness, trial } from './readiness.ts';
import { reopen } from './reopen.ts';
import { reported } from './reported.ts';
import { declineRole, takeRole } from './role-answers.ts';
import { assign, handOut, roles } from './roles.ts';
import { approvePicture, sendPicture } from './send-picture.ts';
import { sharePicture } from './share-picture.ts';
import { sms, spoken } from './sms.ts';
import { exercise, start } from './start.ts';
import { taskDone } from './tasks.ts';
import { updatePicture } from './update-picture.ts';

const help = helpFor(() => commands);

/** What "krise" alone shows. */
export const own = ownFor(help);

/** Every command there is. Routing, help, the README's table and the buttons come from this list. */
export const commands: readonly CommandSpec[] = [
  start,
  exercise,
  contactExercise,
  alarm,
  callOff,
  level,
  end,
  reopen,
  evaluation,
  evaluationAnswers,
  history,
  caseNumber,
  picture,
  updatePicture,
  sendPicture,
  approvePicture,
  sharePicture,
  spoken,
  overview,
  ...notes,
  taskDone,
  correct,
  logMode,
  addToLog,
  log,
  find,
  exportRecord,
  checkLog,
  reported,
  roles,
  assign,
  handOut,
  takeRole,
  declineRole,
  handOver,
  own,
  ...attendance,
  place,
  placeRejected,
  attendees,
  callList,
  called,
  sms,
  contacts,
  plan,
  paperPack,
  readiness,
  trial,
  ownData,
  settleCorrection,
  crisisChannel,
  link,
  help,
  actAs,
];

/** The command a button's verb names. */
export function commandOf(verb: string): CommandSpec | undefined {
  return commands.find(({ word }) => word === verb);
}
