import type { StatementInput } from './command.ts';
import type { Ledger } from './ledger.ts';
import { pictureAt } from './picture.ts';
import { type Certainty, type PictureField, type PictureFieldId, pictureFields } from './picture-field.ts';
import { proposalsOf } from './picture-log.ts';
import { choiceIn, readStatement } from './read-statement.ts';

/** Which fields a form shows: those asked for in every picture, or the rest. */
export type FormPart = 'core' | 'more';

/** A field as the form shows it. */
export interface FormField {
  readonly field: PictureField;
  /** What stands in it; empty where nothing is known, or where it is too long for a form. */
  readonly value: string;
  /** True where the value is the log's proposal: nobody has said it yet. */
  readonly isProposal: boolean;
  /** True where what is stated is too long to stand in a form: what is typed comes in its place. */
  readonly isTooLong: boolean;
  /** Where how sure it is has a choice of its own: what stands in that. */
  readonly certainty?: Certainty | '';
}

/** Where how sure one is matters most, it is asked beside the text (doctrine). */
const askedForCertainty: readonly PictureFieldId[] = ['outlook', 'cause'];
/** Letters a field is filled in with: a form of eleven must fit on a card. */
const longestValue = 500;

/** The form's fields as it shows them when made from the log up to that entry. */
export function formFields(ledger: Ledger, part: FormPart, upTo: number): readonly FormField[] {
  const { statements } = pictureAt(ledger, upTo);
  const proposals = proposalsOf(ledger, upTo);
  return pictureFields
    .filter(({ isCore }) => isCore === (part === 'core'))
    .map((field) => {
      const statement = statements[field.id];
      const proposal = statement ? undefined : proposals[field.id];
      const asksHowSure = askedForCertainty.includes(field.id);
      const whole = statement ? asTyped(field, statement, asksHowSure) : (proposal ?? '');
      const isTooLong = whole.length > longestValue;
      return {
        field,
        value: isTooLong ? '' : whole,
        isProposal: proposal !== undefined && !isTooLong,
        isTooLong,
        ...(asksHowSure ? { certainty: statement?.certainty ?? ('' as const) } : {}),
      };
    });
}

/** A statement as one would type it, so that what comes back unchanged is the same. */
function asTyped(
  field: PictureField,
  { text, certainty }: { readonly text: string; readonly certainty: Certainty },
  asksHowSure: boolean,
): string {
  if (certainty === 'unknown') return asksHowSure ? text : text || 'Ukendt';
  if (field.choices) return choiceIn(field, text) ?? text;
  return certainty === 'assumed' && !asksHowSure ? `formodet: ${text}` : text;
}

/** The name of a field's input on the form, and of the choice of how sure it is. */
export function inputOf(field: PictureFieldId): string {
  return field.toLowerCase();
}
export function sureInputOf(field: PictureFieldId): string {
  return `${inputOf(field)}sikker`;
}

/**
 * What a person changed on a form, compared with what it showed when it was made; with `confirms` also the
 * proposals that were left standing. An emptied field is left as it is.
 */
export function changedOn(
  fields: readonly FormField[],
  inputs: Readonly<Record<string, string>>,
  confirms: boolean,
): readonly StatementInput[] {
  return fields.flatMap((shown) => {
    const { field, value, certainty } = shown;
    const typed = inputs[inputOf(field.id)] ?? '';
    const sure = certaintyIn(inputs[sureInputOf(field.id)]);
    const isSame = plain(typed) === plain(value) && (sure === undefined || sure === certainty);
    const isConfirmed = confirms && shown.isProposal && plain(typed) === plain(value);
    if (isSame && !isConfirmed) return [];
    return readStatement(field.id, typed, isStale(sure, certainty, typed) ? undefined : sure) ?? [];
  });
}

/** »Ukendt« that stood there already does not hold for what is written now. */
function isStale(sure: Certainty | undefined, shown: Certainty | '' | undefined, typed: string): boolean {
  return sure === 'unknown' && shown === 'unknown' && typed.trim() !== '';
}

function certaintyIn(value: string | undefined): Certainty | undefined {
  return value === 'certain' || value === 'assumed' || value === 'unknown' ? value : undefined;
}

/** A text as it compares after a client has had it: spaces and unseen characters may come back otherwise. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u00AD\u200B\u2060-\u2069\uFEFF]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
