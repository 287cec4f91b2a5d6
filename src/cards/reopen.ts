import { type Ledger, newest } from '../domain/ledger.ts';
import { theCrisis } from '../domain/wording.ts';
import { contextOf, rowsOf } from './button.ts';
import { verdict } from './closed.ts';
import { entryFoot, startedLine } from './headings.ts';
import { render } from './render.ts';
import { oneLine } from './text.ts';

/** Asks why a crisis is to be opened again, and says what that brings about. */
export function reopenCard(ledger: Ledger): object {
  const { crisis } = ledger;
  const context = contextOf(ledger);
  const what = theCrisis(crisis).toLocaleLowerCase('da');
  const head = {
    context,
    kicker: `SKAL ${what.toLocaleUpperCase('da')} GENÅBNES?`,
    title: crisis.headline,
    sub: startedLine(crisis),
  };
  const open = { title: `Genåbn ${what}`, verb: 'genåbn', data: { bekraeft: 'ja' }, primary: true };
  return render('reopen', head, {
    text: verdict(ledger),
    asks: true,
    typed: '',
    confirm: rowsOf(context, [open]),
    hint: 'Alle bliver kaldt igen, roller og mødested gælder stadig, og det hele står i den samme log.',
  });
}

/** What the card for opening again becomes. */
export function reopenedCard(ledger: Ledger): object {
  const { crisis, entries } = ledger;
  const context = contextOf(ledger);
  const entry = entries[(crisis.reopenedBy ?? newest(ledger).number) - 1] ?? newest(ledger);
  const head = {
    context,
    kicker: 'GENÅBNET',
    title: crisis.headline,
    sub: startedLine(crisis),
    foot: entryFoot(ledger),
    buttons: [
      { title: 'Mit', verb: 'mit' },
      { title: 'Situationsbillede', verb: 'status' },
      { title: 'Vis log', verb: 'vis log' },
    ],
  };
  return render('reopen', head, {
    text: `✔ ${oneLine(entry.text, 300)}`,
    asks: false,
    typed: '',
    confirm: [],
    hint: `Nr. ${entry.number}. Alle får besked.`,
  });
}
