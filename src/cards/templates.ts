import actor from '../../cards/actor.json' with { type: 'json' };
import addToLog from '../../cards/add-to-log.json' with { type: 'json' };
import alarm from '../../cards/alarm.json' with { type: 'json' };
import assign from '../../cards/assign.json' with { type: 'json' };
import attendees from '../../cards/attendees.json' with { type: 'json' };
import awayCall from '../../cards/away-call.json' with { type: 'json' };
import brief from '../../cards/brief.json' with { type: 'json' };
import call from '../../cards/call.json' with { type: 'json' };
import caseNumber from '../../cards/case-number.json' with { type: 'json' };
import closed from '../../cards/closed.json' with { type: 'json' };
import contactExercisePersonal from '../../cards/contact-exercise-personal.json' with { type: 'json' };
import contactExerciseQuestion from '../../cards/contact-exercise-question.json' with { type: 'json' };
import contactExerciseResult from '../../cards/contact-exercise-result.json' with { type: 'json' };
import contacts from '../../cards/contacts.json' with { type: 'json' };
import cpr from '../../cards/cpr.json' with { type: 'json' };
import cry from '../../cards/cry.json' with { type: 'json' };
import decline from '../../cards/decline.json' with { type: 'json' };
import end from '../../cards/end.json' with { type: 'json' };
import entry from '../../cards/entry.json' with { type: 'json' };
import evaluation from '../../cards/evaluation.json' with { type: 'json' };
import evaluationAnswers from '../../cards/evaluation-answers.json' with { type: 'json' };
import evaluationThanks from '../../cards/evaluation-thanks.json' with { type: 'json' };
import fileLinks from '../../cards/file-links.json' with { type: 'json' };
import frame from '../../cards/frame.json' with { type: 'json' };
import guide from '../../cards/guide.json' with { type: 'json' };
import handOverTo from '../../cards/hand-over-to.json' with { type: 'json' };
import handover from '../../cards/handover.json' with { type: 'json' };
import help from '../../cards/help.json' with { type: 'json' };
import history from '../../cards/history.json' with { type: 'json' };
import keep from '../../cards/keep.json' with { type: 'json' };
import leftover from '../../cards/leftover.json' with { type: 'json' };
import log from '../../cards/log.json' with { type: 'json' };
import logChoice from '../../cards/log-choice.json' with { type: 'json' };
import logMode from '../../cards/log-mode.json' with { type: 'json' };
import ownData from '../../cards/own-data.json' with { type: 'json' };
import personal from '../../cards/personal.json' with { type: 'json' };
import picture from '../../cards/picture.json' with { type: 'json' };
import pictureForm from '../../cards/picture-form.json' with { type: 'json' };
import pictureSaved from '../../cards/picture-saved.json' with { type: 'json' };
import pictureSend from '../../cards/picture-send.json' with { type: 'json' };
import pictureShare from '../../cards/picture-share.json' with { type: 'json' };
import place from '../../cards/place.json' with { type: 'json' };
import plan from '../../cards/plan.json' with { type: 'json' };
import readiness from '../../cards/readiness.json' with { type: 'json' };
import record from '../../cards/record.json' with { type: 'json' };
import reopen from '../../cards/reopen.json' with { type: 'json' };
import roles from '../../cards/roles.json' with { type: 'json' };
import running from '../../cards/running.json' with { type: 'json' };
import saved from '../../cards/saved.json' with { type: 'json' };
import sms from '../../cards/sms.json' with { type: 'json' };
import started from '../../cards/started.json' with { type: 'json' };
import status from '../../cards/status.json' with { type: 'json' };
import when from '../../cards/when.json' with { type: 'json' };

/** The templates of cards/, by name: one file a card, the frame all cards share, and parts of cards. */
export const templates = {
  actor,
  'add-to-log': addToLog,
  alarm,
  assign,
  attendees,
  'away-call': awayCall,
  brief,
  call,
  'case-number': caseNumber,
  closed,
  'contact-exercise-personal': contactExercisePersonal,
  'contact-exercise-question': contactExerciseQuestion,
  'contact-exercise-result': contactExerciseResult,
  contacts,
  cpr,
  cry,
  decline,
  end,
  entry,
  evaluation,
  'evaluation-answers': evaluationAnswers,
  'evaluation-thanks': evaluationThanks,
  'file-links': fileLinks,
  frame,
  guide,
  'hand-over-to': handOverTo,
  handover,
  help,
  history,
  keep,
  leftover,
  log,
  'log-mode': logMode,
  'log-choice': logChoice,
  'own-data': ownData,
  personal,
  picture,
  'picture-form': pictureForm,
  'picture-saved': pictureSaved,
  'picture-send': pictureSend,
  'picture-share': pictureShare,
  place,
  plan,
  readiness,
  reopen,
  record,
  roles,
  running,
  saved,
  sms,
  started,
  status,
  when,
} satisfies Record<string, object>;

export type TemplateName = keyof typeof templates;
