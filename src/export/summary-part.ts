import type { PersonState } from '../domain/crisis.ts';
import { type EntryView, isNote, withoutReason } from '../domain/log-view.ts';
import { roleLines, toCall } from '../domain/overview.ts';
import { crisisOrganisation } from '../domain/plan.ts';
import type { Reading } from './record.ts';
import type { Column, Row, Sheet, Words } from './sheet.ts';
import { after, counted, dayAndTime, sentence, timeOn } from './words.ts';

/** The course in a few lines and numbers, then what was decided and what was left undone, with the reasons. */
export async function putSummary(sheet: Sheet, reading: Reading): Promise<void> {
  sheet.heading(1, 'Kort fortalt');
  sheet.paragraph(story(reading));
  sheet.facts(reading.crisis.contactOnly ? contactFigures(reading) : figures(reading));
  if (reading.crisis.contactOnly) return;
  await putChoices(sheet, reading, 'beslutning', 'Beslutninger', 'Der er ingen beslutninger i loggen.');
  await putChoices(sheet, reading, 'fravalg', 'Fravalg', 'Der er ingen fravalg i loggen.');
}

function story({ crisis, history }: Reading): string {
  const { headline, startedAt, startedBy, beganAt, ended, plan, sourceId } = crisis;
  const source = plan.alarmSources.find(({ id }) => id === sourceId);
  const lines = [
    `»${headline}« blev startet ${dayAndTime(startedAt)} af ${startedBy.name}.`,
    source ? `Det blev meldt af: ${source.short}.` : '',
    beganAt ? `Det begyndte ${dayAndTime(beganAt)}.` : '',
    history.placeAt ? `Mødestedet blev ${crisis.place.current.name}.` : '',
    ended
      ? `Arbejdet sluttede ${dayAndTime(ended.at)} efter ${after(startedAt, ended.at)}.`
      : 'Arbejdet er ikke slut.',
  ];
  return lines.filter(Boolean).map(sentence).join(' ');
}

type Facts = readonly (readonly [string, Words])[];

function figures(reading: Reading): Facts {
  const { crisis, views, history } = reading;
  const { startedAt } = crisis;
  const since = (at: string | undefined, none: string) => (at ? `${after(startedAt, at)} efter start` : none);
  const late = views.filter((view) => view.late).length;
  const corrected = views.filter(({ amends }) => amends).length;
  const of = (type: string) => views.filter((view) => isNote(view) && view.type === type).length;
  const unexplained = withoutReason(views).length;
  const filled = roleLines(crisis).filter(({ standing }) => standing === 'filled').length;
  const [firstPicture] = crisis.picture.versions;
  return [
    ...contactFigures(reading),
    [
      'Alle roller besat',
      since(history.allRolesAt, `Nej, ${filled} af ${crisis.plan.roles.length} til sidst`),
    ],
    ['Mødested besluttet', since(history.placeAt, 'Nej')],
    ['Første situationsbillede', since(firstPicture?.at, 'Ikke sendt')],
    [
      'Poster',
      `${counted(views.length)}, heraf ${late} skrevet sent og ${corrected} rettelser og tilføjelser`,
    ],
    [
      'Beslutninger og fravalg',
      `${of('beslutning')} og ${of('fravalg')}, heraf ${unexplained} uden begrundelse`,
    ],
  ];
}

function contactFigures({ crisis }: Reading): Facts {
  const all = crisisOrganisation(crisis.plan).length;
  const first = firstReceipt(Object.values(crisis.people), crisis.startedBy.id);
  return [
    [
      'Første kvittering',
      first?.receiptAt ? `${after(crisis.startedAt, first.receiptAt)} efter start (${first.name})` : 'Ingen',
    ],
    ['Har svaret', `${all - toCall(crisis).length} af ${all} i kriseorganisationen`],
  ];
}

/** Whoever started it has the phone in hand already. */
function firstReceipt(people: readonly PersonState[], starter: string): PersonState | undefined {
  return people
    .filter(({ id, receiptAt }) => receiptAt && id !== starter)
    .toSorted((one, other) => (one.receiptAt ?? '').localeCompare(other.receiptAt ?? ''))[0];
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
