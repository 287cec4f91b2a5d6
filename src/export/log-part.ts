import { danishDay, hourMinute, longDate } from '../domain/danish-time.ts';
import type { EntryView } from '../domain/log-view.ts';
import type { Reading } from './record.ts';
import type { Column, Row, Run, Sheet, Words } from './sheet.ts';
import { actedOf, capital, roleNames, timeOn } from './words.ts';

const columns: readonly Column[] = [
  { title: 'Nr.', width: 40 },
  { title: 'Skete', width: 68 },
  { title: 'Hvad', width: 1 },
  { title: 'Hvem', width: 118 },
];

/** The whole log, oldest first, a table a day. */
export async function putLog(sheet: Sheet, reading: Reading): Promise<void> {
  // Heading, note and the table's first rows stay together.
  sheet.keep(190);
  sheet.heading(1, 'Hele loggen');
  sheet.paragraph(
    'Den ældste post står først. Tekst med streg over er rettet senere, og posten siger hvor. Tider er dansk tid.',
    'grey',
  );
  for (const day of daysOf(reading.views)) {
    sheet.heading(2, longDate(day.at));
    await sheet.table(columns, rowsOf(day.views, reading));
  }
}

interface Day {
  readonly at: string;
  readonly views: EntryView[];
}

/** Entries by the Danish day they were written on. */
function daysOf(views: readonly EntryView[]): readonly Day[] {
  const days: Day[] = [];
  for (const view of views) {
    const { at } = view.entry;
    const last = days.at(-1);
    if (last && danishDay(last.at) === danishDay(at)) last.views.push(view);
    else days.push({ at, views: [view] });
  }
  return days;
}

function* rowsOf(views: readonly EntryView[], reading: Reading): Iterable<Row> {
  for (const view of views) {
    yield {
      cells: [
        String(view.entry.number),
        { paragraphs: whenOf(view) },
        { paragraphs: whatOf(view, reading) },
        { paragraphs: whoOf(view, reading) },
      ],
    };
  }
}

function whenOf({ entry, happenedAt, late }: EntryView): readonly Words[] {
  const happened = timeOn(happenedAt, entry.at);
  return late ? [happened, grey(`skrevet ${hourMinute(entry.at)}`)] : [happened];
}

function whatOf(view: EntryView, { erased, views }: Reading): readonly Words[] {
  const { entry, text, struck, reason, lateReason, owner, sensitive, link, amendedBy } = view;
  const isErased = erased.has(entry.number);
  return [
    typeOf(view),
    ...(struck ? [[{ text: struck, struck: true, tone: 'grey' as const }]] : []),
    isErased && !struck ? [{ text: erasedWords(entry.number, views), face: 'italic' }] : text,
    ...sourceOf(view, isErased),
    ...(reason && !isErased ? [labelled('Begrundelse', reason)] : []),
    ...(lateReason && !isErased ? [labelled('Skrevet sent', lateReason)] : []),
    ...(owner ? [labelled('Ansvarlig', owner.name)] : []),
    ...(sensitive ? [[{ text: 'Må ikke offentliggøres', tone: 'red' as const }]] : []),
    ...(link ? [grey(`Besked i Teams: ${link}`)] : []),
    ...(amendedBy.length > 0 ? [grey(`Rettet eller suppleret i nr. ${amendedBy.join(', ')}`)] : []),
  ];
}

function typeOf({ type, struckType }: EntryView): readonly Run[] {
  const now: Run = { text: capital(type), face: 'bold' };
  if (!struckType || struckType === type) return [now];
  return [{ text: capital(struckType), face: 'bold', struck: true, tone: 'grey' }, { text: ' ' }, now];
}

function sourceOf({ source, confirmed }: EntryView, isErased: boolean): readonly Words[] {
  const sure = confirmed === undefined ? '' : confirmed ? 'bekræftet' : 'ubekræftet';
  const said = [isErased ? undefined : source, sure].filter(Boolean).join(', ');
  return said ? [labelled('Kilde', said)] : [];
}

/** Says that a text is gone, and where the log says why. */
function erasedWords(number: number, views: readonly EntryView[]): string {
  const why = views.find(({ entry: { event } }) => event.kind === 'textErased' && event.of === number);
  return why ? `Teksten er slettet. Se nr. ${why.entry.number}.` : 'Teksten er slettet.';
}

function whoOf(view: EntryView, { crisis, entries }: Reading): readonly Words[] {
  const { by } = view.entry;
  const acted = actedOf(view, entries, view.entry);
  const who = acted?.name
    ? [grey('Udført af'), ...person(acted.name, roleNames(crisis, acted.roles ?? [])), grey('Skrevet af')]
    : [];
  return [...who, ...person(by.name, roleNames(crisis, by.roles))];
}

function person(name: string, roles: string): readonly Words[] {
  return roles ? [name, grey(roles)] : [name];
}

function labelled(label: string, text: string): readonly Run[] {
  return [{ text: `${label}: `, tone: 'grey' }, { text }];
}

function grey(text: string): readonly Run[] {
  return [{ text, tone: 'grey' }];
}
