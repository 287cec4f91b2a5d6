import './strict.ts';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contactsCard } from '../../src/cards/contacts.ts';
import { planCard } from '../../src/cards/plan.ts';
import { sectionsOf } from '../../src/cards/plan-sections.ts';
import { contactOf, type Plan } from '../../src/domain/plan.ts';
import { defaultPlanPath } from '../../src/plan/project-root.ts';
import { parsePlan } from '../../src/plan/read-plan.ts';
import { shapeFaults } from './card-shape.ts';
import { actionsOf, isJson, linesOf, textOf } from './card-tree.ts';
import { cardsWithout } from './gallery.ts';
import { longPlan } from './long-plan.ts';
import { testPlan } from './test-plan.ts';

const plans: readonly (readonly [string, Plan])[] = [
  ['fictional', testPlan],
  ['long', longPlan],
  ['own', ownPlan()],
];

describe.each(plans)('the %s plan as cards', (_name, plan) => {
  const all = [...sectionsOf(plan).map(({ id }) => planCard(plan, id)), contactsCard(plan, undefined)];

  it('holds every statement of the plan', () => {
    const shown = all.map(textOf).join('\n').replace(/\s+/g, ' ');
    expect(statementsOf(plan).filter((text) => !shown.includes(text.replace(/\s+/g, ' ').trim()))).toEqual(
      [],
    );
  });

  it('reaches every section by buttons from the overview', () => {
    const seen = new Set<string>();
    const open = ['oversigt'];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      for (const { data } of actionsOf(planCard(plan, id))) {
        if (isJson(data) && typeof data.afsnit === 'string') open.push(data.afsnit);
      }
    }
    expect([...seen].sort()).toEqual(
      sectionsOf(plan)
        .map(({ id }) => id)
        .sort(),
    );
  });

  it('says of each statement that is not the department’s own where it comes from', () => {
    for (const role of plan.roles) {
      const lines = linesOf(planCard(plan, role.id)).join('\n');
      const foreign = role.tasks.filter(({ source }) => source !== 'delplan');
      if (foreign.length > 0) expect(lines).toContain('ikke fra delplanen');
      for (const { text, source } of role.tasks) {
        if (source === 'delplan') expect(lines).not.toContain(`${text} (`);
      }
    }
  });

  it('fits on cards that Teams takes', () => {
    for (const { name, card } of cardsWithout('plan', plan)) {
      expect(shapeFaults(card), name).toEqual([]);
      expect(Buffer.byteLength(JSON.stringify(card)), name).toBeLessThan(25_000);
    }
  });
});

describe('a section of the plan', () => {
  it.each([
    ['MØDESTEDER', 'Mødesteder'],
    ['møder', 'Dagsordener'],
    ['frister', 'Tider og frister'],
    ['sekretær', 'Situationsbillede, log og dokumentation'],
    ['alarm', 'Alarmering'],
    ['', 'Oversigt'],
    ['noget helt andet', 'Oversigt'],
  ])('is found by what a person types: %s', (typed, title) => {
    expect(linesOf(planCard(testPlan, typed))[1]).toBe(title);
  });

  it('marks single statements where only some are the department’s own', () => {
    const lines = linesOf(planCard(testPlan, 'mødesteder'));
    expect(lines).toContain('Telefon/Teams (almindelig krisestyring, ikke fra delplanen)');
    expect(lines).toContain('1. Mødelokale 3, Rådhuspladsen 1');
  });

  it('says a source once where all of a part shares it', () => {
    const lines = linesOf(planCard(testPlan, 'tider'));
    const heading = lines.indexOf('Kriselederens rækkefølge');
    expect(lines.slice(heading, heading + 3)).toEqual([
      'Kriselederens rækkefølge',
      'forslag, ikke fra delplanen',
      '1. Anna Holm',
    ]);
  });
});

/** Everything a reader of the plan should be able to find: all texts, names and numbers. */
function statementsOf(plan: Plan): readonly string[] {
  const texts = (list: readonly { readonly text: string }[]) => list.map(({ text }) => text);
  return [
    plan.department,
    plan.organisation,
    ...texts(plan.criticalServices),
    ...texts(plan.responsibilities),
    ...plan.responsibilities.map(({ who }) => who),
    ...plan.roles.flatMap((role) => [
      role.name,
      role.description.text,
      ...role.aliases,
      ...texts(role.tasks),
    ]),
    ...plan.roles.flatMap((role) => role.deputies.map((id) => contactOf(plan, id)?.name ?? id)),
    ...plan.groups.map(({ name }) => name),
    ...plan.contacts.flatMap(({ name, title, phoneText }) => [name, title, phoneText ?? '']),
    plan.dutyPhone.name,
    plan.dutyPhone.phoneText,
    ...plan.meetingPlaces.map(({ name }) => name),
    plan.meetingPlaceSettled.text,
    plan.address,
    plan.callOut.text,
    plan.callOutFallback.text,
    plan.topStaffSupport.text,
    ...texts(plan.alarmSources),
    ...plan.agendas.flatMap(({ name, items }) => [name, ...texts(items)]),
    ...Object.values(plan.timings).map(String),
    ...plan.legalClocks.flatMap(({ name, text, hours }) => [name, text, String(hours)]),
    plan.preparedBy,
    plan.approved,
    plan.updated,
    ...plan.warnings,
  ];
}

function ownPlan(): Plan {
  const file = defaultPlanPath();
  const reading = parsePlan(readFileSync(file, 'utf8'), file);
  if (!reading.ok) throw new Error('the plan has faults');
  return reading.plan;
}
