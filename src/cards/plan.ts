import type { Plan } from '../domain/plan.ts';
import { rowsOf } from './button.ts';
import { findSection, type PlanPart, type PlanSection, sectionsOf } from './plan-sections.ts';
import { render } from './render.ts';
import { sourceMark, sourceNote } from './source-mark.ts';
import { oneLine } from './text.ts';

/** A task in the log that is not done. */
export interface OpenTask {
  /** "Nr. 18". */
  readonly number: string;
  readonly text: string;
  readonly owner?: string;
}

/**
 * The plan, a section at a time; every statement that is not the department's own says so. `section` is
 * a section's id or name, or a role; anything else shows the overview. Where it shows tasks, those of the log
 * that are not done stand first.
 */
export function planCard(plan: Plan, section: string, open: readonly OpenTask[] = []): object {
  const sections = sectionsOf(plan);
  const shown = findSection(sections, section);
  const head = {
    context: undefined,
    kicker: shown.within ? 'KRISEPLAN · OPGAVER' : 'KRISEPLAN',
    title: shown.name,
    sub: `${plan.department}, ${plan.organisation}`,
    buttons: [{ title: 'Papirpakke', verb: 'papirpakke' }],
  };
  const showsTasks = shown.within !== undefined || shown.id === 'opgaver';
  return render('plan', head, {
    logged: showsTasks && open.length > 0 ? [logged(open)] : [],
    intro: shown.intro ?? '',
    parts: shown.parts.map(shownPart),
    navigation: 'Afsnit',
    sections: rowsOf(
      undefined,
      reachable(sections, shown).map(({ id, name }) => ({ title: name, verb: 'plan', data: { afsnit: id } })),
    ),
  });
}

const mostLogged = 10;

function logged(open: readonly OpenTask[]) {
  const more = open.length - mostLogged;
  return {
    heading: 'Opgaver i loggen',
    tasks: open.slice(0, mostLogged).map(({ number, text, owner }) => ({
      text: `${number}: ${oneLine(text, 120)}${owner ? ` (${oneLine(owner, 60)})` : ''}`,
    })),
    hint: `${more > 0 ? `og ${more} til. ` : ''}Skriv »klaret« og nummeret, når en er klaret.`,
  };
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
