import type { EntryType } from './entry.ts';
import { type EntryView, isNote } from './log-view.ts';
import { wantsReason } from './note.ts';

/** Which entries of a log one reads; each part narrows it. */
export interface LogFilter {
  readonly type?: EntryType;
  /** A name, or a part of one: of whoever wrote, acted, or carries the task. */
  readonly person?: string;
  /** Written at or after this, ISO 8601 UTC: what is late counts from when it could be read. */
  readonly since?: string;
  /** In what it says or said, its reason, its source, its names. */
  readonly text?: string;
  /** What is still to be done about it. */
  readonly lacks?: 'done' | 'reason';
}

/** The entries that fit, in the order they came. */
export function filtered(views: readonly EntryView[], filter: LogFilter): readonly EntryView[] {
  const { type, person, since, text, lacks } = filter;
  const wanted = text && folded(text);
  return views.filter(
    (view) =>
      (!type || view.type === type) &&
      (!since || view.entry.at >= since) &&
      (!person || namesIn(view).some((name) => isNamed(name, person))) &&
      (!wanted || folded(textsIn(view).join('\n')).includes(wanted)) &&
      (!lacks || isLacking(view, lacks)),
  );
}

/** True where each typed word is a word of the name: "Jens" is Jens Krogh. */
export function isNamed(name: string, typed: string): boolean {
  const words = wordsOf(name);
  return wordsOf(typed).every((word) => words.includes(word));
}

/** Everyone an entry names as its writer, as whoever acted, or as a task's owner. */
export function namesIn({ entry, acted, owner }: EntryView): readonly string[] {
  return [entry.by.name, acted?.name, owner?.name].filter((name) => name !== undefined);
}

function textsIn(view: EntryView): readonly string[] {
  const { text, struck = '', reason = '', lateReason = '', source = '', entry } = view;
  return [text, struck, reason, lateReason, source, entry.text, ...namesIn(view)];
}

function isLacking(view: EntryView, lacks: 'done' | 'reason'): boolean {
  if (!isNote(view)) return false;
  return lacks === 'done' ? view.type === 'opgave' && !view.done : wantsReason(view.type) && !view.reason;
}

function wordsOf(name: string): readonly string[] {
  return folded(name).replace(/^@/, '').split(/\s+/).filter(Boolean);
}

function folded(text: string): string {
  return text.normalize('NFC').toLocaleLowerCase('da');
}
