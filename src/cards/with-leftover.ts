import { rowsOf } from './button.ts';
import { typedPart } from './fitting.ts';
import { contextOfId, onlyBeginning } from './keep.ts';
import { renderPart } from './render.ts';
import { literal } from './text.ts';

/**
 * The card, and under its heading the text that was typed and not used, with a way to keep it in the log.
 * Where the card has a field for text of its own, the text is put there: a card's fields need different
 * names.
 */
export function withLeftover(card: object, text: string, crisisId?: string): object {
  const { body, ...rest } = card as { readonly body: readonly object[] };
  const { typed, isCut } = typedPart(text, card);
  const filled = body.map((element) => withText(element, typed));
  if (filled.some((element, index) => element !== body[index])) return { ...rest, body: filled };
  const context = crisisId ? contextOfId(crisisId) : undefined;
  const part = renderPart('leftover', {
    canKeep: context !== undefined,
    typed,
    lost: context ? '' : typed,
    hint: isCut ? onlyBeginning : '',
    save: context ? rowsOf(context, [{ title: 'Gem i log', verb: 'log' }], 'box') : [],
  });
  const [header, ...below] = body;
  return { ...rest, body: [header, ...part, ...below] };
}

function withText(element: object, text: string): object {
  return 'id' in element && element.id === 'tekst' ? { ...element, value: literal(text) } : element;
}
