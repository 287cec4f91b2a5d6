import {
  contactOf,
  type Phase,
  type Plan,
  type PlanRole,
  plannedHolderName,
  plannedHolders,
  type Source,
  type Statement,
} from '../domain/plan.ts';
import { aboutParts, timingParts } from './plan-facts.ts';

/** A part of the plan as one card shows it. */
export interface PlanSection {
  /** What a button carries and people type. */
  readonly id: string;
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly intro?: string;
  /** The section it belongs under. */
  readonly within?: string;
  readonly parts: readonly PlanPart[];
}

export interface PlanPart {
  readonly heading: string;
  /** True where the heading is the plan's word, not ours. */
  readonly isNamedByPlan?: boolean;
  readonly sub?: string;
  /** Where all of it comes from, when that is not told statement by statement. */
  readonly mark?: string;
  readonly statements: readonly Statement[];
}

/** Every section: together they hold everything the plan says. */
export function sectionsOf(plan: Plan): readonly PlanSection[] {
  return [
    overview(plan),
    { id: 'roller', name: 'Roller', parts: plan.roles.map((role) => rolePart(plan, role)) },
    { id: 'opgaver', name: 'Opgaver', intro: 'Hver rolles opgaver. Vælg en rolle.', parts: [] },
    ...plan.roles.map((role) => taskSection(role)),
    { id: 'mødesteder', name: 'Mødesteder', parts: placeParts(plan) },
    { id: 'indkaldelse', name: 'Indkaldelse', parts: callOutParts(plan) },
    {
      id: 'alarmering',
      name: 'Alarmering',
      parts: [{ heading: 'Alarmkilder', statements: plan.alarmSources }],
    },
    { id: 'møder', name: 'Dagsordener', aliases: ['møde', 'dagsorden'], parts: agendaParts(plan) },
    { id: 'tider', name: 'Tider og frister', aliases: ['frister', 'tid'], parts: timingParts(plan) },
    { id: 'om', name: 'Om planen', aliases: ['advarsler', 'dato'], parts: aboutParts(plan) },
  ];
}

/** The section a person means: by id, name or role word; the overview where nothing fits. */
export function findSection(sections: readonly PlanSection[], typed: string): PlanSection {
  const found = meant(sections, typed) ?? sections[0];
  if (!found) throw new Error('a plan without sections');
  return found;
}

/** True where the words name a section of the plan. */
export function isSection(plan: Plan, typed: string): boolean {
  return meant(sectionsOf(plan), typed) !== undefined;
}

function meant(sections: readonly PlanSection[], typed: string): PlanSection | undefined {
  const word = typed.normalize('NFC').toLocaleLowerCase('da').replace(/\s+/g, ' ').trim();
  const fits = ({ id, name, aliases = [] }: PlanSection) =>
    [id, name, ...aliases].some((candidate) => candidate.toLocaleLowerCase('da') === word);
  const begins = ({ id, name }: PlanSection) =>
    word.length > 2 && [id, name.toLocaleLowerCase('da')].some((text) => text.startsWith(word));
  return sections.find(fits) ?? sections.find(begins);
}

function overview(plan: Plan): PlanSection {
  return {
    id: 'oversigt',
    name: 'Oversigt',
    aliases: ['kritiske ydelser', 'ydelser', 'ansvar'],
    parts: [
      { heading: 'Kritiske ydelser', statements: plan.criticalServices },
      ...plan.responsibilities.map((duty) => ({
        heading: `Ansvar: ${duty.who}`,
        isNamedByPlan: true,
        statements: [duty],
      })),
      { heading: 'Støtte til kommunens øverste krisestab', statements: [plan.topStaffSupport] },
    ],
  };
}

function rolePart(plan: Plan, role: PlanRole): PlanPart {
  const names = plannedHolders(plan, role).map((id) => contactOf(plan, id)?.name ?? id);
  const holder = plannedHolderName(plan, role);
  const members = 'groupId' in role.holder ? ` (${names.join(', ') || 'ingen navne i planen'})` : '';
  const deputies = role.deputies.map((id) => contactOf(plan, id)?.name ?? id);
  return {
    heading: role.name,
    isNamedByPlan: true,
    sub: `${holder}${members}${role.shared ? ' · kan deles' : ''} · skriv: ${role.aliases.join(', ')}`,
    statements: [
      role.description,
      ...(deputies.length > 0 ? [said(`Stedfortrædere: ${deputies.join(', ')}`, 'forslag')] : []),
    ],
  };
}

const phases: readonly (readonly [Phase, string])[] = [
  ['0-5', 'Minut 0–5'],
  ['5-30', 'Minut 5–30'],
  ['30-120', 'Minut 30–120'],
  ['løbende', 'Løbende'],
  ['vagtskifte', 'Vagtskifte'],
  ['slut', 'Slut'],
];

function taskSection(role: PlanRole): PlanSection {
  const parts = phases.map(([phase, heading]) => ({
    heading,
    statements: role.tasks.filter((task) => task.phase === phase),
  }));
  return {
    id: role.id,
    name: role.short,
    aliases: role.aliases,
    within: 'opgaver',
    parts: parts.filter(({ statements }) => statements.length > 0),
  };
}

function placeParts({ meetingPlaces, meetingPlaceSettled, address }: Plan): readonly PlanPart[] {
  const numbered = meetingPlaces.map(({ name, source }, index) => said(`${index + 1}. ${name}`, source));
  return [
    { heading: 'Hvor vi mødes', statements: [meetingPlaceSettled, ...numbered] },
    { heading: 'Adresse, når ingen kan nås', statements: [said(address, 'delplan')] },
    { heading: 'Altid muligt', statements: [said('Telefon/Teams', 'doktrin')] },
  ];
}

function callOutParts({ callOut, callOutFallback, dutyPhone }: Plan): readonly PlanPart[] {
  return [
    { heading: 'Sådan får vi fat i hinanden', statements: [callOut, callOutFallback] },
    { heading: dutyPhone.name, isNamedByPlan: true, statements: [said(dutyPhone.phoneText, 'delplan')] },
  ];
}

function agendaParts({ agendas }: Plan): readonly PlanPart[] {
  return agendas.map(({ name, items }) => ({ heading: name, isNamedByPlan: true, statements: items }));
}

function said(text: string, source: Source): Statement {
  return { text, source };
}
