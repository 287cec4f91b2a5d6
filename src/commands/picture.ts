import { pictureCard } from '../cards/picture.ts';
import { versionCard } from '../cards/picture-version.ts';
import { type Answer, type Ask, type CommandSpec, ledgerOf } from './command.ts';
import { numberIn } from './typed-text.ts';

/** The situation picture: as it stands now, or an older version whole. During the crisis and after it. */
export const picture: CommandSpec = {
  word: 'status',
  aliases: [
    'situation',
    'situationen',
    'situationen nu',
    'situationsbillede',
    'billede',
    'billedet',
    'situationsbilledet',
  ],
  sentence: (text) => /^s ?\d{1,3}$/i.exec(text)?.[0],
  whole: ['hvad sker der', 'hvad er status', 'hvordan går det'],
  group: 'Situationsbillede',
  does: 'viser situationsbilledet, og hvad der er sket siden. »status S1« viser et tidligere',
  right: 'readPicture',
  needs: 'record',
  reads: true,
  answer(ask) {
    const number = ask.tapped ? numberIn(ask.tapped.version) : versionIn(ask.args);
    if (number) return showVersion(ask, number);
    const ledger = ledgerOf(ask);
    return {
      card: pictureCard(ledger, { now: ask.at, mayUpdate: ask.may('updatePicture') }),
      summary: `Situationsbillede: ${ledger.crisis.headline}`,
      ...(ask.args ? { leftover: ask.args } : {}),
    };
  },
};

/** "S2", "nr. 2" or "2" as people write which version they mean; undefined for anything else. */
export function versionIn(typed: string): number | undefined {
  const [, digits] = /^(?:s|nr\.?|version|udgave)?\s*(\d{1,4})$/i.exec(typed.trim()) ?? [];
  return digits ? Number(digits) : undefined;
}

function showVersion(ask: Ask, number: number): Answer {
  const ledger = ledgerOf(ask);
  const { versions } = ledger.crisis.picture;
  if (!versions.some((version) => version.number === number))
    return { text: noVersion(versions.length, number) };
  return {
    card: versionCard(ledger, number, ask.by.id),
    summary: `Situationsbillede S${number}`,
    ...(ask.tapped ? { shows: 'inPlaceForTapper' as const } : {}),
  };
}

/** Said of a version that is not there. */
export function noVersion(count: number, number: number): string {
  if (count === 0)
    return 'Der er ikke sendt et situationsbillede endnu. Skriv »status« for at se, hvad I ved.';
  const known = count === 1 ? 'Der er sendt ét: S1' : `Der er sendt ${count}: S1 til S${count}`;
  return `S${number} findes ikke. ${known}.`;
}
