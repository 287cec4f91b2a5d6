import type { Ledger } from '../domain/ledger.ts';
import { roleLines } from '../domain/overview.ts';
import { contextOf, rowsOf } from './button.ts';
import { entryFoot } from './headings.ts';
import { render } from './render.ts';
import { missingRoles, shownRole } from './role-lines.ts';

/** Every role, who has it, and one tap to take one that nobody has. */
export function rolesCard(ledger: Ledger): object {
  const { crisis } = ledger;
  const context = contextOf(ledger);
  const missing = missingRoles(crisis).length;
  const head = {
    context,
    kicker: missing === 0 ? 'ROLLER · ALLE ER BESAT' : `ROLLER · ${missing} MANGLER`,
    title: crisis.headline,
    foot: entryFoot(ledger),
    buttons: [
      ...(missing > 0 && !crisis.ended ? [{ title: 'Fordel roller', verb: 'fordel' }] : []),
      { title: 'Kontakter', verb: 'kontakter' },
    ],
  };
  const roles = roleLines(crisis).map((line) => ({
    ...shownRole(crisis, line),
    take:
      line.standing === 'filled' || crisis.ended
        ? []
        : rowsOf(context, [
            { title: 'Jeg tager rollen', verb: 'jeg tager rollen', data: { rolle: line.role.id } },
          ]),
  }));
  return render('roles', head, { roles });
}
