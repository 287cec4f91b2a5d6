/** Reading a card as the client shows it. */
export type Json = Readonly<Record<string, unknown>>;

export interface CardAction {
  readonly action: Json;
  readonly title: string;
}

/** All text a person can see on a card, a line each, buttons as [Title]. Hidden elements are left out. */
export function textOf(card: unknown): string {
  return linesOf(card).join('\n');
}

function linesOf(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(linesOf);
  if (!isJson(node) || node.isVisible === false) return [];
  if (node.type === 'RichTextBlock') return [runsOf(node.inlines)];
  if (
    node.type === 'Fact' ||
    (typeof node.value === 'string' && typeof node.title === 'string' && !node.type)
  ) {
    return [`${node.title}: ${node.value}`];
  }
  const own = ['label', 'text', 'errorMessage', 'placeholder'].flatMap((key) => string(node[key]));
  const title = string(node.title).map((text) => (isAction(node) ? `[${text}]` : text));
  const value = isInput(node) && node.type !== 'Input.ChoiceSet' ? string(node.value) : [];
  const inside = ['body', 'items', 'columns', 'facts', 'rows', 'cells', 'choices', 'actions', 'card'];
  return [...own, ...title, ...value, ...inside.flatMap((key) => linesOf(node[key]))];
}

function runsOf(inlines: unknown): string {
  const runs = Array.isArray(inlines) ? inlines : [];
  return runs
    .map((run) => (typeof run === 'string' ? run : isJson(run) ? String(run.text ?? '') : ''))
    .join('')
    .replaceAll('\u00a0', ' ');
}

/** Every button of a card, in its order, those in folded-out parts and on tappable elements too. */
export function actionsOf(card: unknown): readonly CardAction[] {
  return nodesOf(card)
    .filter(isAction)
    .map((action) => ({ action, title: string(action.title)[0] ?? string(action.tooltip)[0] ?? '' }));
}

/** The inputs of a card, by id, with what they hold before anyone has typed. */
export function inputsOf(card: unknown): ReadonlyMap<string, Json> {
  return new Map(
    nodesOf(card)
      .filter(isInput)
      .map((input) => [String(input.id), input]),
  );
}

function nodesOf(node: unknown): readonly Json[] {
  if (Array.isArray(node)) return node.flatMap(nodesOf);
  if (!isJson(node)) return [];
  // A fallback is another shape of the same element, and data is no element at all.
  const inside = Object.entries(node).filter(([key]) => key !== 'fallback' && key !== 'data');
  return [node, ...inside.flatMap(([, value]) => nodesOf(value))];
}

function isAction(node: Json): boolean {
  return typeof node.type === 'string' && node.type.startsWith('Action.');
}

function isInput(node: Json): boolean {
  return typeof node.type === 'string' && node.type.startsWith('Input.') && typeof node.id === 'string';
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function string(value: unknown): readonly string[] {
  return typeof value === 'string' && value !== '' ? [value] : [];
}
