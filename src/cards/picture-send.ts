import { type Crisis, leaderOf } from '../domain/crisis.ts';
import { kl } from '../domain/danish-time.ts';
import type { Entry } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import { changesSince, newestOf, pictureAt } from '../domain/picture.ts';
import { dueLine } from '../domain/picture-words.ts';
import { type Button, contextOf, rowsOf } from './button.ts';
import { nameOf } from './people-lines.ts';
import { inReadingOrder, statementLine, unknownLine } from './picture-lines.ts';
import { sentCard } from './picture-version.ts';
import { render } from './render.ts';

const roomForStatements = 10_000;

/** What a card for sending is opened with. */
export interface SendOptions {
  /** Said first: why it was not sent, or who asks. */
  readonly note?: string;
  /** Minutes until the next is due, as chosen; else the plan's. */
  readonly chosen?: string;
  /** The time of the next, as typed. */
  readonly typed?: string;
}

/**
 * The picture as it would be sent now: what has changed since the last, what nobody knows, and when the next is
 * due. It carries the newest change it shows: one that has changed since is not sent unseen.
 */
export function pictureSendCard(ledger: Ledger, personId: string, options: SendOptions = {}): object {
  const { crisis } = ledger;
  const { note = askedNote(crisis, personId), typed = '', chosen = '' } = options;
  const { versions } = crisis.picture;
  const context = contextOf(ledger);
  const head = {
    context,
    kicker: `SITUATIONSBILLEDE S${versions.length + 1} · IKKE SENDT ENDNU`,
    title: crisis.headline,
    sub: dueLine(crisis),
  };
  return render('picture-send', head, {
    note,
    ...shown(ledger),
    isOpen: !crisis.ended,
    choices: choicesFor(crisis),
    chosen: chosen || String(crisis.plan.timings.nextPictureMinutes),
    typed,
    rows: crisis.ended ? [] : rowsOf(context, sending(crisis, personId, String(newestOf(crisis.picture)))),
  });
}

/** Whoever else looks at it knows that it is underway. */
function askedNote(crisis: Crisis, personId: string): string {
  const leader = leaderOf(crisis);
  const isAsked = crisis.picture.approvalAsked && leader && leader.id !== personId;
  return isAsked ? `${nameOf(crisis, leader.id)} er bedt om at godkende billedet.` : '';
}

/** To the crisis leader, who was asked to approve: the picture as it stands, until it is sent. */
export function approvalCard(ledger: Ledger, personId: string, entry: number): object {
  const { crisis, entries } = ledger;
  const asked = entries[entry - 1];
  const sent = crisis.picture.versions.find((version) => version.entry > entry);
  if (sent) return sentCard(ledger, personId, sent.entry);
  if (crisis.ended || leaderOf(crisis)?.id !== personId) return unsent(ledger);
  const who = asked ? nameOf(crisis, asked.by.id) : 'Stabens sekretær';
  const note = `${who} beder dig godkende situationsbilledet`;
  return pictureSendCard(ledger, personId, { note, typed: promised(crisis, asked) });
}

/** The time of the next as the asker chose it, while it has not passed. */
function promised({ lastAt }: Crisis, asked: Entry | undefined): string {
  const nextDue = asked?.event.kind === 'approvalAsked' ? (asked.event.nextDue ?? '') : '';
  return nextDue > lastAt ? kl(nextDue) : '';
}

/** Overtaken, to the one who was asked: no buttons that do nothing. */
function unsent(ledger: Ledger): object {
  const { crisis } = ledger;
  const head = {
    // Nothing that happens later changes it.
    context: { ...contextOf(ledger), version: 0 },
    kicker: 'SITUATIONSBILLEDE · GODKENDELSE',
    title: crisis.headline,
    buttons: [{ title: 'Situationsbillede', verb: 'status' }],
  };
  return render('picture-send', head, {
    note: 'Billedet blev ikke sendt. Du skal ikke gøre mere.',
    heading: '',
    lines: [],
    unchanged: '',
    hasUnknown: false,
    unknown: '',
    isOpen: false,
    choices: [],
    chosen: '',
    typed: '',
    rows: [],
  });
}

function shown(ledger: Ledger) {
  const { crisis } = ledger;
  const picture = pictureAt(ledger);
  const before = crisis.picture.versions.length;
  const changes = changesSince(ledger, picture, before);
  const room = Math.floor(roomForStatements / Math.max(1, changes.length));
  return {
    heading: before === 0 ? 'Det sender du' : `Ændret siden S${before}`,
    lines: inReadingOrder(changes).map((one) => statementLine(one, crisis.lastAt, room)),
    unchanged: changes.length === 0 ? 'Intet er ændret. Det siger I også ved at sende det.' : '',
    hasUnknown: picture.unknown.length > 0,
    unknown: unknownLine(picture.unknown),
  };
}

const offered: readonly (readonly [string, number])[] = [
  ['Om 30 min.', 30],
  ['Om 1 time', 60],
  ['Om 2 timer', 120],
];

/** The plan's own time stands among them. */
function choicesFor({ plan }: Crisis) {
  const { nextPictureMinutes } = plan.timings;
  const own: readonly (readonly [string, number])[] = offered.some(
    ([, minutes]) => minutes === nextPictureMinutes,
  )
    ? []
    : [[`Om ${nextPictureMinutes} min.`, nextPictureMinutes]];
  return [...offered, ...own]
    .toSorted(([, one], [, other]) => one - other)
    .map(([title, minutes]) => ({ title, value: String(minutes) }));
}

function sending(crisis: Crisis, personId: string, set: string): readonly Button[] {
  const leader = leaderOf(crisis);
  const send = { verb: 'send billede', data: { valg: 'send', set } };
  const more = { title: 'Opdater', verb: 'opdater' };
  if (leader?.id === personId) return [{ ...send, title: 'Godkend og send', primary: true }, more];
  const draft = { ...send, title: 'Send som udkast' };
  if (!leader) return [{ ...draft, primary: true }, more];
  const first = nameOf(crisis, leader.id).split(' ')[0] ?? '';
  const ask = {
    title: `Bed ${first} godkende`,
    verb: 'send billede',
    data: { valg: 'bed', set },
    primary: true,
  };
  return [...(crisis.picture.approvalAsked ? [] : [ask]), draft, more];
}
