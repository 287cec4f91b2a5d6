import { type Crisis, leaderOf, rolesAsked, rolesHeld } from './crisis.ts';
import { kl } from './danish-time.ts';
import type { PersonId } from './entry.ts';
import { cutAtWord, gsmText, oneSms } from './gsm-text.ts';
import type { PictureFieldId, Statement } from './picture-field.ts';
import { contactOf, type RoleId, roleOf } from './plan.ts';
import { askLeader } from './wording.ts';

/**
 * The situation as one reads it aloud in fifteen seconds: what, since when, what is down, whether lives depend on
 * it, when it works again, where, whom to phone; with `personId` also what that person is asked. An SMS says the same in fewer letters.
 */
export function spokenWords(crisis: Crisis, personId?: PersonId): string {
  const { place, exercise, headline, plan, ended } = crisis;
  const label = exercise ? 'ØVELSE' : 'KRISE';
  const begins = `${label} i ${plan.department}: ${sentence(headline)}`;
  if (ended) return [begins, endWords(crisis)].join(' ');
  if (crisis.contactOnly) return [begins, contactOnlyWords].join(' ');
  const where = `${placeWord(crisis).replace(/^Mødested$/, 'Mødestedet')} er ${place.current.name}${decidedWords(crisis)}.`;
  const role = personId ? roleWords(crisis, personId, shortName) : '';
  const doubt = askLeader(crisis);
  const whom = `Er du i tvivl, så ${doubt}`;
  const since = `${sinceWords(crisis)}.`;
  return [begins, since, pictureWords(crisis), where, role, whom].filter(Boolean).join(' ');
}

/** What one must know of the picture, and how many words of it are read aloud. */
const spoken: readonly (readonly [PictureFieldId, string, number])[] = [
  ['affected', 'Ramt', 12],
  ['lifeCritical', 'Livsvigtige leverancer ramt', 5],
  ['outlook', 'Virker igen', 7],
];

/** The newest statements; what nobody has said is said to be unknown, once anything is stated at all. */
function pictureWords({ picture }: Crisis): string {
  if (picture.changedBy === 0) return '';
  return spoken
    .map(([id, word, most]) => `${word}: ${sentence(saidAloud(picture.statements[id], most))}`)
    .join(' ');
}

function saidAloud(statement: Statement | undefined, most: number): string {
  if (!statement?.text || statement.certainty === 'unknown') return 'ukendt';
  const words = statement.text.split(/\s+/);
  const shown = words
    .slice(0, most)
    .join(' ')
    .replace(/[,.;:–-]+$/, '');
  const text = words.length > most ? `${shown} …` : shown;
  return statement.certainty === 'assumed' ? `formodet ${text}` : text;
}

/**
 * The same as an SMS, to one person or (without `personId`) to anyone: in the GSM-7 alphabet alone, and at most 160 characters where role,
 * place and number leave room. First words are left out, then the headline is cut; never what one must act on.
 */
export function smsText(crisis: Crisis, personId?: PersonId): string {
  const label = crisis.exercise ? 'ØVELSE' : 'KRISE';
  const headline = gsmText(crisis.headline) || 'Hændelse';
  const rests = wordings.map((wording) => gsmText(smsRest(crisis, personId, wording)));
  const room = (rest: string) => oneSms - `${label}: . ${rest}`.length;
  const whole = rests.find((rest) => headline.length <= room(rest));
  const rest = whole ?? rests.at(-1) ?? '';
  const shown = cutAtWord(headline, Math.max(room(rest), shortestHeadline));
  return `${label}: ${sentence(shown)} ${rest}`;
}

/** Letters of the headline that stand even where the rest fills an SMS: the gateway then sends two. */
const shortestHeadline = 20;

/** What may be left out of an SMS, from most words to fewest. */
interface Wording {
  readonly leaderName: boolean;
  readonly decidedAt: boolean;
  /** By their names, or by the words one types for them. */
  readonly roles: 'names' | 'words';
  /** Fewest words beside. */
  readonly terse?: true;
}

const wordings: readonly Wording[] = [
  { leaderName: true, decidedAt: true, roles: 'names' },
  { leaderName: false, decidedAt: true, roles: 'names' },
  { leaderName: false, decidedAt: false, roles: 'names' },
  { leaderName: false, decidedAt: false, roles: 'words' },
  { leaderName: false, decidedAt: false, roles: 'words', terse: true },
];

