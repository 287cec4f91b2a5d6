import type { Ledger } from '../domain/ledger.ts';
import { contextOf } from './button.ts';
import { crisisKicker, startedLine } from './headings.ts';
import { render } from './render.ts';

/** What the status card becomes where it stood before: a card that is no longer kept up to date must say so. */
export function movedCard(ledger: Ledger): object {
  const { crisis } = ledger;
  const head = {
    context: contextOf(ledger),
    kicker: crisisKicker(crisis),
    title: crisis.headline,
    sub: startedLine(crisis),
    buttons: [{ title: 'Situationsbillede', verb: 'status' }],
  };
  const text = 'Statuskortet er flyttet til krisekanalen og bliver ikke rettet her mere.';
  return render('guide', head, { lines: [{ text }], hint: '' });
}
