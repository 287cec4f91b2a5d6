import type { Crisis } from '../domain/crisis.ts';
import { klOnDay } from '../domain/danish-time.ts';
import type { Ledger } from '../domain/ledger.ts';
import { shownId } from '../domain/provisional.ts';
import { theCrisis } from '../domain/wording.ts';
import { type Button, contextOf, rowsOf } from './button.ts';
import { typedPart } from './fitting.ts';
import { onlyBeginning } from './keep.ts';
import { leaderLine } from './people-lines.ts';
import { render } from './render.ts';

const joining: readonly Button[] = [
  { title: 'Gå med', verb: 'set', primary: true },
  { title: 'Situationsbillede', verb: 'status' },
];
const ending: readonly Button[] = [
  { title: 'Status', verb: 'status' },
  { title: 'Slut kontaktøvelsen', verb: 'slut' },
];

/** Someone starts what is running: join it, or say that this is something else. Nothing typed is lost. */
export function runningCard(ledger: Ledger, typedText: string): object {
  const { crisis } = ledger;
  const context = contextOf(ledger);
  const what = theCrisis(crisis);
  const { typed, isCut } = typedPart(typedText);
  const head = {
    context,
    kicker: `${what.toLocaleUpperCase('da')} ER I GANG (STARTET ${klOnDay(crisis.startedAt, crisis.lastAt).toLocaleUpperCase('da')})`,
    title: crisis.headline,
    sub: `${shownId(crisis.id)}${leadWords(crisis)}`,
  };
  return render('running', head, {
    text: crisis.contactOnly
      ? 'Vent, til den er slut, eller slut den nu. En rigtig krise kan startes med det samme.'
      : `${what} er allerede startet. Er det den samme hændelse, så gå med.`,
    join: rowsOf(context, crisis.contactOnly ? ending : joining),
    typed,
    hint: isCut ? onlyBeginning : '',
    tell: rowsOf(context, [{ title: 'Noget andet', verb: 'melding' }]),
  });
}

function leadWords(crisis: Crisis): string {
  if (crisis.contactOnly) return '';
  const { name, number } = leaderLine(crisis);
  return ` · kriseleder: ${name} ${number}`.trimEnd();
}
