import type { Crisis } from '../domain/crisis.ts';
import type { Ledger } from '../domain/ledger.ts';
import { type RoleLine, roleLines } from '../domain/overview.ts';
import { type Contact, crisisOrganisation } from '../domain/plan.ts';
import { type Button, type CardContext, contextOf, rowsOf } from './button.ts';
import { entryFoot } from './headings.ts';
import { render } from './render.ts';
import { missingRoles, shownRole } from './role-lines.ts';
import { oneLine } from './text.ts';

const mostButtons = 8;

/** Hands out roles that nobody has said yes to, one at a time; `role` is the one to begin with. */
export function assignCard(ledger: Ledger, role?: string): object {
  const { crisis } = ledger;
  const context = contextOf(ledger);
  const missing = missingRoles(crisis);
  const line = missing.find((candidate) => candidate.role.id === role) ?? missing[0];
  const others = missing.filter((candidate) => candidate !== line);
  const head = { context, kicker: kicker(missing.length), title: crisis.headline, foot: entryFoot(ledger) };
  return render('assign', head, {
    empty: line ? '' : '✔ Alle roller er besat.',
    hasRole: line !== undefined,
    ...chosen(crisis, context, line),
    hasOthers: others.length > 0,
    others: rowsOf(
      context,
      others.map((other) => ({ title: other.role.short, verb: 'fordel', data: { rolle: other.role.id } })),
    ),
    ...taken(crisis),
  });
}

function kicker(missing: number): string {
  return missing === 0 ? 'FORDEL ROLLER' : `FORDEL ROLLER · ${missing} MANGLER`;
}

function chosen(crisis: Crisis, context: CardContext, line: RoleLine | undefined) {
  const people = line ? candidates(crisis, line) : [];
  const rolle = line?.role.id ?? '';
  const byChoice = people.length > mostButtons;
  const give = { title: 'Tildel rolle', verb: 'rolle', data: { rolle }, primary: true };
  const { state, who, note } = line ? shownRole(crisis, line) : { state: '', who: '', note: '' };
  return {
    role: line?.role.short ?? '',
    state: [state, who, note].filter(Boolean).join(' · '),
    description: line?.role.description.text ?? '',
    names: byChoice ? [] : rowsOf(context, nameButtons(people, rolle), 'box'),
    byChoice,
    choices: people.map(({ id, name, title }) => ({ title: oneLine(`${name}, ${title}`, 60), value: id })),
    give: byChoice ? rowsOf(context, [give], 'box') : [],
  };
}

function nameButtons(people: readonly Contact[], rolle: string): readonly Button[] {
  return people.map(({ id, name }) => ({ title: name, verb: 'rolle', data: { rolle, person: id } }));
}

/** The crisis organisation but those who cannot come or have said no; all of it when nobody is left. */
function candidates(crisis: Crisis, { state }: RoleLine): readonly Contact[] {
  const all = crisisOrganisation(crisis.plan);
  const willing = all.filter(
    ({ id }) =>
      crisis.people[id]?.attendance !== 'prevented' && !state.declined.some(({ person }) => person === id),
  );
  return willing.length > 0 ? willing : all;
}

function taken(crisis: Crisis) {
  const filled = roleLines(crisis).filter(({ standing }) => standing === 'filled');
  return { hasFilled: filled.length > 0, filled: filled.map((line) => shownRole(crisis, line)) };
}
