import { longestText } from '../domain/decide-note.ts';
import type { Ledger } from '../domain/ledger.ts';
import { type EntryView, isNote, viewOf } from '../domain/log-view.ts';
import { noteTypes, wantsReason } from '../domain/note.ts';
import { type Button, type CardContext, contextOf, rowsOf } from './button.ts';
import { typedPart } from './fitting.ts';
import { render } from './render.ts';
import { capital, oneLine } from './text.ts';
import { detailLine, happenedLine, isPutRight } from './view-lines.ts';

/** Shown where one writes: doctrine, rule 6. */
export const readByOthers = 'Loggen kan blive læst af andre: skriv, hvad der skete, ikke gæt.';

const longestShown = 160;
const longestReason = 1_000;

/**
 * The answer to a note: which entry it is, how it reads now, and taps that retype or correct it. Why is asked of
 * a decision and of what was written late. In a channel (`small`) it takes up less room.
 */
export function savedCard(ledger: Ledger, number: number, small = false): object {
  const view = viewOf(ledger.entries, number);
  const context = savedContext(ledger, view);
  const missing = ledger.crisis.ended ? [] : missingFields(view);
  const [field] = missing;
  const buttons = ledger.crisis.ended ? [] : retypes(view, small);
  return render(
    'saved',
    { context, kicker: `✔ NR. ${number} ${stateOf(view)} · ${view.type.toLocaleUpperCase('da')}`, title: '' },
    {
      struck: view.struck ? oneLine(view.struck, longestShown) : '',
      text: oneLine(view.text, longestShown),
      detail: [happenedLine(view, ledger.crisis), detailLine(view, longestShown)].filter(Boolean).join(' · '),
      fields: missing,
      save: field
        ? rowsOf(context, [save(number, field.id === 'sent' ? 'Gem grund' : 'Gem begrundelse')])
        : [],
      hint: field ? readByOthers : '',
      groups: [{ label: '', rows: rowsOf(context, buttons) }],
    },
  );
}

/**
 * The form that puts an entry right: its text and what belongs to it in fields, its type and marks as taps.
 * `typed` is what already stood in the fields of the card it comes from.
 */
export function correctCard(
  ledger: Ledger,
  number: number,
  typed: Readonly<Record<string, string>> = {},
  note = '',
): object {
  const view = viewOf(ledger.entries, number);
  const context = savedContext(ledger, view);
  const { typed: text, isCut } = typedPart(view.text);
  const fields = [
    { ...textField, most: longestText, typed: isCut ? '' : text },
    ...(isNote(view) ? beside(view) : []),
  ].map((field) => ({ ...field, typed: typed[field.id] || field.typed }));
  return render(
    'saved',
    { context, kicker: `RET NR. ${number} · ${view.type.toLocaleUpperCase('da')}`, title: '' },
    {
      struck: '',
      text: note || (isCut ? 'Teksten er for lang til feltet. Skriv hele den nye tekst.' : ''),
      detail: '',
      fields,
      save: rowsOf(context, [save(number, 'Gem rettelse'), unchanged(number)]),
      hint: `Det gamle bliver stående overstreget. ${readByOthers}`,
      groups: isNote(view) ? groups(view, context) : [],
    },
  );
}

/** The version is the newest entry about this one: after it, the same tap is another one. */
function savedContext(ledger: Ledger, { entry, amendedBy }: EntryView): CardContext {
  return { ...contextOf(ledger), version: amendedBy.at(-1) ?? entry.number };
}

function stateOf(view: EntryView): string {
  if (view.done && view.type === 'opgave') return 'KLARET';
  return isPutRight(view) ? 'RETTET' : 'GEMT';
}

