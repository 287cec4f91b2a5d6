import type { Button } from '../cards/button.ts';
import { keepCard } from '../cards/keep.ts';
import { pictureFields } from '../domain/picture-field.ts';
import type { Answer, Ask, CommandSpec } from './command.ts';
import { calledIn, parse } from './parse.ts';

/**
 * What a message is that nobody addressed to the bot: people's talk, which is not answered; a command; or what
 * could be either, where a tap must say so before anything happens.
 */
export type Overheard = 'talk' | 'command' | 'unsure';

/** Words that start or end something for everyone: with text after them, chatter looks the same. */
export const weighty: readonly string[] = [
  'start',
  'øvelse',
  'kontaktøvelse',
  'alarm',
  'afblæs',
  'slut',
  'genåbn',
];

const anything = /^/;
const time = /^(kl\b|om\s+(\d|en\b|et\b)|\d)/i;
const version = /^([kø]-\d{4}-\d{2,6}\s*)?(s\s?\d{1,4})?$/i;
const fieldWords = pictureFields.flatMap(({ words }) => words).join('|');

/** What can follow a word for it to be meant as one. Any other word stands alone. */
const following: Readonly<Record<string, RegExp>> = {
  ...Object.fromEntries(weighty.map((word) => [word, anything])),
  // "log ind" is what one does at a computer.
  log: /^(?!(ind|på|af|ud)(\s|$))/i,
  logtilstand: /^(til|fra)$/i,
  melding: anything,
  handling: anything,
  beslutning: anything,
  fravalg: anything,
  // "krise kommunikation er svært" is talk.
  kommunikation: /^\p{Lu}/u,
  opgave: /^[@\p{Lu}]/u,
  klaret: /^(nr\.?\s*)?\d{1,7}$/i,
  // "ret mig, hvis jeg tager fejl" is talk.
  ret: /^(nr\.?\s*)?\d{1,7}([:.,]?\s|[:.,]?$)|^(den |min )?(sidste|seneste|nyeste)$/i,
  find: anything,
  status: version,
  // "opdater jeres telefon" is talk; a field and a colon are not.
  opdater: new RegExp(
    `^[^:\\n]{2,40}:|^forslag$|^(?:formodet |måske |ukendt )?(?:${fieldWords})(?:[\\s:(?]|$)`,
    'iu',
  ),
  'send billede': /^(nu|udkast|bed|næste\s)/i,
  godkend: version,
  'del billede': version,
  hjælp: anything,
  plan: /^\S+$/,
  historik: /^([kø]-\d{4}-\d{2,6}|side\s*\d+)$/i,
  'vis log':
    /^((nr\.?|side)\s*)?\d+$|^(mine|siden|med|af|fra|åbne|uden begrundelse|meldinger|handlinger|beslutninger|fravalg|kommunikation|opgaver|rettelser)(\s|$)/i,
  // "eksport er gået i stå" is talk.
  eksport: /^([kø]-\d{4}-\d+\s+)?(pdf|csv|excel|json|alle)([\s,+]+(og\s+)?(pdf|csv|excel|json))*$/i,
  kontroller: /^[kø]-\d{4}-\d{2,6}$/i,
  niveau: /^[12]$/,
  meldt: time,
  rolle: /^\S+\s+\S/,
  'jeg tager rollen': anything,
  'kan ikke': /(^|\s)(optaget|bortrejst|syg|andet)$/i,
  overlever: /^[Ff]ortryd$|@|^(\S+ )?(til )?\p{Lu}\p{L}+( \p{Lu}\p{L}+)*$/u,
  'på vej': time,
  fremme: time,
  mødested: /^(\d|bekræft|ok|online|telefon|næste)$/i,
  ringet: /(intet svar|kommer|tager (rollen|\S+))$/i,
  krisekanal: /^her$/i,
  sagsnummer: /^([kø]-\d{4}-\d+\s+)?\S*\d\S*$/i,
  'rettelse klaret': anything,
  kobl: /^@?\S+\s+\S/,
  som: anything,
};

/**
 * Where the bot hears everything, "krise" is also a word people use. So without an address only "/krise",
 * which nobody writes by accident, is as good as one.
 */
export function overheard(text: string, commands: readonly CommandSpec[]): Overheard {
  const { by, rest } = calledIn(text);
  if (!by) return 'talk';
  if (by.startsWith('/') || rest === '') return 'command';
  return saidAs(rest, commands).heard;
}

/** What words are, and the command they begin with. */
export interface Said {
  readonly heard: Overheard;
  readonly spec: CommandSpec | undefined;
  readonly args: string;
}

/**
 * The rule for words that could be talk: a command's own word counts, no alias and no short answer, and only
 * alone or with what can follow it.
 */
export function saidAs(words: string, commands: readonly CommandSpec[]): Said {
  const found = parse(words, commands.map(withItsWordAlone));
  if (!found.spec) return { heard: 'talk', spec: undefined, args: '' };
  const { spec, args } = found;
  const isAsked = args === '' && words.endsWith('?');
  const said = (heard: Overheard): Said => ({ heard, spec, args });
  if (weighty.includes(spec.word)) return said(args || isAsked ? 'unsure' : 'command');
  if (args) return said(canFollow(spec, args) ? 'command' : 'talk');
  return said(isAsked && isAnswer(spec) ? 'talk' : 'command');
}

/** True where that can follow the word, so that it is meant as one. */
export function canFollow({ word }: CommandSpec, args: string): boolean {
  return following[word]?.test(args) ?? false;
}

function withItsWordAlone({ phrases: _, whole: __, sentence: ___, ...spec }: CommandSpec): CommandSpec {
  return { ...spec, aliases: [] };
}

/** "Krise på vej?" asks, and answers nothing for whoever wrote it. */
export function isAnswer({ group, reads }: CommandSpec): boolean {
  return !reads && (group === 'Dig selv' || group === 'Roller');
}

/** What was overheard goes back as it was, with what it may have meant as a tap. */
export function askFirst({ plan, ledger, inOrganisation, args }: Ask, title: string, meant: Button): Answer {
  const crisisId = inOrganisation ? ledger?.crisis.id : undefined;
  return { card: keepCard(title, args, plan, crisisId, meant), summary: title };
}
