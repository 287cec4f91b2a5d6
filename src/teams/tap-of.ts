import type { Tap } from '../request.ts';
import { type Fields, fieldsOf, isFields } from './fields.ts';
import { cleanText } from './plain-text.ts';
import { privateMark } from './private-cards.ts';

/** A tap, `malformed` where a button sends what no card of ours holds, or undefined where it is no tap. */
export type TapReading = { readonly tap: Tap; readonly way: 'execute' | 'submit' } | 'malformed' | undefined;

const mostKeys = 40;
const longestValue = 15_000;
const key = /^[A-Za-z][A-Za-z0-9_.-]{0,59}$/;
/** Command words, Danish letters and spaces with them. */
const verb = /^[\p{L}\p{N}][\p{L}\p{N} _.-]{0,59}$/u;

/** Reads an `adaptiveCard/action` invoke (Action.Execute) or a message with a value (Action.Submit). */
export function tapOf(activity: Fields): TapReading {
  if (activity.type === 'invoke') return executed(fieldsOf(fieldsOf(activity.value).action));
  if (!isFields(activity.value) || Object.keys(activity.value).length === 0) return undefined;
  return read(activity.value, undefined, 'submit');
}

function executed(action: Fields): TapReading {
  if (action.type !== 'Action.Execute') return 'malformed';
  if (action.data !== undefined && action.data !== null && !isFields(action.data)) return 'malformed';
  return read(fieldsOf(action.data), action.verb, 'execute');
}

function read(raw: Fields, given: unknown, way: 'execute' | 'submit'): TapReading {
  // The edge's own mark is taken off: a tap is the same tap wherever its card stood.
  const own = Object.entries(raw).filter(([name]) => name !== privateMark);
  if (own.length > mostKeys) return 'malformed';
  const strings = own.filter((pair): pair is [string, string] => isUsable(pair[0], pair[1]));
  if (strings.some(([, value]) => value.length > longestValue)) return 'malformed';
  // Without a prototype: a key nobody sent is absent, whatever its name.
  const data: Record<string, string> = Object.create(null);
  for (const [name, value] of strings) data[name] = cleanText(value);
  const word = typeof given === 'string' && given !== '' ? given : data.verb;
  if (word === undefined || !verb.test(word)) return 'malformed';
  const { verb: _word, k: crisisId, ...rest } = data;
  const tap = { verb: word, data: Object.assign(Object.create(null), rest) };
  return { tap: crisisId ? { ...tap, crisisId } : tap, way };
}

/** Numbers, lists and objects are no ids: they are dropped, as are names that mean something to objects. */
function isUsable(name: string, value: unknown): boolean {
  return typeof value === 'string' && key.test(name) && !(name in Object.prototype);
}
