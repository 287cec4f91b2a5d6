import { type Crisis, mayAct, rolesAsked, rolesHeld } from '../domain/crisis.ts';
import { kl, klOnDay } from '../domain/danish-time.ts';
import type { Attendance, PersonId } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import { roleLines } from '../domain/overview.ts';
import { pictureAt } from '../domain/picture.ts';
import { notedSince } from '../domain/picture-log.ts';
import { pictureLine } from '../domain/picture-words.ts';
import { roleOf } from '../domain/plan.ts';
import { listed, theCrisis } from '../domain/wording.ts';
import { arrivalRows, attendanceRows } from './attendance-buttons.ts';
import { type CardContext, contextOf, rowsOf } from './button.ts';
import { attendanceOf, leaderLine, namesOf } from './people-lines.ts';
import { asks } from './personal-asks.ts';
import { inReadingOrder, noteLine, statementLine } from './picture-lines.ts';
import { placeLines } from './place-lines.ts';
import { render } from './render.ts';
import { shownRole } from './role-lines.ts';
import { oneLine } from './text.ts';

const mostKnown = 5;
const mostNames = 6;
const mostStated = 3;
const roomForText = 800;

/**
 * What someone needs who joins late: first what is asked of them, then what is known, who does what, and
 * where. Someone who only reads gets no buttons to answer with.
 */
export function briefCard(ledger: Ledger, personId: string): object {
  const { crisis } = ledger;
  const context = contextOf(ledger);
  const head = {
    context,
    kicker: `KORT FORTALT · NIVEAU ${crisis.level}`,
    title: crisis.headline,
    sub: since(crisis),
    foot: pictureLine(crisis),
    buttons: [
      { title: 'Situationsbillede', verb: 'status' },
      { title: 'Vis log', verb: 'vis log' },
      { title: 'Mødested', verb: 'mødested', secondary: true },
      { title: 'Kontakter', verb: 'kontakter', secondary: true },
    ],
  };
  const own = yours(crisis, context, personId);
  const facts = known(ledger);
  return render('brief', head, {
    verdict: crisis.ended ? `✔ ${theCrisis(crisis)} er slut. Sluttet ${kl(crisis.ended.at)}.` : '',
    ...own,
    isKnown: true,
    known:
      facts.length > 0 ? facts : [{ kind: '', text: 'Ingen har skrevet noget i loggen endnu.', asOf: '' }],
    hasAnything: own.hasOwn || own.mayAnswer || crisis.ended !== undefined,
    isActive: !crisis.ended,
    ...staff(crisis),
    ...where(crisis),
  });
}

/** "Startet kl. 02.14 af Jens Krogh · begyndt kl. 02.05". */
function since({ startedAt, startedBy, beganAt, lastAt }: Crisis): string {
  const began = beganAt ? ` · begyndt ${klOnDay(beganAt, startedAt)}` : '';
  return `Startet ${klOnDay(startedAt, lastAt)} af ${oneLine(startedBy.name, 60)}${began}`;
}

/** What is asked of the reader: roles, then whether they are with us. */
function yours(crisis: Crisis, context: CardContext, personId: PersonId) {
  const isHere = !crisis.ended && mayAct(crisis, personId);
  const asked = isHere ? asks(crisis, context, personId) : [];
  const unanswered = rolesAsked(crisis, personId);
  const held = rolesHeld(crisis, personId).filter((role) => !unanswered.includes(role));
  const hasOwn = asked.length > 0 || held.length > 0;
  return {
    hasAsks: asked.length > 0,
    asks: asked.map((ask, index) => ({ ...ask, ruled: index > 0 })),
    isHolding: isHere && held.length > 0,
    held: listed(held.map((role) => roleOf(crisis.plan, role).short)),
    hasOwn,
    mayAnswer: isHere,
    ...presence(crisis, context, personId, unanswered.length === 0),
  };
}

function presence(crisis: Crisis, context: CardContext, personId: PersonId, mayBeSeen: boolean) {
  const person = crisis.people[personId];
  const asksWhen = person?.attendance === 'onTheWay' && !person.expectedAt;
  const seen = { title: 'Set, jeg er på', verb: 'set', primary: true };
  const said = attendanceOf(person);
  return {
    you: asksWhen
      ? 'Du er på vej. Hvornår er du fremme?'
      : said
        ? `Du er ${said}. Skal det ændres?`
        : 'Kommer du?',
    presence: [
      ...(mayBeSeen && !person?.receiptAt ? rowsOf(context, [seen]) : []),
      ...(asksWhen ? arrivalRows(context) : []),
      ...attendanceRows(context, person?.attendance),
    ],
  };
}

/** What is stated, the worst first, then the newest that people wrote. */
function known(ledger: Ledger) {
  const { crisis } = ledger;
  const stated = inReadingOrder(pictureAt(ledger).stated).slice(0, mostStated);
  const notes = notedSince(ledger, 0).filter((view) => view.amends === undefined);
  return [
    ...stated.map((one) => statementLine(one, crisis.startedAt, roomForText)),
    ...notes.slice(0, mostKnown - stated.length).map((view) => noteLine(view, crisis.startedAt, roomForText)),
  ].map(({ label, text, asOf }) => ({ kind: label, text, asOf }));
}

function staff(crisis: Crisis) {
  const { name, number } = leaderLine(crisis);
  const lines = roleLines(crisis).filter(({ role }) => role.id !== 'crisisLeader');
  const missing = lines.filter(({ standing }) => standing !== 'filled');
  return {
    leader: name,
    leaderNumber: number,
    filled: lines
      .filter(({ standing }) => standing === 'filled')
      .map((line) => ({ role: line.role.short, who: shownRole(crisis, line).who })),
    missing: missing.length > 0 ? `Mangler: ${missing.map(({ role }) => role.short).join(' · ')}` : '',
  };
}

function where(crisis: Crisis) {
  const { mark, where: place, how } = placeLines(crisis);
  return {
    placeMark: mark,
    where: place,
    how,
    there: whoIs(crisis, 'present', 'Er her'),
    coming: whoIs(crisis, 'onTheWay', 'På vej'),
  };
}

function whoIs(crisis: Crisis, how: Attendance, word: string): string {
  const ids = Object.values(crisis.people)
    .filter(({ attendance }) => attendance === how)
    .map(({ id }) => id);
  return ids.length > 0 ? `${word}: ${namesOf(crisis, ids, mostNames)}` : '';
}
