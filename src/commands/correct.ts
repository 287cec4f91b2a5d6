import { correctCard, savedCard } from '../cards/saved.ts';
import type { Ledger } from '../domain/ledger.ts';
import { type EntryView, isNote, logView, viewOf, withoutReason } from '../domain/log-view.ts';
import { type NoteType, noteTypes } from '../domain/note.ts';
import { type Answer, type Ask, type CommandSpec, ledgerOf } from './command.ts';
import { typeWords } from './note-lead.ts';
import { type Change, readCorrection } from './read-correction.ts';
import { savedAnswer } from './saved.ts';
import { numberIn } from './typed-text.ts';

/** Puts an entry right, or says more of it: always as a new entry. */
export const correct: CommandSpec = {
  word: 'ret',
  aliases: ['rettelse'],
  phrases: { fordi: 'fordi' },
  whole: ['det var en fejl', 'det er en fejl', 'fortryd', 'slet', 'slet den'],
  sentence: said,
  group: 'Log',
  does: 'retter en post, så det gamle stadig kan læses. »ret 18 fordi …« giver en begrundelse',
  example: 'ret 18 Kun mail er nede',
  right: 'correct',
  needs: 'crisis',
  reads: false,
  takesText: true,
  answer: (ask) => (ask.tapped ? tap(ask, ask.tapped) : typed(ask)),
};

const types = Object.keys(typeWords).join('|');
const asType = new RegExp(
  `^(?:gør )?(?:(?:nr\\.?|nummer|post(?: nr\\.?)?) ?)?(\\d{1,7}) (?:er|var|skal være|til) (?:en |et )?(${types}|u?bekræftet)[.]?$`,
  'iu',
);
const asWrong =
  /^(?:(?:nr\.?|nummer|post(?: nr\.?)?) ?(\d{1,7}) (?:er|var) (?:en fejl|forkert|skrevet forkert)|(?:slet|fortryd|fjern) (?:(?:nr\.?|nummer|post(?: nr\.?)?) ?)?(\d{1,7}))[.]?$/iu;

const theNewest = /^(?:(?:den |min )?(?:sidste|seneste|nyeste)(?: post)?|den|det)?[.]?$/iu;

/** "Nr. 4 er en beslutning" retypes it; "slet 4" and "nr. 4 er forkert" show it, to be put right. */
function said(text: string): string | undefined {
  const [, number, type] = asType.exec(text) ?? [];
  if (number) return `${number} ${type}`;
  const [, wrong, gone] = asWrong.exec(text) ?? [];
  return wrong ?? gone;
}

const numbered = /^(?:nr\.? ?)?(\d{1,7})(?![\d.]*\d)[.:,]?(?:\s+([\s\S]*))?$/iu;

function typed(ask: Ask): Promise<Answer> | Answer {
  const [all, number, text = ''] = numbered.exec(ask.args) ?? [];
  if (all)
    return text ? change(ask, Number(number), (view) => read(ask, text, view)) : form(ask, Number(number));
  if (/^fordi(\s|$)/i.test(ask.args)) return because(ask, ask.args.slice('fordi'.length).trim());
  const own = newestOwn(ask);
  if (own && theNewest.test(ask.args)) return form(ask, own);
  const example = `Skriv nummeret på den post, der skal rettes, fx »ret ${own ?? 18} Kun mail er nede«.`;
  return { text: own ? `${example} Nr. ${own} er din nyeste.` : `${example} Se numrene med »vis log«.` };
}

function read(ask: Ask, text: string, view: EntryView): Change {
  return readCorrection(text, view, { at: ask.at, plan: ask.plan, mentions: ask.mentions });
}

/** What stands in the fields of the card counts with every tap on it: nothing typed there is lost. */
function tap(ask: Ask, { nr = '', vis, ...tapped }: Readonly<Record<string, string>>) {
  const number = numberIn(nr);
  if (vis === 'posten') return asItIs(ask, number);
  if (vis) return form(ask, number, tapped);
  return change(ask, number, (view) => ({ ...inFields(tapped, view), ...chosen(tapped) }));
}

