import type { StatementInput } from './command.ts';
import type { Certainty, PictureField, PictureFieldId } from './picture-field.ts';
import { pictureField } from './picture-field.ts';

/** How a person's words for one field of the picture are understood. No word is lost. */

const guesses = 'formodet|formodes|måske|muligvis|formentlig|formentligt|sandsynligvis|vistnok';
const nobodyKnows =
  /^(?:ukendt|uvist|ved ikke|vides ikke|det ved vi ikke|vi ved (?:det )?ikke|uafklaret|\?+)[.!]*$/i;
/** Stands before or around a text and is told by the label then: "formodet: kabelbrud", "(formodet) kabelbrud". */
const guessedBefore = /^\(?(?:formodet|måske|\?)\)?\s*(?:[:,–-]\s*|\s|$)/iu;
const guessedAround = new RegExp(`^(?:${guesses})(?!\\p{L})|\\?\\s*$`, 'iu');

/** What a person wrote of a field: how sure it is, and the text. Undefined where they wrote nothing. */
export function readStatement(
  id: PictureFieldId,
  typed: string,
  certainty?: Certainty,
): StatementInput | undefined {
  const text = typed.replace(/\r\n?/g, '\n').trim();
  if (certainty === 'unknown' && text === '') return { field: id, certainty, text };
  if (text === '') return undefined;
  if (nobodyKnows.test(text)) return { field: id, certainty: 'unknown', text: '' };
  const field = pictureField(id);
  if (field.choices) return chosen(field, field.choices, text, certainty);
  return { field: id, ...guessed(id, text, certainty) };
}

function guessed(id: PictureFieldId, text: string, certainty: Certainty | undefined) {
  const bare = text.replace(guessedBefore, '').trim();
  if (bare !== text && bare !== '') {
    return { certainty: nobodyKnows.test(bare) ? 'unknown' : (certainty ?? 'assumed'), text: bare } as const;
  }
  // What we do not know is often a question, and no less certain for that.
  const isGuess = id !== 'unknowns' && guessedAround.test(text);
  return { certainty: certainty ?? (isGuess ? 'assumed' : 'certain'), text } as const;
}

/** Loosely, by what people say: the choice, and whatever they add to it. */
const loosely: Readonly<Record<string, RegExp>> = {
  Ja: /^(?:ja|jo|jep|yes)(?!\p{L})/iu,
  Nej: /^(?:nej|næ|no|ingen)(?!\p{L})/iu,
  'Under opbygning': /^(?:under opbygning|under udvikling)(?!\p{L})/iu,
  Stabil: /^(?:stabilt?|uændret|det samme|status quo)(?!\p{L})/iu,
  Forværres: /^(?:forværres|forværret|forværring|værre|bliver værre|det bliver værre)(?!\p{L})/iu,
  Forbedres: /^(?:forbedres|forbedret|forbedring|bedre|bliver bedre|det bliver bedre)(?!\p{L})/iu,
};

function chosen(
  { id }: PictureField,
  choices: readonly string[],
  typed: string,
  certainty: Certainty | undefined,
): StatementInput {
  const sure = guessed(id, typed, certainty);
  const choice = choices.find((one) => loosely[one]?.test(sure.text));
  if (!choice) return { field: id, ...sure };
  const rest = sure.text
    .replace(loosely[choice] ?? '', '')
    .replace(/^[\s,.:;–-]+/, '')
    .trim();
  return { field: id, certainty: sure.certainty, text: rest ? `${choice}, ${rest}` : choice };
}

/** The choice a statement's text begins with, where it does. */
export function choiceIn({ choices = [] }: PictureField, text: string): string | undefined {
  return choices.find((choice) => text === choice || text.startsWith(`${choice}, `));
}
