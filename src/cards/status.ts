import { type Crisis, leaderOf } from '../domain/crisis.ts';
import type { Ledger } from '../domain/ledger.ts';
import { nextSteps, type RoleLine, roleLines, toCall } from '../domain/overview.ts';
import { isKnownOverdue, pictureLine } from '../domain/picture-words.ts';
import { type Button, contextOf, rowsOf } from './button.ts';
import { closedCard } from './closed.ts';
import { contactExerciseResultCard } from './contact-exercise-result.ts';
import { crisisKicker, entryFoot, startedLine } from './headings.ts';
import { attendanceCounts, callState, inCallOrder, nameOf, numberOf } from './people-lines.ts';
import { placeLines } from './place-lines.ts';
import { render } from './render.ts';
import { isVacantLead, missingRoles, shownRole } from './role-lines.ts';

const mostCalls = 4;

/**
 * The one shared card of a crisis, kept up to date in place: what is missing before what is fine. When
 * the crisis has ended it is the closing card.
 */
export function statusCard(ledger: Ledger): object {
  const { crisis } = ledger;
  if (crisis.contactOnly) return contactExerciseResultCard(ledger);
  if (crisis.ended) return closedCard(ledger);
  const context = contextOf(ledger);
  const head = {
    context,
    kicker: crisisKicker(crisis),
    title: crisis.headline,
    sub: startedLine(crisis),
    foot: entryFoot(ledger),
    buttons: foot,
  };
  return render('status', head, {
    ...missing(crisis),
    tools: rowsOf(context, tools(crisis)),
    ...steps(crisis),
    ...pictureState(crisis),
    ...place(crisis),
    ...filled(crisis),
  });
}

/** Colour only where a role is empty; the words say the same. */
function missing(crisis: Crisis) {
  const roles = missingRoles(crisis);
  const calls = inCallOrder(toCall(crisis));
  const isEmpty = (line: RoleLine) =>
    line.standing === 'unfilled' || line.state.openedAt !== undefined || isVacantLead(line);
  const empty = roles.filter(isEmpty);
  const asked = roles.filter((line) => !isEmpty(line));
  const shown = calls.slice(0, mostCalls);
  return {
    hasMissing: roles.length + calls.length > 0,
    isComplete: roles.length + calls.length === 0,
    hasEmpty: empty.length > 0,
    empty: empty.map((line) => shownRole(crisis, line)),
    asked: asked.map((line) => shownRole(crisis, line)),
    calls: shown.map((line) => ({
      name: nameOf(crisis, line.contact.id),
      number: numberOf(crisis.plan, line.contact.id),
      state: callState(line),
    })),
    moreCalls: calls.length > shown.length ? `og ${calls.length - shown.length} til: tryk »Ring nu«` : '',
  };
}

function steps(crisis: Crisis) {
  const [first = '', ...rest] = nextSteps(crisis);
  return {
    hasNext: first !== '',
    first: `1. ${first}`,
    following: rest.map((text, index) => ({ text: `${index + 2}. ${text}` })),
  };
}

/** When the situation picture came and when the next is due; while it is overdue, above what is next. */
function pictureState(crisis: Crisis) {
  const isLate = isKnownOverdue(crisis);
  const isSent = crisis.picture.versions.length > 0;
  return {
    overdue: isLate ? pictureLine(crisis) : '',
    picture: isSent && !isLate ? pictureLine(crisis) : '',
  };
}

function place(crisis: Crisis) {
  const { mark, where, how } = placeLines(crisis);
  return { placeMark: mark, where, how, attendance: attendanceCounts(crisis) };
}

function filled(crisis: Crisis) {
  const roles = roleLines(crisis).filter(({ standing }) => standing === 'filled');
  return {
    hasFilled: roles.length > 0,
    filled: roles.map((line) => shownRole(crisis, line)),
    dutyName: crisis.plan.dutyPhone.name,
    dutyNumber: crisis.plan.dutyPhone.phoneText,
  };
}

/** What mends what is missing stands right below it: nobody scrolls for it. */
function tools(crisis: Crisis): readonly Button[] {
  const lead = {
    title: 'Jeg tager rollen som kriseleder',
    verb: 'jeg tager rollen',
    data: { rolle: 'crisisLeader' },
    primary: true,
  };
  return [
    ...(leaderOf(crisis) ? [] : [lead]),
    ...(toCall(crisis).length > 0 ? [{ title: 'Ring nu', verb: 'ring' }] : []),
    ...(missingRoles(crisis).length > 0 ? [{ title: 'Fordel roller', verb: 'fordel' }] : []),
  ];
}

const foot: readonly Button[] = [
  { title: 'Situationsbillede', verb: 'status' },
  { title: 'Mødested', verb: 'mødested' },
  { title: 'Fremmøde', verb: 'fremmøde' },
  { title: 'Vis log', verb: 'vis log' },
  { title: 'Kontakter', verb: 'kontakter' },
];
