import { type Crisis, leaderOf } from '../domain/crisis.ts';
import { klOnDay } from '../domain/danish-time.ts';
import { type Ledger, newest } from '../domain/ledger.ts';
import type { EntryView } from '../domain/log-view.ts';
import { roleLines, toCall } from '../domain/overview.ts';
import { changesSince, newestVersion, type Picture, pictureAt, type StatedField } from '../domain/picture.ts';
import { notedSince } from '../domain/picture-log.ts';
import { approvedLine, dueLine, isKnownOverdue } from '../domain/picture-words.ts';
import { crisisOrganisation } from '../domain/plan.ts';
import { theCrisis } from '../domain/wording.ts';
import { type Button, contextOf } from './button.ts';
import { contactExerciseResultCard } from './contact-exercise-result.ts';
import { logFoot } from './headings.ts';
import { inReadingOrder, noteLine, statementLine, toldLines, unknownLine } from './picture-lines.ts';
import { render } from './render.ts';
import { oneLine } from './text.ts';

const mostNotes = 6;
const mostSince = 8;
const mostStated = 14;
/** Bytes of JSON that the texts may take on one card, beside what stands around them. */
const roomForStatements = 5_000;
const roomForNews = 2_800;

/** Who reads, as far as the card depends on it. */
export interface Reader {
  /** The moment it is asked; a card that stands is drawn without. */
  readonly now?: string;
  /** True where the reader may write in the picture. */
  readonly mayUpdate?: boolean;
}

/**
 * The situation now: what the newest version says, what has happened since, and what nobody knows. While none
 * was sent, what is stated so far and what the log tells.
 */
export function pictureCard(ledger: Ledger, reader: Reader = {}): object {
  const { crisis } = ledger;
  if (crisis.contactOnly) return contactExerciseResultCard(ledger);
  const sent = newestVersion(ledger);
  const last = newest(ledger);
  const picture = sent?.picture ?? pictureAt(ledger);
  const head = {
    context: contextOf(ledger),
    kicker: kickerOf(sent?.version),
    title: crisis.headline,
    sub: subOf(crisis, picture),
    foot: logFoot(ledger, last),
    buttons: buttonsOf(ledger, reader),
  };
  const since = sent ? changesSince(ledger, pictureAt(ledger), sent.version.number) : [];
  const notes = notedSince(ledger, sent?.version.entry ?? 0);
  return render('picture', head, {
    verdicts: verdicts(crisis, sent && approvedLine(sent.version, crisis.lastAt), reader.now),
    note: '',
    lines: lines(ledger, picture, since),
    hasUnknown: picture.unknown.length > 0,
    unknown: unknownLine(picture.unknown),
    ...news(crisis, since, notes, sent ? `Nyt siden S${sent.version.number}` : 'Nyt i loggen'),
    facts: facts(crisis, pictureAt(ledger)),
  });
}

function kickerOf(version: Crisis['picture']['versions'][number] | undefined): string {
  if (!version) return 'SITUATIONSBILLEDE · IKKE SENDT ENDNU';
  return `SITUATIONSBILLEDE S${version.number}${version.approved ? '' : ' · UDKAST'}`;
}

function subOf(crisis: Crisis, { asOf }: Picture): string {
  const valid = asOf ? ` · gælder pr. ${klOnDay(asOf, crisis.lastAt)}` : '';
  return `Niveau ${crisis.level} · startet ${klOnDay(crisis.startedAt, crisis.lastAt)}${valid}`;
}

/** First whether it is over, then whether the picture is too old, then who stands behind it. */
function verdicts(crisis: Crisis, approved: string | undefined, now: string | undefined) {
  const { ended } = crisis;
  const over = ended ? `✔ ${theCrisis(crisis)} er slut. Sluttet ${klOnDay(ended.at, crisis.startedAt)}.` : '';
  const due = ended ? '' : dueLine(crisis, now);
  const isLate = isKnownOverdue(crisis, now);
  return [over, isLate ? due : '', [approved, isLate ? '' : due].filter(Boolean).join(' · ')]
    .filter(Boolean)
    .map((text) => ({ text }));
}

