import { plusMinutes } from '../domain/danish-time.ts';
import type { Actor } from '../domain/entry.ts';
import type { NoteType } from '../domain/note.ts';
import { parseTime } from '../domain/parse-time.ts';
import type { Plan } from '../domain/plan.ts';
import { personNamed } from './person-named.ts';

/** What can stand before the text of a note, each at most once, and the text that is left. */
export interface Lead {
  readonly rest: string;
  readonly type?: NoteType;
  readonly happenedAt?: string;
  readonly acted?: { readonly id?: string; readonly name: string };
  readonly source?: string;
  readonly confirmed?: boolean;
}

/** What a lead is read with. */
export interface Reader {
  readonly at: string;
  readonly plan: Plan;
  readonly mentions: readonly Actor[];
  /** The type, where the command's word has said it already. */
  readonly type?: NoteType | undefined;
}

const reads = [typeRead, timeRead, actedRead, sourceRead, confirmedRead] as const;

/**
 * Reads "beslutning: kl. 13.40 af Jens: …" from the left as far as it is surely meant so. What is not, is text:
 * nothing typed is lost.
 */
export function readLead(typed: string, reader: Reader): Lead {
  let lead: Lead = { rest: typed.trim() };
  for (let before = ''; before !== lead.rest; ) {
    before = lead.rest;
    for (const read of reads) lead = read(lead, reader) ?? lead;
  }
  return lead;
}

/** The words of the types, as one writes them before a colon or alone. */
export const typeWords: Readonly<Record<string, NoteType>> = {
  melding: 'melding',
  handling: 'handling',
  beslutning: 'beslutning',
  fravalg: 'fravalg',
  undladelse: 'fravalg',
  kommunikation: 'kommunikation',
  møde: 'møde',
  opgave: 'opgave',
  frist: 'frist',
};

const typed = new RegExp(`^(${Object.keys(typeWords).join('|')}) ?:\\s*`, 'iu');

function typeRead(lead: Lead, { type }: Reader): Lead | undefined {
  if (type || lead.type) return undefined;
  const [all = '', word = ''] = typed.exec(lead.rest) ?? [];
  const found = typeWords[word.toLocaleLowerCase('da')];
  return found && { ...lead, type: found, rest: lead.rest.slice(all.length) };
}

const about = /(?:(ca\.?|cirka|omkring) )?/.source;
const clock = /(?:kl\.?|klokken) ?\d{1,2}(?:[.:]?\d{2})?|\d{1,2}[.:]\d{2}/.source;
const hours = /et|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|\d{1,2}/.source;
const spoken = `(?:kl\\.?|klokken) (?:(?:halv|kvart i|kvart over) )?(?:${hours})`;
/** "13.40 – 14.10", "13.40 til 14.10", "13.40 kr": more than a moment, or no time at all. */
const noMoment = /(?! ?(?:[-–]|til|og|eller) ?(?:kl\.? ?)?\d)(?! ?(?:kr|kroner|%|mio|km|gb|tb|mb|gange)\b)/
  .source;
const gap = /(?: ?[:,;–-]|\.)?\s+/.source;
const time = new RegExp(`^${about}(${clock}|${spoken})${noMoment}${gap}`, 'iu');
const ago = new RegExp(`^for ${about}([^\\n]{1,30}?) siden${gap}`, 'iu');
/** A time of day further back than this is hardly what was meant: "kl. 14" can be one that is coming. */
const longestBackMinutes = 12 * 60;

/** Of a deadline and a task, a time of day is when it is to be done. "Ca. kl. 13" stays in the text as well. */
function timeRead(lead: Lead, { at, type }: Reader): Lead | undefined {
  const kind = type ?? lead.type;
  if (lead.happenedAt || kind === 'frist' || kind === 'opgave') return undefined;
  const [all = '', isAbout, said] = time.exec(lead.rest) ?? ago.exec(lead.rest) ?? [];
  const spokenOf = said && (/^for /i.test(all) ? `for ${said} siden` : said);
  const moment = spokenOf && parseTime(spokenOf, at, 'past');
  if (!moment || moment > at || moment < plusMinutes(at, -longestBackMinutes)) return undefined;
  return { ...lead, happenedAt: moment, rest: isAbout ? lead.rest : lead.rest.slice(all.length) };
}

const acted = /^af ([^\n:]{1,60}):(?:\s+|$)/iu;

function actedRead(lead: Lead, { plan, mentions }: Reader): Lead | undefined {
  if (lead.acted) return undefined;
  const [all = '', said = ''] = acted.exec(lead.rest) ?? [];
  const who =
    personNamed(said, plan, mentions) ?? (soundsLikeSomeone(said) ? { name: bare(said) } : undefined);
  return who && { ...lead, acted: who, rest: lead.rest.slice(all.length) };
}

/** "Ole Vind", "vagten", "it-vagten": a name, or one word that says who. "af hensyn til driften:" is neither. */
function soundsLikeSomeone(said: string): boolean {
  const words = bare(said).split(' ');
  if (words.length === 1) return /^\p{Lu}|(?:en|et|ne)$/u.test(bare(said));
  return words.length <= 4 && words.every((word) => /^(?:\p{Lu}|(?:af|von|van|de|fra)$)/u.test(word));
}

function bare(said: string): string {
  return said.replace(/^@/, '').trim();
}

const from = /^fra ([^\n:]{1,60}(?::\d\d[^\n:]{0,20})?):(?:\s+|$)/iu;
/** "Fra kl. 13: …" and "fra i morgen: …" say when. */
const when =
  /^(?:kl\b|klokken|nu\b|i ?dag|i ?går|i morgen|\d{1,2}([.:]\d{2})?$|(?:man|tirs|ons|tors|fre|lør|søn)dag)/iu;
const sure = /[,(]? ?(u?bekræftet)\)?$/iu;

function sourceRead(lead: Lead, { type }: Reader): Lead | undefined {
  if (lead.source || (type ?? lead.type ?? 'melding') !== 'melding') return undefined;
  const [all = '', said = ''] = from.exec(lead.rest) ?? [];
  const [mark = '', how] = sure.exec(said.trim()) ?? [];
  const source = said.trim().slice(0, said.trim().length - mark.length);
  if (!source || when.test(source)) return undefined;
  return { ...lead, ...confirmedAs(how), source, rest: lead.rest.slice(all.length) };
}

const confirmed = /^(u?bekræftet)(?: ?:(?:\s+|$)|\s+(?=fra ))/iu;

function confirmedRead(lead: Lead, { type }: Reader): Lead | undefined {
  if (lead.confirmed !== undefined || (type ?? lead.type ?? 'melding') !== 'melding') return undefined;
  const [all = '', how] = confirmed.exec(lead.rest) ?? [];
  return how ? { ...lead, ...confirmedAs(how), rest: lead.rest.slice(all.length) } : undefined;
}

/** `bekræftet` or `ubekræftet` as what a note says. */
export function confirmedAs(word: string | undefined): { readonly confirmed?: boolean } {
  return word ? { confirmed: !/^u/i.test(word) } : {};
}