function inFields(tapped: Readonly<Record<string, string>>, view: EntryView): Change {
  const said = (id: string, now = '') => {
    const text = tapped[id]?.trim();
    return text && text !== now.trim() ? text : undefined;
  };
  const [text, reason] = [said('rettelse', view.text), said('begrundelse', view.reason)];
  const [lateReason, source] = [said('sent', view.lateReason), said('kilde', view.source)];
  return {
    ...(text ? { text } : {}),
    ...(reason ? { reason } : {}),
    ...(lateReason ? { lateReason } : {}),
    ...(source ? { source } : {}),
  };
}

const marks: Readonly<Record<string, Change>> = {
  bekraeftet: { confirmed: true },
  ubekraeftet: { confirmed: false },
  fortrolig: { sensitive: true },
  offentlig: { sensitive: false },
  klaret: { done: true },
  aaben: { done: false },
};

function chosen({ skift = '', er = '' }: Readonly<Record<string, string>>): Change {
  return isNoteType(skift) ? { type: skift } : (marks[er] ?? {});
}

function isNoteType(type: string): type is NoteType {
  return noteTypes.some((known) => known === type);
}

async function change(ask: Ask, typedNumber: number, changeOf: (view: EntryView) => Change): Promise<Answer> {
  const ledger = ledgerOf(ask);
  const of = entryMeant(ledger, typedNumber);
  const view = ledger.entries[of - 1] && viewOf(ledger.entries, of);
  const wanted = view ? changeOf(view) : {};
  return savedAnswer(ask, await ask.act.submit({ kind: 'correct', of, ...wanted }));
}

/** A number that is itself a correction is about the entry it corrects. */
function entryMeant({ entries }: Ledger, number: number): number {
  const event = entries[number - 1]?.event;
  return event?.kind === 'corrected' ? event.of : number;
}

/** The form, for whoever asked for it. What cannot be put right is told by the rules. */
function form(
  ask: Ask,
  typedNumber: number,
  fields: Readonly<Record<string, string>> = {},
): Promise<Answer> | Answer {
  const ledger = ledgerOf(ask);
  const of = entryMeant(ledger, typedNumber);
  if (!isCorrectable(ledger, of)) return change(ask, of, () => ({}));
  return {
    card: correctCard(ledger, of, fields),
    summary: `Ret nr. ${of}`,
    ...(ask.tapped ? { shows: 'inPlaceForTapper' as const } : {}),
  };
}

function isCorrectable({ entries }: Ledger, number: number): boolean {
  return entries[number - 1] !== undefined && (number === 1 || isNote(viewOf(entries, number)));
}

/** Nothing is changed after all. */
function asItIs(ask: Ask, number: number): Promise<Answer> | Answer {
  if (!isCorrectable(ledgerOf(ask), number)) return change(ask, number, () => ({}));
  const card = savedCard(ledgerOf(ask), number, !ask.personal);
  return { card, summary: `Nr. ${number}`, shows: 'inPlaceForTapper' };
}

/** A reason alone is for one's own newest decision that lacks one. */
function because(ask: Ask, reason: string): Promise<Answer> | Answer {
  const open = withoutReason(logView(ledgerOf(ask).entries)).filter(({ entry }) => entry.by.id === ask.by.id);
  const number = open.at(-1)?.entry.number;
  if (!number) {
    return {
      text: 'Du har ingen beslutning, der mangler en begrundelse. Skriv nummeret med, fx »ret 18 fordi virus spreder sig«.',
    };
  }
  if (!reason)
    return {
      text: `Skriv også hvorfor, fx »fordi virus spreder sig«. Det bliver begrundelsen for nr. ${number}.`,
    };
  return change(ask, number, () => ({ reason }));
}

function newestOwn(ask: Ask): number | undefined {
  return ledgerOf(ask).entries.findLast(({ by, event }) => event.kind === 'noted' && by.id === ask.by.id)
    ?.number;
}
