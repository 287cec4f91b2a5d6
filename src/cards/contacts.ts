import { type Crisis, rolesHeld } from '../domain/crisis.ts';
import { type Contact, crisisOrganisation, type Plan, plannedHolders, roleOf } from '../domain/plan.ts';
import { attendanceOf } from './people-lines.ts';
import { render } from './render.ts';
import { sourceMark } from './source-mark.ts';

const mostPeople = 40;

/** The plan's people with number, title and role; in a crisis also how they take part. */
export function contactsCard(plan: Plan, crisis: Crisis | undefined): object {
  const organisation = crisisOrganisation(plan);
  const others = plan.contacts.filter((contact) => !organisation.includes(contact));
  const context = crisis ? { crisisId: crisis.id, exercise: crisis.exercise, version: 0 } : undefined;
  const head = {
    context,
    kicker: 'KONTAKTER',
    title: plan.department,
    sub: crisis ? crisis.headline : 'Ring. En besked i Teams tæller ikke som kontakt.',
    buttons: crisis && !crisis.ended ? [{ title: 'Ring nu', verb: 'ring' }, planButton] : [planButton],
  };
  return render('contacts', head, {
    duty: [{ title: plan.dutyPhone.name, number: plan.dutyPhone.phoneText }],
    groups: [
      { heading: 'Kriseorganisationen', people: shown(plan, crisis, organisation) },
      { heading: 'Andre', people: shown(plan, crisis, others) },
      { heading: 'Grupper', people: groups(plan) },
    ].filter(({ people }) => people.length > 0),
  });
}

const planButton = { title: 'Plan', verb: 'plan' };

function shown(plan: Plan, crisis: Crisis | undefined, contacts: readonly Contact[]) {
  return contacts.slice(0, mostPeople).map((contact) => ({
    name: contact.name,
    number: contact.phoneText ?? 'nummer mangler i planen',
    about: [contact.title, roleText(plan, crisis, contact), sourceMark(contact.source)]
      .filter(Boolean)
      .join(' · '),
  }));
}

/** In a crisis the roles held and how the person takes part, else the roles the plan gives. */
function roleText(plan: Plan, crisis: Crisis | undefined, { id }: Contact): string {
  const roles = crisis
    ? rolesHeld(crisis, id).map((role) => roleOf(plan, role))
    : plan.roles.filter((role) => plannedHolders(plan, role).includes(id) && 'contactId' in role.holder);
  const held = roles.map((role) => role.short).join(', ');
  return [held, crisis ? attendanceOf(crisis.people[id]) : ''].filter(Boolean).join(' · ');
}

function groups({ groups: all, contacts }: Plan) {
  return all.map(({ name, members, source, membersSource }) => {
    const names = members.map((id) => contacts.find((contact) => contact.id === id)?.name ?? id);
    const who = names.length > 0 ? names.join(', ') : 'ingen navne i planen';
    const mark = names.length > 0 ? sourceMark(membersSource) : sourceMark(source);
    return { name, number: '', about: mark ? `${who} (${mark})` : who };
  });
}
