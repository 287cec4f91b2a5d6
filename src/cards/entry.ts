import type { Crisis } from '../domain/crisis.ts';
import { klOnDay } from '../domain/danish-time.ts';
import type { Ledger } from '../domain/ledger.ts';
import { type EntryView, isNote, viewOf } from '../domain/log-view.ts';
import { markOf } from '../domain/picture.ts';
import { type RoleId, roleOf } from '../domain/plan.ts';
import { shownId } from '../domain/provisional.ts';
import { type Button, contextOf, isInTeams, type Opening, rowsOf } from './button.ts';
import { fitting, roomForText } from './fitting.ts';
import { render } from './render.ts';
import { oneLine } from './text.ts';
import { sourceLine, typeOf } from './view-lines.ts';

const mostLinks = 6;
const whole = 'Resten er for lang til et kort. Hele teksten er gemt i loggen.';

/**
 * One entry whole as it reads now: what it says and what it said, when it happened and was written, by whom, who
 * acted, why, from where; and the entries it names or is put right by.
 */
export function entryCard(ledger: Ledger, number: number): object {
  const { crisis } = ledger;
  const view = viewOf(ledger.entries, number);
  const { entry, struck = '', reason = '', lateReason = '' } = view;
  const long = [view.text, struck, reason, lateReason].filter(Boolean);
  const part = (text: string) => fitting(text, roomForText / long.length);
  const [said, gone] = [part(view.text), part(struck)];
  const head = {
    context: contextOf(ledger),
    kicker: entry.hash === '' ? 'LOG · IKKE I LOGGEN ENDNU' : `LOG · POST NR. ${number}`,
    title: typeOf(view),
    sub: crisis.headline,
    foot: [shownId(crisis.id), markOf(entry).trim()].filter(Boolean).join(' · '),
    buttons: buttons(ledger, view),
  };
  return render('entry', head, {
    marks: marksOf(view).map((text) => ({ text })),
    gone: gone.shown.map((text) => ({ text })),
    paragraphs: said.shown.map((text) => ({ text })),
    cut: said.isCut || gone.isCut ? `… ${whole}` : '',
    facts: facts(crisis, view, (text) => part(text).shown.join('\n')),
    ...links(ledger, view),
  });
}

/** What must not be overlooked. */
function marksOf({ sensitive, late, type, done }: EntryView): readonly string[] {
  return [
    sensitive ? 'Må ikke offentliggøres' : '',
    late ? 'Efterregistreret' : '',
    type === 'opgave' && done ? '✔ Klaret' : '',
  ].filter(Boolean);
}

function facts(crisis: Crisis, view: EntryView, cut: (text: string) => string) {
  const { entry, acted, reason, lateReason, late, owner } = view;
  return [
    ...times(crisis, view),
    { label: late && lateReason ? 'Hvorfor først da' : '', value: late && lateReason ? cut(lateReason) : '' },
    { label: 'Skrevet af', value: withRoles(crisis, entry.by.name, entry.by.roles) },
    { label: acted ? actedLabel(view) : '', value: acted ? withRoles(crisis, acted.name, acted.roles) : '' },
    { label: reason ? 'Begrundelse' : '', value: reason ? cut(reason) : '' },
    { label: sourceLine(view) ? 'Kilde' : '', value: sourceLine(view, 200).replace(/^Kilde: /, '') },
    { label: owner ? 'Ansvarlig' : '', value: owner ? oneLine(owner.name, 60) : '' },
  ].filter(({ value }) => value);
}

function times(crisis: Crisis, { happenedAt, entry, late }: EntryView) {
  const { at } = entry;
  const written = `${klOnDay(at, crisis.startedAt)}${late ? ' (efterregistreret)' : ''}`;
  const first = entry.happenedAt === happenedAt ? '' : ` (før: ${klOnDay(entry.happenedAt, happenedAt)})`;
  const happened = `${klOnDay(happenedAt, crisis.startedAt)}${first}`;
  return happenedAt === at
    ? [{ label: 'Skete og skrevet', value: `${written}${first}` }]
    : [
        { label: 'Skete', value: happened },
        { label: 'Skrevet', value: written },
      ];
}

function actedLabel({ type }: EntryView): string {
  return type === 'beslutning' || type === 'fravalg' ? 'Besluttet af' : 'Udført af';
}

function withRoles({ plan }: Crisis, name: string, roles: readonly RoleId[] = []): string {
  return [oneLine(name, 60), ...roles.map((id) => roleOf(plan, id).short)].join(', ');
}

/** Buttons to the entries it names, is about, or is put right by. */
function links(ledger: Ledger, { refersTo, amendedBy, amends }: EntryView) {
  const context = contextOf(ledger);
  const to = (numbers: readonly number[]) =>
    rowsOf(
      context,
      numbers.slice(-mostLinks).map((nr) => toEntry(nr)),
    );
  const about = [...new Set([...(amends ? [amends] : []), ...refersTo])];
  return {
    refers: about.length > 0 ? 'Henviser til' : '',
    references: to(about),
    amended: amendedBy.length > 0 ? 'Rettet eller suppleret ved' : '',
    amendments: to(amendedBy),
  };
}

function toEntry(nr: number): Button {
  return { title: `Nr. ${nr}`, verb: 'vis log', data: { nr: String(nr) } };
}

function buttons({ crisis, entries }: Ledger, view: EntryView): readonly (Button | Opening)[] {
  const { entry, type, done, link } = view;
  const nr = String(entry.number);
  // What is not in the log yet may come to have another number.
  const isOpen = !crisis.ended && isNote(view) && entry.hash !== '';
  return [
    ...(isOpen && type === 'opgave' && !done ? [{ title: 'Klaret', verb: 'klaret', data: { nr } }] : []),
    ...(isOpen ? [{ title: 'Ret', verb: 'ret', data: { nr, vis: 'felter' } }] : []),
    ...(link && isInTeams(link) ? [{ title: 'Åbn beskeden', opens: link }] : []),
    ...(entries[entry.number - 2]?.hash ? [toEntry(entry.number - 1)] : []),
    ...(entries[entry.number]?.hash ? [toEntry(entry.number + 1)] : []),
    { title: 'Vis log', verb: 'vis log' },
  ];
}
