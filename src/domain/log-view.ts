import type { Entry, EntryType, PersonId } from './entry.ts';
import { isLate, type NoteType, wantsReason } from './note.ts';
import type { RoleId } from './plan.ts';

/** How an entry reads now: what it said, and what later entries put right in it or added to it. */
export interface EntryView {
  readonly entry: Entry;
  readonly type: EntryType;
  /** What it says now, without reason and source, which stand apart. */
  readonly text: string;
  /** What it said first, where that was put right: shown struck through. */
  readonly struck?: string;
  /** The type it was written as, where that was put right. */
  readonly struckType?: EntryType;
  readonly happenedAt: string;
  /** True where it was written clearly later than it happened. */
  readonly late: boolean;
  readonly lateReason?: string;
  readonly reason?: string;
  readonly source?: string;
  readonly confirmed?: boolean;
  readonly acted?: { readonly id?: PersonId; readonly name: string; readonly roles?: readonly RoleId[] };
  readonly sensitive: boolean;
  readonly link?: string;
  readonly owner?: { readonly id: PersonId; readonly name: string };
  readonly done: boolean;
  /** The entries that put it right or added to it, oldest first. */
  readonly amendedBy: readonly number[];
  /** The entry it is about, where it puts right or adds to another. */
  readonly amends?: number;
  /** Numbers of other entries that its text names: "se nr. 12". */
  readonly refersTo: readonly number[];
}

/** By the list of entries, which never changes: one request draws several things from the same log. */
const known = new WeakMap<readonly Entry[], readonly EntryView[]>();

/** All entries as they read now, oldest first: `view[n - 1].entry.number === n`. */
export function logView(entries: readonly Entry[]): readonly EntryView[] {
  const view = known.get(entries) ?? viewed(entries);
  known.set(entries, view);
  return view;
}

function viewed(entries: readonly Entry[]): readonly EntryView[] {
  const views = entries.map((entry) => asWritten(entry, entries.length));
  for (const entry of entries) {
    if (entry.event.kind !== 'corrected') continue;
    const index = entry.event.of - 1;
    const before = views[index];
    if (before) views[index] = amended(before, entry, entries.length);
  }
  return views;
}

/** How one entry reads now. */
export function viewOf(entries: readonly Entry[], number: number): EntryView {
  const entry = entries[number - 1];
  if (!entry) throw new Error(`no entry ${number}`);
  return entries
    .filter(({ event }) => event.kind === 'corrected' && event.of === number)
    .reduce((view, by) => amended(view, by, entries.length), asWritten(entry, entries.length));
}

function asWritten(entry: Entry, size: number): EntryView {
  const { event } = entry;
  const plain = {
    entry,
    type: entry.type,
    text: entry.text,
    happenedAt: entry.happenedAt,
    late: isLate(entry),
    sensitive: false,
    done: false,
    amendedBy: [],
    refersTo: referencesIn(entry.text, entry.number, size),
  };
  if (event.kind === 'corrected') return { ...plain, amends: event.of, late: false };
  if (event.kind !== 'noted') return plain;
  const { words, acted, confirmed, sensitive = false, link, owner } = event;
  const { text, reason, lateReason, source, acted: outsider } = words;
  return {
    ...plain,
    text,
    sensitive,
    ...(reason ? { reason } : {}),
    ...(lateReason ? { lateReason } : {}),
    ...(source ? { source } : {}),
    ...(confirmed === undefined ? {} : { confirmed }),
    ...(acted ? { acted } : outsider ? { acted: { name: outsider } } : {}),
    ...(link ? { link } : {}),
    ...(owner ? { owner } : {}),
  };
}

function amended(view: EntryView, by: Entry, size: number): EntryView {
  if (by.event.kind !== 'corrected') return view;
  const { type, happenedAt, words, acted, confirmed, sensitive, link, owner, done } = by.event;
  const { text, reason, lateReason, source, acted: outsider } = words;
  const at = happenedAt ?? view.happenedAt;
  const struckType = view.struckType ?? view.type;
  return {
    ...view,
    amendedBy: [...view.amendedBy, by.number],
    ...(text
      ? {
          text,
          struck: view.struck ?? view.text,
          refersTo: referencesIn(text, view.entry.number, size),
        }
      : {}),
    ...(type && type !== view.type ? { type, struckType } : {}),
    happenedAt: at,
    late: isLate({ happenedAt: at, at: view.entry.at }),
    ...(reason ? { reason } : {}),
    ...(lateReason ? { lateReason } : {}),
    ...(source ? { source } : {}),
    ...(confirmed === undefined ? {} : { confirmed }),
    ...(acted ? { acted } : outsider ? { acted: { name: outsider } } : {}),
    ...(sensitive === undefined ? {} : { sensitive }),
    ...(link ? { link } : {}),
    ...(owner ? { owner } : {}),
    ...(done === undefined ? {} : { done }),
  };
}

const reference = /\bnr\.?\s?(\d{1,6})\b/gi;

/** Numbers of entries a text names, each once, its own left out. */
function referencesIn(text: string, own: number, size: number): readonly number[] {
  const numbers = [...text.matchAll(reference)].map(([, number]) => Number(number));
  return [...new Set(numbers)].filter((number) => number >= 1 && number <= size && number !== own);
}

/** True for what people wrote, not for what the bot wrote of what happened. */
export function isNote({ entry }: EntryView): boolean {
  return entry.event.kind === 'noted' || entry.event.kind === 'alarmRaised';
}

/** Decisions and omissions that still lack a reason. */
export function withoutReason(view: readonly EntryView[]): readonly EntryView[] {
  return view.filter((one) => isNote(one) && wantsReason(one.type) && !one.reason);
}

/** Tasks that are not done, oldest first. */
export function openTasks(view: readonly EntryView[]): readonly EntryView[] {
  return view.filter((one) => isNote(one) && (one.type as NoteType) === 'opgave' && !one.done);
}
