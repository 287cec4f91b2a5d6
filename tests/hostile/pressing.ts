import { heldBack, released } from '../../src/answering/cpr-gate.ts';
import type { Answer } from '../../src/commands/command.ts';
import { commandOf } from '../../src/commands/commands.ts';
import type { Actor, Entry } from '../../src/domain/entry.ts';
import { mayAsk, standingsFor } from '../../src/domain/rights.ts';
import type { Fields } from '../../src/teams/fields.ts';
import { requestOf } from '../../src/teams/request-of.ts';
import { linesOf } from '../cards/card-tree.ts';
import type { Course } from '../domain/course.ts';
import { person, started } from '../domain/course.ts';
import { courses, parts } from '../domain/rights-cast.ts';
import { baseActivity } from '../fake-teams/activities.ts';
import { createWorld, personalPlace } from '../fake-teams/world.ts';
import { testPlan } from '../fixtures/plan.ts';
import { ask, everyCommand } from './asking.ts';
import { activityOf, type Sent, sampled, strangeValues, ways } from './card-data.ts';

const world = createWorld({ people: [{ name: 'Anna Holm' }] });
const [account] = world.accounts;
if (!account) throw new Error('nobody is there');
const base = baseActivity(world, 'https://teams.example/', account, personalPlace(world, account));

/** What came of a button: an answer, or which guard stopped it before any command was asked. */
type Pressing = Answer | 'unreadable' | 'unknown' | 'stray' | 'refused';

/** Presses a button in a course of events in memory, through all that reads its data in the bot. */
export async function press(
  course: Course,
  by: Actor,
  activity: Fields,
  onStored: (entry: Entry) => void,
): Promise<Pressing> {
  const reading = requestOf({ ...base, replyToId: '1', ...activity }, course.crisis.lastAt);
  if (reading.kind !== 'request') return 'unreadable';
  const { request, word } = released(reading.request);
  const spec = commandOf(word ?? request.tap?.verb ?? '');
  if (!spec || !everyCommand.includes(spec)) return 'unknown';
  const { crisisId } = request.tap ?? {};
  if (crisisId !== undefined && crisisId !== course.crisis.id) return 'stray';
  const standings = standingsFor(spec.right, testPlan, course.crisis, by.id);
  if (!mayAsk(spec.right, course.crisis, standings)) return 'refused';
  const args = word ? request.text : '';
  const held = heldBack(spec, request, args, testPlan, course.ledger);
  if (held) return held;
  const tapped = request.tap ? { tapped: request.tap.data } : {};
  return ask(spec, course, { by, args, ...tapped }, onStored);
}

const written = (course: Course) =>
  course
    .does('anna', { kind: 'note', type: 'beslutning', text: 'Vi lukker nettet' })
    .does('anna', { kind: 'note', type: 'opgave', text: 'Ring til elværket' })
    .does('anna', {
      kind: 'updatePicture',
      statements: [{ field: 'affected', certainty: 'certain', text: 'Mail er nede' }],
    })
    .does('anna', { kind: 'publishPicture', seen: 99 });
const running = written(started().does('anna', { kind: 'takeRole', role: 'logOfficer' }));
const ended = running.does('anna', { kind: 'end', remark: '' });

/** A crisis in each of its states. The gallery's cards are of another moment: to each of these they are old. */
const states: Readonly<Record<string, Course>> = {
  running,
  unled: written(started('jens').does('anna', { kind: 'acknowledge' })),
  exercise: written(started('anna', { exercise: true })),
  contactExercise: courses.contactExercise() as Course,
  ended,
  reopened: ended.does('anna', { kind: 'reopen', reason: 'Strømmen er væk igen' }),
};
const people: readonly Actor[] = [person('anna'), person('lise'), person('direktoer'), parts.H.actor];

/** What is shown where a value was none: never to be read by anybody. */
const leaks = /\bNaN\b|undefined|\[object|Infinity/;
/** What must not be taken for an id, a role, a person or a number: it may stand in a text alone. */
const strangers = Object.values(strangeValues).filter(
  (value): value is string => typeof value === 'string' && value.trim().length > 2,
);

export interface Found {
  readonly pressed: number;
  readonly stored: number;
  readonly faults: readonly string[];
}

/** Presses every `step`th spoilt button, each time by another person, in another way, in another state. */
export async function pressAll(step: number, from = 0): Promise<Found> {
  const verbs = everyCommand.map(({ word }) => word);
  const faults: string[] = [];
  let [pressed, stored] = [0, 0];
  for (const sent of sampled(verbs, step, from)) {
    pressed += 1;
    stored += await pressOne(sent, pressed, (why) => void faults.push(`${why}: ${sent.name}`));
  }
  return { pressed, stored, faults };
}

async function pressOne(sent: Sent, turn: number, fault: (why: string) => void): Promise<number> {
  const [state, course] = pick(Object.entries(states), turn);
  const by = pick(people, Math.floor(turn / 3));
  const way = pick(ways, Math.floor(turn / 7));
  const entries: Entry[] = [];
  try {
    const own = ofCrisis(sent, course.crisis.id);
    const answer = await press(course, by, activityOf(own, way), (entry) => void entries.push(entry));
    const text =
      typeof answer === 'string' ? '' : 'card' in answer ? linesOf(answer.card).join('\n') : answer.text;
    if (leaks.test(text)) fault(`${state}, ${way}: says ${leaks.exec(text)?.[0]}`);
    if (typeof answer !== 'string' && text.trim() === '') fault(`${state}, ${way}: says nothing`);
    for (const entry of entries)
      if (holdsStranger(entry)) fault(`${state}, ${way}: stored ${entry.text.slice(0, 80)}`);
  } catch (error) {
    if (!String(error).includes('needs Teams')) fault(`${state}, ${way}: ${String(error)}`);
  }
  return entries.length;
}

/** The card's crisis is the one that is looked at, where the id was not spoilt. */
function ofCrisis(sent: Sent, id: string): Sent {
  const { data } = sent;
  const isOwn =
    typeof data === 'object' && data !== null && 'k' in data && /^[KØ]-\d{4}-\d\d$/.test(String(data.k));
  return isOwn ? { ...sent, data: { ...data, k: id } } : sent;
}

function holdsStranger({ event }: Entry): boolean {
  // A case's number is what the other system calls it.
  const { words: _, caseNumber: __, ...rest } = event as { words?: unknown; caseNumber?: unknown };
  const all = JSON.stringify(rest);
  return strangers.some((value) => all.includes(JSON.stringify(value)));
}

function pick<T>(list: readonly T[], turn: number): T {
  return list[turn % list.length] as T;
}
