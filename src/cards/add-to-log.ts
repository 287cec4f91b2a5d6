import { klOnDay } from '../domain/danish-time.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { NoteType } from '../domain/note.ts';
import { shownId } from '../domain/provisional.ts';
import { contextOf } from './button.ts';
import { typedPart } from './fitting.ts';
import { render } from './render.ts';
import { capital, oneLine } from './text.ts';

/** A Teams message from whose menu something is done. */
export interface SharedView {
  /** What it says, in plain text. */
  readonly text: string;
  /** True where it says more than that. */
  readonly isCut?: boolean;
  /** When it was written, ISO 8601 UTC. */
  readonly at?: string;
  /** Who wrote it, by the plan's name where the plan has one. */
  readonly author?: string;
  readonly link?: string;
}

/** What a message can be written into the log as. */
export const sharedTypes = [
  'melding',
  'handling',
  'beslutning',
  'fravalg',
  'kommunikation',
] as const satisfies readonly NoteType[];

/** What stands in the form: the message, or what the person made of it, with why it was not stored. */
export interface LogForm {
  readonly text: string;
  readonly type: (typeof sharedTypes)[number];
  /** The time, as typed. */
  readonly time: string;
  readonly refusal: string;
}

/** Writes a message into the log: its text to be changed, what it is, and when it happened. */
export function addToLogCard(ledger: Ledger, form: LogForm, message?: SharedView): object {
  const { crisis } = ledger;
  const { typed, isCut } = typedPart(form.text);
  const at = message?.at;
  const head = {
    context: contextOf(ledger),
    kicker: 'FØJ TIL KRISELOG',
    title: `Besked${message?.author ? ` fra ${oneLine(message.author, 60)}` : ''}${at ? `, ${klOnDay(at, crisis.lastAt)}` : ''}`,
    sub: `${crisis.headline} · ${shownId(crisis.id)}`,
    buttons: [{ title: 'Gem i log', verb: 'føj til kriselog', primary: true }],
  };
  return render('add-to-log', head, {
    refusal: form.refusal,
    typed,
    types: sharedTypes.map((type) => ({ title: capital(type), value: type })),
    type: form.type,
    time: [{ label: whenAsked(at, crisis.lastAt), typed: form.time }],
    hint: [isCut || message?.isCut ? onlyBeginning : '', keptBeside(message)].filter(Boolean).join(' '),
  });
}

const onlyBeginning = 'Beskeden er lang: kun begyndelsen er med.';

function whenAsked(at: string | undefined, reference: string): string {
  return at
    ? `Skete det på et andet tidspunkt end ${klOnDay(at, reference)}?`
    : 'Hvornår skete det, hvis ikke nu?';
}

function keptBeside(message: SharedView | undefined): string {
  const kept = [message?.link ? 'et link til beskeden' : '', message?.author ? 'hvem der skrev den' : ''];
  const said = kept.filter(Boolean).join(', og ');
  return said && `Loggen gemmer også${message?.link ? '' : ','} ${said}.`;
}
