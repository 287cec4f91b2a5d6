import type { Ledger } from '../domain/ledger.ts';
import type { Certainty, PictureFieldId } from '../domain/picture-field.ts';
import { type FormField, type FormPart, formFields, inputOf, sureInputOf } from '../domain/picture-form.ts';
import { type Button, contextOf, rowsOf } from './button.ts';
import { render } from './render.ts';

/** What a form is opened with. */
export interface FormOptions {
  readonly part?: FormPart;
  /** What came of what was tapped before: "✔ Gemt som nr. 12". */
  readonly note?: string;
  /** True where the client can open the form as a dialog. */
  readonly dialogs?: boolean;
}

/**
 * The situation picture's fields, filled in with what is stated, or for the first picture with what the log
 * proposes. It carries the entry it was made from: only what was changed since is taken from it.
 */
export function pictureFormCard(ledger: Ledger, options: FormOptions = {}): object {
  const { part = 'core', note = '', dialogs = false } = options;
  const upTo = ledger.entries.length;
  const fields = formFields(ledger, part, upTo);
  const hasProposals = fields.some(({ isProposal }) => isProposal);
  const context = contextOf(ledger);
  const head = {
    context,
    kicker: part === 'core' ? 'OPDATER SITUATIONSBILLEDET' : 'OPDATER · FLERE FELTER',
    title: ledger.crisis.headline,
  };
  return render('picture-form', head, {
    note,
    hint: hasProposals ? `${hint} ${proposalHint}` : hint,
    fields: fields.map(shown),
    rows: rowsOf(context, buttons(part, { fra: String(upTo), del: part }, hasProposals, dialogs)),
  });
}

const hint = 'Skriv kun det, du ved. »ukendt« er et svar, og »formodet: …« siger, at I ikke er sikre.';
const proposalHint = 'Forslag fra loggen gælder først, når du bekræfter dem.';

function buttons(
  part: FormPart,
  data: Readonly<Record<string, string>>,
  hasProposals: boolean,
  dialogs: boolean,
): readonly Button[] {
  const save = { title: 'Gem', verb: 'opdater', data, primary: true };
  const confirm = { ...save, title: 'Gem og bekræft forslag', data: { ...data, forslag: 'ja' } };
  const other = part === 'core' ? 'more' : 'core';
  const otherTitle = part === 'core' ? 'Gem og flere felter' : 'Gem og første felter';
  return [
    ...(hasProposals ? [confirm, { ...save, title: 'Gem kun mit eget', primary: false }] : [save]),
    { title: otherTitle, verb: 'opdater', data: { ...data, videre: other } },
    ...(dialogs
      ? [
          {
            title: 'Åbn som vindue',
            verb: 'opdater',
            data: { ...data, videre: part, vindue: 'ja' },
            dialog: true,
          },
        ]
      : []),
  ];
}

const examples: Readonly<Partial<Record<PictureFieldId, string>>> = {
  happened: 'To sætninger er nok',
  affected: 'fx mail ned, telefoni delvist',
  people: 'Hvem, og cirka hvor mange',
  consequence: 'Hvad kan I ikke levere',
  actions: 'Det, I har sat i gang',
  outlook: 'fx telefoni igen kl. 8',
  unknowns: 'Det, I mangler at vide',
  cause: 'Skriv kun det, I ved',
  confidential: 'Kommer ikke med, når billedet deles',
};

const short: readonly PictureFieldId[] = ['began', 'discovered', 'knownSince'];

function shown({ field, value, isProposal, isTooLong, certainty }: FormField) {
  const choices = field.choices?.map((choice) => ({ title: choice, value: choice })) ?? [];
  const isKnown = choices.some((choice) => choice.value === value);
  const asksHowSure = certainty !== undefined;
  return {
    id: inputOf(field.id),
    label: `${field.label}${isProposal ? ' – forslag fra loggen' : ''}`,
    isChoice: choices.length > 0,
    isText: choices.length === 0,
    isLong: !short.includes(field.id),
    placeholder: placeholder(field.id, choices.length > 0, isTooLong),
    choices,
    typed: choices.length > 0 && !isKnown ? '' : value,
    asksHowSure,
    sureId: sureInputOf(field.id),
    sureLabel: `${field.label}: hvor sikkert?`,
    sureChoices,
    sure: certainty ?? '',
  };
}

function placeholder(id: PictureFieldId, isChoice: boolean, isTooLong: boolean): string {
  if (isTooLong) return 'For lang til feltet. Skriv kun nyt.';
  if (isChoice) return 'Vælg';
  return short.includes(id) ? 'fx kl. 02.05' : (examples[id] ?? 'Lad det stå tomt, hvis der intet nyt er');
}

const howSure: Readonly<Record<Certainty, string>> = {
  certain: 'Sikkert',
  assumed: 'Formodet',
  unknown: 'Ukendt',
};
const sureChoices = Object.entries(howSure).map(([value, title]) => ({ title, value }));
