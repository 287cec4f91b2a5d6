import { klOnDay } from '../domain/danish-time.ts';
import { renderPart } from './render.ts';

/** What stands above an answer that is made from what was known last. */
export function asOfWords(asOf: string, now: string): { readonly mark: string; readonly text: string } {
  return {
    mark: 'Loggen svarer ikke.',
    text: `Det her er fra ${klOnDay(asOf, now)}; andres poster kan mangle.`,
  };
}

/** The card with that on top. */
export function withAsOf(card: object, asOf: string, now: string): object {
  const { body, speak, ...rest } = card as { readonly body: readonly object[]; readonly speak?: string };
  const { mark, text } = asOfWords(asOf, now);
  const spoken = speak === undefined ? {} : { speak: `${speak}. ${mark} ${text}` };
  return { ...rest, ...spoken, body: [...renderPart('actor', { mark: `${mark} `, text }), ...body] };
}
