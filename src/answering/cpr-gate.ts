import { cprCard } from '../cards/cpr.ts';
import type { Answer, CommandSpec } from '../commands/command.ts';
import { cprIn, looksLikeCpr, withCpr, withoutCpr } from '../domain/cpr.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { Plan } from '../domain/plan.ts';
import { fingerprint } from '../fingerprint.ts';
import type { Mentioned, Request, Tap } from '../request.ts';

/** What the buttons of a held back text carry beside what was asked. */
const mark = {
  /** `uden` stores what stands in the fields, `med` the same with the digits back. */
  choice: 'cpr',
  /** The message or tap that was held back: both buttons together do it once. */
  of: 'cpr_af',
  typed: 'cpr_skrevet',
  mentions: 'cpr_omtalt',
  numbers: (field: string) => `cpr_i_${field}`,
} as const;
const isMark = (name: string) => name === mark.choice || name.startsWith('cpr_');

/** Where what was typed after a command stands. */
const typedField = 'tekst';
/** Longer than this, or of several words, a value is a text and no choice: it goes into a field, as it is. */
const longestChoice = 40;
/** What the fields hold together at most: the card must be small enough for Teams. */
const mostInFields = 12_500;
const mostMentions = 50;

/** A text that was held back and that a person wants stored all the same, as it was asked first. */
export interface Released {
  readonly request: Request;
  /** The word of the command where it was typed: what follows it is the request's text. */
  readonly word?: string;
}

/**
 * A text with what looks like a CPR number is not stored before the person has seen that: it comes back with the
 * last digits struck out. Undefined where nothing is to be held back.
 */
export function heldBack(
  spec: CommandSpec,
  request: Request,
  args: string,
  plan: Plan,
  ledger: Ledger | undefined,
): Answer | undefined {
  const data = request.tap?.data ?? { [typedField]: args };
  const texts = Object.entries(data).filter(([, text]) => isText(text));
  const found = texts.filter(([, text]) => looksLikeCpr(text));
  if (request.released || spec.reads || found.length === 0) return undefined;
  // What it is about comes first; the card's other texts stand below, so that none is lost.
  const ordered = [...found, ...texts.filter((text) => !found.includes(text))];
  const shown = Object.fromEntries(ordered.map(([field, text]) => [field, withoutCpr(text)]));
  if (Object.values(shown).join('').length > mostInFields) return { text: tooMuch };
  const card = cprCard(plan, ledger, spec.word, shown, {
    ...Object.fromEntries(Object.entries(data).filter(([field]) => !(field in shown))),
    ...Object.fromEntries(found.map(([field, text]) => [mark.numbers(field), cprIn(text).join('|')])),
    ...(request.tap ? {} : typedAs(request.mentions)),
    [mark.of]: request.intent,
  });
  return { card, summary: 'Det ligner et CPR-nummer' };
}

const tooMuch =
  'Det ligner et CPR-nummer, og det hører ikke til her. Intet er gemt. Slet de sidste fire cifre i din tekst, og send den igen.';

/** A text, or what looks like a number in a choice; not an id or an address, which may hold any digits. */
function isText(value: string): boolean {
  if (/^(https:\S+|[0-9a-f-]{16,})$/i.test(value)) return false;
  return value.length > longestChoice || /\s/.test(value) || looksLikeCpr(value);
}

function typedAs(mentions: readonly Mentioned[]): Readonly<Record<string, string>> {
  return {
    [mark.typed]: 'ja',
    ...(mentions.length > 0 ? { [mark.mentions]: mentions.map(asLine).join('\n') } : {}),
  };
}

/** A tap on one of the buttons of a held back text as what was asked first; any other request as it is. */
export function released(request: Request): Released {
  const { tap } = request;
  if (!tap || !isChoice(tap.data[mark.choice])) return { request };
  const { data } = tap;
  const fields = Object.entries(data).filter(([name]) => !isMark(name));
  const texts = Object.fromEntries(fields.map(([name, text]) => [name, wanted(name, text, data)]));
  // Whose own it is: what a client says of another person's message finds nothing.
  const intent = `c:${fingerprint({ of: data[mark.of] ?? '', by: request.sender.accountId })}`;
  const plain = { ...request, intent, released: true };
  if (!data[mark.typed]) return { request: { ...plain, tap: { ...tap, data: texts } } };
  const { tap: _, ...typed } = plain;
  const mentions = mentionsIn(data[mark.mentions]);
  return { request: { ...typed, text: texts[typedField] ?? '', mentions }, word: tap.verb };
}

function isChoice(choice: string | undefined): boolean {
  return choice === 'uden' || choice === 'med';
}

function wanted(name: string, text: string, data: Tap['data']): string {
  const numbers = (data[mark.numbers(name)] ?? '').split('|');
  return data[mark.choice] === 'med' ? withCpr(text, numbers) : text;
}

/** One mentioned person a line, in plain letters: what a button carries was cleaned as text, not as JSON in it. */
function asLine({ accountId, name }: Mentioned): string {
  return `${accountId.replace(/\s/g, '')} ${name.replace(/\s+/g, ' ')}`;
}

/** Whom a client says was mentioned: looked up like any other mention. */
function mentionsIn(lines: string | undefined): readonly Mentioned[] {
  return (lines ?? '')
    .split('\n', mostMentions)
    .map((line) => /^(\S{1,200}) (.{1,200})$/u.exec(line))
    .flatMap((found) => (found ? [{ accountId: found[1] ?? '', name: found[2] ?? '' }] : []));
}

/** The answer takes the place of the card with the digits, where it is a card itself. */
export function inPlace(answer: Answer): Answer {
  return 'card' in answer ? { shows: 'inPlace', ...answer } : answer;
}
