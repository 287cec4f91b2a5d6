import { klOnDay } from '../domain/danish-time.ts';
import type { Ledger } from '../domain/ledger.ts';
import { fromLog, type Picture, type PictureLine } from '../domain/picture.ts';
import { contextOf } from './button.ts';
import { contactExerciseResultCard } from './contact-exercise-result.ts';
import { render } from './render.ts';
import { oneLine } from './text.ts';

const longestLine = 160;

/** The situation picture: what is known and as of when, and what is not. */
export function pictureCard(ledger: Ledger, picture: Picture): object {
  const { crisis } = ledger;
  if (crisis.contactOnly) return contactExerciseResultCard(ledger);
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
  return render('picture', head, fields(picture, crisis.headline));
}

/** What people wrote, then what nobody knows, then what the log tells by itself. The headline is the title. */
function fields({ lines, asOf }: Picture, headline: string) {
  const isTold = ({ field }: PictureLine) => fromLog.some((told) => told.field === field);
  const certain = lines.filter(({ certainty }) => certainty === 'kendt');
  const told = fromLog
    .map(({ field }) => ({ field, lines: certain.filter((line) => line.field === field) }))
    .filter((part) => part.lines.length > 0);
  return {
    hasTold: told.length > 0,
    told: told.map((part) => ({ ...part, lines: part.lines.map((line) => shown(line, asOf)) })),
    unknown: lines.filter(({ certainty }) => certainty === 'ukendt').map((line) => shown(line, asOf)),
    facts: certain.filter((line) => !isTold(line) && line.text !== headline).map((line) => shown(line, asOf)),
  };
}

function shown({ field, text, asOf }: PictureLine, reference: string) {
  return { field, text: oneLine(text, longestLine), asOf: asOf ? klOnDay(asOf, reference) : '' };
}
