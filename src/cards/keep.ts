import type { Plan } from '../domain/plan.ts';
import { type Button, type CardContext, rowsOf } from './button.ts';
import { render } from './render.ts';

/** Text that was not stored, given back with a way to keep it: the log, or an alarm while no crisis runs. */
export function keepCard(title: string, text: string, plan: Plan, crisisId?: string): object {
  const context = crisisId ? contextOfId(crisisId) : undefined;
  const { name, phoneText } = plan.dutyPhone;
  const head = { context, kicker: 'IKKE GEMT', title, sub: crisisId ?? plan.department };
  return render('keep', head, {
    typed: text,
    save: rowsOf(context, crisisId ? [inLog] : withoutCrisis),
    hint: crisisId ? '' : `Haster det, så ring ${phoneText} (${name}).`,
  });
}

const inLog: Button = { title: 'Gem i log', verb: 'log', primary: true };
const withoutCrisis: readonly Button[] = [
  { title: 'Start krise', verb: 'start' },
  { title: 'Meld alarm', verb: 'alarm' },
];

/** Where only the crisis' id is known: it says whether it is an exercise. */
export function contextOfId(crisisId: string): CardContext {
  return { crisisId, exercise: crisisId.startsWith('Ø'), version: 0 };
}
