import { klOnDay } from '../domain/danish-time.ts';
import type { Ledger } from '../domain/ledger.ts';
import { contextOf, rowsOf } from './button.ts';
import { typedPart } from './fitting.ts';
import { onlyBeginning } from './keep.ts';
import { leaderLine } from './people-lines.ts';
import { render } from './render.ts';

/** Someone starts what is running: join it, or say that this is something else. Nothing typed is lost. */
export function runningCard(ledger: Ledger, typedText: string): object {
  const { crisis } = ledger;
  const context = contextOf(ledger);
  const what = crisis.exercise ? 'Øvelsen' : 'Krisen';
  const { name, number } = leaderLine(crisis);
  const { typed, isCut } = typedPart(typedText);
  const head = {
    context,
    kicker: `${what.toLocaleUpperCase('da')} ER I GANG (STARTET ${klOnDay(crisis.startedAt, crisis.lastAt).toLocaleUpperCase('da')})`,
    title: crisis.headline,
    sub: `${crisis.id} · kriseleder: ${name} ${number}`.trim(),
  };
  return render('running', head, {
    text: `${what} er allerede startet. Er det den samme hændelse, så gå med.`,
    join: rowsOf(context, [
      { title: 'Gå med', verb: 'set', primary: true },
      { title: 'Situationsbillede', verb: 'status' },
    ]),
    typed,
    hint: isCut ? onlyBeginning : '',
    tell: rowsOf(context, [{ title: 'Noget andet', verb: 'melding' }]),
  });
}
