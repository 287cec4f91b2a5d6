import { recordCard } from '../cards/record.ts';
import { formatsIn } from '../domain/export-format.ts';
import { type Answer, type Ask, type CommandSpec, type Exported, ledgerOf } from './command.ts';

/** The record as files. The export is an entry of its own, stored before a file is handed over. */
export const exportRecord: CommandSpec = {
  word: 'eksport',
  aliases: [
    'eksporter',
    'eksporter log',
    'eksporter loggen',
    'export',
    'download',
    'hent log',
    'hent loggen',
    'pdf',
  ],
  phrases: {
    'hent pdf': 'pdf',
    'hent csv': 'csv',
    csv: '',
    excel: '',
    'hent excel': 'csv',
    'hent json': 'json',
    'hent alle': 'alle',
  },
  group: 'Log',
  does: 'giver dig loggen som fil: PDF, CSV til Excel eller JSON med kæde',
  example: 'eksport pdf',
  right: 'noteExport',
  needs: 'record',
  reads: true,
  async answer(ask) {
    const typed = ask.tapped ? (ask.tapped.format ?? '') : ask.args;
    const formats = formatsIn(typed);
    if (!formats || formats.length === 0) return shown(ask, formats ? '' : typed);
    return handed(await ask.act.exportRecord(formats), ask, formats.length > 1);
  },
};

function shown(ask: Ask, leftover: string): Answer {
  return {
    card: recordCard(ledgerOf(ask)),
    summary,
    ...(leftover && !ask.tapped ? { leftover } : {}),
  };
}

const summary = 'Loggen som fil';

/**
 * A tap is answered by its card as it is now: pressed once more, that is another export. The same tap delivered
 * again is not, whatever has been written since.
 */
function handed(exported: Exported, { personal, tapped }: Ask, several: boolean): Answer {
  if (!exported.done) return { text: exported.text };
  const { card, number, upTo, ledger, way, isOld } = exported;
  if (card) return { card, summary, about: ledger };
  const said = words(way, personal, several);
  const more = tapped ? 'Tryk igen' : 'Skriv »eksport« igen';
  const later = isOld ? ` Der er skrevet mere siden. ${more} for at få det med.` : '';
  const text = `${said} Nr. 1 til ${upTo} er med. Gemt som nr. ${number}.${later}`;
  if (!tapped) return { text, about: ledger };
  return { card: recordCard(ledger, text), summary, shows: 'inPlaceForTapper', about: ledger };
}

/** How it comes, and what the asker does now. */
function words(way: Extract<Exported, { done: true }>['way'], personal: boolean, several: boolean): string {
  const [file, comes] = several ? ['filerne', 'kommer de'] : ['filen', 'kommer den'];
  const card = several ? 'kortene' : 'kortet';
  const where = personal ? 'her i chatten' : 'i din chat med Krisebot';
  const texts: Readonly<Record<typeof way, string>> = {
    offered: `Sig ja på ${card} ${where}, så ligger ${file} i dit OneDrive.`,
    linked: `Linket til ${file} er ${where}.`,
    unsure: `Teams svarede ikke. Ser du ikke ${card} ${where}, så skriv »eksport« igen.`,
    unsent: `Jeg kan ikke skrive til dig i 1:1, og ${file} er kun til dig. Åbn chatten med Krisebot, og skriv »eksport« der.`,
    noAddress: `Teams tog ikke imod ${file}. Få fat i den, der driver Krisebot: PUBLIC_URL mangler, så ${comes} som link.`,
    busy: `Der bliver lavet filer til andre lige nu. Skriv »eksport« igen om et minut.`,
  };
  return texts[way];
}
