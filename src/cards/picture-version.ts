import { type Crisis, leaderOf, type PictureVersion } from '../domain/crisis.ts';
import { klOnDay } from '../domain/danish-time.ts';
import type { Ledger } from '../domain/ledger.ts';
import { changesSince, type Picture, type StatedField, versionOf } from '../domain/picture.ts';
import { approvedLine, klSoon } from '../domain/picture-words.ts';
import { shownId } from '../domain/provisional.ts';
import { type Button, contextOf } from './button.ts';
import { pictureCard } from './picture.ts';
import { inReadingOrder, statementLine, toldLines, unknownLine } from './picture-lines.ts';
import { render } from './render.ts';

const roomForStatements = 12_000;

/** A version whole, to whoever asks for it: with ways to the older and the newer. */
export function versionCard(ledger: Ledger, number: number, personId?: string): object {
  const found = versionOf(ledger, number);
  if (!found) return pictureCard(ledger);
  const { versions } = ledger.crisis.picture;
  const to = (title: string, version: number) => ({
    title,
    verb: 'status',
    data: { version: String(version) },
  });
  return drawn(ledger, found, [
    ...approving(ledger.crisis, found.version, personId),
    ...(number > 1 ? [to(`Ældre: S${number - 1}`, number - 1)] : []),
    ...(number < versions.length ? [to(`Nyere: S${number + 1}`, number + 1)] : []),
    { title: 'Situationen nu', verb: 'status' },
    { title: 'Del billedet', verb: 'del billede', data: { version: String(number) }, secondary: true },
  ]);
}

/**
 * A version as it was sent to somebody: it is what it was, whatever is sent later. Only the mark that it is
 * approved is added, and the crisis leader's way to approve it goes.
 */
export function sentCard(ledger: Ledger, personId: string, entry: number): object {
  const version = ledger.crisis.picture.versions.find((one) => one.entry === entry);
  const found = version && versionOf(ledger, version.number);
  if (!found) return pictureCard(ledger);
  return drawn(ledger, found, [
    ...approving(ledger.crisis, found.version, personId),
    { title: 'Situationen nu', verb: 'status' },
    { title: 'Vis log', verb: 'vis log' },
  ]);
}

/** "K-2026-07 · post nr. 17". */
function footOf({ crisis, entries }: Ledger, number: number): string {
  const isKept = entries[number - 1]?.hash === '';
  return `${shownId(crisis.id)} · ${isKept ? 'ikke i loggen endnu' : `post nr. ${number}`}`;
}

type Found = NonNullable<ReturnType<typeof versionOf>>;

function drawn(ledger: Ledger, { version, picture }: Found, buttons: readonly Button[]): object {
  const changes = version.number > 1 ? changesSince(ledger, picture, version.number - 1) : [];
  const head = {
    // What is the same stays the same, so that the card is not sent anew.
    context: { ...contextOf(ledger), version: version.entry },
    kicker: `SITUATIONSBILLEDE S${version.number}${version.approved ? '' : ' · UDKAST'}`,
    title: picture.headline,
    sub: `Niveau ${picture.level} · gælder pr. ${klOnDay(picture.asOf ?? version.at, version.at)} · næste senest ${klSoon(version.nextDue, version.at)}`,
    foot: footOf(ledger, version.entry),
    buttons,
  };
  return render('picture', head, {
    verdicts: [{ text: `${version.approved ? '✔ ' : ''}${approvedLine(version, version.at)}` }],
    note: changeNote(version, changes),
    lines: lines(picture, changes, version),
    hasUnknown: picture.unknown.length > 0,
    unknown: unknownLine(picture.unknown),
    hasNews: false,
    newsTitle: '',
    news: [],
    moreNews: '',
    facts: toldLines(picture, version.at),
  });
}

function changeNote({ number }: PictureVersion, changes: readonly StatedField[]): string {
  if (number === 1) return '';
  if (changes.length === 0) return `Uændret siden S${number - 1}`;
  return `Ændret siden S${number - 1}: ${changes.map(({ field }) => field.label).join(' · ')}`;
}

function lines({ stated }: Picture, changes: readonly StatedField[], { at }: PictureVersion) {
  const room = Math.floor(roomForStatements / Math.max(1, stated.length));
  const isNew = ({ field }: StatedField) => changes.some((one) => one.field.id === field.id);
  return inReadingOrder(stated).map((one) => {
    const line = statementLine(one, at, room);
    return isNew(one) ? { ...line, asOf: `${line.asOf} · ny` } : line;
  });
}

function approving(crisis: Crisis, version: PictureVersion, personId: string | undefined): readonly Button[] {
  const isTheirs = personId !== undefined && leaderOf(crisis)?.id === personId;
  if (!isTheirs || version.approved || crisis.ended) return [];
  return [
    {
      title: `Godkend S${version.number}`,
      verb: 'godkend',
      data: { version: String(version.number) },
      primary: true,
    },
  ];
}
