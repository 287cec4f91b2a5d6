import { withoutCpr } from './cpr.ts';
import type { Crisis, PictureVersion } from './crisis.ts';
import { klOnDay, longDate } from './danish-time.ts';
import { statementLabel } from './fold-record.ts';
import { cutAtWord, gsmText, oneSms } from './gsm-text.ts';
import type { Ledger } from './ledger.ts';
import { newestVersion, type Picture, pictureAt, statedFields, versionOf } from './picture.ts';
import type { PictureFieldId } from './picture-field.ts';
import { approvedLine, statementText } from './picture-words.ts';
import { isProvisional } from './provisional.ts';
import { theCrisis } from './wording.ts';

/** The situation picture as text for others: the municipality's top crisis staff, partners. */
export interface SharedPicture {
  /** The version it is of; undefined where it is not sent. */
  readonly version?: PictureVersion;
  /** The whole, ready to copy. */
  readonly whole: string;
  /** For an SMS: 160 letters of GSM-7 at most. */
  readonly sms: string;
}

/** Left out of what is shared; so is whatever looks like a CPR number. */
const withheld: PictureFieldId = 'confidential';

/** The newest version, or the one named, without what must not be published. */
export function sharedPicture(ledger: Ledger, number?: number): SharedPicture {
  const found = number === undefined ? newestVersion(ledger) : versionOf(ledger, number);
  const picture = found?.picture ?? pictureAt(ledger);
  return {
    ...(found ? { version: found.version } : {}),
    whole: wholeText(ledger.crisis, picture, found?.version),
    sms: smsText(ledger.crisis, picture, found?.version),
  };
}

function wholeText(crisis: Crisis, picture: Picture, version: PictureVersion | undefined): string {
  const at = version?.at ?? crisis.lastAt;
  const asOf = picture.asOf ?? at;
  const fields = statedFields(picture.statements).filter(({ field }) => field.id !== withheld);
  const unknown = picture.unknown.filter(({ id }) => !picture.statements[id]);
  const id = isProvisional(crisis.id) ? '' : crisis.id;
  const lines = [
    crisis.exercise ? 'ØVELSE ØVELSE ØVELSE' : '',
    `Situationsbillede ${nameOf(version)}: ${picture.headline}`,
    [`${crisis.plan.department}, ${crisis.plan.organisation}`, id, `niveau ${picture.level}`]
      .filter(Boolean)
      .join(' · '),
    `Gælder pr. ${longDate(asOf)} ${klOnDay(asOf, asOf)}. ${standing(version, at)}`,
    '',
    ...fields.map(
      ({ field, statement }) =>
        `${statementLabel(field.id, statement.certainty)}: ${statementText(statement)}`,
    ),
    ...picture.told.map((one) => `${one.field.label}: ${klOnDay(one.at, at)} (fra loggen)`),
    unknown.length > 0 ? `Ukendt: ${unknown.map(({ label }) => label).join(' · ')}` : '',
    '',
    ending(crisis, version),
  ];
  return withoutCpr(
    lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
  );
}

function nameOf(version: PictureVersion | undefined): string {
  if (!version) return '(UDKAST, ikke sendt)';
  return version.approved ? `S${version.number}` : `S${version.number} (UDKAST)`;
}

function standing(version: PictureVersion | undefined, reference: string): string {
  return version ? `${approvedLine(version, reference)}.` : 'Udkast: ikke godkendt.';
}

function ending(crisis: Crisis, version: PictureVersion | undefined): string {
  const { ended, startedAt } = crisis;
  if (ended) return `${theCrisis(crisis)} er slut. Sluttet ${klOnDay(ended.at, startedAt)}.`;
  return version ? `Næste billede senest ${klOnDay(version.nextDue, version.at)}.` : '';
}

const inSms: readonly (readonly [PictureFieldId, string])[] = [
  ['affected', 'Ramt'],
  ['lifeCritical', 'Livsvigtigt ramt'],
  ['outlook', 'Forventet'],
  ['consequence', 'Konsekvens'],
];

function smsText(crisis: Crisis, picture: Picture, version: PictureVersion | undefined): string {
  const label = crisis.exercise ? 'ØVELSE' : 'KRISE';
  const name = version ? `S${version.number}${version.approved ? '' : ' (udkast)'}` : 'udkast';
  const at = klOnDay(version?.at ?? crisis.lastAt, crisis.lastAt);
  const said = inSms.flatMap(([id, word]) => {
    const statement = picture.statements[id];
    if (!statement) return [];
    const guess = statement.certainty === 'assumed' ? ' (formodet)' : '';
    return [`${word}${guess}: ${statementText(statement)}`];
  });
  const text = [`${label} ${name} ${at}: ${picture.headline}`, ...said].map((part) =>
    part.replace(/[.\s]+$/, ''),
  );
  return cutAtWord(gsmText(withoutCpr(`${text.join('. ')}.`)), oneSms);
}
