import { type Crisis, leaderOf } from '../domain/crisis.ts';
import { markOf } from '../domain/picture.ts';
import { theCrisis } from '../domain/wording.ts';
import type { Reading } from './record.ts';
import type { Sheet, Words } from './sheet.ts';
import { after, counted, dayAndTime } from './words.ts';

/** The front page: what it is, when, who led, how much there is, and what can be proved of it. */
export function putFront(sheet: Sheet, reading: Reading): void {
  const { crisis, last } = reading;
  sheet.space(40);
  sheet.paragraph(`${crisis.plan.department} · ${crisis.plan.organisation}`, 'grey');
  sheet.title(crisis.headline);
  if (crisis.exercise) sheet.banner('ØVELSE');
  else sheet.paragraph([{ text: 'Log over en krise', face: 'bold' }]);
  sheet.space(14);
  sheet.facts(facts(reading));
  if (isSensitive(reading)) {
    sheet.paragraph('Her står oplysninger, der ikke må offentliggøres. Loggen siger hvilke.', 'red');
  }
  sheet.heading(2, 'Hvad hashen beviser');
  sheet.paragraph(
    `Hver post i loggen er kædet sammen med den før. Nr. ${counted(last.number)} og hashen ${markOf(last)} hører til lige netop denne log: bliver en post ændret, fjernet eller lagt til, passer de ikke længere sammen. Skriv dem ned et andet sted, fx på sagen. Så kan enhver senere se, om loggen er den samme.`,
  );
  sheet.paragraph('Sidst i dokumentet står, hvordan man efterprøver det.');
}

function facts(reading: Reading): readonly (readonly [string, Words])[] {
  const { crisis, entries, last, madeAt, by } = reading;
  return [
    ['Nummer', crisis.id],
    ['Hvad', whatOf(crisis)],
    ['Startet', `${dayAndTime(crisis.startedAt)} af ${crisis.startedBy.name}`],
    ['Sluttet', endOf(crisis)],
    ['Driftsniveau', crisis.level === 1 ? '1 – afdelingen' : '2 – kommunen'],
    ['Kriseleder', leaderOf(crisis)?.name ?? 'Ingen'],
    ['Sagsnummer', crisis.caseNumber ?? 'Intet endnu'],
    ['Poster i loggen', `${counted(entries.length)}, til og med nr. ${counted(last.number)}`],
    ['Hash', [{ text: markOf(last), face: 'bold' }]],
    ['Hele hashen', [{ text: last.hash, tone: 'grey' }]],
    ['Udskrevet', `${dayAndTime(madeAt)} af ${by}`],
  ];
}

function isSensitive({ crisis, views }: Reading): boolean {
  return crisis.picture.statements.confidential !== undefined || views.some(({ sensitive }) => sensitive);
}

function whatOf({ exercise, contactOnly }: Crisis): string {
  if (contactOnly) return 'Kontaktøvelse: kan alle nås?';
  return exercise ? 'Øvelse, ikke en rigtig hændelse' : 'Rigtig hændelse';
}

const endings = { closed: '', falseAlarm: ' (falsk alarm)', interrupted: ' (afbrudt af en rigtig hændelse)' };

function endOf(crisis: Crisis): string {
  const { ended, startedAt } = crisis;
  if (!ended) return `${theCrisis(crisis)} er i gang`;
  return `${dayAndTime(ended.at)} efter ${after(startedAt, ended.at)}${endings[ended.how]}`;
}
