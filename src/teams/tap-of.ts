import type { Tap } from '../request.ts';
import { type DialogStep, dialogStep, showingMark } from './dialog.ts';
import { type Fields, fieldsOf, isFields, stringOf } from './fields.ts';
import { cleanText } from './plain-text.ts';
import { privateMark } from './private-cards.ts';

/** A tap, `malformed` where a button sends what no card of ours holds, or undefined where it is no tap. */
export type TapReading = TapRead | 'malformed' | undefined;

export interface TapRead {
  readonly tap: Tap;
  readonly way: 'execute' | 'submit' | 'dialog';
  /** The showing of the dialog it was in. */
  readonly showing?: string;
}

const mostKeys = 40;
const longestValue = 15_000;
const key = /^[A-Za-z][A-Za-z0-9_.-]{0,59}$/;
/** Command words, Danish letters and spaces with them. */
const verb = /^[\p{L}\p{N}][\p{L}\p{N} _.-]{0,59}$/u;

/**
 * Reads an `adaptiveCard/action` invoke (Action.Execute), a message with a value (Action.Submit), or what opens
 * a dialog or is sent from one.
 */
export function tapOf(activity: Fields): TapReading {
  const step = dialogStep(activity);
  if (step) return tappedIn(fieldsOf(activity.value), step);
  if (activity.type === 'invoke') return executed(fieldsOf(fieldsOf(activity.value).action));
  if (!isFields(activity.value) || Object.keys(activity.value).length === 0) return undefined;
  return read(activity.value, undefined, 'submit');
}

function executed(action: Fields): TapReading {
  if (action.type !== 'Action.Execute') return 'malformed';
  if (action.data !== undefined && action.data !== null && !isFields(action.data)) return 'malformed';
  return read(fieldsOf(action.data), action.verb, 'execute');
}

/** The command a message's menu stands for, by its id in the app's manifest. */
export const messageAction = { id: 'addToLog', verb: 'føj til kriselog' } as const;

function tappedIn({ commandId, data }: Fields, { opens, fromMessage }: DialogStep): TapReading {
  if (fromMessage && commandId !== messageAction.id) return 'malformed';
  if (fromMessage && opens) return { tap: { verb: messageAction.verb, data: {} }, way: 'dialog' };
  if (!isFields(data)) return 'malformed';
  const reading = read(data, undefined, 'dialog');
  const showing = opens ? undefined : stringOf(data[showingMark], 100);
  return typeof reading === 'object' && showing ? { ...reading, showing } : reading;
}

function read(raw: Fields, given: unknown, way: TapRead['way']): TapReading {
  // The edge's own marks are taken off: a tap is the same tap wherever its card stood.
  const own = Object.entries(raw).filter(([name]) => name !== privateMark && name !== showingMark);
  if (own.length > mostKeys) return 'malformed';
  const strings = own.filter((pair): pair is [string, string] => isUsable(pair[0], pair[1]));
  if (strings.some(([, value]) => value.length > longestValue)) return 'malformed';
  // Without a prototype: a key nobody sent is absent, whatever its name.
  const data: Record<string, string> = Object.create(null);
  for (const [name, value] of strings) data[name] = cleanText(value);
  const word = typeof given === 'string' && given !== '' ? given : data.verb;
  if (word === undefined || !verb.test(word)) return 'malformed';
  const { verb: _word, k: crisisId, ...rest } = data;
  // A card of a crisis that cannot be read is never about the one that runs.
  if (raw.k !== undefined && !crisisId) return 'malformed';
  const tap = { verb: word, data: Object.assign(Object.create(null), rest) };
  return { tap: crisisId ? { ...tap, crisisId } : tap, way };
}

/** Numbers, lists and objects are no ids: they are dropped, as are names that mean something to objects. */
function isUsable(name: string, value: unknown): boolean {
  return typeof value === 'string' && key.test(name) && !(name in Object.prototype);
}
