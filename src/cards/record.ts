import { klOnDay } from '../domain/danish-time.ts';
import { formatName } from '../domain/export-format.ts';
import { type Ledger, newestInLog } from '../domain/ledger.ts';
import { markOf } from '../domain/picture.ts';
import { listed, theCrisis } from '../domain/wording.ts';
import { contextOf, rowsOf } from './button.ts';
import { startedLine } from './headings.ts';
import { render } from './render.ts';
import { oneLine } from './text.ts';

/** The record and the files it can be had as, one tap each. `said`: what came of the tap that it answers. */
export function recordCard(ledger: Ledger, said = ''): object {
  const { crisis } = ledger;
  const last = newestInLog(ledger);
  const context = contextOf(ledger);
  const head = {
    context,
    kicker: 'LOGGEN SOM FIL',
    title: crisis.headline,
    sub: startedLine(crisis),
    foot: 'Skriv nummer og tegn ned et andet sted: med dem kan I vise, at intet er ændret eller fjernet.',
    buttons: [
      { title: 'Kontroller loggen', verb: 'kontroller' },
      { title: 'Vis log', verb: 'vis log' },
    ],
  };
  const of = (title: string, format: string) => ({ title, verb: 'eksport', data: { format } });
  const pdf = { ...of('PDF', 'pdf'), primary: true };
  return render('record', head, {
    said,
    verdict: verdict(ledger),
    facts: [
      { label: 'Poster', value: String(last?.number ?? 0) },
      ...(last ? [{ label: 'Seneste', value: `nr. ${last.number} · ${markOf(last)}` }] : []),
      ...(crisis.caseNumber ? [{ label: 'Sag i ESDH', value: crisis.caseNumber }] : []),
    ],
    before: lastExport(ledger),
    kinds: [
      { name: 'PDF', use: 'til at læse og journalisere' },
      { name: 'CSV', use: 'åbner i Excel' },
      { name: 'JSON', use: 'med kæden, så andre kan efterprøve loggen' },
    ],
    rows: rowsOf(context, [
      pdf,
      of('CSV (Excel)', 'csv'),
      of('JSON (med kæde)', 'jsonl'),
      of('Alle', 'alle'),
    ]),
  });
}

function verdict({ crisis }: Ledger): string {
  if (!crisis.ended) return '';
  const over = `✔ ${theCrisis(crisis)} er slut.`;
  return crisis.caseNumber ? over : `${over} Læg loggen på sagen i ESDH, og skriv »sagsnummer« og nummeret.`;
}

/** "Senest hentet kl. 03.12 af Anna Holm: PDF og CSV, nr. 1 til 42." */
function lastExport({ crisis, entries }: Ledger): string {
  const last = entries.findLast(({ event }) => event.kind === 'exported');
  if (last?.event.kind !== 'exported') return '';
  const { formats, upTo } = last.event;
  const when = klOnDay(last.at, crisis.startedAt);
  return `Senest hentet ${when} af ${oneLine(last.by.name, 60)}: ${listed(formats.map(formatName))}, nr. 1 til ${upTo}.`;
}
