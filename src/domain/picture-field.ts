/** The situation picture's fields (doctrine: domain of situationsbillede), in the order they are read. */

/** How sure a statement is. `unknown` is a valid answer. */
export type Certainty = 'certain' | 'assumed' | 'unknown';

export interface PictureField {
  readonly id: PictureFieldId;
  /** What people see. */
  readonly label: string;
  /** What people type before the colon, lower case; the first is the one that is taught. */
  readonly words: readonly string[];
  /** Asked for in every picture. The rest stand behind »Flere felter«. */
  readonly isCore: boolean;
  /** The only answers there are, where it is a choice. */
  readonly choices?: readonly string[];
}

export const pictureFieldIds = [
  'trend',
  'happened',
  'began',
  'discovered',
  'knownSince',
  'affected',
  'people',
  'lifeCritical',
  'consequence',
  'actions',
  'outlook',
  'unknowns',
  'cause',
  'goals',
  'resources',
  'parties',
  'media',
  'personalData',
  'confidential',
  'attachments',
] as const;
export type PictureFieldId = (typeof pictureFieldIds)[number];

/** A statement as an entry carries it; its text stands in the entry's words. */
export interface StatementMark {
  readonly field: PictureFieldId;
  readonly certainty: Certainty;
}

/** A statement of the picture as it is now. */
export interface Statement {
  readonly text: string;
  readonly certainty: Certainty;
  /** As of, ISO 8601 UTC. */
  readonly asOf: string;
  readonly by: string;
  /** The entry that says it. */
  readonly entry: number;
}

const yesNo = ['Ja', 'Nej', 'Ukendt'] as const;

/** All fields. »Må ikke offentliggøres« is left out of what is shared. */
export const pictureFields: readonly PictureField[] = [
  core('trend', 'Udvikling', ['udvikling'], ['Under opbygning', 'Stabil', 'Forværres', 'Forbedres']),
  core('happened', 'Hvad er der sket', ['sket', 'hændelse', 'hvad er der sket']),
  core('began', 'Begyndt', ['begyndt']),
  more('discovered', 'Opdaget', ['opdaget']),
  core('knownSince', 'Kendt af os', ['kendt', 'kendt af os']),
  core('affected', 'Hvad er ramt', ['ramt', 'systemer', 'hvad er ramt']),
  core('people', 'Hvem er berørt', ['berørte', 'berørt', 'hvem', 'hvem er berørt']),
  core(
    'lifeCritical',
    'Livsvigtige leverancer ramt',
    ['liv', 'livsvigtigt', 'livsvigtige leverancer'],
    yesNo,
  ),
  core('consequence', 'Konsekvens for kritiske ydelser', ['konsekvens', 'konsekvenser']),
  core('actions', 'Iværksat indtil nu', ['iværksat', 'gjort', 'handlinger']),
  core('outlook', 'Forventet udvikling og drift igen', ['forventet', 'skøn', 'drift igen', 'prognose']),
  core('unknowns', 'Det ved vi ikke', ['ukendt', 'ved ikke', 'det ved vi ikke']),
  more('cause', 'Årsag', ['årsag']),
  more('goals', 'Mål og prioritering', ['mål', 'prioritering']),
  more('resources', 'Ressourcer: har, mangler, bestilt', ['ressourcer']),
  more('parties', 'Myndigheder og leverandører', ['myndigheder', 'leverandører', 'leverandør']),
  more('media', 'Kommunikation og medier', ['kommunikation', 'medier', 'presse']),
  more('personalData', 'Personoplysninger ramt', ['persondata', 'personoplysninger'], yesNo),
  more('confidential', 'Må ikke offentliggøres', ['fortroligt', 'må ikke ud', 'må ikke offentliggøres']),
  more('attachments', 'Bilag', ['bilag']),
];

function core(
  id: PictureFieldId,
  label: string,
  words: readonly string[],
  choices?: readonly string[],
): PictureField {
  return { id, label, words, isCore: true, ...(choices ? { choices } : {}) };
}

function more(...field: Parameters<typeof core>): PictureField {
  return { ...core(...field), isCore: false };
}

/** The field with that id. */
export function pictureField(id: PictureFieldId): PictureField {
  const found = pictureFields.find((field) => field.id === id);
  if (!found) throw new Error(`no field ${id}`);
  return found;
}

/** True for the name of a field. */
export function isPictureField(id: string): id is PictureFieldId {
  return pictureFieldIds.some((known) => known === id);
}
