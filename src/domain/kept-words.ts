import type { CommandBody } from './command.ts';
import { danishDay, hourMinute, klOnDay } from './danish-time.ts';
import { listed } from './wording.ts';

/** The words for what is kept while the log cannot be asked, and for what becomes of it. */

type Kind = CommandBody['kind'];

/** What only one can win, or what others act on: it counts when it stands in the log, and not before. */
const countsInTheLog: readonly Kind[] = [
  'start',
  'setLevel',
  'takeRole',
  'declineRole',
  'assignRole',
  'offerHandover',
  'withdrawHandover',
  'confirmPlace',
  'rejectPlace',
  'askApproval',
  'publishPicture',
  'approvePicture',
  'callOff',
  'end',
];

export function countsOnlyInTheLog(kind: Kind): boolean {
  return countsInTheLog.includes(kind);
}

const typed: readonly Kind[] = ['start', 'note', 'correct', 'raiseAlarm', 'updatePicture'];

/** What a person said, as it was typed where it was; `text` is the entry's. */
export function saidIn(body: CommandBody, text: string): string {
  switch (body.kind) {
    case 'start':
      return body.text ?? body.headline;
    case 'correct':
      return body.text ?? text;
    case 'raiseAlarm':
      return body.text;
    case 'rejectPlace':
    case 'callOff':
      return body.reason || text;
    case 'end':
      return body.remark || text;
    default:
      return text;
  }
}

/** The same, told to whoever said it: "Du har taget rollen …"; what was typed stays as it was typed. */
export function saidTo(name: string, body: CommandBody, text: string): string {
  const said = saidIn(body, text);
  return typed.includes(body.kind) ? said : toSelf(said, name);
}

/** An entry's text, told to whoever it is about. */
export function toSelf(text: string, name: string): string {
  return text.startsWith(`${name} `) ? `Du${text.slice(name.length)}` : text;
}

/** Something that was kept, and what became of it. */
export interface KeptStory {
  readonly kind: Kind;
  readonly said: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly end:
    | { readonly state: 'entered'; readonly crisisId: string; readonly number: number; readonly text: string }
    | { readonly state: 'refused'; readonly text: string; readonly crisisId?: string }
    | { readonly state: 'aside'; readonly errorId: string };
}

type Entered = KeptStory & { readonly end: { readonly state: 'entered' } };

/** What its author is told when the log answers again. `inDoubt`: they may have been told before. */
export function storyText(stories: readonly KeptStory[], now: string, inDoubt: boolean): string {
  const entered = stories.filter((story): story is Entered => story.end.state === 'entered');
  const others = stories.filter(({ end }) => end.state !== 'entered');
  const parts = [
    ...(inDoubt ? ['Måske har du fået det her før.'] : ['Loggen svarer igen.']),
    ...enteredLines(entered, now),
    ...others.map((story) => otherLine(story, now)),
  ];
  return parts.join('\n\n');
}

function enteredLines(stories: readonly Entered[], now: string): readonly string[] {
  const ids = [...new Set(stories.map(({ end }) => end.crisisId))];
  const isPlain = ids.length === 1 && !stories.some(({ kind }) => kind === 'start');
  return ids.map((id) => {
    const own = stories.filter(({ end }) => end.crisisId === id);
    const did = own.every(({ kind }) => typed.includes(kind)) ? 'skrev' : 'gjorde';
    const where = isPlain ? '' : ` i ${id}`;
    const what = `Det, du ${did} ${span(own, now)}, står nu som ${numbers(own)}${where}.`;
    const important = own.filter(({ kind }) => countsOnlyInTheLog(kind) && kind !== 'start');
    return [what, ...important.map(({ end }) => `Nr. ${end.number}: ${end.text}.`)].join(' ');
  });
}

function otherLine({ kind, said, at, end }: KeptStory, now: string): string {
  const quoted = `»${said}« (${klOnDay(at, now)})`;
  if (end.state === 'aside') {
    return `Det her kunne jeg ikke skrive i loggen: ${quoted}. Skriv det igen, eller få fat i den, der driver Krisebot. Fejl-id ${end.errorId}.`;
  }
  if (end.state !== 'refused') return '';
  if (kind === 'start' && end.crisisId) {
    return `Krisen, du startede, ${quoted}, var i gang i forvejen som ${end.crisisId}. Det, du skrev i den, står dér.`;
  }
  return `Det her kom ikke i loggen: ${quoted}. ${end.text}`;
}

/** "kl. 02.14", or "kl. 02.14–02.19". */
function span(stories: readonly KeptStory[], now: string): string {
  const times = stories.map(({ at }) => at).toSorted();
  const [from = now, to = now] = [times.at(0), times.at(-1)];
  const [first, last] = [klOnDay(from, now), klOnDay(to, now)];
  if (first === last) return first;
  return danishDay(from) === danishDay(to) ? `${first}–${hourMinute(to)}` : `${first} – ${last}`;
}

const mostNumbers = 12;

function numbers(stories: readonly Entered[]): string {
  const all = [...new Set(stories.map(({ end }) => end.number))].toSorted((one, other) => one - other);
  if (all.length <= mostNumbers) return `nr. ${listed(all.map(String))}`;
  return `${all.length} poster fra nr. ${all.at(0)} til nr. ${all.at(-1)}`;
}
