import { declineReasons } from '../domain/decide-role.ts';
import type { Ledger } from '../domain/ledger.ts';
import { type RoleId, roleOf } from '../domain/plan.ts';
import { contextOf, rowsOf } from './button.ts';
import { render } from './render.ts';
import { capital } from './text.ts';

/**
 * Why a role is declined: a tap among four, never free text (it could be about health). Whoever holds it may
 * hand it over instead.
 */
export function declineCard(ledger: Ledger, role: RoleId, isHeld = false): object {
  const { crisis } = ledger;
  const context = contextOf(ledger);
  const leads = role === 'crisisLeader';
  const head = {
    context,
    kicker: leads ? 'KAN DU IKKE VÆRE KRISELEDER?' : 'KAN DU IKKE TAGE ROLLEN?',
    title: roleOf(crisis.plan, role).short,
    sub: crisis.headline,
  };
  const reasons = Object.entries(declineReasons).map(([grund, word]) => ({
    title: capital(word),
    verb: 'kan ikke',
    data: { rolle: role, grund },
  }));
  const stay = { title: 'Jeg tager rollen', verb: 'jeg tager rollen', data: { rolle: role } };
  const handOver = { title: 'Overlever rollen', verb: 'overlever', data: { rolle: role } };
  return render('decline', head, {
    text: leads
      ? 'Hvorfor? De andre ser straks, at der ingen kriseleder er, og kan tage rollen.'
      : 'Hvorfor ikke? Bliver rollen ubesat, får kriselederen besked.',
    reasons: [...rowsOf(context, reasons), ...rowsOf(context, isHeld ? [stay, handOver] : [stay])],
    note: 'Grunden står i loggen, ikke på det fælles kort.',
  });
}
