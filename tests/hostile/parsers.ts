import { literal, oneLine, shownText } from '../../src/cards/text.ts';
import { readOutcome } from '../../src/commands/call-outcome.ts';
import { commands } from '../../src/commands/commands.ts';
import { findContact, findRole, leadingContact, shown } from '../../src/commands/find-in-plan.ts';
import { topicOf } from '../../src/commands/help.ts';
import { overheard } from '../../src/commands/overheard.ts';
import { parse, wordAlone } from '../../src/commands/parse.ts';
import { versionIn } from '../../src/commands/picture.ts';
import { plainLine } from '../../src/commands/plain-line.ts';
import { readCorrection } from '../../src/commands/read-correction.ts';
import { readFilter } from '../../src/commands/read-filter.ts';
import { readNote } from '../../src/commands/read-note.ts';
import { cprIn, looksLikeCpr, withCpr, withoutCpr } from '../../src/domain/cpr.ts';
import { formatsIn } from '../../src/domain/export-format.ts';
import { cutAtWord, gsmText } from '../../src/domain/gsm-text.ts';
import { logView, viewOf } from '../../src/domain/log-view.ts';
import { arrivalIn, parseTime } from '../../src/domain/parse-time.ts';
import { smsText, spokenWords } from '../../src/domain/phone-words.ts';
import { readPicture } from '../../src/domain/read-picture.ts';
import { readStatement } from '../../src/domain/read-statement.ts';
import { csvField } from '../../src/export/csv.ts';
import { textOfHtml } from '../../src/teams/message-text.ts';
import { cleanText, typedIn } from '../../src/teams/plain-text.ts';
import { repliedTo } from '../../src/teams/replied-to.ts';
import { started } from '../domain/course.ts';
import { testPlan } from '../fixtures/plan.ts';

/** 14.00 on a November day, Danish time. */
const at = '2026-11-23T13:00:00.000Z';
const ole = { id: 'teams:ole', name: 'Ole Vind' };
const course = started()
  .does('anna', { kind: 'note', type: 'opgave', text: 'Ring til elværket' })
  .does('anna', { kind: 'note', type: 'melding', text: 'Der er røg', acted: { name: 'Bo fra Elværket' } });
const { entries } = course.ledger;
const views = logView(entries);
const reader = { at, plan: testPlan, mentions: [ole] };
const [contact] = testPlan.contacts;
if (!contact) throw new Error('the plan has nobody');

/** Everything that reads what somebody wrote, by name. Each takes any text, and is done in a moment. */
export const parsers: Readonly<Record<string, (text: string) => unknown>> = {
  parse: (text) => parse(text, commands),
  wordAlone: (text) => wordAlone(text, commands),
  overheard: (text) => overheard(text, commands),
  'overheard after krise': (text) => overheard(`krise ${text}`, commands),
  plainLine: (text) => plainLine(text, commands),
  readNote: (text) => readNote(text, at, testPlan, undefined, [ole]),
  'readNote, a decision': (text) => readNote(text, at, testPlan, 'beslutning', [ole]),
  'readNote, a task': (text) => readNote(text, at, testPlan, 'opgave', [ole]),
  'readCorrection of a task': (text) => readCorrection(text, viewOf(entries, 2), reader),
  'readCorrection of a message': (text) => readCorrection(text, viewOf(entries, 3), reader),
  'readCorrection of the start': (text) => readCorrection(text, viewOf(entries, 1), reader),
  readFilter: (text) => readFilter(text, { by: ole, at, plan: testPlan, views: () => views }),
  'parseTime, coming': (text) => parseTime(text, at, 'coming'),
  'parseTime, past': (text) => parseTime(text, at, 'past'),
  arrivalIn: (text) => arrivalIn(text, at),
  readOutcome: (text) => readOutcome(testPlan, at, contact, text, undefined),
  'readOutcome of an SMS': (text) => readOutcome(testPlan, at, contact, text, 'sms'),
  findRole: (text) => findRole(testPlan, text),
  findContact: (text) => findContact(testPlan, text),
  leadingContact: (text) => leadingContact(testPlan, text),
  shown,
  topicOf,
  versionIn,
  formatsIn,
  readPicture,
  readStatement: (text) => readStatement('affected', text),
  'readStatement, a choice': (text) => readStatement('lifeCritical', text),
  looksLikeCpr,
  withoutCpr,
  withCpr: (text) => withCpr(withoutCpr(text), cprIn(text)),
  gsmText,
  cutAtWord: (text) => cutAtWord(text, 120),
  smsText: (text) => smsText({ ...course.crisis, headline: text.slice(0, 120) }, 'peter'),
  spokenWords: (text) => spokenWords({ ...course.crisis, headline: text.slice(0, 120) }, 'peter'),
  cleanText,
  typedIn: (text) => typedIn({ text, entities: mentions(text) }),
  'typedIn, plain': (text) => typedIn({ text, textFormat: 'plain', entities: mentions(text) }),
  textOfHtml,
  repliedTo: (text) => repliedTo({ attachments: [{ contentType: 'text/html', content: text }] }, 'groupChat'),
  literal,
  shownText,
  oneLine: (text) => oneLine(text, 240),
  csvField,
};

function mentions(text: string): readonly object[] {
  const mentioned = { id: '29:1', name: text.slice(0, 30) };
  return [{ type: 'mention', text: `<at>${text.slice(0, 30)}</at>`, mentioned }];
}
