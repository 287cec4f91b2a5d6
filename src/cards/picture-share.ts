import type { Ledger } from '../domain/ledger.ts';
import { sharedPicture } from '../domain/share-picture.ts';
import { contextOf } from './button.ts';
import { typedPart } from './fitting.ts';
import { render } from './render.ts';

/** The picture as text to copy, for those outside the staff: without what must not be published. */
export function pictureShareCard(ledger: Ledger, number?: number): object {
  const { version, whole, sms } = sharedPicture(ledger, number);
  const { typed, isCut } = typedPart(whole);
  const head = {
    context: contextOf(ledger),
    kicker: version
      ? `DEL SITUATIONSBILLEDET · S${version.number}${version.approved ? '' : ' · UDKAST'}`
      : 'DEL SITUATIONSBILLEDET · UDKAST, IKKE SENDT',
    title: ledger.crisis.headline,
    buttons: [{ title: 'Situationsbillede', verb: 'status' }],
  };
  const cut = isCut ? ' Teksten er for lang til et kort: slutningen mangler.' : '';
  return render('picture-share', head, {
    hint: `Kopiér teksten. »Må ikke offentliggøres« er ikke med, men læs den igennem, før du sender den.${cut}`,
    whole: [{ label: 'Hele billedet', typed }],
    short: [{ label: 'Til sms', typed: sms }],
  });
}
