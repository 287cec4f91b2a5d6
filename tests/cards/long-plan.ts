import type { Plan } from '../../src/domain/plan.ts';
import { testPlan } from './test-plan.ts';

const longNames = [
  'Frederikke Charlotte Bjerregaard-Kristoffersen',
  'Bartholomæus Østergaard von Løvenskiold',
  'Anne-Sofie Nørregaard Kjærsgaard Thøgersen',
  'Christian Bang-Mikkelsen',
];

/** The fictional plan with names, titles and texts as long as people make them, and many people. */
export const longPlan: Plan = {
  ...testPlan,
  department: 'Center for Digitalisering, Informationssikkerhed, Drift og Borgerservice',
  contacts: [
    ...testPlan.contacts.map((contact, index) => ({
      ...contact,
      name: longNames[index] ?? contact.name,
      title: 'Afdelingsleder for informationssikkerhed og driftsunderstøttelse',
    })),
    ...Array.from({ length: 10 }, (_, index) => ({
      id: `ekstra-${index}`,
      name: `Ekstra Medarbejdersen-Højgaard ${index}`,
      title: 'Specialkonsulent',
      source: 'forslag' as const,
    })),
  ],
  groups: testPlan.groups.map((group) => ({
    ...group,
    members: [...group.members, ...Array.from({ length: 10 }, (_, index) => `ekstra-${index}`)],
  })),
  meetingPlaces: testPlan.meetingPlaces.map((place) => ({
    ...place,
    name: `${place.name} i den gamle rådhusbygnings sydøstlige sidefløj, indgang fra Kirkestrædet`,
  })),
  alarmSources: testPlan.alarmSources.map((source, index) => ({
    ...source,
    short: `${index + 1}. leder i forvaltningen uden for åbningstid`,
    text: `${source.text} ${'Ledere i forvaltningen ringer til beredskabstelefonen uden for åbningstiden. '.repeat(3)}`,
  })),
  warnings: Array.from(
    { length: 12 },
    (_, index) => `Gruppen nr. ${index} har ingen navngivne medlemmer, så ingen bliver spurgt først.`,
  ),
};

/** About as long as a headline can be. */
export const longHeadline =
  'Omfattende strømsvigt i serverrummet på rådhuset med følger for telefoni, omsorgssystemer og borgerbetjening i hele byen';

/** Something a person writes when there is much to say. */
export const longText =
  'Elektrikeren melder, at hovedforsyningen er brændt af, og at nødstrømsanlægget kun bærer kernenettet. '.repeat(
    12,
  );
