import type { CourseFigures } from '../domain/course-figures.ts';
import { type EntryView, isNote } from '../domain/log-view.ts';
import { contactOf, type Plan } from '../domain/plan.ts';
import type { Reading } from './record.ts';
import type { Column, Row, Sheet, Words } from './sheet.ts';
import { counted, dayAndTime, lasting, sentence, timeOn } from './words.ts';

/** The course in a few lines and numbers, then what was decided and what was left undone, with the reasons. */
export async function putSummary(sheet: Sheet, reading: Reading): Promise<void> {
  sheet.heading(1, 'Kort fortalt');
  sheet.paragraph(story(reading));
  const { crisis, figures } = reading;
  sheet.facts(crisis.contactOnly ? contactFacts(figures, crisis.plan) : facts(reading));
  if (crisis.contactOnly) return;
  await putChoices(sheet, reading, 'beslutning', 'Beslutninger', 'Der er ingen beslutninger i loggen.');
  await putChoices(sheet, reading, 'fravalg', 'Fravalg', 'Der er ingen fravalg i loggen.');
}

function story({ crisis, figures }: Reading): string {
  const { headline, startedAt, startedBy, beganAt, ended, plan, sourceId } = crisis;
  const source = plan.alarmSources.find(({ id }) => id === sourceId);
  const paused =
    figures.closedMs > 0 ? `, heraf ${lasting(figures.closedMs)} lukket, før den blev genåbnet` : '';
  const lines = [
    `»${headline}« blev startet ${dayAndTime(startedAt)} af ${startedBy.name}.`,
    source ? `Det blev meldt af: ${source.short}.` : '',
    beganAt ? `Det begyndte ${dayAndTime(beganAt)}.` : '',
    crisis.place.decided ? `Mødestedet blev ${crisis.place.current.name}.` : '',
    ended
      ? `Arbejdet sluttede ${dayAndTime(ended.at)} efter ${lasting(figures.lastedMs)}${paused}.`
      : 'Arbejdet er ikke slut.',
  ];
  return lines.filter(Boolean).map(sentence).join(' ');
}

type Facts = readonly (readonly [string, Words])[];

/** The numbers that the closing card shows too. */
function facts({ figures, crisis }: Reading): Facts {
  const { roles, rolesFilled, late, corrections, decisions, omissions, withoutReason } = figures;
  const since = (ms: number | undefined, none: string) =>
    ms === undefined ? none : `${lasting(ms)} efter start`;
  return [
    ...contactFacts(figures, crisis.plan),
    ['Kriseleder på plads', since(figures.leaderAfterMs, 'Nej')],
    ['Alle roller besat', since(figures.rolesAfterMs, `Nej, ${rolesFilled} af ${roles} til sidst`)],
    ['Mødested besluttet', since(figures.placeAfterMs, 'Nej')],
    ['Første situationsbillede', since(figures.firstPictureAfterMs, 'Ikke sendt')],
    ['Poster', `${counted(figures.entries)}, heraf ${late} skrevet sent`],
    ['Rettelser', counted(corrections)],
    ['Beslutninger', counted(decisions)],
    ['Fravalg', counted(omissions)],
    ['Uden begrundelse', withoutReason.length > 0 ? `nr. ${withoutReason.join(', ')}` : 'Ingen'],
  ];
}

/** Whoever started it was not asked. */
function contactFacts({ receipts }: CourseFigures, plan: Plan): Facts {
  const [first] = receipts.answers;
  const name = first && contactOf(plan, first.contact.id)?.name;
  const silent = receipts.silent.map((contact) => contact.name).join(', ');
  return [
    ['Første kvittering', first ? `${lasting(first.afterMs)} efter start (${name})` : 'Ingen'],
    ['Har svaret', `${receipts.answers.length} af ${receipts.asked}, der blev spurgt`],
    ['Har ikke svaret', silent || 'Ingen'],
  ];
}

const columns: readonly Column[] = [
  { title: 'Nr.', width: 40 },
  { title: 'Hvornår', width: 80 },
  { title: 'Hvad', width: 0.55 },
  { title: 'Begrundelse', width: 0.45 },
];

async function putChoices(
  sheet: Sheet,
  reading: Reading,
  type: string,
  heading: string,
  none: string,
): Promise<void> {
  const chosen = reading.views.filter((view) => isNote(view) && view.type === type);
  sheet.heading(2, heading);
  if (chosen.length === 0) sheet.paragraph(none);
  else
    await sheet.table(
      columns,
      chosen.map((view) => choiceRow(view, reading)),
    );
}

function choiceRow({ entry, happenedAt, text, reason }: EntryView, { crisis }: Reading): Row {
  const why: Words = reason ?? [{ text: 'Ingen begrundelse', tone: 'grey' }];
  return { cells: [String(entry.number), timeOn(happenedAt, crisis.startedAt), text, why] };
}