const textField = {
  id: 'rettelse',
  label: 'Hvad skal der stå?',
  example: 'fx Kun mail er nede',
  isLong: true,
  most: longestReason,
  typed: '',
};
const reasonField = {
  ...textField,
  id: 'begrundelse',
  label: 'Hvorfor?',
  example: 'fx virus spreder sig',
  isLong: false,
};
const lateField = {
  ...reasonField,
  id: 'sent',
  label: 'Efterregistreret. Hvorfor først nu?',
  example: 'fx der var intet net',
};
const sourceField = { ...reasonField, id: 'kilde', label: 'Kilde', example: 'fx vagten', most: 200 };

/** What doctrine asks for and the entry lacks. */
function missingFields(view: EntryView): readonly (typeof textField)[] {
  if (!isNote(view)) return [];
  return [
    ...(wantsReason(view.type) && !view.reason ? [reasonField] : []),
    ...(view.late && !view.lateReason ? [lateField] : []),
  ];
}

function beside(view: EntryView): readonly (typeof textField)[] {
  const { type, reason = '', lateReason = '', source = '', late } = view;
  const inField = (text: string) => (text.length > longestReason ? '' : text);
  return [
    ...(wantsReason(type) ? [{ ...reasonField, typed: inField(reason) }] : []),
    ...(type === 'melding' ? [{ ...sourceField, typed: source.length > 200 ? '' : source }] : []),
    ...(late ? [{ ...lateField, typed: inField(lateReason) }] : []),
  ];
}

function save(number: number, title: string): Button {
  return { title, verb: 'ret', data: { nr: String(number) }, primary: true };
}

/** The three types most wanted but its own, and the form. */
function retypes({ type, entry, done, ...view }: EntryView, small: boolean): readonly Button[] {
  const number = entry.number;
  if (!isNote({ type, entry, done, ...view })) return [form(number)];
  const isDone = type === 'opgave' && done;
  const wanted = isDone
    ? []
    : (['beslutning', 'fravalg', 'handling', 'melding'] as const).filter((one) => one !== type);
  const isUnsure = type === 'melding' && view.source !== undefined && view.confirmed === undefined;
  const sure = { title: 'Bekræftet', verb: 'ret', data: { nr: String(number), er: 'bekraeftet' } };
  const task = { title: 'Klaret', verb: 'klaret', data: { nr: String(number) } };
  return [
    ...(type === 'opgave' && !isDone ? [task] : []),
    ...wanted.slice(0, small ? 1 : 3).map((one) => retype(number, one)),
    form(number),
    ...(isUnsure && !small ? [sure] : []),
  ];
}

function form(number: number): Button {
  return { title: 'Ret', verb: 'ret', data: { nr: String(number), vis: 'felter' } };
}

/** Away from the form, with nothing changed. */
function unchanged(number: number): Button {
  return { title: 'Fortryd', verb: 'ret', data: { nr: String(number), vis: 'posten' } };
}

function retype(number: number, type: string): Button {
  return { title: capital(type), verb: 'ret', data: { nr: String(number), skift: type } };
}

function groups(view: EntryView, context: CardContext) {
  const { number } = view.entry;
  const types = noteTypes.filter((type) => type !== view.type).map((type) => retype(number, type));
  return [
    { label: 'Er det noget andet?', rows: rowsOf(context, types, 'box') },
    { label: 'Mærk den', rows: rowsOf(context, marks(view)) },
  ];
}

/** Marks that can be set or taken back: each says what it then is. */
function marks({ type, confirmed, sensitive, done, entry }: EntryView): readonly Button[] {
  const mark = (title: string, er: string) => ({
    title,
    verb: 'ret',
    data: { nr: String(entry.number), er },
  });
  return [
    ...(type === 'melding' && confirmed !== true ? [mark('Bekræftet', 'bekraeftet')] : []),
    ...(type === 'melding' && confirmed !== false ? [mark('Ubekræftet', 'ubekraeftet')] : []),
    sensitive ? mark('Må gerne ud', 'offentlig') : mark('Må ikke ud', 'fortrolig'),
    ...(type === 'opgave' ? [done ? mark('Ikke klaret', 'aaben') : mark('Klaret', 'klaret')] : []),
  ];
}
