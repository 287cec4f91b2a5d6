import type { StatementInput } from '../domain/command.ts';
import { kl } from '../domain/danish-time.ts';
import { statementLabel } from '../domain/fold-record.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { StatedField } from '../domain/picture.ts';
import { pictureLine, statementText } from '../domain/picture-words.ts';
import { contextOf, rowsOf } from './button.ts';
import { withinBytes } from './fitting.ts';
import { render } from './render.ts';
import { oneLine } from './text.ts';

const longestLine = 200;
const roomForText = 800;

/** What was just written in the picture, and what others had written there meanwhile. */
export interface Saved {
  /** The entry that holds it. */
  readonly number: number;
  readonly statements: readonly StatementInput[];
  /** What stood in the same fields, written by others after the form was opened. */
  readonly replaced: readonly StatedField[];
}

/** The small answer to an update: what is noted, and what one does next. */
export function pictureSavedCard(ledger: Ledger, { number, statements, replaced }: Saved): object {
  const context = contextOf(ledger);
  const head = {
    context,
    kicker: `SITUATIONSBILLEDE · NOTERET SOM NR. ${number}`,
    title: ledger.crisis.headline,
  };
  return render('picture-saved', head, {
    lines: statements.map(({ field, certainty, text }) => ({
      label: `✔ ${statementLabel(field, certainty)}`,
      text: short(statementText({ text, certainty, asOf: '', by: '', entry: number })),
    })),
    hasReplaced: replaced.length > 0,
    replaced: replaced.map(({ field, statement }) => ({
      text: short(
        `${statement.by} skrev ${kl(statement.asOf)} om ${field.label}: »${statementText(statement)}«. Nu gælder din tekst; begge står i loggen.`,
      ),
    })),
    state: pictureLine(ledger.crisis),
    rows: rowsOf(context, [
      { title: 'Send billedet', verb: 'send billede' },
      { title: 'Flere felter', verb: 'opdater' },
      { title: 'Situationsbillede', verb: 'status' },
    ]),
  });
}

function short(text: string): string {
  return withinBytes(oneLine(text, longestLine), roomForText);
}
