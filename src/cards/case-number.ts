import type { Ledger } from '../domain/ledger.ts';
import { shownId } from '../domain/provisional.ts';
import { contextOf, rowsOf } from './button.ts';
import { render } from './render.ts';

/** What the record is called in the records system, and a field to say it. `note`: what came of the last try. */
export function caseNumberCard(ledger: Ledger, note = '', typed = ''): object {
  const { crisis } = ledger;
  const context = contextOf(ledger);
  const head = { context, kicker: 'SAGSNUMMER', title: crisis.headline, sub: shownId(crisis.id) };
  const save = { title: 'Gem sagsnummer', verb: 'sagsnummer', data: { gem: 'ja' }, primary: true };
  return render('case-number', head, {
    standing: note || standing(crisis.caseNumber),
    hint: crisis.caseNumber ? hints.numbered : hints.missing,
    typed,
    save: rowsOf(context, [save]),
  });
}

function standing(number: string | undefined): string {
  return number ? `✔ Sag ${number}` : '○ Loggen har intet sagsnummer.';
}

const hints = {
  missing: 'Loggen slettes først efter reglerne, når den er journaliseret og har sit sagsnummer.',
  numbered: 'Er det forkert, så skriv det rigtige. Det nyeste gælder, og begge står i loggen.',
} as const;
