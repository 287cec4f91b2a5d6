import type { AlarmSource, Contact, Group, Plan } from '../domain/plan.ts';
import { readPhone } from './phone.ts';
import type { PlanFile } from './plan-file.ts';
import { statement, toRoles } from './to-roles.ts';

/** The plan in the rules' terms; references are already known to hold. Warnings are added by the caller. */
export function toPlan(file: PlanFile): Omit<Plan, 'warnings'> {
  return {
    id: file.plan,
    department: file.afdeling,
    organisation: file.organisation,
    ...whatIsAtStake(file),
    roles: toRoles(file),
    ...peopleOf(file),
    ...meetingOf(file),
    topStaffSupport: statement(file.øverste_krisestab),
    alarmSources: file.alarmkilder.flatMap(alarmSources),
    timings: timingsOf(file),
    agendas: agendasOf(file),
    legalClocks: file.lovfrister.map((clock) => ({
      id: clock.id,
      name: clock.navn,
      hours: clock.timer,
      ...statement(clock),
    })),
    preparedBy: file.oprettelse.udarbejdet,
    approved: file.oprettelse.godkendt,
    updated: file.oprettelse.opdateret,
    ...(file.krisekanal && { crisisChannel: file.krisekanal }),
    ...(file.øvelse && { exerciseSms: file.øvelse.sms }),
  };
}

function whatIsAtStake(file: PlanFile): Pick<Plan, 'criticalServices' | 'responsibilities'> {
  return {
    criticalServices: file.kritiske_ydelser.map((service) => ({ id: service.id, ...statement(service) })),
    responsibilities: file.ansvar.map((duty) => ({ id: duty.id, who: duty.hvem, ...statement(duty) })),
  };
}

function peopleOf(
  file: PlanFile,
): Pick<
  Plan,
  'groups' | 'contacts' | 'dutyPhone' | 'succession' | 'successionSource' | 'owner' | 'escalation'
> {
  const { navn, telefon } = file.beredskabstelefon;
  return {
    groups: Object.entries(file.grupper).map(([id, group]) => groupOf(id, group)),
    contacts: Object.entries(file.kontakter).map(([id, contact]) => contactOf(id, contact)),
    dutyPhone: { name: navn, ...(readPhone(telefon) ?? { phone: telefon, phoneText: telefon }) },
    succession: file.kriseleder_rækkefølge.kontakter,
    successionSource: file.kriseleder_rækkefølge.kilde,
    owner: file.ejer.kontakt,
    ...(file.orienteres && { escalation: file.orienteres.kontakt }),
  };
}

function groupOf(id: string, group: PlanFile['grupper'][string]): Group {
  return {
    id,
    name: group.navn,
    members: group.medlemmer,
    source: group.kilde,
    membersSource: group.medlemmer_kilde ?? group.kilde,
  };
}

function contactOf(id: string, contact: PlanFile['kontakter'][string]): Contact {
  return {
    id,
    name: contact.navn,
    title: contact.titel,
    ...(contact.telefon && readPhone(contact.telefon)),
    ...(contact.upn && { upn: contact.upn }),
    source: contact.kilde,
  };
}

function meetingOf(
  file: PlanFile,
): Pick<Plan, 'meetingPlaces' | 'meetingPlaceSettled' | 'address' | 'callOut' | 'callOutFallback'> {
  const { steder, afklares, adresse } = file.mødesteder;
  return {
    meetingPlaces: steder.map(({ id, navn, kilde }) => ({ id, name: navn, source: kilde })),
    meetingPlaceSettled: statement(afklares),
    address: adresse,
    callOut: statement(file.indkaldelse.kontakt),
    callOutFallback: statement(file.indkaldelse.alternativ),
  };
}

/** A source that is told by examples is one to choose, and so is each example. */
function alarmSources(section: PlanFile['alarmkilder'][number]): AlarmSource[] {
  const { id, kort, eksempler = [] } = section;
  const examples = eksempler.map((example) => ({
    id: example.id,
    short: example.kort,
    ...statement(example),
  }));
  return [{ id, short: kort, ...statement(section) }, ...examples];
}

function timingsOf({ tider }: PlanFile): Plan['timings'] {
  return {
    reminderMinutes: tider.påmindelse.minutter,
    openRoleMinutes: tider.åbn_rolle.minutter,
    firstPictureMinutes: tider.første_billede.minutter,
    nextPictureMinutes: tider.næste_billede.minutter,
    reliefAskHours: tider.spørg_om_afløsning.timer,
    reliefWarnHours: tider.advar_om_afløsning.timer,
  };
}

function agendasOf({ dagsordener }: PlanFile): Plan['agendas'] {
  const ids = ['første', 'opfølgende', 'afsluttende'] as const;
  return ids.map((id) => ({ id, name: dagsordener[id].navn, items: dagsordener[id].punkter.map(statement) }));
}
