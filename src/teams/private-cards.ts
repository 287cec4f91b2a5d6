import { type Fields, fieldsOf, isFields } from './fields.ts';

/** Stands in the data of every button of a card that one person alone sees. The app never sees it. */
export const privateMark = 'onlyForYou';
const marked = 'ja';

/**
 * The card with every button marked. Whether Teams says of a tap that its card was private is not
 * documented, so the button says it itself; whoever forges the mark only makes their own answer private.
 */
export function markPrivate(card: object): object {
  return fieldsOf(withMarks(card));
}

function withMarks(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withMarks);
  if (!isFields(node)) return node;
  const inside = Object.entries(node).map(([key, value]) => [key, key === 'data' ? value : withMarks(value)]);
  const copy = Object.fromEntries(inside);
  const isForBot = node.type === 'Action.Execute' || node.type === 'Action.Submit';
  return isForBot ? { ...copy, data: { ...fieldsOf(node.data), [privateMark]: marked } } : copy;
}

/** True for a tap on a button with the mark. */
export function isMarkedPrivate({ type, value }: Fields): boolean {
  const data = type === 'invoke' ? fieldsOf(fieldsOf(value).action).data : value;
  return fieldsOf(data)[privateMark] === marked;
}
