import { klOnDay } from '../domain/danish-time.ts';
import type { Ledger } from '../domain/ledger.ts';
import { shownId } from '../domain/provisional.ts';
import { contextOf, rowsOf } from './button.ts';
import { render } from './render.ts';

/**
 * Right after the start: who reported it, one tap among the plan's alarm sources. `isUnseen`: the status card
 * stands where nobody else sees it.
 */
export function startedCard(ledger: Ledger, isUnseen = false): object {
  const { crisis } = ledger;
  const context = contextOf(ledger);
  const source = crisis.plan.alarmSources.find(({ id }) => id === crisis.sourceId);
  const started = `${crisis.exercise ? 'Øvelsen' : 'Krisen'} er startet ${klOnDay(crisis.startedAt, crisis.lastAt)}`;
  const head = {
    context,
    kicker: 'STARTET · POST NR. 1',
    title: crisis.headline,
    sub: `${shownId(crisis.id)} · niveau ${crisis.level}`,
  };
  return render('started', head, {
    done: source ? `✔ Meldt af: ${source.short}` : `✔ ${started}. Kriseorganisationen får besked nu.`,
    sources: rowsOf(
      context,
      crisis.plan.alarmSources.map(({ id, short }) => ({ title: short, verb: 'meldt', data: { kilde: id } })),
    ),
    call: rowsOf(context, [{ title: 'Ring nu', verb: 'ring', primary: true }]),
    hint: `Teams vækker ingen om natten. Ring til dem, der ikke svarer.${isUnseen ? unseen : ''}`,
  });
}

const unseen =
  '\n\nStatuskortet står kun her: ingen krisekanal er valgt. Skriv »@Krisebot krisekanal her« i en kanal, så flytter det derhen.';
