import type { Crisis, PictureState } from './crisis.ts';
import type { CrisisEvent, NewEntry } from './entry.ts';
import type { NoteType } from './note.ts';
import { pictureField, type Statement } from './picture-field.ts';

/** How entries change what the record says: notes, corrections, and the situation picture. */

type Of<Kind extends CrisisEvent['kind']> = Extract<CrisisEvent, { kind: Kind }>;

/** The type a note begins with; undefined for an entry that is no note. */
export function noteTypeOf({ event }: NewEntry): NoteType | undefined {
  if (event.kind === 'noted') return event.type;
  return event.kind === 'alarmRaised' ? 'melding' : undefined;
}

/** Longer headlines do not fit on a card. */
const longestHeadline = 120;

/** The newest correction counts. Correcting the start puts right what the crisis is called. */
export function corrected(crisis: Crisis, { of, type, words }: Of<'corrected'>): Crisis {
  const headline =
    of === 1 && words.text ? [...words.text].slice(0, longestHeadline).join('') : crisis.headline;
  if (!type) return { ...crisis, headline };
  return { ...crisis, headline, notes: crisis.notes.with(of - 1, type) };
}

export function pictureUpdated(crisis: Crisis, entry: NewEntry, event: Of<'pictureUpdated'>): Crisis {
  const said = event.statements.map(({ field, certainty }): [string, Statement] => [
    field,
    {
      text: event.words[field] ?? '',
      certainty,
      asOf: entry.happenedAt,
      by: entry.by.name,
      entry: crisis.size,
    },
  ]);
  const statements = { ...crisis.picture.statements, ...Object.fromEntries(said) };
  return withPicture(crisis, { statements, changedBy: crisis.size, approvalAsked: undefined });
}

export function approvalAsked(crisis: Crisis, { by }: NewEntry): Crisis {
  return withPicture(crisis, { approvalAsked: { by: { id: by.id, name: by.name }, entry: crisis.size } });
}

export function picturePublished(crisis: Crisis, entry: NewEntry, event: Of<'picturePublished'>): Crisis {
  const by = { id: entry.by.id, name: entry.by.name };
  const { version: number, approved, nextDue } = event;
  const version = {
    number,
    entry: crisis.size,
    at: entry.at,
    by,
    nextDue,
    ...(approved ? { approved: { by, at: entry.at } } : {}),
  };
  return withPicture(crisis, {
    versions: [...crisis.picture.versions, version],
    approvalAsked: undefined,
  });
}

export function pictureApproved(crisis: Crisis, { by, at }: NewEntry, event: Of<'pictureApproved'>): Crisis {
  const approved = { by: { id: by.id, name: by.name }, at };
  const versions = crisis.picture.versions.map((version) =>
    version.number === event.version ? { ...version, approved } : version,
  );
  return withPicture(crisis, { versions });
}

function withPicture(crisis: Crisis, change: Partial<PictureState>): Crisis {
  return { ...crisis, picture: { ...crisis.picture, ...change } };
}

export function pictureOverdue(crisis: Crisis, { due }: Of<'pictureOverdue'>): Crisis {
  return withPicture(crisis, { remindedOf: due });
}

/** What a statement is called, with how sure it is where that is not certain: "Årsag (formodet)". */
export function statementLabel(field: Parameters<typeof pictureField>[0], certainty: string): string {
  const { label } = pictureField(field);
  return certainty === 'assumed' ? `${label} (formodet)` : label;
}
