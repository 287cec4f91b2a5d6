import { type Crisis, rolesHeld } from '../domain/crisis.ts';
import { kl } from '../domain/danish-time.ts';
import { mayHold } from '../domain/decide-role.ts';
import type { Ledger } from '../domain/ledger.ts';
import { type Contact, crisisOrganisation, type RoleId, roleOf } from '../domain/plan.ts';
import { theCrisis } from '../domain/wording.ts';
import { type Button, type CardContext, contextOf, rowsOf } from './button.ts';
import { nameOf, numberOf } from './people-lines.ts';
import { render } from './render.ts';
import { oneLine } from './text.ts';

const mostButtons = 8;

/** Whom the holder of a role asks to take it over; while somebody is asked, who that is and a way back. */
export function handOverToCard(ledger: Ledger, personId: string, role: RoleId): object {
  const { crisis } = ledger;
  const context = contextOf(ledger);
  const others = rolesHeld(crisis, personId).filter((id) => id !== role);
  const head = {
    context,
    kicker: 'OVERLEVER ROLLEN',
    title: roleOf(crisis.plan, role).short,
    sub: crisis.headline,
  };
  return render('hand-over-to', head, {
    ...standing(crisis, context, role),
    ...chooser(crisis, context, role),
    hasOthers: others.length > 0,
    others: rowsOf(
      context,
      others.map((rolle) => ({
        title: roleOf(crisis.plan, rolle).short,
        verb: 'overlever',
        data: { rolle },
      })),
    ),
  });
}

function standing(crisis: Crisis, context: CardContext, rolle: RoleId) {
  const { handover } = crisis.roles[rolle];
  if (crisis.ended) return { state: `${theCrisis(crisis)} er slut.`, keep: [] };
  if (!handover) return { state: '', keep: [] };
  const { to, at } = handover;
  const asked = `${nameOf(crisis, to.id)} (${numberOf(crisis.plan, to.id)}) er spurgt ${kl(at)}`;
  const back = { title: 'Fortryd overlevering', verb: 'overlever', data: { rolle, fortryd: 'ja' } };
  return { state: `○ ${asked} og har ikke svaret endnu.`, keep: rowsOf(context, [back]) };
}

function chooser(crisis: Crisis, context: CardContext, rolle: RoleId) {
  const people = crisis.ended ? [] : candidates(crisis, rolle);
  const byChoice = people.length > mostButtons;
  const names: readonly Button[] = people.map(({ id, name }) => ({
    title: name,
    verb: 'overlever',
    data: { rolle, person: id },
  }));
  const ask = { title: 'Spørg', verb: 'overlever', data: { rolle }, primary: true };
  return {
    isOpen: people.length > 0,
    isFirst: !crisis.roles[rolle].handover,
    isAgain: crisis.roles[rolle].handover !== undefined,
    names: byChoice ? [] : rowsOf(context, names, 'box'),
    byChoice,
    choices: people.map(({ id, name, title }) => ({ title: oneLine(`${name}, ${title}`, 60), value: id })),
    ask: byChoice ? rowsOf(context, [ask], 'box') : [],
    note: 'Rollen er din, til den anden har sagt ja.',
  };
}

/** Who is there comes first, then who has answered; nobody who cannot come, has the role or is asked. */
function candidates(crisis: Crisis, role: RoleId): readonly Contact[] {
  const { holders, handover } = crisis.roles[role];
  const taken = new Set([...holders.map(({ id }) => id), ...(handover ? [handover.to.id] : [])]);
  const rank = (id: string) => {
    const { attendance, receiptAt } = crisis.people[id] ?? {};
    if (attendance === 'present' || attendance === 'online') return 0;
    return receiptAt ? 1 : 2;
  };
  return crisisOrganisation(crisis.plan)
    .filter(({ id }) => !taken.has(id) && crisis.people[id]?.attendance !== 'prevented')
    .filter(({ id }) => mayHold(crisis, id, role))
    .toSorted((a, b) => rank(a.id) - rank(b.id));
}
