import type { Plan } from '../domain/plan.ts';
import { shownId } from '../domain/provisional.ts';
import { type Button, type CardContext, rowsOf } from './button.ts';
import { typedPart } from './fitting.ts';
import { render } from './render.ts';

/** Text that was not stored, given back with a way to keep it: the log, or an alarm while no crisis runs. */
export function keepCard(
  title: string,
  text: string,
  plan: Plan,
  crisisId?: string,
  suggestion?: Button,
): object {
  const context = crisisId ? contextOfId(crisisId) : undefined;
  const { name, phoneText } = plan.dutyPhone;
  const { typed, isCut } = typedPart(text);
  const head = {
    context,
    kicker: 'DIN TEKST ER IKKE GEMT',
    title,
    sub: crisisId ? shownId(crisisId) : plan.department,
  };
  return render('keep', head, {
    typed,
    save: rowsOf(context, [
      ...(suggestion ? [{ ...suggestion, primary: true }] : []),
      ...keeping(crisisId)
        .filter(({ verb }) => verb !== suggestion?.verb)
        .map((button) => ({ ...button, primary: button.primary && !suggestion })),
    ]),
    hint: [isCut ? onlyBeginning : '', crisisId ? '' : `Haster det, så ring ${phoneText} (${name}).`]
      .filter(Boolean)
      .join(' '),
  });
}

/** Said where a text is too long to be given back whole: it still stands in the person's own message. */
export const onlyBeginning = 'Kun begyndelsen er med her. Hele teksten står i din egen besked: del den i to.';

function keeping(crisisId: string | undefined): readonly Button[] {
  if (crisisId) return [{ title: 'Gem i log', verb: 'log', primary: true }];
  return [
    { title: 'Meld alarm', verb: 'alarm' },
    { title: 'Start krise', verb: 'start' },
  ];
}

/** Where only the crisis' id is known: it says whether it is an exercise. */
export function contextOfId(crisisId: string): CardContext {
  return { crisisId, exercise: crisisId.startsWith('Ø'), version: 0 };
}
