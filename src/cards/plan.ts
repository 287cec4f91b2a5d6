import type { Plan } from '../domain/plan.ts';
import { rowsOf } from './button.ts';
import { findSection, type PlanPart, type PlanSection, sectionsOf } from './plan-sections.ts';
import { render } from './render.ts';
import { sourceMark, sourceNote } from './source-mark.ts';

/**
 * The plan, a section at a time; every statement that is not the department's own says so. `section` is
 * a section's id or name, or a role; anything else shows the overview.
 */
export function planCard(plan: Plan, section: string): object {
  const sections = sectionsOf(plan);
  const shown = findSection(sections, section);
  const head = {
    context: undefined,
    kicker: shown.within ? 'KRISEPLAN · OPGAVER' : 'KRISEPLAN',
    title: shown.name,
    sub: `${plan.department}, ${plan.organisation}`,
  };
  return render('plan', head, {
    intro: shown.intro ?? '',
    parts: shown.parts.map(shownPart),
    navigation: 'Afsnit',
    sections: rowsOf(
      undefined,
      reachable(sections, shown).map(({ id, name }) => ({ title: name, verb: 'plan', data: { afsnit: id } })),
    ),
  });
}

/** A source that all of a part's statements share is said once. Only our own words may be headings: they read Markdown. */
function shownPart({ heading, isNamedByPlan, sub = '', mark, statements }: PlanPart) {
  const [first, ...others] = new Set(statements.map(({ source }) => source));
  const shared = statements.length > 1 && others.length === 0 && first ? sourceMark(first) : '';
  const once = mark ?? shared;
  return {
    title: isNamedByPlan ? '' : heading,
    heading: isNamedByPlan ? heading : '',
    sub: [sub, once].filter(Boolean).join(' · '),
    statements: statements.map(({ text, source }) => ({ text, mark: once ? '' : sourceNote(source) })),
  };
}

/** From a role's tasks the other roles', from elsewhere the sections. */
function reachable(sections: readonly PlanSection[], shown: PlanSection): readonly PlanSection[] {
  const isRole = shown.within !== undefined || shown.id === 'opgaver';
  return sections.filter((section) => {
    if (section === shown) return false;
    return section.within === undefined ? !isRole || section.id === 'oversigt' : isRole;
  });
}
