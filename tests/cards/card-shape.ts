import { isJson, type Json } from './card-tree.ts';

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string' && value !== '';
const anyText: Check = (value) => typeof value === 'string';
const flag: Check = (value) => typeof value === 'boolean';
const whole: Check = (value) => Number.isInteger(value);
const list: Check = (value) => Array.isArray(value) && value.length > 0;
const one =
  (...allowed: readonly string[]): Check =>
  (value) =>
    allowed.includes(String(value));

const inTeams = /^https:\/\/teams\.microsoft\.com\/[^\s{}<>"]+$/;
const ownFile = /^https?:\/\/[\w.:-]+\/filer\/[\w.-]+\/[\w.%-]+$/;
const known: Check = (value) => inTeams.test(String(value)) || ownFile.test(String(value));

const spacing = one('None', 'Small', 'Default', 'Medium', 'Large');
const around = { spacing, separator: flag, id: text };
const styles = one('default', 'emphasis', 'accent', 'attention');
const sizes = one('Small', 'Default', 'Medium', 'Large', 'ExtraLarge');
const input = { ...around, id: text, label: text, placeholder: text, value: anyText };
const action = { title: text, style: one('positive'), mode: one('secondary') };

/**
 * The elements the cards may use, of Adaptive Cards 1.0 to 1.2 (what Teams draws on phones), with their
 * properties; `!` marks those that must be there. Version 1.5 of the format allows each of them.
 */
const shapes: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  AdaptiveCard: {
    '!$schema': one('http://adaptivecards.io/schemas/adaptive-card.json'),
    '!version': one('1.5'),
    '!speak': text,
    '!body': list,
    '!actions': Array.isArray,
    msteams: isJson,
    lang: one('da'),
  },
  Container: { ...around, '!items': list, style: styles, bleed: flag },
  ColumnSet: { ...around, '!columns': list },
  Column: { ...around, '!items': list, width: one('auto', 'stretch') },
  TextBlock: {
    ...around,
    '!text': text,
    '!wrap': flag,
    size: sizes,
    weight: one('Bolder'),
    style: one('heading'),
  },
  RichTextBlock: { ...around, '!inlines': list },
  TextRun: {
    '!text': text,
    size: sizes,
    weight: one('Bolder'),
    isSubtle: flag,
    italic: flag,
    strikethrough: flag,
  },
  ActionSet: { ...around, '!actions': list },
  'Input.Text': { ...input, isMultiline: flag, maxLength: whole },
  'Input.ChoiceSet': { ...input, '!choices': list, style: one('compact') },
  'Action.Execute': { ...action, '!title': text, '!verb': text, '!data': isJson, '!fallback': isJson },
  // A message in Teams or one of the bot's own files, and nothing else that a card could open.
  'Action.OpenUrl': { ...action, '!title': text, '!url': known },
  'Action.Submit': { ...action, '!title': text, '!data': isJson },
};

/** What is wrong with a card's shape, by place; empty for a card that every client draws. */
export function shapeFaults(node: unknown, at = 'card'): readonly string[] {
  if (Array.isArray(node)) return node.flatMap((item, index) => shapeFaults(item, `${at}[${index}]`));
  if (!isJson(node) || node.type === undefined) return [];
  const shape = shapes[String(node.type)];
  if (!shape) return [`${at}: ${node.type} is no element for these cards`];
  const inside = Object.entries(node)
    .filter(([key]) => key !== 'data')
    .flatMap(([key, value]) => shapeFaults(value, `${at}.${key}`));
  return [...ownFaults(node, shape, `${at} (${node.type})`), ...inside];
}

function ownFaults(node: Json, shape: Readonly<Record<string, Check>>, at: string): readonly string[] {
  const required = Object.keys(shape).filter((key) => key.startsWith('!') && !(key.slice(1) in node));
  const wrong = Object.entries(node).filter(([key, value]) => {
    const check = shape[`!${key}`] ?? shape[key];
    return key !== 'type' && !check?.(value);
  });
  return [
    ...required.map((key) => `${at} lacks ${key.slice(1)}`),
    ...wrong.map(([key, value]) => `${at}: ${key} cannot be ${JSON.stringify(value)}`),
  ];
}
