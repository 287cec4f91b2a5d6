import { klOnDay } from '../domain/danish-time.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { Picture, PictureLine } from '../domain/picture.ts';
import { contextOf } from './button.ts';
import { render } from './render.ts';
import { oneLine } from './text.ts';

const longestLine = 200;

/** The situation picture: what is known and as of when, and what is not. */
export function pictureCard(ledger: Ledger, picture: Picture): object {
  const { crisis } = ledger;
  const asOf = klOnDay(picture.asOf, crisis.startedAt);
  const next = crisis.ended ? '' : ` · næste senest ${klOnDay(picture.nextDue, picture.asOf)}`;
  const head = {
    context: contextOf(ledger),
    kicker: `SITUATIONSBILLEDE · GÆLDER ${asOf.toLocaleUpperCase('da')}`,
    title: crisis.headline,
    sub: `Niveau ${crisis.level} · startet ${klOnDay(crisis.startedAt, picture.asOf)}${next}`,
    foot: `${crisis.id} · post nr. ${picture.entryNumber} · ${picture.mark}`,
    buttons: [
      { title: 'Vis log', verb: 'vis log' },
      { title: 'Roller', verb: 'roller' },
      { title: 'Mødested', verb: 'mødested' },
      { title: 'Kontakter', verb: 'kontakter', secondary: true },
    ],
  };
  return render('picture', head, { fields: fields(picture) });
}

/** Lines of one field stand together under its name; the headline is the card's title already. */
function fields({ lines, asOf }: Picture) {
  const names = [...new Set(lines.map(({ field }) => field))];
  return names.map((field) => {
    const own = lines.filter((line) => line.field === field);
    return {
      field,
      known: own.filter(({ certainty }) => certainty === 'kendt').map((line) => shown(line, asOf)),
      unknown: own.filter(({ certainty }) => certainty === 'ukendt').map((line) => shown(line, asOf)),
    };
  });
}

function shown({ text, asOf }: PictureLine, reference: string) {
  return { text: oneLine(text, longestLine), asOf: asOf ? klOnDay(asOf, reference) : '' };
}
