import type { CommandBody } from '../domain/command.ts';
import type { Actor } from '../domain/entry.ts';
import { type NoteType, wantsReason } from '../domain/note.ts';
import type { Plan } from '../domain/plan.ts';
import { readLead } from './note-lead.ts';
import { leadingPerson, personNamed } from './person-named.ts';

/** The command that writes a note. */
export type NoteCommand = Extract<CommandBody, { readonly kind: 'note' }>;

/**
 * What a person types of something that happened: "kl. 13.40 af Jens: Nødstrøm er startet", "fra vagten: …",
 * "Vi lukker nettet, fordi virus spreder sig". Without a type it may say one ("beslutning: …"); else it is a
 * melding. Whatever is not surely meant so stays text: every word is found in the command or made its time.
 * Linear in the text's length.
 */
export function readNote(
  typed: string,
  at: string,
  plan: Plan,
  type?: NoteType,
  mentions: readonly Actor[] = [],
): NoteCommand {
  const { rest, ...lead } = readLead(typed, { at, plan, mentions, type });
  const kind = type ?? lead.type ?? 'melding';
  // A time or a name alone tells nothing: then it is all text.
  if (!rest) return { kind: 'note', type: type ?? 'melding', text: typed.trim() };
  const { text, reason } = wantsReason(kind) ? splitReason(rest) : { text: rest };
  const owned = kind === 'opgave' ? splitOwner(text, plan, mentions) : { text };
  return { kind: 'note', ...lead, type: kind, ...owned, ...(reason ? { reason } : {}) };
}

/** "Vi lukker nettet, fordi virus spreder sig" → what, and why. */
export function splitReason(typed: string): { readonly text: string; readonly reason?: string } {
  for (const { index } of typed.matchAll(/(?<=\s)fordi(?=\s)/giu)) {
    const text = typed.slice(0, index).trimEnd().replace(/,$/, '').trimEnd();
    const reason = typed.slice(index + 'fordi'.length).trim();
    if (text && reason) return { text, reason };
  }
  return { text: typed };
}

const said = /(?<=[\s,(])ansvarlig(?: ?:|(?=\s))/giu;
const toSomeone = /^til ([^:\n]{1,60}): ?(\S[\s\S]*)$/iu;
/** "Ring til @Jens": whom one rings is not who rings. */
const joins = /(?:^|\s)(?:til|hos|med|fra|om|for|af|på|og|eller|ved|fordi|hvis|at)$/iu;

/** "Ring til elværket @Jens", "@Jens Ring til elværket", "Ring til elværket, ansvarlig: Jens", "til Jens: ring" → what, and who. */
function splitOwner(
  typed: string,
  plan: Plan,
  mentions: readonly Actor[],
): { readonly text: string; readonly owner?: Actor } {
  const first = typed.startsWith('@') ? leadingPerson(typed.slice(1), plan, mentions) : undefined;
  if (first?.rest) return { text: first.rest, owner: first.person };
  const [, whom = '', what = ''] = toSomeone.exec(typed) ?? [];
  const asked = whom ? personNamed(whom.replace(/^@/, '').trim(), plan, mentions) : undefined;
  if (asked) return { text: what, owner: asked };
  const mark = [...typed.matchAll(said)].at(-1);
  const sign = typed.search(/(?<=\s)@[^@]*$/u);
  const [start, end] = mark ? [mark.index, mark.index + mark[0].length] : [sign, sign + 1];
  if (start <= 0) return { text: typed };
  const before = typed.slice(0, start).trimEnd();
  const owner = personNamed(typed.slice(end).trim().replace(/[.)]$/, ''), plan, mentions);
  const text = before.replace(/[,;(–-]$/, '').trimEnd();
  if (!owner || !text || (!mark && joins.test(before.slice(-20)))) return { text: typed };
  return { text, owner };
}
