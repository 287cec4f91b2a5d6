import { fileLinksCard } from '../../src/cards/file-links.ts';
import { recordCard } from '../../src/cards/record.ts';
import { exportFormats } from '../../src/domain/export-format.ts';
import { type Ledger, newest } from '../../src/domain/ledger.ts';
import type { Shown } from './gallery.ts';
import { play } from './play.ts';
import { scenes } from './scenes.ts';
import { testPlan } from './test-plan.ts';

/** Taken out as files after the end, and given its case number. */
const takenOut = play(testPlan, {}, [
  [9, 'anna', { kind: 'note', type: 'melding', text: 'Mail, fildrev og telefoni er nede.' }],
  [170, 'anna', { kind: 'end', remark: 'Alt kører igen' }],
  [175, 'anna', { kind: 'noteExport', formats: ['pdf', 'csv'], upTo: 3 }],
  [176, 'anna', { kind: 'setCaseNumber', caseNumber: '24/1234' }],
]);

/** The longest that is said above it when one of its buttons was tapped. */
const saidAgain =
  'Sig ja på kortene i din chat med Krisebot, så ligger filerne i dit OneDrive. Nr. 1 til 42 er med. Gemt som nr. 43. Der er skrevet mere siden. Tryk igen for at få det med.';

/** The record with its files, and links to them, at every moment of a crisis. */
export function fileCards(): readonly Shown[] {
  return Object.entries({ ...scenes, takenOut }).flatMap(([scene, ledger]) => [
    { name: `record-${scene}`, card: recordCard(ledger), ledger },
    { name: `record-again-${scene}`, card: recordCard(ledger, saidAgain), ledger },
    { name: `file-links-${scene}`, card: fileLinksCard(ledger, linksShown(ledger, 1)), ledger },
    {
      name: `file-links-all-${scene}`,
      card: fileLinksCard(ledger, {
        ...linksShown(ledger, 3),
        note: 'Filen kunne ikke lægges i dit OneDrive.',
      }),
      ledger,
    },
  ]);
}

/** Links as long as they get. */
function linksShown(ledger: Ledger, count: number) {
  const file = 'krise-K-2026-07-nr-0042-20261125T0214Z.pdf';
  const url = `https://krisebot.eksempel.dk/filer/${'aB3_-'.repeat(40)}/${file}`;
  const links = exportFormats.slice(0, count).map((format) => ({ format, url }));
  return { links, until: ledger.crisis.lastAt, upTo: newest(ledger).number };
}
