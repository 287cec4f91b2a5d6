import { type Crisis, leaderOf } from './crisis.ts';
import type { Actor } from './entry.ts';
import { contactOf, type Plan, type RoleId, roleOf } from './plan.ts';

/** "Anna Holm (96 11 00 01)", or the name alone where the plan holds no number. */
export function withNumber(plan: Plan, person: Actor): string {
  const phone = contactOf(plan, person.id)?.phoneText;
  return phone ? `${person.name} (${phone})` : person.name;
}

/** "Anna Holm (96 11 00 01) og Lise Bro (96 11 00 04)". */
export function allWithNumber(plan: Plan, people: readonly Actor[]): string {
  return listed(people.map((person) => withNumber(plan, person)));
}

/** Who to turn to: the crisis leader with number, or the emergency phone while there is none. */
export function askLeader(crisis: Crisis): string {
  const leader = leaderOf(crisis);
  if (!leader) return callDuty(crisis.plan);
  const ring = `ring til kriselederen ${withNumber(crisis.plan, leader)}`;
  return contactOf(crisis.plan, leader.id)?.phoneText
    ? `${ring}.`
    : `${ring}, eller ${callDuty(crisis.plan)}`;
}

/** The emergency phone: "ring 96 11 00 00 (beredskabstelefonen)." */
export function callDuty({ dutyPhone }: Plan): string {
  return `ring ${dutyPhone.phoneText} (${dutyPhone.name}).`;
}

/** "Krisen", "Øvelsen" or "Kontaktøvelsen". */
export function theCrisis({ exercise, contactOnly }: Crisis): string {
  if (contactOnly) return 'Kontaktøvelsen';
  return exercise ? 'Øvelsen' : 'Krisen';
}

/** The crisis leader with number: "Anna Holm (96 11 00 01)"; who alone may decide something. */
export function onlyLeader(crisis: Crisis, may: string): string {
  if (!leaderOf(crisis)) {
    return `Kun kriselederen kan ${may}, og der er ingen endnu. Skriv »jeg tager rollen kriseleder«, eller ${askLeader(crisis)}`;
  }
  return `Kun kriselederen kan ${may}: ${askLeader(crisis).replace('ring til kriselederen', 'ring til')}`;
}

/** The role's short name in running text: "rollen Involverede personer". */
export function theRole(crisis: Crisis, role: RoleId): string {
  return `rollen ${roleOf(crisis.plan, role).short}`;
}

/** "rollerne »Involverede personer« og »Kriseleder«": some short names hold commas of their own. */
export function theRoles(crisis: Crisis, roles: readonly RoleId[]): string {
  const [only, another] = roles;
  if (only && !another) return theRole(crisis, only);
  return `rollerne ${listed(roles.map((role) => `»${roleOf(crisis.plan, role).short}«`))}`;
}

/** "Telefoni, mail og omsorgssystem". */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} og ${words.at(-1)}`;
}
