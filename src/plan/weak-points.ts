import {
  type Contact,
  contactOf,
  crisisOrganisation,
  inOrganisation,
  type Plan,
  type PlanRole,
  plannedHolderName,
  plannedHolders,
} from '../domain/plan.ts';
import type { PlanFile } from './plan-file.ts';
import { datesDisagree, lacksDay, lacksName } from './printed-dates.ts';

type Unwarned = Omit<Plan, 'warnings'>;

/**
 * Where a valid plan may fail in a crisis, in Danish: what can be computed, people who cannot be reached first,
 * then what its editors wrote.
 */
export function weakPoints(unwarned: Unwarned, file: PlanFile): string[] {
  const plan: Plan = { ...unwarned, warnings: [] };
  return [
    ...groupsWithoutMembers(plan),
    ...withoutDataProtectionOfficer(plan),
    ...withoutDeputy(plan),
    ...withoutNumber(plan),
    ...proposedMembers(plan),
    ...severalRoles(plan),
    ...doubleDuty(plan, file),
    ...sameName(plan),
    ...proposals(plan, file),
    ...dates(plan),
    ...(file.svage_punkter ?? []),
  ];
}

function groupsWithoutMembers(plan: Plan): string[] {
  return plan.groups
    .filter((group) => group.members.length === 0)
    .flatMap((group) => {
      const roles = rolesOfHolder(plan, group.name);
      return roles.length === 0
        ? []
        : [
            `${group.name} har ingen navngivne medlemmer og intet nummer: ${quoted(roles)} er åben for alle fra start.`,
          ];
    });
}

function proposedMembers(plan: Plan): string[] {
  return plan.groups
    .filter((group) => group.members.length > 0 && group.membersSource !== 'delplan')
    .map((group) => `Medlemmerne af ${group.name} er et forslag, ikke fra delplanen: bekræft dem.`);
}

function severalRoles(plan: Plan): string[] {
  const holders = [...new Set(plan.roles.map((role) => plannedHolderName(plan, role)))];
  const groups = holders
    .map((holder) => ({ holder, roles: rolesOfHolder(plan, holder) }))
    .filter(({ roles }) => roles.length > 1)
    .map(
      ({ holder, roles }) =>
        `${holder} har flere roller: ${quoted(roles)}. Udpeg én navngiven person til hver.`,
    );
  return [...groups, ...nobodyFree(plan)];
}

/** A group whose members all hold another role has nobody who can keep the log undisturbed. */
function nobodyFree(plan: Plan): string[] {
  const named = new Set(
    plan.roles.flatMap((role) => ('contactId' in role.holder ? [role.holder.contactId] : [])),
  );
  return plan.groups
    .filter(({ members }) => members.length > 0 && members.every((member) => named.has(member)))
    .filter((group) => rolesOfHolder(plan, group.name).length > 0)
    .map(
      (group) =>
        `Alle medlemmer af ${group.name} har en anden rolle i forvejen: ingen er fri til gruppens roller.`,
    );
}

function withoutDeputy(plan: Plan): string[] {
  const roles = plan.roles
    .filter((role) => 'contactId' in role.holder && role.deputies.length === 0)
    .filter((role) => role.id !== 'crisisLeader' || plan.succession.length < 2)
    .map((role) => role.short);
  return roles.length === 0 ? [] : [`Der er ingen stedfortræder for ${quoted(roles)}.`];
}

function doubleDuty(plan: Plan, file: PlanFile): string[] {
  const first = file.øverste_krisestab.først;
  const leader = plan.roles.find((role) => role.id === 'crisisLeader');
  if (!first || !leader || !plannedHolders(plan, leader).includes(first)) return [];
  const name = contactOf(plan, first)?.name ?? first;
  return [
    `${name} er både kriseleder og den første til kommunens øverste krisestab: aftal, hvem der leder imens.`,
  ];
}

function withoutNumber(plan: Plan): string[] {
  return crisisOrganisation(plan)
    .filter((contact) => contact.phone === undefined)
    .map((contact) => `${contact.name} har en plads i kriseorganisationen, men intet telefonnummer.`);
}

function sameName(plan: Plan): string[] {
  const isSecond = (contact: Contact, index: number) =>
    plan.contacts.findIndex(({ name }) => name === contact.name) < index;
  return plan.contacts
    .filter(isSecond)
    .map(({ name }) => `To kontakter hedder ${name}: skriv »upn« på dem, så Teams kan kende forskel.`);
}

function withoutDataProtectionOfficer(plan: Plan): string[] {
  const officers = plan.contacts.filter(({ title }) => /databeskyttelse|\bdpo\b/i.test(title));
  const [first] = officers;
  if (!first) {
    return ['Planen nævner ingen databeskyttelsesrådgiver (DPO), som skal inddrages ved brud på persondata.'];
  }
  if (officers.some(({ phone }) => phone) || inOrganisation(plan, first.id)) return [];
  return [`${first.name} (DPO) skal inddrages ved brud på persondata, men har intet telefonnummer.`];
}

function proposals(plan: Plan, file: PlanFile): string[] {
  const open = [
    ...(plan.successionSource === 'delplan' ? [] : ['rækkefølgen efter kriselederen']),
    ...(file.ejer.kilde === 'delplan' ? [] : ['planens ejer']),
    ...(!file.orienteres || file.orienteres.kilde === 'delplan' ? [] : ['hvem der orienteres opad']),
  ];
  return open.length === 0 ? [] : [`Forslag, ikke fra delplanen: ${listed(open)}. Bekræft eller ret.`];
}

function dates({ approved, updated }: Plan): string[] {
  const asPrinted = `»${approved}« og »${updated}«`;
  return [
    ...(datesDisagree(approved, updated)
      ? [`Planens datoer passer ikke sammen: ${asPrinted}. Bekræft dem.`]
      : []),
    ...(lacksDay(approved) ? [`Godkendelsen mangler sin dag: »${approved}«.`] : []),
    ...(lacksName(updated) ? [`Det fremgår ikke, hvem der sidst har opdateret planen: »${updated}«.`] : []),
  ];
}

function rolesOfHolder(plan: Plan, holder: string): string[] {
  return plan.roles
    .filter((role: PlanRole) => plannedHolderName(plan, role) === holder)
    .map((role) => role.short);
}

/** "»a«, »b« og »c«"; in quotes, because roles have commas in their names. */
function quoted(parts: readonly string[]): string {
  return listed(parts.map((part) => `»${part}«`));
}

function listed(parts: readonly string[]): string {
  return [parts.slice(0, -1).join(', '), parts.at(-1) ?? ''].filter(Boolean).join(' og ');
}
