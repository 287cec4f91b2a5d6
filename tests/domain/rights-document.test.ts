import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { may, type Phase, type Right, rights } from '../../src/domain/rights.ts';
import { type Part, parts, phases, presentIn } from './rights-cast.ts';

const document = readFileSync(new URL('../../docs/rettigheder.md', import.meta.url), 'utf8');

/** What each row of the document's table is about. The local trial's own command stands in no document. */
const rows: Readonly<Record<string, readonly Right[]>> = {
  'Starte en krise eller en øvelse': ['start'],
  'Starte en kontaktøvelse': ['startContactExercise'],
  'Melde en alarm og læse hjælpen': ['raiseAlarm', 'readHelp'],
  'Vælge krisekanal og koble personer': ['chooseChannel', 'linkPerson'],
  'Sige »set«, »på vej«, »fremme« og »forhindret«': ['acknowledge', 'attend'],
  'Skrive, hvem der meldte det, og hvornår': ['nameSource', 'nameTime'],
  'Sætte niveauet, vælge mødested og fordele roller': [
    'setLevel',
    'confirmPlace',
    'rejectPlace',
    'assignRole',
  ],
  'Tage en rolle eller sige nej': ['takeRole', 'declineRole'],
  'Overlevere sin rolle': ['offerHandover', 'withdrawHandover'],
  'Skrive i loggen, rette i den og notere opkald': ['note', 'correct', 'phone'],
  'Skrive situationsbilledet, bede om godkendelse og sende det': [
    'updatePicture',
    'askApproval',
    'publishPicture',
  ],
  'Godkende situationsbilledet': ['approvePicture'],
  'Sende sms til alle': ['askSms'],
  'Afblæse en falsk alarm': ['callOff'],
  Slutte: ['end'],
  'Hente loggen som filer og notere sagsnummer': ['noteExport', 'setCaseNumber'],
  'Genåbne en krise, der er slut': ['reopen'],
  'Svare på evalueringen': ['evaluate'],
  'Påminde, og notere, hvem der ikke kunne nås': ['remind', 'reportSms', 'reportUnreachable'],
  'Afbryde en øvelse, når der er krise': ['interrupt'],
  'Spørge den næste, åbne en rolle for alle og minde om situationsbilledet': [
    'offerRole',
    'openRoles',
    'remindPicture',
  ],
  'Notere, at en tekst er slettet': ['eraseText'],
  'Se situationsbilledet': ['readPicture'],
  'Se loggen': ['readLog'],
  'Se roller, mødested og niveau': ['readRoles', 'readPlace', 'readLevel'],
  'Se, hvem der skal ringes til, og hvad der mangler før slut': ['readCalls', 'readEnding'],
  'Se tidligere kriser': ['readHistory'],
  'Se svarene på evalueringen': ['readEvaluation'],
  'Se plan, kontakter og »parat«': ['readPlan', 'readContacts', 'readReadiness'],
  'Se sit eget': ['readOwn'],
  'Tage en rettelse til planen af listen': ['settleCorrection'],
};

/** Whom the document's words stand for. */
const groups: Readonly<Record<string, string>> = {
  '–': '',
  'alle ansatte': 'LHBOEKA',
  kriseorganisationen: 'LO',
  'krisens folk': 'LHO',
  'planens folk': 'LOEK',
  kriselederen: 'L',
  ejeren: 'E',
  'den med rollen': 'LH',
  'den spurgte': 'B',
  'den, der startede': 'O',
  Krisebot: 'S',
};

const table = document
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| Hvad'))
  .map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  );

describe('the document on rights', () => {
  it('tells of every right once', () => {
    expect(table.map(([label]) => label)).toEqual(Object.keys(rows));
    expect([...Object.values(rows).flat(), 'actAs'].toSorted()).toEqual(rights.toSorted());
  });

  it.each(table.map(([label = '', ...cells]) => [label, cells] as const))(
    'is true of »%s«',
    (label, cells) => {
      expect(cells).toHaveLength(phases.length);
      for (const right of rows[label] ?? []) {
        const inCode = phases.map((phase) => lettersOf(right, phase));
        expect(
          cells.map((cell, index) => lettersIn(cell, phases[index])),
          right,
        ).toEqual(inCode);
      }
    },
  );
});

function lettersOf(right: Right, phase: Phase): string {
  return inOrder(phase, (part) => may(right, phase, parts[part].standings));
}

function lettersIn(cell: string, phase: Phase = 'idle'): string {
  const named = cell.split(/, (?!der)| og /).map((words) => {
    const letters = groups[words];
    if (letters === undefined) throw new Error(`who is »${words}«?`);
    return letters;
  });
  return inOrder(phase, (part) => named.some((letters) => letters.includes(part)));
}

function inOrder(phase: Phase, has: (part: Part) => boolean): string {
  return presentIn(phase).filter(has).join('');
}
