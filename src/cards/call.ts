import { type Crisis, rolesAsked } from '../domain/crisis.ts';
import { kl } from '../domain/danish-time.ts';
import type { PersonId } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import { type CallLine, callLines, lineAbout } from '../domain/overview.ts';
import { roleOf } from '../domain/plan.ts';
import { theCrisis } from '../domain/wording.ts';
import { type Button, type CardContext, contextOf, rowsOf } from './button.ts';
import {
  answeredLine,
  attendanceOf,
  callAttempt,
  callState,
  inCallOrder,
  newestCall,
  numberOf,
} from './people-lines.ts';
import { render } from './render.ts';

const mostNext = 8;
const mostAttempts = 3;

/** Whom the card shows: the person asked for, also when they have answered; else whoever comes first. */
export function callFocus({ crisis }: Ledger, asked?: PersonId): PersonId | undefined {
  if (asked && lineAbout(crisis, asked)) return asked;
  return inCallOrder(callLines(crisis))[0]?.contact.id;
}

/** Whom to phone after a call to this person; the same person where nobody else is left. */
export function callAfter({ crisis }: Ledger, personId: PersonId): PersonId {
  const others = inCallOrder(callLines(crisis)).filter(({ contact }) => contact.id !== personId);
  return others[0]?.contact.id ?? personId;
}

/**
 * Whom to phone now, one at a time with the number large. It stays on `personId` until somebody turns it,
 * and changes only when a call is noted or somebody answers.
 */
export function callCard(ledger: Ledger, personId?: PersonId): object {
  const { crisis } = ledger;
  const context = callContext(ledger);
  const lines = crisis.ended ? [] : inCallOrder(callLines(crisis));
  const focus = crisis.ended ? undefined : callFocus(ledger, personId);
  const line = focus === undefined ? undefined : lineAbout(crisis, focus);
  const next = lines.filter(({ contact }) => contact.id !== focus);
  const missing = lines.filter(({ lacks }) => lacks === 'receipt').length;
  const head = {
    context,
    kicker: kickerOf(missing, line),
    title: line?.contact.name ?? crisis.headline,
    buttons: crisis.ended ? [] : foot,
  };
  const over = crisis.ended
    ? `${theCrisis(crisis)} er slut ${kl(crisis.ended.at)}. I skal ikke ringe mere.`
    : allAnswered(missing, lines.length);
  return render('call', head, {
    over: line ? '' : over,
    news: newestCall(crisis, focus),
    hasPerson: line !== undefined,
    ...person(crisis, context, line, next[0]),
    hasNext: next.length > 0,
    people: next.slice(0, mostNext).map((other) => ({
      name: other.contact.name,
      number: numberOf(crisis.plan, other.contact.id),
      state: callState(other),
    })),
    jumps: rowsOf(
      context,
      next
        .slice(0, 3)
        .map(({ contact }) => ({ title: contact.name, verb: 'ring', data: { person: contact.id } })),
    ),
    hint:
      missing > 0 ? 'En telefonsvarer er ikke kontakt: tryk »Intet svar«, og prøv igen.' : line ? over : '',
  });
}

const foot: readonly Button[] = [
  { title: 'Til telefon', verb: 'til telefon' },
  { title: 'Sms', verb: 'sms' },
];

/** One line in every state: nothing below it moves. */
function kickerOf(missing: number, line: CallLine | undefined): string {
  const first = line?.lacks === 'nothing' ? '✔ HAR SVARET' : 'RING NU';
  return missing > 0 ? `${first} · ${missing} MANGLER AT SVARE` : first;
}

function allAnswered(missing: number, listed: number): string {
  if (missing > 0) return '';
  return listed > 0 ? '✔ Alle har svaret, men ikke alle om deres rolle.' : '✔ Alle har svaret.';
}

/**
 * The version is the newest call: after it the same tap is another one, and nothing else that happens need
 * send the card anew.
 */
function callContext(ledger: Ledger): CardContext {
  const last = ledger.entries.findLast(({ event }) => event.kind === 'phoned');
  return { ...contextOf(ledger), version: last?.number ?? 0 };
}

function person(
  crisis: Crisis,
  context: CardContext,
  line: CallLine | undefined,
  next: CallLine | undefined,
) {
  if (!line) return { title: '', mark: '', number: '', answer: '', states: [], about: '', outcomes: [] };
  const { contact, person: known, lacks } = line;
  const asked = (crisis.contactOnly ? [] : rolesAsked(crisis, contact.id)).map(
    (id) => roleOf(crisis.plan, id).short,
  );
  return {
    title: contact.title,
    mark: lacks === 'nothing' ? '✔' : '☎',
    number: numberOf(crisis.plan, contact.id),
    answer:
      lacks === 'receipt' ? '' : `✔ ${[answeredLine(line), attendanceOf(known)].filter(Boolean).join(' · ')}`,
    states: lacks === 'nothing' ? [] : states(line),
    about: asked.length > 0 ? `Er spurgt om: ${asked.join(' · ')}` : '',
    outcomes: outcomes(crisis, line, asked.length, next).flatMap((button) =>
      rowsOf(context, [button], 'box'),
    ),
  };
}

/** What was tried, newest last, and why a call is needed. */
function states(line: CallLine): readonly { readonly text: string }[] {
  const tried = (line.person?.calls ?? []).filter(({ answered }) => !answered).slice(-mostAttempts, -1);
  return [...tried.map((call) => callAttempt(call)), callState(line)].map((text) => ({ text }));
}

/**
 * One below the other, above all that changes: a thumb on its way must not meet another button when the person
 * answers or somebody else takes the role. »Intet svar« alone becomes »Næste«, which writes nothing.
 */
function outcomes(
  { contactOnly }: Crisis,
  { contact, lacks }: CallLine,
  asked: number,
  next: CallLine | undefined,
): readonly Button[] {
  const outcome = (title: string, udfald: string) => ({
    title,
    verb: 'ringet',
    data: { person: contact.id, udfald },
  });
  const onward = {
    title: next ? 'Næste' : 'Ring nu',
    verb: 'ring',
    data: { person: (next ?? { contact }).contact.id },
  };
  const second = lacks === 'nothing' ? onward : outcome('Intet svar', 'noAnswer');
  if (contactOnly) return [outcome('Talt med', 'coming'), second];
  return [
    outcome('Talt med – kommer', 'coming'),
    second,
    outcome('Talt med – kan ikke komme', 'notComing'),
    ...(asked > 0 ? [outcome(`Talt med – tager ${asked > 1 ? 'rollerne' : 'rollen'}`, 'takesRole')] : []),
    ...(lacks === 'role' && next ? [onward] : []),
  ];
}
