import { actionsOf, inputsOf, isJson, type Json } from './cards.ts';

export interface TapHow {
  /** `submit` sends the button's Action.Submit fallback, as a client without Action.Execute does. */
  readonly as?: 'execute' | 'submit';
  /** Teams says of the tap that its card was private. Whether the real one does is not known. */
  readonly targeted?: boolean;
}

export interface TapBody {
  /** `dialog`: the button asks for a dialog. */
  readonly way: 'execute' | 'submit' | 'dialog';
  readonly value: Json;
}

/**
 * What a client sends when someone presses a button.
 * @throws Error where no such button is on the card, it is no button for the bot, or an input misses.
 */
export function tapBody(
  card: unknown,
  title: string,
  inputs: Readonly<Record<string, string>>,
  how: TapHow,
): TapBody {
  const found = actionsOf(card).find((candidate) => candidate.title === title);
  if (!found) throw new Error(`no button "${title}"; there are: ${titles(card)}`);
  const action = how.as === 'submit' ? submitShape(found.action, title) : found.action;
  const data = { ...(isJson(action.data) ? action.data : {}), ...filled(card, inputs, action) };
  if (action.type === 'Action.Submit') {
    const way = asksForDialog(data) && how.as !== 'submit' ? 'dialog' : 'submit';
    return { way, value: data };
  }
  if (action.type !== 'Action.Execute')
    throw new Error(`"${title}" is ${String(action.type)}, which no bot hears`);
  const { verb, id } = action;
  return {
    way: 'execute',
    value: { action: { type: 'Action.Execute', title, id, verb, data }, trigger: 'manual' },
  };
}

function asksForDialog({ msteams }: Json): boolean {
  return isJson(msteams) && msteams.type === 'task/fetch';
}

/**
 * What a client sends when someone presses a button in a dialog, where only a plain Action.Submit works.
 * @throws Error where the button does nothing there.
 */
export function submitBody(card: unknown, title: string, inputs: Readonly<Record<string, string>>): Json {
  const { way, value } = tapBody(card, title, inputs, {});
  if (way !== 'submit' || 'msteams' in value) throw new Error(`"${title}" does nothing in a dialog`);
  return value;
}

function submitShape(action: Json, title: string): Json {
  const shapes = [action, action.fallback].filter(isJson);
  const submit = shapes.find(({ type }) => type === 'Action.Submit');
  if (!submit) throw new Error(`"${title}" has no Action.Submit to fall back to`);
  return submit;
}

function filled(card: unknown, typed: Readonly<Record<string, string>>, action: Json): Json {
  const inputs = inputsOf(card);
  const unknown = Object.keys(typed).find((id) => !inputs.has(id));
  if (unknown) throw new Error(`no input "${unknown}" on the card`);
  if (action.associatedInputs === 'none') return {};
  const values = [...inputs].map(([id, input]) => [id, typed[id] ?? input.value ?? ''] as const);
  const missing = values.find(([id, value]) => value === '' && inputs.get(id)?.isRequired === true);
  if (missing) throw new Error(`the client does not send: input "${missing[0]}" is required`);
  return Object.fromEntries(values.filter(([, value]) => value !== ''));
}

function titles(card: unknown): string {
  return actionsOf(card)
    .map(({ title }) => `"${title}"`)
    .join(', ');
}
