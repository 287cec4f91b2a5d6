import { keepCard } from '../cards/keep.ts';
import { pictureFormCard } from '../cards/picture-form.ts';
import { pictureSavedCard } from '../cards/picture-saved.ts';
import type { StatementInput } from '../domain/command.ts';
import type { Ledger } from '../domain/ledger.ts';
import { pictureAt, statedFields } from '../domain/picture.ts';
import { isPictureField, type PictureFieldId, pictureField } from '../domain/picture-field.ts';
import { changedOn, type FormPart, formFields } from '../domain/picture-form.ts';
import { proposalsOf } from '../domain/picture-log.ts';
import { type ReadPicture, readPicture } from '../domain/read-picture.ts';
import { readStatement } from '../domain/read-statement.ts';
import { type Answer, type Ask, type CommandSpec, ledgerOf, type Told } from './command.ts';
import { shown } from './find-in-plan.ts';
import { numberIn } from './typed-text.ts';

/** Writing in the situation picture: one line for one field, or the form. */
export const updatePicture: CommandSpec = {
  word: 'opdater',
  aliases: [
    'opdatering',
    'update',
    'opdater billede',
    'opdater billedet',
    'opdater situationsbillede',
    'opdater situationsbilledet',
    'opdater status',
  ],
  group: 'Situationsbillede',
  does: 'skriver i situationsbilledet. »opdater« alene viser felterne',
  example: 'opdater ramt: mail og telefoni er nede',
  right: 'updatePicture',
  needs: 'crisis',
  reads: false,
  takesText: true,
  answer(ask) {
    if (ask.tapped) return tapped(ask, ask.tapped);
    if (!ask.args) return form(ask, ledgerOf(ask), 'core');
    if (/^forslag(et|ene)?$/i.test(ask.args)) return confirmProposals(ask);
    return typed(ask, ask.args);
  },
};

type Data = Readonly<Record<string, string>>;
type CardAnswer = Extract<Answer, { card: object }>;

function form(ask: Ask, ledger: Ledger, part: FormPart, note = ''): CardAnswer {
  const isWindow = ask.tapped?.vindue !== undefined;
  return {
    card: pictureFormCard(ledger, { part, note, dialogs: ask.dialogs && !isWindow }),
    summary: 'Opdater situationsbilledet',
    ...(ask.tapped?.tekst ? { leftover: ask.tapped.tekst } : {}),
  };
}

function tapped(ask: Ask, data: Data): Promise<Answer> | Answer {
  if (data.felt && isPictureField(data.felt)) return underField(ask, data.felt, data.tekst ?? '');
  if (!data.fra) return form(ask, ledgerOf(ask), data.videre === 'more' ? 'more' : 'core');
  return sentForm(ask, data, numberIn(data.fra));
}

/** What was typed on a form counts where it differs from what the form showed when it was opened. */
async function sentForm(ask: Ask, data: Data, from: number): Promise<Answer> {
  const ledger = ledgerOf(ask);
  const part: FormPart = data.del === 'more' ? 'more' : 'core';
  const onto = data.videre === 'more' ? 'more' : data.videre === 'core' ? 'core' : undefined;
  const statements = changedOn(formFields(ledger, part, from), data, data.forslag === 'ja');
  if (statements.length === 0) {
    return onto
      ? form(ask, ledger, onto)
      : { text: 'Du har ikke ændret noget i felterne, så intet er gemt.' };
  }
  const told = await ask.act.submit({ kind: 'updatePicture', statements });
  if (!told.done) return textBack(told.ledger ?? ledger, told.text, statements);
  const answer = onto
    ? form(ask, told.ledger, onto, `✔ Gemt som nr. ${told.number}`)
    : saved(told, statements, replacedSince(told.ledger, statements, from, told.number));
  return { ...answer, shows: 'inPlaceForTapper' };
}

