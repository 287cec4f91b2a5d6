import { klOnDay } from '../domain/danish-time.ts';
import type { Ledger } from '../domain/ledger.ts';
import { type Button, contextOf, rowsOf } from './button.ts';
import { render } from './render.ts';

const times: readonly Button[] = [
  { title: 'Lige nu', verb: 'meldt', data: { minutter: '0' } },
  { title: 'For 15 min. siden', verb: 'meldt', data: { minutter: '15' } },
  { title: 'For 1 time siden', verb: 'meldt', data: { minutter: '60' } },
];

/** When the incident began: three guesses and a field; once it is known, what was noted. */
export function whenCard(ledger: Ledger): object {
  const { crisis } = ledger;
  const context = contextOf(ledger);
  const source = crisis.plan.alarmSources.find(({ id }) => id === crisis.sourceId);
  const began = crisis.beganAt ? `✔ Begyndt ${klOnDay(crisis.beganAt, crisis.startedAt)}` : '';
  const head = {
    context,
    kicker: began ? 'NOTERET' : 'STARTET',
    title: crisis.headline,
    buttons: began ? nextButtons : [],
  };
  return render('when', head, {
    done: [source ? `✔ Meldt af: ${source.short}` : '', began].filter(Boolean).map((text) => ({ text })),
    isOpen: !began,
    times: rowsOf(context, times),
    other: rowsOf(context, [{ title: 'Gem tidspunkt', verb: 'meldt' }]),
  });
}

const nextButtons: readonly Button[] = [
  { title: 'Ring nu', verb: 'ring' },
  { title: 'Mødested', verb: 'mødested' },
  { title: 'Situationsbillede', verb: 'status' },
];
