import { contactOf, type Plan, type Source, type Statement } from '../domain/plan.ts';
import type { PlanPart } from './plan-sections.ts';
import { bothMark } from './source-mark.ts';

/** Timings, legal clocks and the order of succession. */
export function timingParts(plan: Plan): readonly PlanPart[] {
  const { timings } = plan;
  const minutes = (what: string, count: number) => said(`${what}: ${count} min.`, 'forslag');
  const hours = (what: string, count: number) => said(`${what}: ${count} timer`, 'forslag');
  const order = plan.succession.map((id, index) => `${index + 1}. ${contactOf(plan, id)?.name ?? id}`);
  return [
    {
      heading: 'Kriselederens rækkefølge',
      statements: order.map((text) => said(text, plan.successionSource)),
    },
    {
      heading: 'Tider',
      mark: bothMark,
      statements: [
        minutes('Påmindelse til den, der er spurgt om en rolle, efter', timings.reminderMinutes),
        minutes('Rollen åbnes for alle efter', timings.openRoleMinutes),
        minutes('Første situationsbillede inden', timings.firstPictureMinutes),
        minutes('Næste situationsbillede inden', timings.nextPictureMinutes),
        hours('Spørg om afløsning efter', timings.reliefAskHours),
        hours('Advar om afløsning efter', timings.reliefWarnHours),
      ],
    },
    {
      heading: 'Lovfrister',
      statements: plan.legalClocks.map(({ name, hours: limit, text, source }) =>
        said(`${name}, ${limit} timer: ${text}`, source),
      ),
    },
  ];
}

/** Who made and approved the plan, when, and what is weak in it. */
export function aboutParts(plan: Plan): readonly PlanPart[] {
  const name = (id: string) => contactOf(plan, id)?.name ?? id;
  return [
    {
      heading: 'Oprettelse og revision',
      statements: [plan.preparedBy, plan.approved, plan.updated].map((text) => said(text, 'delplan')),
    },
    {
      heading: 'Hvem',
      statements: [
        said(`Planens ejer: ${name(plan.owner)}`, 'forslag'),
        ...(plan.escalation ? [said(`Orienteres opad: ${name(plan.escalation)}`, 'forslag')] : []),
        ...(plan.crisisChannel ? [said('Statuskortet står i planens kanal i Teams.', 'forslag')] : []),
      ],
    },
    {
      heading: 'Svage punkter i planen',
      mark: 'fundet ved kontrol af planen',
      statements: plan.warnings.map((text) => said(`⚠ ${text}`, 'delplan')),
    },
  ].filter(({ statements }) => statements.length > 0);
}

function said(text: string, source: Source): Statement {
  return { text, source };
}
