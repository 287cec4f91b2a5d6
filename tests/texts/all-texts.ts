import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandSpec } from '../../src/commands/command.ts';
import { commands } from '../../src/commands/commands.ts';
import { projectRoot } from '../../src/plan/project-root.ts';
import { textsOfSource } from './source-texts.ts';

/** What people may read from one place of the project. */
export interface Texts {
  readonly place: string;
  readonly texts: readonly string[];
}

/**
 * All words of the bot's own that people may see, by place: the commands, the sources, the cards' templates
 * and the Teams app's Danish. The plan is the department's and stands in its own file.
 */
export function allTexts(): readonly Texts[] {
  const known = new Set(commands.flatMap((spec) => Object.values(spec).flatMap(wordsIn)));
  const sources = filesIn('src', '.ts').map((place) => ({
    place,
    texts: sourceTexts(place).filter((text) => !place.startsWith('src/commands/') || !known.has(text)),
  }));
  const templates = [...filesIn('cards', '.json'), join('manifest', 'manifest.json')].map((place) => ({
    place,
    texts: textsOfJson(JSON.parse(read(place))),
  }));
  const all = [{ place: 'commands', texts: commands.flatMap(linesOf) }, ...sources, ...templates];
  return all.filter(({ texts }) => texts.length > 0);
}

/** A command as people meet it: its words and phrases, how to type it, what it does. */
function linesOf(spec: CommandSpec): readonly string[] {
  return Object.entries(spec)
    .filter(([key, value]) => !['right', 'needs'].includes(key) && wordsIn(value).length > 0)
    .map(([key, value]) => `${spec.word}, ${key}: ${wordsIn(value).join(' · ')}`);
}

function wordsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([phrase, args]) => `${phrase} → ${args}`);
}

/** At the edges, what begins with a small letter is English for the journal. */
function sourceTexts(place: string): readonly string[] {
  const texts = textsOfSource(read(place), place);
  const isEdge = /^src\/(storage|teams|posted-cards)\b/.test(place);
  return texts.filter((text) => !isEdge || !/^\p{Ll}|^\{\w+\}: the /u.test(text));
}

const textKeys = [
  'text',
  'title',
  'label',
  'placeholder',
  'altText',
  'errorMessage',
  'short',
  'full',
  'description',
];

/** A template's own words: what is bound alone has none. */
export function textsOfJson(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(textsOfJson);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    if (typeof value !== 'string') return textsOfJson(value);
    const text = value.replace(/\$\{(\w+)\}|\{\{(\w+)\}\}/g, '{$1$2}');
    return textKeys.includes(key) && /\p{L}{2}/u.test(text.replace(/\{\w+\}/g, '')) ? [text] : [];
  });
}

function read(place: string): string {
  return readFileSync(join(projectRoot(), place), 'utf8');
}

function filesIn(folder: string, ending: string): readonly string[] {
  return readdirSync(join(projectRoot(), folder), { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((name) => name.endsWith(ending) && !name.endsWith('.d.ts'))
    .sort();
}
