import { renderPart } from './render.ts';
import { oneLine } from './text.ts';

/** The card with a small line on top that says who acts (the local trial). An exercise still says so first. */
export function withActor(card: object, name: string): object {
  const { body, ...rest } = card as { readonly body: readonly object[] };
  const mark = isExercise(card) ? 'ØVELSE · ' : '';
  return {
    ...rest,
    body: [...renderPart('actor', { mark, text: `Prøve: du handler som ${oneLine(name, 60)}` }), ...body],
  };
}

/** The card, marked as an exercise where its first line does not say so already. */
export function withExercise(card: object): object {
  if (isExercise(card)) return card;
  const { body, speak, ...rest } = card as { readonly body: readonly object[]; readonly speak: string };
  const first = renderPart('actor', { mark: 'ØVELSE', text: '' });
  return { ...rest, speak: `ØVELSE. ${speak}`, body: [...first, ...body] };
}

/** True where the card's first line begins with ØVELSE. */
function isExercise(card: object): boolean {
  return 'speak' in card && typeof card.speak === 'string' && card.speak.startsWith('ØVELSE');
}
