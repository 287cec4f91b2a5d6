import type { CommandBody } from '../domain/command.ts';
import type { EntryView } from '../domain/log-view.ts';
import { isNote } from '../domain/log-view.ts';
import { confirmedAs, type Reader, readLead, typeWords } from './note-lead.ts';
import { personNamed } from './person-named.ts';
import { readNote } from './read-note.ts';

/** What a correction changes. */
export type Change = Omit<Extract<CommandBody, { readonly kind: 'correct' }>, 'kind' | 'of'>;

/**
 * What is typed after `ret 18`: a type alone, a time, who, a source, a mark, a reason; anything else is the new
 * text. Nothing typed is lost: what is not surely one of these stands in the text.
 */
export function readCorrection(typed: string, view: EntryView, reader: Reader): Change {
  const text = typed.trim();
  if (!isNote(view)) return { text };
  return (
    mark(text, view) ??
    words(text, view) ??
    people(text, view, reader) ??
    time(text, reader) ??
    whole(text, view, reader)
  );
}

/** Words that stand alone. */
const marks: Readonly<Record<string, Change>> = {
  bekræftet: confirmedAs('bekræftet'),
  ubekræftet: confirmedAs('ubekræftet'),
  'må ikke ud': { sensitive: true },
  'må ikke offentliggøres': { sensitive: true },
  fortroligt: { sensitive: true },
  'må gerne ud': { sensitive: false },
  'må gerne offentliggøres': { sensitive: false },
};
const taskMarks: Readonly<Record<string, Change>> = {
  klaret: { done: true },
  'ikke klaret': { done: false },
};

function mark(text: string, { type }: EntryView): Change | undefined {
  const alone = text
    .slice(0, 40)
    .normalize('NFC')
    .toLocaleLowerCase('da')
    .replace(/[.]$/, '')
    .replace(/^er (?:et |en )?/, '');
  // Any word can be typed, also those that mean something to objects.
  const of = <Meaning>(words: Readonly<Record<string, Meaning>>) =>
    Object.hasOwn(words, alone) ? words[alone] : undefined;
  const retyped = of(typeWords);
  if (retyped) return { type: retyped };
  return of(marks) ?? (type === 'opgave' ? of(taskMarks) : undefined);
}

/** "fordi …", "kilde vagten", and, of what was written late, "sent ingen net". */
function words(text: string, { late }: EntryView): Change | undefined {
  const [, word = '', colon, rest = ''] =
    /^(fordi|begrundelse|kilde|sent)\b ?(:?)\s*([\s\S]+)$/iu.exec(text) ?? [];
  switch (word.toLocaleLowerCase('da')) {
    case 'fordi':
    case 'begrundelse':
      return { reason: rest };
    case 'kilde':
      return { source: rest };
    case 'sent':
      return late || colon ? { lateReason: rest } : undefined;
    default:
      return undefined;
  }
}

/** "af Jens", "ansvarlig Jens", "@Jens": who acted, or who carries a task. */
function people(text: string, { type }: EntryView, { plan, mentions }: Reader): Change | undefined {
  if (text.length > 80) return undefined;
  const named = (name: string | undefined) => (name ? personNamed(name, plan, mentions) : undefined);
  const acted = named(/^af (.+)$/iu.exec(text)?.[1]);
  if (acted) return { acted };
  const owner = type === 'opgave' ? named(/^(?:ansvarlig ?:? ?|@)(.+)$/iu.exec(text)?.[1]) : undefined;
  return owner && { owner };
}

/** A time and nothing else: the lead needs a text after it, and gets one. */
function time(text: string, reader: Reader): Change | undefined {
  if (text.length > 40) return undefined;
  const { happenedAt, rest } = readLead(`${text} x`, { ...reader, type: 'melding' });
  return happenedAt && rest === 'x' ? { happenedAt } : undefined;
}

/** A new text, with what can stand before it and, of a decision, why. */
function whole(text: string, view: EntryView, { at, plan, mentions }: Reader): Change {
  const own = view.type as Reader['type'];
  const typedType = readLead(text, { at, plan, mentions }).type;
  const { kind: _, type, ...change } = readNote(text, at, plan, typedType ? undefined : own, mentions);
  return typedType && type !== own ? { ...change, type } : change;
}
