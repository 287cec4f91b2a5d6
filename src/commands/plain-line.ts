import { parseTime } from '../domain/parse-time.ts';
import type { CommandSpec } from './command.ts';
import { canFollow, isAnswer, saidAs, weighty } from './overheard.ts';
import { calledIn, parse, wordAlone } from './parse.ts';

/** A line that is no command. */
export interface PlainLine {
  /** The command it begins with, where that starts or ends something for everyone: it may have been meant. */
  readonly near?: string;
}

/** Any moment: only whether something is a time is asked. */
const anyTime = '2026-01-01T12:00:00.000Z';
const isTime = (direction: 'coming' | 'past') => (args: string) =>
  parseTime(args, anyTime, direction) !== undefined;
const atMost = (most: number) => (args: string) => args.split(/\s+/).length <= most;

/** Types of entries that are talk elsewhere, where no capital follows; to whoever writes a log they are types. */
const types: readonly string[] = ['kommunikation', 'opgave'];

/**
 * Words that a log's lines begin with as well: "Find ud af, hvem …", "Hjælp er på vej", "Ringet til Falck". Without
 * "krise" before them they are the command only with what it surely takes.
 */
const surely: Readonly<Record<string, (args: string) => boolean>> = {
  find: atMost(3),
  hjælp: atMost(1),
  'på vej': isTime('coming'),
  fremme: isTime('coming'),
  meldt: isTime('past'),
  rolle: (args) => args.includes('@') || atMost(3)(args),
  'jeg tager rollen': atMost(3),
  'kan ikke': atMost(2),
  ringet: (args) => args.includes('@') || (!/^til\s/i.test(args) && atMost(5)(args)),
  kobl: (args) => args.startsWith('@'),
};

/**
 * What a line is where everything is an entry that is not surely a command: undefined for a command. A command is
 * called by "krise" or a slash, or is a command's word alone or with what can follow it, by the rule for what is
 * overheard. Any other word that stands for a command, and a plain question, counts as the whole line.
 */
export function plainLine(text: string, commands: readonly CommandSpec[]): PlainLine | undefined {
  const { by, rest } = calledIn(text);
  if (by || !rest) return undefined;
  if (rest.startsWith('/') && parse(rest, commands).spec) return undefined;
  if (/^fordi\s/i.test(rest)) return undefined;
  const { heard, spec, args } = saidAs(rest, commands);
  if (spec && types.includes(spec.word)) return undefined;
  if (heard === 'unsure') return spec ? { near: spec.word } : {};
  if (!spec && isSlip(rest, commands)) return undefined;
  if (isQuestionToLog(rest, commands)) return undefined;
  if (heard === 'command' && spec) return !args || (surely[spec.word] ?? always)(args) ? undefined : {};
  const alone = wordAlone(rest, commands);
  if (!alone || (rest.endsWith('?') && isAnswer(alone))) return {};
  return weighty.includes(alone.word) ? { near: alone.word } : undefined;
}

/** "Vis beslutninger siden kl. 13", "hvad er der sket siden kl. 3": what can only be asked of the log. */
function isQuestionToLog(rest: string, commands: readonly CommandSpec[]): boolean {
  if (!/^(?:vis|hvad)\s/i.test(rest)) return false;
  const { spec, text: _, ...found } = parse(rest, commands);
  return spec?.word === 'vis log' && 'args' in found && canFollow(spec, found.args);
}

/** One word that is nearly a command's: it is asked about, and kept with one tap if it was meant so. */
function isSlip(rest: string, commands: readonly CommandSpec[]): boolean {
  if (/\s/.test(rest)) return false;
  const found = parse(rest, commands);
  return !found.spec && found.nearest !== undefined;
}

const always = () => true;
