import { Template } from 'adaptivecards-templating';
import { unboundIn } from './bindings.ts';
import { type Button, type CardContext, footOf, type Opening } from './button.ts';
import { pruned } from './prune.ts';
import { type TemplateName, templates } from './templates.ts';
import { literal, oneLine, shownText } from './text.ts';

/** What a template may bind: texts, choices, and lists and parts that we have made. */
export type CardData = Readonly<Record<string, unknown>>;

/** What every card has: what it is, about what, and what one can do. */
export interface Frame {
  readonly context: CardContext | undefined;
  /** What this is, in our own words, capitals: "MØDESTED · BESLUTTET". */
  readonly kicker: string;
  /** About what; may be people's text. */
  readonly title: string;
  readonly sub?: string;
  /** Entry number and the like, small, last. */
  readonly foot?: string;
  readonly buttons?: readonly (Button | Opening)[];
  /** `attention` for what must not be overlooked. An exercise has its own colour. */
  readonly tone?: 'emphasis' | 'attention' | 'accent';
}

/**
 * A card: its template filled with data, in the frame that all cards share. In an exercise the first line
 * begins with ØVELSE. Every text is shown literally; what has no text is left out.
 */
export function render(name: TemplateName, head: Frame, data: CardData): object {
  const { context, kicker, title, sub = '', foot = '', buttons = [], tone = 'emphasis' } = head;
  const first = context?.exercise ? `ØVELSE · ${kicker}` : kicker;
  const frame = filled('frame', {
    kicker: first,
    title: oneLine(title, 240),
    sub: oneLine(sub, 300),
    foot,
    tone: context?.exercise ? 'accent' : tone,
    speak: `${first}. ${oneLine(title, 240).replace(/[<>&]/g, ' ')}`,
    actions: footOf(context, buttons),
  });
  const [header, last] = frame.body;
  return pruned({ ...frame, body: [header, ...filled(name, data).body, last] }) as object;
}

/** Elements to stand above or below another card's own. */
export function renderPart(name: TemplateName, data: CardData): readonly object[] {
  return pruned(filled(name, data).body) as object[];
}

let strict = false;

/** Whether a binding without data throws. For tests; in a crisis the rest of the card is worth more. */
export function throwOnUnbound(throws: boolean): void {
  strict = throws;
}

const parsed = new Map<TemplateName, Template>();

function filled(name: TemplateName, data: CardData): { readonly body: readonly object[] } {
  const template = parsed.get(name) ?? new Template(templates[name]);
  parsed.set(name, template);
  const unbound = strict ? unboundIn(templates[name], data) : [];
  if (unbound.length > 0) throw new Error(`cards/${name}.json: no data for ${unbound.join(', ')}`);
  return withoutHoles(template.expand({ $root: cleaned(data) })) as { body: object[] };
}

/** What an input holds is named `typed`: it comes back to us and must be what the person wrote. */
function cleaned(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return name === 'typed' ? literal(value) : shownText(value);
  if (Array.isArray(value)) return value.map((item) => cleaned(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleaned(inner, key)]));
}

/** No text of ours holds "${" (see `literal`): what does is a binding without data. */
function withoutHoles(node: unknown): unknown {
  if (typeof node === 'string') return node.includes('${') ? node.replace(/\$\{[^}]*\}?/g, '–') : node;
  if (Array.isArray(node)) return node.map(withoutHoles);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, withoutHoles(inner)]));
}
