import { pictureShareCard } from '../cards/picture-share.ts';
import { type CommandSpec, ledgerOf } from './command.ts';
import { noVersion, versionIn } from './picture.ts';

/** The situation picture as text for others, without what must not be published. */
export const sharePicture: CommandSpec = {
  word: 'del billede',
  aliases: ['del billedet', 'del situationsbillede', 'del situationsbilledet', 'del status'],
  group: 'Situationsbillede',
  does: 'viser billedet som tekst, du kan kopiere, uden det, der ikke må offentliggøres',
  right: 'readPicture',
  needs: 'record',
  reads: true,
  answer(ask) {
    const ledger = ledgerOf(ask);
    const { versions } = ledger.crisis.picture;
    const typed = ask.tapped ? (ask.tapped.version ?? '') : ask.args;
    const number = versionIn(typed);
    if (number && number > versions.length) return { text: noVersion(versions.length, number) };
    return {
      card: pictureShareCard(ledger, number),
      summary: 'Situationsbilledet som tekst',
      ...(typed && !number ? { leftover: typed } : {}),
    };
  },
};
