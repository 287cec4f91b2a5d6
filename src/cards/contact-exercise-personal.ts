import { contactsAsked } from '../domain/contact-exercise.ts';
import type { Crisis, PersonState } from '../domain/crisis.ts';
import { klOnDay, took } from '../domain/danish-time.ts';
import type { PersonId } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import { theCrisis } from '../domain/wording.ts';
import { type Button, contextOf, rowsOf } from './button.ts';
import { ways } from './contact-exercise-words.ts';
import { startedLine } from './headings.ts';
import { render } from './render.ts';
import { oneLine } from './text.ts';

/** A contact exercise's one question to one person: have you seen this? After the answer, that it came. */
export function contactExercisePersonalCard(ledger: Ledger, personId: PersonId): object {
  const { crisis } = ledger;
  const context = contextOf(ledger);
  const isOpen = isAsked(crisis, personId) && !crisis.ended;
  const head = {
    context,
    kicker: 'KONTAKTØVELSE',
    title: 'Kan vi få fat i dig?',
    sub: `${startedLine(crisis)} af ${oneLine(crisis.startedBy.name, 60)}`,
  };
  return render('contact-exercise-personal', head, {
    answer: answerText(crisis, crisis.people[personId], personId),
    asked: isOpen ? 'Tryk på knappen, så vi ved, at du kan nås.' : '',
    rows: rowsOf(context, buttons(crisis, personId)),
    note: isOpen ? 'Der er ikke sket noget. Du skal ikke gøre andet.' : endNote(crisis, personId),
  });
}

function isAsked(crisis: Crisis, personId: PersonId): boolean {
  return contactsAsked(crisis).some(({ id }) => id === personId) && !crisis.people[personId]?.receiptAt;
}

/** The one who answers has one button; the one who started it follows how it goes. */
function buttons(crisis: Crisis, personId: PersonId): readonly Button[] {
  if (crisis.startedBy.id === personId) return [{ title: 'Status', verb: 'status' }];
  if (crisis.ended || !isAsked(crisis, personId)) return [];
  return [{ title: 'Set, jeg er på', verb: 'set', primary: true }];
}

function answerText(crisis: Crisis, person: PersonState | undefined, personId: PersonId): string {
  if (crisis.startedBy.id === personId) return 'Du har startet kontaktøvelsen.';
  if (!person?.receiptAt) return '';
  const { receiptAt, receiptBy = 'teams' } = person;
  const way = receiptBy === 'teams' ? '' : `${ways[receiptBy]} `;
  const after = took(Date.parse(receiptAt) - Date.parse(crisis.startedAt));
  return `✔ Tak. Svaret ${way}${klOnDay(receiptAt, crisis.startedAt)}, efter ${after}.`;
}

function endNote(crisis: Crisis, personId: PersonId): string {
  const { ended, startedAt } = crisis;
  if (!ended) return 'Du skal ikke gøre mere.';
  if (ended.how === 'interrupted') return 'Øvelsen er afbrudt af en rigtig hændelse. Se den nye besked.';
  const over = `${theCrisis(crisis)} sluttede ${klOnDay(ended.at, startedAt)}.`;
  return isAsked(crisis, personId)
    ? `${over} Der kom ikke noget svar fra dig. Skriv »prøve« for at se, om beskeder kommer frem til dig.`
    : `${over} Du skal ikke gøre mere.`;
}
