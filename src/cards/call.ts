import { type Crisis, rolesAsked } from '../domain/crisis.ts';
import type { Ledger } from '../domain/ledger.ts';
import { type CallLine, toCall } from '../domain/overview.ts';
import { roleOf } from '../domain/plan.ts';
import { type Button, type CardContext, contextOf, rowsOf } from './button.ts';
import { entryFoot } from './headings.ts';
import { callState, inCallOrder, numberOf } from './people-lines.ts';
import { render } from './render.ts';

const mostNext = 8;

/** Whom to phone now, one at a time with the number large; `personId` is the one to begin with. */
export function callCard(ledger: Ledger, personId?: string): object {
  const { crisis } = ledger;
  const context = contextOf(ledger);
  const lines = crisis.ended ? [] : inCallOrder(toCall(crisis));
  const line = lines.find(({ contact }) => contact.id === personId) ?? lines[0];
  const next = lines.filter((other) => other !== line).slice(0, mostNext);
  const head = {
    context,
    kicker: lines.length > 0 ? `RING NU · ${lines.length} MANGLER AT SVARE` : 'RING NU',
    title: line?.contact.name ?? crisis.headline,
    foot: entryFoot(ledger),
  };
  return render('call', head, {
    empty: line ? '' : '✔ Alle har svaret.',
    hasPerson: line !== undefined,
    ...person(crisis, context, line),
    hasNext: next.length > 0,
    people: next.map((other) => ({
      name: other.contact.name,
      number: numberOf(crisis.plan, other.contact.id),
      state: callState(other),
    })),
    jumps: rowsOf(
      context,
      next
        .slice(0, 3)
        .map(({ contact }) => ({ title: contact.name, verb: 'ring', data: { person: contact.id } })),
    ),
    hint: line ? 'En telefonsvarer er ikke kontakt: tryk »Intet svar«, og prøv igen.' : '',
  });
}

function person(crisis: Crisis, context: CardContext, line: CallLine | undefined) {
  if (!line) return { title: '', number: '', state: '', about: '', outcomes: [] };
  const { contact } = line;
  const asked = rolesAsked(crisis, contact.id).map((id) => roleOf(crisis.plan, id).short);
  return {
    title: contact.title,
    number: numberOf(crisis.plan, contact.id),
    state: callState(line),
    about: asked.length > 0 ? `Er spurgt om: ${asked.join(' · ')}` : '',
    outcomes: rowsOf(context, outcomes(contact.id, asked.length), 'box'),
  };
}

function outcomes(personId: string, asked: number): readonly Button[] {
  const outcome = (title: string, udfald: string) => ({
    title,
    verb: 'ringet',
    data: { person: personId, udfald },
  });
  return [
    outcome('Talt med – kommer', 'coming'),
    outcome('Intet svar', 'noAnswer'),
    ...(asked > 0 ? [outcome(`Talt med – tager ${asked > 1 ? 'rollerne' : 'rollen'}`, 'takesRole')] : []),
  ];
}
