import type { InvokeResponse } from 'botbuilder';
import type { Reply } from '../request.ts';
import { cardType } from './activity-of.ts';
import { type Fields, fieldsOf, isFields } from './fields.ts';

/** The invokes that open a dialog or come from one (msteams-docs, "Dialogs", "Action commands"). */
const invokes: readonly (DialogStep & { readonly name: string })[] = [
  { name: 'task/fetch', opens: true },
  { name: 'task/submit' },
  { name: 'composeExtension/fetchTask', opens: true, fromMessage: true },
  { name: 'composeExtension/submitAction', fromMessage: true },
];

/**
 * Stands in the data of every button in a dialog and tells one showing of it from the next: what is sent twice
 * from one showing is one tap, while the same written in a dialog opened anew is another.
 */
export const showingMark = 'showing';

/**
 * What an invoke has to do with a dialog: it opens one, or is sent from one that is open; from a button on a card
 * of ours, or from the menu of any message in Teams, where the bot may not be. Undefined for all others.
 */
export interface DialogStep {
  readonly opens?: boolean;
  readonly fromMessage?: boolean;
}

export function dialogStep({ type, name }: Fields): DialogStep | undefined {
  return type === 'invoke' ? invokes.find((known) => known.name === name) : undefined;
}

/** A card goes on as a dialog, a text closes it. `showing` names this showing of it. */
export function dialogResponse(reply: Reply | undefined, showing: string): InvokeResponse {
  const { card, text, summary } = reply?.message ?? {};
  if (!card) return closing(text ?? 'Modtaget.');
  const content = inDialog(card, showing);
  const size = { width: 'medium', height: 'large' };
  return answered({
    type: 'continue',
    value: { title: summary ?? 'Krisebot', ...size, card: { contentType: cardType, content } },
  });
}

/** A short text in place of the dialog. */
export function closing(text: string): InvokeResponse {
  return answered({ type: 'message', value: text });
}

function answered(task: object): InvokeResponse {
  return { status: 200, body: { task } };
}

/**
 * The card as a dialog takes it. Neither Action.Execute nor what `msteams` in a button's data asks for works
 * there, so every button becomes its plain Action.Submit.
 */
export function inDialog(card: object, showing: string): object {
  return fieldsOf(withSubmits(card, showing));
}

function withSubmits(node: unknown, showing: string): unknown {
  if (Array.isArray(node)) return node.map((item) => withSubmits(item, showing));
  if (!isFields(node)) return node;
  const own = node.type === 'Action.Execute' && isFields(node.fallback) ? node.fallback : node;
  if (own.type !== 'Action.Submit') {
    const inside = Object.entries(own).map(([key, value]) => [key, withSubmits(value, showing)]);
    return Object.fromEntries(inside);
  }
  const { msteams: _opens, ...data } = fieldsOf(own.data);
  return { ...own, data: { ...data, [showingMark]: showing } };
}
