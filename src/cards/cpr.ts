import { longestText } from '../domain/decide-note.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { Plan } from '../domain/plan.ts';
import { contextOf, rowsOf } from './button.ts';
import { render } from './render.ts';

/** What is done with the text, in words: most of it is kept, some of it sets something off. */
const doing: Readonly<Record<string, { readonly not: string; readonly button: string }>> = {
  start: { not: 'KRISEN ER IKKE STARTET ENDNU', button: 'Start' },
  øvelse: { not: 'ØVELSEN ER IKKE STARTET ENDNU', button: 'Start' },
  alarm: { not: 'ALARMEN ER IKKE MELDT ENDNU', button: 'Meld' },
};
const keeping = { not: 'INTET ER GEMT ENDNU', button: 'Gem' };

/**
 * Texts that look as if they held a CPR number, with its last digits struck out, to be put right or stored as
 * they are. `carried`: what was asked, for the buttons.
 */
export function cprCard(
  plan: Plan,
  ledger: Ledger | undefined,
  word: string,
  texts: Readonly<Record<string, string>>,
  carried: Readonly<Record<string, string>>,
): object {
  const context = ledger && contextOf(ledger);
  const { not, button } = doing[word] ?? keeping;
  const head = {
    context,
    kicker: not,
    title: 'Det ligner et CPR-nummer',
    sub: ledger?.crisis.headline ?? plan.department,
  };
  const fields = Object.entries(texts);
  const choice = (title: string, cpr: string) => ({ title, verb: word, data: { ...carried, cpr } });
  return render('cpr', head, {
    why: 'Det hører ikke til her: det, der bliver gemt, bliver stående og kan blive læst af andre.',
    fields: fields.map(([id, typed], index) => ({
      id,
      typed,
      most: longestText,
      label: fields.length > 1 ? `Tekst ${index + 1} af ${fields.length}` : 'Din tekst',
    })),
    save: rowsOf(context, [
      { ...choice(`${button} uden cifrene`, 'uden'), primary: true },
      choice(`${button} som skrevet`, 'med'),
    ]),
    hint: 'De sidste fire cifre er streget ud, og du kan rette teksten først. Er det ikke et CPR-nummer, så vælg »som skrevet«.',
  });
}