function lines(ledger: Ledger, { stated }: Picture, since: readonly StatedField[]) {
  const { versions } = ledger.crisis.picture;
  const ordered = inReadingOrder(stated);
  const shown = ordered.slice(0, mostStated);
  const room = Math.floor(roomForStatements / Math.max(1, shown.length));
  const isNew = ({ field }: StatedField) => since.some((one) => one.field.id === field.id);
  const where = versions.length > 0 ? `Hele S${versions.length}` : 'Opdater';
  const more = { label: '', text: `og ${ordered.length - shown.length} til: tryk »${where}«`, asOf: '' };
  return [
    ...shown.map((one) => {
      const line = statementLine(one, ledger.crisis.lastAt, room);
      return isNew(one) ? { ...line, asOf: `${line.asOf}, ændret siden` } : line;
    }),
    ...(ordered.length > shown.length ? [more] : []),
  ];
}

function news(crisis: Crisis, since: readonly StatedField[], notes: readonly EntryView[], newsTitle: string) {
  const room = Math.floor(roomForNews / (Math.min(mostSince, since.length) + mostNotes));
  const fields = inReadingOrder(since).slice(0, mostSince);
  const shown = notes.slice(0, mostNotes);
  return {
    hasNews: fields.length + shown.length > 0,
    newsTitle,
    news: [
      ...fields.map((one) => statementLine(one, crisis.lastAt, room)),
      ...shown.map((view) => noteLine(view, crisis.lastAt, room)),
    ],
    moreNews: moreLine(since.length - fields.length, notes.length - shown.length),
  };
}

/** What there was no room for, and where it stands. */
function moreLine(fields: number, notes: number): string {
  const field = fields === 1 ? '1 felt' : `${fields} felter`;
  return [
    fields > 0 ? `og ${field} til: tryk »Opdater«` : '',
    notes > 0 ? `og ${notes} til: tryk »Vis log«` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What the log tells by itself, where nobody has stated it. */
function facts(crisis: Crisis, picture: Picture) {
  const source = crisis.plan.alarmSources.find(({ id }) => id === crisis.sourceId);
  return [
    ...toldLines(picture, crisis.lastAt),
    { label: 'Meldt af', text: source?.short ?? 'Ukendt' },
    ...staff(crisis),
  ].map((fact) => ({ asOf: '', ...fact }));
}

function staff(crisis: Crisis) {
  const missing = roleLines(crisis).filter(({ standing }) => standing !== 'filled');
  const all = crisisOrganisation(crisis.plan).length;
  const roles =
    missing.length === 0 ? 'Alle er besat' : `Mangler: ${missing.map(({ role }) => role.short).join(' · ')}`;
  return [
    { label: 'Kriseleder', text: oneLine(leaderOf(crisis)?.name ?? 'Ingen endnu', 60) },
    { label: 'Roller', text: roles },
    { label: 'Har svaret', text: `${all - toCall(crisis).length} af ${all} i kriseorganisationen` },
    placeFact(crisis),
  ];
}

function placeFact({ place, lastAt }: Crisis) {
  if (!place.decided) {
    return { label: 'Mødested', text: `Afventer kriselederen (forslag: ${place.current.name})` };
  }
  const provisional = place.decided.provisional ? ' (foreløbigt)' : '';
  const asOf = klOnDay(place.decided.at, lastAt);
  return { label: 'Mødested', text: `${place.current.name}${provisional}`, asOf };
}

function buttonsOf({ crisis }: Ledger, { mayUpdate = true, now }: Reader): readonly Button[] {
  const { versions, changedBy } = crisis.picture;
  const isOpen = !crisis.ended && mayUpdate;
  const newest = versions.at(-1);
  // Also that nothing is new is something to send, once it is expected.
  const isToSend = changedBy > (newest?.entry ?? 0) || (newest && isKnownOverdue(crisis, now));
  return [
    ...(isOpen ? [{ title: 'Opdater', verb: 'opdater' }] : []),
    ...(isOpen && isToSend ? [{ title: 'Send billedet', verb: 'send billede' }] : []),
    { title: 'Vis log', verb: 'vis log' },
    ...(newest
      ? [{ title: `Hele S${newest.number}`, verb: 'status', data: { version: String(newest.number) } }]
      : []),
    { title: 'Del billedet', verb: 'del billede', secondary: true },
    ...(newest ? [] : [{ title: 'Roller', verb: 'roller', secondary: true }]),
    { title: 'Mødested', verb: 'mødested', secondary: true },
  ];
}
