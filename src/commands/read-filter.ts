import type { Actor, EntryType } from '../domain/entry.ts';
import { isNamed, type LogFilter, namesIn } from '../domain/log-filter.ts';
import type { EntryView } from '../domain/log-view.ts';
import { parseTime } from '../domain/parse-time.ts';
import type { Plan } from '../domain/plan.ts';

/** What is read of a log: which entries, and which page of them. */
export interface LogChoice {
  readonly filter: LogFilter;
  readonly page: number;
}

/** What a filter is read with. */
export interface FilterReader {
  readonly by: Actor;
  readonly at: string;
  readonly plan: Plan;
  /** The log as it reads now; asked for only where a name may be meant. */
  views(): readonly EntryView[];
}

/** The longest text that is searched for: a button carries it to the next page. */
const longestSought = 60;
const mostWords = 20;

/** The types in every form that people type after "vis log". */
const types: readonly (readonly [RegExp, EntryType])[] = [
  [/^melding(er|erne)?$/, 'melding'],
  [/^handling(er|erne)?$/, 'handling'],
  [/^beslutning(er|erne)?$/, 'beslutning'],
  [/^fravalg(ene|et)?$|^undladelser?(ne)?$/, 'fravalg'],
  [/^kommunikation(en)?$/, 'kommunikation'],
  [/^møder?(ne)?$/, 'møde'],
  [/^opgaver?(ne)?$/, 'opgave'],
  [/^frist(er|erne)?$/, 'frist'],
  [/^situationsbilleder?(ne)?$/, 'situationsbillede'],
  [/^mødested(er|erne|et)?$/, 'mødested'],
  [/^roller?(ne)?$/, 'rolle'],
  [/^niveau(er|et)?$/, 'niveau'],
  [/^kontakt(er|erne)?$/, 'kontakt'],
  [/^rettelser?(ne)?$/, 'rettelse'],
  [/^tilføjelser?(ne)?$/, 'tilføjelse'],
  [/^evaluering(er|erne)?$/, 'evaluering'],
  [/^system(et)?$/, 'system'],
];

/** The type a word names. */
export function entryTypeIn(word: string): EntryType | undefined {
  const plain = word.normalize('NFC').toLocaleLowerCase('da');
  return types.find(([forms]) => forms.test(plain))?.[1];
}

interface Read extends LogChoice {
  readonly words: readonly string[];
}

const steps = [pageRead, lackRead, typeRead, sinceRead, soughtRead, personRead] as const;

/**
 * "handlinger Jens siden kl. 13 med telefoni side 2" → which entries, which page. Undefined where any word is
 * none of it: then it was no question, and is not half answered.
 */
export function readFilter(typed: string, reader: FilterReader): LogChoice | undefined {
  let read: Read = { filter: {}, page: 1, words: typed.split(/\s+/, mostWords + 1).filter(Boolean) };
  if (read.words.length > mostWords) return undefined;
  while (read.words.length > 0) {
    const next = steps.reduce<Read | undefined>((found, step) => found ?? step(read, reader), undefined);
    if (!next) return undefined;
    read = next;
  }
  return { filter: read.filter, page: read.page };
}

function pageRead({ words, filter }: Read): Read | undefined {
  const [word = '', number = ''] = words;
  if (!/^side$/i.test(word) || !/^\d{1,5}$/.test(number)) return undefined;
  return { filter, page: Number(number), words: words.slice(2) };
}

function lackRead({ words, filter, page }: Read): Read | undefined {
  const [first = '', second = ''] = words.map((word) => word.toLocaleLowerCase('da'));
  if (first === 'uden' && second === 'begrundelse') {
    return { filter: { ...filter, lacks: 'reason' }, page, words: words.slice(2) };
  }
  if (!/^åbne$/.test(first) || entryTypeIn(second) !== 'opgave') return undefined;
  return { filter: { ...filter, lacks: 'done' }, page, words: words.slice(2) };
}

function typeRead({ words: [word = '', ...words], filter, page }: Read): Read | undefined {
  const type = filter.type ? undefined : entryTypeIn(word.replace(/,$/, ''));
  return type && { filter: { ...filter, type }, page, words };
}

/** The longest run of words that is a time: "for 2 timer siden", "kl. 13". */
function sinceRead({ words, filter, page }: Read, { at }: FilterReader): Read | undefined {
  if (filter.since || !/^(?:siden|efter)$/i.test(words[0] ?? '')) return undefined;
  for (let count = 5; count > 0; count -= 1) {
    const since =
      words.length > count ? parseTime(words.slice(1, count + 1).join(' '), at, 'past') : undefined;
    if (since && since <= at) return { filter: { ...filter, since }, page, words: words.slice(count + 1) };
  }
  return undefined;
}

/** "med telefoni": up to the end, or to the page. */
function soughtRead({ words, filter, page }: Read): Read | undefined {
  if (filter.text || !/^(?:med|find)$/i.test(words[0] ?? '')) return undefined;
  const turn = words.findIndex(
    (word, index) => index > 1 && /^side$/i.test(word) && /^\d{1,5}$/.test(words[index + 1] ?? ''),
  );
  const end = turn < 0 ? words.length : turn;
  const text = sought(words.slice(1, end).join(' '));
  return text ? { filter: { ...filter, text }, page, words: words.slice(end) } : undefined;
}

/** A text to look for, as long as a button can carry. */
export function sought(text: string): string {
  return [...text.replace(/\s+/g, ' ').trim()].slice(0, longestSought).join('');
}

/** A name of the plan or of somebody the log names; the longest that fits. "mine" are one's own. */
function personRead({ words, filter, page }: Read, reader: FilterReader): Read | undefined {
  if (filter.person) return undefined;
  const rest = /^(?:af|fra)$/i.test(words[0] ?? '') ? words.slice(1) : words;
  if (/^mine?$/i.test(rest[0] ?? ''))
    return { filter: { ...filter, person: reader.by.name }, page, words: rest.slice(1) };
  const known = [...reader.plan.contacts.map(({ name }) => name), ...reader.views().flatMap(namesIn)];
  for (let count = Math.min(6, rest.length); count > 0; count -= 1) {
    const typed = rest.slice(0, count).join(' ').replace(/^@|,$/g, '');
    const fits = [...new Set(known.filter((name) => isNamed(name, typed)))];
    if (typed && fits.length > 0) {
      const person = fits.length === 1 ? (fits[0] ?? typed) : typed;
      return { filter: { ...filter, person }, page, words: rest.slice(count) };
    }
  }
  return undefined;
}
