import { inputsOf, isJson, type Json, sentBy, tapsOf } from '../cards/card-tree.ts';
import { gallery } from '../cards/gallery.ts';

/** A button as a client knows it: its verb, its data, and the fields of its card. */
export interface Pressed {
  /** The first card it was found on. */
  readonly card: string;
  readonly verb: string;
  readonly data: Readonly<Record<string, string>>;
}

/** Fields whose values are choices: another value is another button. */
const choices: readonly string[] = [
  'valg',
  'vis',
  'svar',
  'bekraeft',
  'er',
  'skift',
  'udfald',
  'videre',
  'fortryd',
];

/** Every button of every card of the gallery that differs in more than which entry or person it is about. */
export const everyButton: readonly Pressed[] = [
  ...new Map(
    gallery.flatMap(({ name, card }) => buttonsOf(name, card)).map((one) => [kindOf(one), one]),
  ).values(),
];

function buttonsOf(card: string, body: object): readonly Pressed[] {
  const fields = inputsOf(body).map(({ id, value }) => [String(id), String(value ?? 'Skrevet')] as const);
  return tapsOf(body).map((action): Pressed => {
    const { verb: inData, ...data } = sentBy(action);
    const strings = Object.entries(data).flatMap(([key, value]) =>
      typeof value === 'string' ? [[key, value] as const] : [],
    );
    return { card, verb: String(action.verb ?? inData), data: Object.fromEntries([...strings, ...fields]) };
  });
}

function kindOf({ verb, data }: Pressed): string {
  const fields = Object.entries(data).map(([key, value]) =>
    choices.includes(key) ? `${key}=${value}` : key,
  );
  return `${verb}: ${fields.toSorted().join(' ')}`;
}

/** Names that mean something to objects. */
export const inherited: readonly string[] = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
];

/** Values that no field of ours holds. Strings last: they get through to the commands. */
export const strangeValues: Readonly<Record<string, unknown>> = {
  'a number': 7,
  'a fraction': 1.5,
  true: true,
  null: null,
  'a list': ['anna'],
  'an object': { id: 'anna' },
  'a deep object': { a: { b: { c: [{ d: 'anna' }] } } },
  'sixty thousand characters': 'x'.repeat(60_000),
  nothing: '',
  blanks: ' \u0000\u200b ',
  'a negative number': '-1',
  'a number too large': '9'.repeat(300),
  'no number': 'x1',
  'an exponent': '1e3',
  'no end': '1e999',
  'another language’s digits': '١٢٣',
  'a path': '../../etc/passwd',
  OData: "x' or PartitionKey ne '",
  JSON: '{"id":"anna"}',
  'an expression': `\${anna}`,
  'half a character': '\uD800',
  ...Object.fromEntries(inherited.map((name) => [name, name])),
};

/** What is sent: the verb and the data, whatever they are. */
export interface Sent {
  readonly name: string;
  readonly verb: unknown;
  readonly data: unknown;
}

/** A button's data spoilt in every way: each field in turn, fields too many, fields missing, another's verb. */
export function spoilt(button: Pressed, verbs: readonly string[]): readonly Sent[] {
  const { verb, data } = button;
  const own = Object.keys(data);
  const sent = (name: string, changed: unknown, word: unknown = verb): Sent => ({
    name: `${button.card} »${verb}«, ${name}`,
    verb: word,
    data: changed,
  });
  return [
    sent('as it is', data),
    ...own.flatMap((field) => [
      sent(`without ${field}`, without(data, field)),
      ...Object.entries(strangeValues).map(([what, value]) =>
        sent(`${field} is ${what}`, { ...data, [field]: value }),
      ),
    ]),
    ...inherited.map((name) => sent(`with ${name}`, withOwn(data, name))),
    sent('with nothing', {}),
    sent('with ten thousand keys', { ...data, ...tooMany }),
    sent('with forty more keys', { ...data, ...Object.fromEntries(Object.entries(tooMany).slice(0, 30)) }),
    ...[undefined, null, 5, 'x', [], [data]].map((value) => sent(`data is ${JSON.stringify(value)}`, value)),
    ...[...inherited, '', ' ', 5, null, ['slut'], { verb }, 'x'.repeat(60_000), 'som', 'slut nu'].map(
      (word) => sent(`verb is ${JSON.stringify(word)?.slice(0, 20)}`, data, word),
    ),
    ...verbs.filter((other) => other !== verb).map((other) => sent(`verb of another: ${other}`, data, other)),
  ];
}

const tooMany = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`felt${index}`, 'x']));

function without(data: Readonly<Record<string, string>>, field: string): object {
  return Object.fromEntries(Object.entries(data).filter(([key]) => key !== field));
}

/** As JSON from a wire has it: a key of its own, whatever its name. */
function withOwn(data: Readonly<Record<string, string>>, name: string): object {
  return JSON.parse(
    `{${JSON.stringify(name)}:{"isLeader":true,"k":"K-2026-01"},${JSON.stringify(data).slice(1)}`.replace(
      /,\}$/,
      '}',
    ),
  );
}

/** The ways a client sends a button. */
export const ways = ['execute', 'submit', 'dialog opens', 'dialog sends', 'menu sends'] as const;
export type Way = (typeof ways)[number];

/** The fields of an activity that say which button was pressed in which way. */
export function activityOf({ verb, data }: Sent, way: Way): Json {
  const inData = isJson(data) ? { ...data, verb } : data;
  if (way === 'execute') {
    const action = { type: 'Action.Execute', verb, data };
    return { type: 'invoke', name: 'adaptiveCard/action', value: { action, trigger: 'manual' } };
  }
  if (way === 'submit') return { type: 'message', value: inData };
  const names = {
    'dialog opens': 'task/fetch',
    'dialog sends': 'task/submit',
    'menu sends': 'composeExtension/submitAction',
  } as const;
  return { type: 'invoke', name: names[way], value: { commandId: 'addToLog', data: inData } };
}

/** Every `step`th button spoilt in one way; of few, each of a tenth of the buttons in more ways. */
export function* sampled(verbs: readonly string[], step: number, from: number): Generator<Sent> {
  const tenth = step >= 20 ? 10 : 1;
  const each = Math.round(step / tenth);
  let index = 0;
  for (const [place, button] of everyButton.entries()) {
    if (place % tenth !== from % tenth) continue;
    for (const sent of spoilt(button, verbs)) {
      index += 1;
      if (index % each === from % each) yield sent;
    }
  }
}
