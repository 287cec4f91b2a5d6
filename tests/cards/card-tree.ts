/** Walking a card as plain JSON. */
export type Json = Readonly<Record<string, unknown>>;

/** Every object in a card, those in fallbacks and in buttons' data left out. */
export function nodesOf(node: unknown): readonly Json[] {
  if (Array.isArray(node)) return node.flatMap(nodesOf);
  if (!isJson(node)) return [];
  const inside = Object.entries(node).filter(([key]) => key !== 'fallback' && key !== 'data');
  return [node, ...inside.flatMap(([, value]) => nodesOf(value))];
}

export function isJson(node: unknown): node is Json {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}

/** A card's buttons, in order. */
export function actionsOf(card: object): readonly Json[] {
  return nodesOf(card).filter(({ type }) => String(type).startsWith('Action.'));
}

/** True for a button that opens a dialog: Teams has but one form for it. */
export function opensDialog({ type, data }: Json): boolean {
  return type === 'Action.Submit' && JSON.stringify(dataOf({ data }).msteams) === '{"type":"task/fetch"}';
}

/** What a button sends as its data, that which opens a dialog left out. */
export function sentBy(action: Json): Json {
  const { msteams, ...sent } = dataOf(action);
  return opensDialog(action) ? sent : dataOf(action);
}

function dataOf({ data }: Json): Json {
  return isJson(data) ? data : {};
}

/** The buttons that come to the bot; the others open a message in Teams, which their shape holds them to. */
export function tapsOf(card: object): readonly Json[] {
  return actionsOf(card).filter(({ type }) => type !== 'Action.OpenUrl');
}

/** The verbs of a card's buttons: each must be a command's word. */
export function verbsOf(card: object): readonly string[] {
  const verbs = tapsOf(card).map((action) => (opensDialog(action) ? sentBy(action).verb : action.verb));
  return [...new Set(verbs.map(String))];
}

export function inputsOf(card: object): readonly Json[] {
  return nodesOf(card).filter(({ type }) => String(type).startsWith('Input.'));
}

/** What a reader sees of running text, a line for each block. */
export function linesOf(card: object): readonly string[] {
  return nodesOf(card).flatMap((node) => {
    if (node.type === 'TextBlock') return [String(node.text)];
    if (node.type !== 'RichTextBlock' || !Array.isArray(node.inlines)) return [];
    return [
      node.inlines
        .map((run) => (isJson(run) ? String(run.text) : ''))
        .join('')
        .replace(/\s+/g, ' ')
        .trim(),
    ];
  });
}

/** All lines as one text, and buttons as [Title]. */
export function textOf(card: object): string {
  const titles = actionsOf(card).map(({ title }) => `[${title}]`);
  return [...linesOf(card), ...titles].join('\n');
}
