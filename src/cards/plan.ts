import type { Plan } from '../domain/plan.ts';
import { rowsOf } from './button.ts';
import { findSection, type PlanSection, sectionsOf } from './plan-sections.ts';
import { render } from './render.ts';
import { sourceNote } from './source-mark.ts';

/**
 * The plan, a section at a time; every statement that is not the department's own says so. `section` is
 * a section's id or name, or a role; anything else shows the overview.
 */
export function planCard(plan: Plan, section: string): object {
  const sections = sectionsOf(plan);
  const shown = findSection(sections, section);
  const head = {
    context: undefined,
    kicker: 'KRISEPLAN',
    title: shown.name,
    sub: `${plan.department}, ${plan.organisation}`,
  };
  return render('plan', head, {
    intro: shown.intro ?? '',
    parts: shown.parts.map(({ heading, sub, statements }) => ({
      heading,
      sub: sub ?? '',
      statements: statements.map(({ text, source }) => ({ text, mark: sourceNote(source) })),
    })),
    navigation: 'Afsnit',
    sections: rowsOf(
      undefined,
      reachable(sections, shown).map(({ id, name }) => ({ title: name, verb: 'plan', data: { afsnit: id } })),
    ),
  });
}

/** From a role's tasks the other roles', from elsewhere the sections. */
function reachable(sections: readonly PlanSection[], shown: PlanSection): readonly PlanSection[] {
  const isRole = shown.within !== undefined || shown.id === 'opgaver';
  return sections.filter((section) => {
    if (section === shown) return false;
    return section.within === undefined ? !isRole || section.id === 'oversigt' : isRole;
  });
}
