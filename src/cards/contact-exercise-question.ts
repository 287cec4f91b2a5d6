import { contactExerciseHours, contactsAsked } from '../domain/contact-exercise.ts';
import type { Actor } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { Plan } from '../domain/plan.ts';
import { contextOf, rowsOf } from './button.ts';
import { startedLine } from './headings.ts';
import { render } from './render.ts';

const kicker = 'KONTAKTØVELSE';
const verb = 'kontaktøvelse';

/** Asked once before everyone's phone buzzes: how many it will disturb, and with what. */
export function contactExerciseQuestionCard(plan: Plan, asker: Actor): object {
  const count = contactsAsked({ plan, startedBy: asker }).length;
  const head = { context: undefined, kicker, title: `${people(count)} får en besked på telefonen` };
  return render('contact-exercise-question', head, {
    text: 'De bliver kun bedt om at svare, at de har set den. Du kan følge, hvem der svarer, hvor hurtigt og hvordan.',
    hint: `Den slutter, når du skriver »slut«, ellers af sig selv efter ${contactExerciseHours} timer.`,
    choices: rowsOf(undefined, [
      { title: 'Start kontaktøvelse', verb, data: { valg: 'start' }, primary: true },
      { title: 'Nej, ikke nu', verb, data: { valg: 'nej' } },
    ]),
  });
}

/** What became of the question, where it stood. */
export function contactExerciseStartedCard(ledger: Ledger): object {
  const { crisis } = ledger;
  const context = contextOf(ledger);
  const head = { context, kicker, title: '✔ Kontaktøvelsen er startet', sub: startedLine(crisis) };
  return render('contact-exercise-question', head, {
    text: `${people(contactsAsked(crisis).length)} får en besked nu. Kortet med status viser, hvem der svarer.`,
    hint: 'Ring til dem, der ikke svarer, og skriv »slut«, når I er færdige.',
    choices: rowsOf(context, [{ title: 'Status', verb: 'status' }]),
  });
}

/** The asker said no: nobody is disturbed. */
export const contactExerciseDeclinedCard = render(
  'contact-exercise-question',
  { context: undefined, kicker, title: 'Kontaktøvelsen er ikke startet' },
  { text: 'Ingen har fået besked.', hint: '', choices: [] },
);

function people(count: number): string {
  return count === 1 ? '1 person' : `${count} personer`;
}
