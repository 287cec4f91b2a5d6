import type { CommandSpec } from '../commands/command.ts';
import { commands } from '../commands/commands.ts';
import { parse } from '../commands/parse.ts';
import { isObject, type Json, textsOf } from './render.ts';

/** Whatever Teams puts before a word so that the bot is meant among others. */
export const prefix = 'krise ';

/**
 * Gives every listed command its explanation from the command table, so that Teams and the bot's own help say
 * the same. A title that is no command gets none: see `unknownTitles`.
 */
export function withDescriptions(document: Json): Json {
  if (Array.isArray(document)) return (document as readonly Json[]).map(withDescriptions);
  if (!isObject(document)) return document;
  const { title } = document;
  const spec = typeof title === 'string' ? commandTitled(title) : undefined;
  if (spec && typeof title === 'string') return { ...document, description: descriptionOf(spec, title) };
  return Object.fromEntries(Object.entries(document).map(([key, value]) => [key, withDescriptions(value)]));
}

/** A line for each listed title that the bot would not understand as the command of that word. */
export function unknownTitles(document: Json): readonly string[] {
  return textsOf(document)
    .filter(([path, text]) => isTyped(path) && !commandTitled(text))
    .map(([path, text]) => `manifest.json: ${path} er »${text}«, som ikke er en kommando.`);
}

/** True for a title that Teams hands to the bot as what was typed; on a message's menu it is only read. */
export function isTyped(path: string): boolean {
  return path.endsWith('.title') && !path.startsWith('composeExtensions');
}

/** The command a title stands for: its very word, with nothing after it, and not one of the local trial. */
function commandTitled(title: string): CommandSpec | undefined {
  const { spec, text } = parse(title, commands);
  return spec && spec.word === text && !spec.localOnly ? spec : undefined;
}

/** The help line as a sentence, then an example as one types it there, where something can follow the word. */
function descriptionOf({ does, example, word }: CommandSpec, title: string): string {
  const sentence = `${does.charAt(0).toLocaleUpperCase('da')}${does.slice(1)}`;
  if (!example || example === word) return sentence;
  const end = /[.…»]$/.test(sentence) ? '' : '.';
  return `${sentence}${end} Fx »${title.startsWith(prefix) ? prefix : ''}${example}«`;
}