/** Nothing was stored: what stood in the fields comes back as text. */
function textBack({ crisis }: Ledger, title: string, statements: readonly StatementInput[]): Answer {
  const text = statements.map((one) => `${pictureField(one.field).words[0]}: ${one.text || 'ukendt'}`);
  const home = crisis.ended ? undefined : crisis.id;
  return { card: keepCard(title, text.join('\n'), crisis.plan, home), summary: title };
}

/** What others wrote in the same fields after the form was opened: it is said, so that nobody loses it unseen. */
function replacedSince(ledger: Ledger, statements: readonly StatementInput[], from: number, own: number) {
  const written = statements.map(({ field }) => field);
  return statedFields(pictureAt(ledger, own - 1).statements).filter(
    ({ field, statement }) => written.includes(field.id) && statement.entry > from,
  );
}

async function typed(ask: Ask, text: string): Promise<Answer> {
  const read = readPicture(text);
  const { statements, rest, empty } = read;
  if (statements.length === 0)
    return rest ? notUnderstood(ask, text, read) : form(ask, ledgerOf(ask), partOf(empty));
  return stored(ask, statements, rest);
}

async function stored(ask: Ask, statements: readonly StatementInput[], leftover = ''): Promise<Answer> {
  const told = await ask.act.submit({ kind: 'updatePicture', statements });
  if (!told.done) return { text: told.text };
  return {
    ...saved(told, statements, []),
    ...(leftover ? { leftover } : {}),
    ...(ask.tapped ? { shows: 'inPlaceForTapper' as const } : {}),
  };
}

function saved(
  told: Extract<Told, { done: true }>,
  statements: readonly StatementInput[],
  replaced: Parameters<typeof pictureSavedCard>[1]['replaced'],
): CardAnswer {
  const { number, ledger } = told;
  return {
    card: pictureSavedCard(ledger, { number, statements, replaced }),
    summary: `Situationsbillede: noteret som nr. ${number}`,
  };
}

function partOf(fields: readonly PictureFieldId[]): FormPart {
  return fields.length > 0 && fields.every((id) => !pictureField(id).isCore) ? 'more' : 'core';
}

/** The text comes back, with the field that may have been meant as a tap. */
function notUnderstood(ask: Ask, text: string, { meant }: ReadPicture): Answer {
  const { crisis } = ledgerOf(ask);
  const words = meant?.words[0];
  const title = meant
    ? `Det felt kender jeg ikke. Mente du »${words}«?`
    : 'Skriv feltet først, fx »opdater ramt: mail er nede«. Andre felter: sket, berørte, liv, konsekvens, forventet.';
  const button = meant
    ? { title: meant.label, verb: 'opdater', data: { felt: meant.id } }
    : { title: 'Vis felterne', verb: 'opdater' };
  const card = keepCard(title, text, crisis.plan, crisis.id, button);
  return { card, summary: `Ikke gemt: ${shown(text)}` };
}

/** The text that came back, under the field that was meant; what stood before its colon is that field. */
async function underField(ask: Ask, id: PictureFieldId, text: string): Promise<Answer> {
  const read = readPicture(text);
  const isOwn = read.rest === '' && read.statements.length > 0;
  if (isOwn) return stored(ask, read.statements);
  const head = read.meant?.id === id ? /^[^:\n]{1,60}:\s*(?=\S)/ : /^$/;
  const after = text.trim().replace(head, '');
  const statement = readStatement(id, after);
  return statement ? stored(ask, [statement]) : form(ask, ledgerOf(ask), partOf([id]));
}

async function confirmProposals(ask: Ask): Promise<Answer> {
  const proposals = Object.entries(proposalsOf(ledgerOf(ask)));
  const statements = proposals.flatMap(([id, text]) =>
    isPictureField(id) ? (readStatement(id, text) ?? []) : [],
  );
  if (statements.length === 0)
    return { text: 'Loggen har ikke flere forslag. Skriv fx »opdater ramt: mail er nede«.' };
  return stored(ask, statements);
}
