import * as z from 'zod';
import { readPhone } from './phone.ts';

/** A rule's two texts in the one string that zod carries; `{}` stands for the value. */
export function rule(what: string, advice: string): string {
  return `${what}\n${advice}`;
}

/** The two texts of a `rule`, with the value put in. */
export function ruleTexts(message: string, value: unknown): { what: string; advice: string } {
  const [what = '', advice = ''] = message
    .split('\n')
    .map((part) => part.replaceAll('{}', () => shown(value)));
  return { what, advice };
}

/** A value on one line, and no longer than one can take in. */
function shown(value: unknown): string {
  const line = String(value).trim().replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}

const quoteAdvice = 'Sæt et i begge ender, eller slet det.';
const hasLoneQuote = (written: string) => written.split('"').length % 2 === 0;

export const text = z
  .string()
  .trim()
  .min(1)
  .refine((written) => !hasLoneQuote(written), rule('Der mangler et citationstegn i »{}«.', quoteAdvice));

const idAdvice = 'Brug små bogstaver a–z, tal og bindestreg, og begynd med et bogstav, fx »leder-it-drift«.';
export const id = z.string().regex(/^[a-z][a-z0-9-]*$/, rule('»{}« kan ikke bruges som id.', idAdvice));

/** Task ids are printed on action cards: "K01". */
export const taskId = z
  .string()
  .regex(
    /^[A-Z]+\d+$/,
    rule('»{}« kan ikke bruges som id for en opgave.', 'Skriv et stort bogstav og et tal, fx »K01«.'),
  );

export const source = z.enum(['delplan', 'doktrin', 'forslag']);

export const phone = z
  .string()
  .refine(
    (written) => readPhone(written) !== undefined,
    rule(
      '»{}« er ikke et telefonnummer.',
      'Skriv otte cifre, eller landekode og nummer: »+46 70 123 45 67«.',
    ),
  );

export const upn = z
  .string()
  .regex(
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
    rule('»{}« er ikke et brugernavn i Teams.', 'Skriv det, personen logger på med, fx »anna@kommune.dk«.'),
  );

/** A channel's id as a link to it holds it, with or without the link's escapes. */
export const channel = z
  .string()
  .transform((written) => written.replace(/%3a/gi, ':').replace(/%40/g, '@'))
  .refine(
    (written) => /^19:\S+@thread\.(tacv2|skype)$/.test(written),
    rule('»{}« er ikke id for en kanal i Teams.', 'Det begynder med »19:« og slutter med »@thread.tacv2«.'),
  );

/** What fits on a button. */
export const buttonText = text.max(40);

/** Whole minutes or hours above zero. */
export const duration = z
  .string()
  .regex(/^[1-9]\d{0,3}$/, rule('»{}« er ikke et helt tal over 0.', 'Skriv et helt tal uden enhed, fx »10«.'))
  .transform(Number);

export const yesNo = z.enum(['ja', 'nej']).transform((answer) => answer === 'ja');
