import { klOnDay } from '../domain/danish-time.ts';
import { renderPart } from './render.ts';

/** What stands above an answer that is not as the log has it now. */
export interface AwayWords {
  readonly mark: string;
  readonly text: string;
}

/** Above an answer that is made from what was known last; `withKept`: and from what is not in the log yet. */
export function asOfWords(asOf: string, now: string, withKept = false): AwayWords {
  return {
    mark: 'Loggen svarer ikke.',
    text: `Det her er fra ${klOnDay(asOf, now)}; andres poster kan mangle.${withKept ? keptWords : ''}`,
  };
}

const keptWords = ' Noget er kun gemt her og gælder først, når det står i loggen.';

/** Above an answer that is about no crisis. */
export const awayWords: AwayWords = {
  mark: 'Loggen svarer ikke.',
  text: 'Det her er, hvad jeg ved uden den.',
};

/** The card with that on top. */
export function withAwayWords(card: object, { mark, text }: AwayWords): object {
  const { body, speak, ...rest } = card as { readonly body: readonly object[]; readonly speak?: string };
  const spoken = speak === undefined ? {} : { speak: `${speak}. ${mark} ${text}` };
  return { ...rest, ...spoken, body: [...renderPart('actor', { mark: `${mark} `, text }), ...body] };
}
