import type { CommandSpec } from './command.ts';

/** What was typed, as a command; or what it could have been. */
export type Parsed =
  | { readonly spec: CommandSpec; readonly args: string; readonly text: string }
  | { readonly spec: undefined; readonly text: string; readonly nearest: Nearest | undefined };

/** The word that may have been meant, and its command. */
export interface Nearest {
  readonly word: string;
  readonly spec: CommandSpec;
}

interface Found {
  readonly spec: CommandSpec;
  readonly args: string;
}

const prefixes = ['krisebot', 'krise'];
const longestCommand = 5;

/**
 * Finds the command a text begins with. Linear in the text's length: only the first words are looked at.
 * The longest word wins, so that "kan ikke komme" is not "kan ikke".
 */
export function parse(text: string, commands: readonly CommandSpec[]): Parsed {
  const { rest } = calledIn(text);
  const found = commandIn(rest, commands);
  if (found) return { ...found, text: rest };
  return { spec: undefined, text: rest, nearest: nearestTo(headOf(rest), commands) };
}

/** The command that the whole text is a word for: its own or another, a phrase or a plain question. */
export function wordAlone(text: string, commands: readonly CommandSpec[]): CommandSpec | undefined {
  const all = wordsOf(text.slice(0, 200)).map(bare).join(' ');
  const asked = commands.find(({ whole }) => whole?.includes(all));
  const direct = asked ?? phrasesOf(commands).get(all)?.spec ?? sentenceIn(text, commands)?.spec;
  const seen = direct ? undefined : lookedAt(text);
  const looked = seen ? wordAlone(seen, commands) : undefined;
  return direct ?? (looked?.reads ? looked : undefined);
}

function commandIn(rest: string, commands: readonly CommandSpec[]): Found | undefined {
  const head = headOf(rest);
  const all = wordsOf(rest.slice(0, 200)).map(bare).join(' ');
  const asked = commands.find(({ whole }) => whole?.includes(all));
  if (asked) return { spec: asked, args: '' };
  const sentence = sentenceIn(rest, commands);
  if (sentence) return sentence;
  const phrases = phrasesOf(commands);
  for (let count = head.length; count > 0; count -= 1) {
    const hit = phrases.get(head.slice(0, count).map(bare).join(' '));
    if (!hit) continue;
    return { spec: hit.spec, args: [hit.args, skipWords(rest, count)].filter(Boolean).join(' ') };
  }
  return lookIn(rest, commands);
}

/** "Nr. 4 er en beslutning": a sentence that is a command as a whole. */
function sentenceIn(text: string, commands: readonly CommandSpec[]): Found | undefined {
  if (text.length > 200) return undefined;
  for (const spec of commands) {
    const args = spec.sentence?.(text.trim());
    if (args !== undefined) return { spec, args };
  }
  return undefined;
}

/** "Vis status", "se roller": to look at what a word shows is the word. */
function lookIn(text: string, commands: readonly CommandSpec[]): Found | undefined {
  const seen = lookedAt(text);
  const found = seen ? commandIn(seen, commands) : undefined;
  return found?.spec.reads ? found : undefined;
}

function lookedAt(text: string): string | undefined {
  return /^(?:vis|se)(?: mig)?\s+((?!(?:vis|se)\s)\S[\s\S]*)$/iu.exec(text)?.[1];
}

/** As many words as the longest command has. */
function headOf(rest: string): string[] {
  return wordsOf(rest.slice(0, 200)).slice(0, longestCommand);
}

/** The word the bot is called by at the beginning of a text, as typed ("/krise"), if any, and the rest. */
export function calledIn(text: string): { readonly by: string; readonly rest: string } {
  const clean = text.replace(/[\u00a0\u200b\u2007\u202f]/g, ' ').trim();
  const [first = ''] = wordsOf(clean.slice(0, 200));
  if (!prefixes.includes(bare(first))) return { by: '', rest: clean };
  return { by: first, rest: clean.slice(clean.indexOf(first) + first.length).trim() };
}

const known = new WeakMap<readonly CommandSpec[], Map<string, Found>>();

/** Made once for each list of commands. */
function phrasesOf(commands: readonly CommandSpec[]): Map<string, Found> {
  const made = known.get(commands);
  if (made) return made;
  const phrases = new Map<string, Found>();
  known.set(commands, phrases);
  for (const spec of commands) {
    for (const word of [spec.word, ...spec.aliases]) phrases.set(plain(word), { spec, args: '' });
    for (const [phrase, args] of Object.entries(spec.phrases ?? {}))
      phrases.set(plain(phrase), { spec, args });
  }
  return phrases;
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word.length > 0);
}

/** A word as it is compared: lower case, no slash before it, no punctuation after it. */
function bare(word: string): string {
  return plain(word.normalize('NFC').toLocaleLowerCase('da'))
    .replace(/^\//, '')
    .replace(/[:,.!?]{1,3}$/, '');
}

/** "opdatér" is "opdater": an accent makes no other word. */
function plain(word: string): string {
  return word.replaceAll('é', 'e');
}

function skipWords(text: string, count: number): string {
  let rest = text;
  for (let skipped = 0; skipped < count; skipped += 1) rest = rest.trimStart().replace(/^\S+/, '');
  return rest.trim();
}

/** The command word that differs least, where the difference could be a slip of the finger. */
function nearestTo(head: readonly string[], commands: readonly CommandSpec[]): Nearest | undefined {
  const words = commands
    .filter(({ localOnly }) => !localOnly)
    .flatMap((spec) => [spec.word, ...spec.aliases].map((word) => ({ spec, word })));
  const bared = head.map(bare);
  let best: (Nearest & { readonly distance: number }) | undefined;
  for (const { spec, word } of words) {
    const typed = bared.slice(0, word.split(' ').length).join(' ');
    const distance = slips(typed, word);
    if (distance !== undefined && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) {
      best = { spec, word, distance };
    }
  }
  return best && { spec: best.spec, word: best.word };
}

/** How many letters differ, where few enough do; two letters that changed places are one slip. */
function slips(typed: string, word: string): number | undefined {
  if (typed.length < 3 || typed.length > 30 || Math.abs(typed.length - word.length) > 2) return undefined;
  const isSwapped = typed.length === word.length && [...typed].sort().join('') === [...word].sort().join('');
  const distance = isSwapped ? 1 : editDistance(typed, word);
  return distance <= (typed.length < 5 ? 1 : 2) ? distance : undefined;
}

/** Insertions, deletions and substitutions between two words (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const substitute = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(substitute, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
