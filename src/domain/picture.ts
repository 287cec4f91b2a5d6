import { type Crisis, leaderOf } from './crisis.ts';
import { klOnDay } from './danish-time.ts';
import type { Entry, EntryType } from './entry.ts';
import { type Ledger, newest } from './ledger.ts';
import { roleLines, toCall } from './overview.ts';
import { pictureDue } from './picture-due.ts';
import { crisisOrganisation } from './plan.ts';

/** A statement of the situation picture: what, as of when, and how sure. */
export interface PictureLine {
  readonly field: string;
  readonly text: string;
  /** As of, ISO 8601 UTC; absent where nothing is known. */
  readonly asOf?: string;
  readonly certainty: 'kendt' | 'ukendt';
}

/** The situation picture computed from the log (fields of the doctrine). */
export interface Picture {
  readonly asOf: string;
  readonly entryNumber: number;
  /** First eight hex digits of the chain, in two groups: anchors the log outside the table. */
  readonly mark: string;
  readonly lines: readonly PictureLine[];
  /** When the next picture is due, ISO 8601 UTC. */
  readonly nextDue: string;
}

/** What people have written, by the kind of entry: the fields that tell most. */
export const fromLog: readonly { readonly type: EntryType; readonly field: string }[] = [
  { type: 'melding', field: 'Meldinger' },
  { type: 'handling', field: 'Iværksat' },
  { type: 'beslutning', field: 'Beslutninger' },
  { type: 'fravalg', field: 'Fravalg' },
];

/** Entries of a kind shown in the picture: the newest say most. */
const shownOfEachKind = 3;
const longestLine = 280;

/** Computes the picture from the newest state. Never guesses: what the log does not say is `ukendt`. */
export function pictureOf(ledger: Ledger): Picture {
  const { crisis } = ledger;
  const last = newest(ledger);
  return {
    asOf: last.at,
    entryNumber: last.number,
    mark: markOf(last),
    lines: [
      ...incidentLines(crisis),
      ...fromLog.flatMap(({ type, field }) => logLines(ledger, type, field)),
      ...staffLines(crisis),
      unknownLine(ledger),
    ],
    nextDue: pictureDue(crisis),
  };
}

/** "4f2a 91c0": enough of the chain's hash for people to compare. */
export function markOf({ hash }: Pick<Entry, 'hash'>): string {
  return `${hash.slice(0, 4)} ${hash.slice(4, 8)}`;
}

function incidentLines(crisis: Crisis): readonly PictureLine[] {
  const source = crisis.plan.alarmSources.find(({ id }) => id === crisis.sourceId);
  const began = crisis.beganAt ? klOnDay(crisis.beganAt, crisis.startedAt) : undefined;
  return [
    known('Hvad er der sket', crisis.headline, crisis.startedAt),
    began ? known('Begyndt', began) : unknown('Begyndt'),
    source ? known('Meldt af', source.short, crisis.startedAt) : unknown('Meldt af'),
    known('Vi fik det at vide', klOnDay(crisis.startedAt, crisis.lastAt)),
  ];
}

function logLines(ledger: Ledger, type: EntryType, field: string): readonly PictureLine[] {
  return ledger.entries
    .filter((entry) => entry.type === type && tellsMore(entry))
    .slice(-shownOfEachKind)
    .reverse()
    .map((entry) => known(field, `Nr. ${entry.number} · ${shortened(entry.text)}`, entry.happenedAt));
}

/** Source and time have fields of their own, and the end is told by the card. */
function tellsMore({ event }: Entry): boolean {
  return event.kind === 'noted' || event.kind === 'alarmRaised';
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > longestLine ? `${line.slice(0, longestLine - 1)}…` : line;
}

function staffLines(crisis: Crisis): readonly PictureLine[] {
  const missing = roleLines(crisis).filter(({ standing }) => standing !== 'filled');
  const leader = leaderOf(crisis);
  const all = crisisOrganisation(crisis.plan).length;
  const reached = all - toCall(crisis).length;
  return [
    known('Kriseleder', leader?.name ?? 'Ingen endnu', leader?.since ?? crisis.startedAt),
    known(
      'Roller',
      missing.length === 0
        ? 'Alle er besat'
        : `Mangler: ${missing.map(({ role }) => role.short).join(' · ')}`,
      crisis.lastAt,
    ),
    known('Har svaret', `${reached} af ${all} i kriseorganisationen`, crisis.lastAt),
    placeLine(crisis),
  ];
}

function placeLine({ place, startedAt }: Crisis): PictureLine {
  if (!place.decided)
    return known('Mødested', `Afventer kriselederen (forslag: ${place.current.name})`, startedAt);
  const provisional = place.decided.provisional ? ' (foreløbigt)' : '';
  return known('Mødested', `${place.current.name}${provisional}`, place.decided.at);
}

/** What the log has no field for yet is said to be unknown: false certainty is worse than none. */
function unknownLine(ledger: Ledger): PictureLine {
  const told = ledger.entries.some(tellsMore);
  const hint = told ? ' Se meldingerne ovenfor.' : ' Skriv det i loggen med »melding«.';
  return {
    field: 'Det ved vi ikke',
    text: `Ikke vurderet endnu: hvad er ramt, hvem går det ud over, er liv eller helbred i fare, og hvornår virker det igen?${hint}`,
    certainty: 'ukendt',
  };
}

function known(field: string, text: string, asOf?: string): PictureLine {
  return { field, text, ...(asOf ? { asOf } : {}), certainty: 'kendt' };
}

function unknown(field: string): PictureLine {
  return { field, text: 'Ukendt', certainty: 'ukendt' };
}
