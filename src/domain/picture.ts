import type { PictureState, PictureVersion } from './crisis.ts';
import type { CrisisEvent, Entry } from './entry.ts';
import type { Ledger } from './ledger.ts';
import {
  type PictureField,
  type PictureFieldId,
  pictureField,
  pictureFields,
  type Statement,
} from './picture-field.ts';

/** Statements by their field, as they stood at one moment. */
export type Statements = Readonly<Partial<Record<PictureFieldId, Statement>>>;

/** A field of the picture and what is stated of it. */
export interface StatedField {
  readonly field: PictureField;
  readonly statement: Statement;
}

/** The situation picture as it stood with one entry of the log: old versions stay readable. */
export interface Picture {
  /** The entry it stood with. */
  readonly upTo: number;
  /** As of: the newest statement's time; absent where nothing was stated. */
  readonly asOf?: string;
  readonly headline: string;
  readonly level: 1 | 2;
  readonly statements: Statements;
  /** What was stated, in the order it is read; what is said to be unknown stands in `unknown`. */
  readonly stated: readonly StatedField[];
  /** Said to be unknown, or asked for in every picture and answered by nobody. Never guessed. */
  readonly unknown: readonly PictureField[];
  /** Times the log itself tells where nobody has stated them, ISO 8601 UTC. The headline tells what happened. */
  readonly told: readonly { readonly field: PictureField; readonly at: string }[];
}

/** "4f2a 91c0": enough of the chain's hash for people to compare. */
export function markOf({ hash }: Pick<Entry, 'hash'>): string {
  return `${hash.slice(0, 4)} ${hash.slice(4, 8)}`;
}

/** The picture as it stood with that entry; as it is now without one. */
export function pictureAt(ledger: Ledger, upTo: number = ledger.entries.length): Picture {
  const entries = ledger.entries.slice(0, upTo);
  const statements = statementsOf(entries);
  const stated = statedFields(statements);
  const told = toldIn(entries, statements);
  const times = stated.map(({ statement }) => statement.asOf).toSorted();
  const asOf = times.at(-1);
  return {
    upTo: entries.length,
    ...(asOf ? { asOf } : {}),
    headline: headlineOf(ledger, entries),
    level: levelOf(entries),
    statements,
    stated: stated.filter(({ statement }) => !isUnknown(statement)),
    unknown: unknownFields(statements, told),
    told,
  };
}

/** The newest entry that changed the picture or sent it; 0 before the first. */
export function newestOf({ changedBy, versions }: PictureState): number {
  return Math.max(changedBy, versions.at(-1)?.entry ?? 0);
}

/** The picture a version sent, and what that changed; undefined where there is no such version. */
export function versionOf(
  ledger: Ledger,
  number: number,
): { readonly version: PictureVersion; readonly picture: Picture } | undefined {
  const version = ledger.crisis.picture.versions.find((one) => one.number === number);
  return version && { version, picture: pictureAt(ledger, version.entry) };
}

/** The picture as the newest version sent it; undefined while none was. */
export function newestVersion(ledger: Ledger): ReturnType<typeof versionOf> {
  return versionOf(ledger, ledger.crisis.picture.versions.length);
}

/** What is stated otherwise than in the version before `version`, or, without one, than in the newest. */
export function changesSince(
  ledger: Ledger,
  { statements }: Picture,
  before: number,
): readonly StatedField[] {
  const earlier: Statements = versionOf(ledger, before)?.picture.statements ?? {};
  return statedFields(statements).filter(({ field, statement }) => {
    const was = earlier[field.id];
    return was?.text !== statement.text || was.certainty !== statement.certainty;
  });
}

/** True where the statement says that nobody knows, and no more. */
function isUnknown({ certainty, text }: Statement): boolean {
  return certainty === 'unknown' && text === '';
}

/** All that is stated, in the order it is read. */
export function statedFields(statements: Statements): readonly StatedField[] {
  return pictureFields.flatMap((field) => {
    const statement = statements[field.id];
    return statement ? [{ field, statement }] : [];
  });
}

function unknownFields(statements: Statements, told: Picture['told']): readonly PictureField[] {
  const isTold = ({ id }: PictureField) => id === 'happened' || told.some(({ field }) => field.id === id);
  return pictureFields.filter((field) => {
    const statement = statements[field.id];
    return statement ? isUnknown(statement) : field.isCore && field.id !== 'unknowns' && !isTold(field);
  });
}

function toldIn(entries: readonly Entry[], statements: Statements): Picture['told'] {
  const began = entries.findLast(({ event }) => event.kind === 'timeNamed')?.happenedAt;
  const times = [['began', began] as const, ['knownSince', entries[0]?.happenedAt] as const];
  return times.flatMap(([id, at]) => (at && !statements[id] ? [{ field: pictureField(id), at }] : []));
}

function statementsOf(entries: readonly Entry[]): Statements {
  return Object.fromEntries(
    entries.flatMap((entry) => (entry.event.kind === 'pictureUpdated' ? said(entry, entry.event) : [])),
  );
}

function said(
  { number, happenedAt, by }: Entry,
  { statements, words }: Extract<CrisisEvent, { kind: 'pictureUpdated' }>,
): readonly (readonly [PictureFieldId, Statement])[] {
  return statements.map(({ field, certainty }) => [
    field,
    { text: words[field] ?? '', certainty, asOf: happenedAt, by: by.name, entry: number },
  ]);
}

/** What the crisis was called then: the start, or the newest that put it right. */
function headlineOf({ crisis, entries: all }: Ledger, entries: readonly Entry[]): string {
  if (entries.length === all.length) return crisis.headline;
  const right = entries.findLast(
    ({ event }) => event.kind === 'corrected' && event.of === 1 && event.words.text !== undefined,
  );
  if (right?.event.kind === 'corrected' && right.event.words.text) return right.event.words.text;
  const [start] = entries;
  return start?.event.kind === 'started' ? start.event.words.headline : crisis.headline;
}

function levelOf(entries: readonly Entry[]): 1 | 2 {
  const said = entries.findLast(({ event }) => event.kind === 'levelSet' || event.kind === 'started');
  return said?.event.kind === 'levelSet' || said?.event.kind === 'started' ? said.event.level : 1;
}