function smsRest(crisis: Crisis, personId: PersonId | undefined, wording: Wording): string {
  if (crisis.ended) return endWords(crisis);
  if (crisis.contactOnly) return contactOnlyWords;
  const { leaderName, decidedAt, roles, terse } = wording;
  const placeIs = terse ? tersePlaceWord(crisis) : placeWord(crisis);
  const where = `${placeIs}: ${crisis.place.current.name}${decidedAt ? decidedWords(crisis) : ''}.`;
  const nameOf = roles === 'names' ? shortName : typedName;
  const role = personId ? roleWords(crisis, personId, nameOf) : '';
  const parts = [`${sinceWords(crisis)}.`, where, role, callWords(crisis, personId, leaderName)];
  return parts
    .filter(Boolean)
    .map((part) => (terse ? terseWords(part) : part))
    .join(' ');
}

function terseWords(part: string): string {
  return part
    .replace(/^Startet kl\. /, 'Kl. ')
    .replace(/\bDu er spurgt om: /, 'Spurgt om: ')
    .replace(/^Spørgsmål: ring /, 'Ring ');
}

const contactOnlyWords = 'Kontaktøvelse: svar i Teams, at du har set det. Du skal ikke gøre mere.';

function endWords({ exercise, ended }: Crisis): string {
  const what = exercise ? 'Øvelsen' : 'Krisen';
  const how = ended?.how === 'falseAlarm' ? 'er afblæst' : 'er slut';
  return `${what} ${how}${ended ? ` ${kl(ended.at)}` : ''}. Du skal ikke gøre mere.`;
}

function sinceWords({ beganAt, startedAt, lastAt }: Crisis): string {
  return beganAt ? `Siden ${shortTime(beganAt, lastAt)}` : `Startet ${shortTime(startedAt, lastAt)}`;
}

const day = new Intl.DateTimeFormat('da-DK', {
  timeZone: 'Europe/Copenhagen',
  day: 'numeric',
  month: 'numeric',
});

/** "kl. 02.14", with "23/11" before it where the newest entry is of another Danish day. */
function shortTime(at: string, reference: string): string {
  const dayOf = (time: string) => day.format(new Date(time)).replace('.', '/').replace(/\.$/, '');
  return dayOf(at) === dayOf(reference) ? kl(at) : `${dayOf(at)} ${kl(at)}`;
}

function placeWord({ place }: Crisis): string {
  if (!place.decided) return 'Forslag til mødested';
  return place.decided.provisional ? 'Foreløbigt mødested' : 'Mødested';
}

function tersePlaceWord({ place }: Crisis): string {
  if (!place.decided) return 'Mød (forslag)';
  return place.decided.provisional ? 'Mød (foreløbigt)' : 'Mød';
}

function decidedWords({ place, lastAt }: Crisis): string {
  return place.decided ? ` (besluttet ${shortTime(place.decided.at, lastAt)})` : '';
}

type NameOf = (crisis: Crisis, role: RoleId) => string;

const shortName: NameOf = ({ plan }, role) => roleOf(plan, role).short;
/** The plan's first word for it, which is also what one types: "log". */
const typedName: NameOf = (crisis, role) => roleOf(crisis.plan, role).aliases[0] ?? shortName(crisis, role);

/** Roles have commas and "og" in their names, so a stroke stands between two. */
function roleWords(crisis: Crisis, personId: PersonId, name: NameOf): string {
  const asked = rolesAsked(crisis, personId);
  const held = rolesHeld(crisis, personId).filter((role) => !asked.includes(role));
  const namesOf = (roles: readonly RoleId[]) => roles.map((role) => name(crisis, role)).join(' / ');
  return [
    held.length > 0 ? `Din rolle: ${namesOf(held)}.` : '',
    asked.length > 0 ? `Du er spurgt om: ${namesOf(asked)}.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** What to do now, and whom to phone: the crisis leader, else the emergency phone. */
function callWords(crisis: Crisis, personId: PersonId | undefined, withName: boolean): string {
  const leader = leaderOf(crisis);
  const known = leader && leader.id !== personId ? contactOf(crisis.plan, leader.id) : undefined;
  const { name, phoneText } = known?.phoneText
    ? { ...known, phoneText: known.phoneText }
    : crisis.plan.dutyPhone;
  const number = dialled(phoneText);
  const who = withName ? ` (${name})` : '';
  const hasAnswered = personId !== undefined && crisis.people[personId]?.receiptAt !== undefined;
  return hasAnswered ? `Spørgsmål: ring ${number}${who}` : `Svar i Teams eller ring ${number}${who}`;
}

/** Without spaces: a phone then makes one number of it that can be tapped. */
function dialled(phoneText: string): string {
  return phoneText.replace(/\s+/g, '');
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
