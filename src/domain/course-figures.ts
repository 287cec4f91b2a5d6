import { type ContactResult, contactResult } from './contact-exercise.ts';
import { type Crisis, isFilled } from './crisis.ts';
import type { Actor, Entry } from './entry.ts';
import { evolve } from './evolve.ts';
import type { Ledger } from './ledger.ts';
import { type EntryView, isNote, logView, openTasks, withoutReason } from './log-view.ts';

/** A crisis in numbers. Times are ms from its start; absent where it never came to that. */
export interface CourseFigures {
  /** From the start to the end, pauses while it was closed included; to the newest entry while it runs. */
  readonly lastedMs: number;
  /** How long it was closed between an end and a reopening; 0 where it never was. */
  readonly closedMs: number;
  readonly reopened: number;
  /** Who answered after how long, fastest first, and who never did. Whoever started it was not asked. */
  readonly receipts: ContactResult;
  /** When somebody had said yes to leading. */
  readonly leaderAfterMs?: number;
  /** When somebody had said yes to each role, all at once for the first time. */
  readonly rolesAfterMs?: number;
  readonly rolesFilled: number;
  readonly roles: number;
  readonly placeAfterMs?: number;
  /** When the first situation picture was sent, as a draft or approved. */
  readonly firstPictureAfterMs?: number;
  readonly pictures: number;
  /** Entries up to and with the end. */
  readonly entries: number;
  readonly decisions: number;
  readonly omissions: number;
  /** Numbers of the decisions and omissions that lack a reason. */
  readonly withoutReason: readonly number[];
  /** Notes written clearly later than what they tell of. */
  readonly late: number;
  readonly corrections: number;
  /** Tasks that were open at the end, and who goes on with each. */
  readonly left: readonly LeftTask[];
}

/** A task that outlives the crisis. */
export interface LeftTask {
  readonly number: number;
  readonly text: string;
  /** Absent where nobody goes on with it. */
  readonly owner?: Actor;
}

/** Where the log ends: the end's entry anchors it, whatever is noted of the record afterwards. */
export interface Anchor {
  readonly entry: Entry;
  /** How many entries came after it: exports, evaluations and the like. */
  readonly after: number;
}

/** The end that holds, and what came after it; undefined while the crisis runs. */
export function anchorOf({ crisis, entries }: Ledger): Anchor | undefined {
  const entry = crisis.ended && entries[crisis.ended.entry - 1];
  return entry && { entry, after: entries.length - entry.number };
}

/** The course of a crisis in numbers, with every correction counted. */
export function courseFigures(ledger: Ledger): CourseFigures {
  const { crisis, entries } = ledger;
  const view = logView(entries);
  const notes = view.filter(isNote);
  const ofType = (type: string) => notes.filter((one) => one.type === type).length;
  const [first] = crisis.picture.versions;
  return {
    lastedMs: courseLasted(crisis),
    ...pauses(entries),
    receipts: contactResult(crisis),
    ...milestones(ledger),
    rolesFilled: crisis.plan.roles.filter(({ id }) => isFilled(crisis.roles[id])).length,
    roles: crisis.plan.roles.length,
    ...(first ? { firstPictureAfterMs: since(crisis, first.at) } : {}),
    pictures: crisis.picture.versions.length,
    entries: crisis.ended?.entry ?? entries.length,
    decisions: ofType('beslutning'),
    omissions: ofType('fravalg'),
    withoutReason: withoutReason(view).map(({ entry }) => entry.number),
    late: notes.filter(({ late, entry }) => late && entry.event.kind === 'noted').length,
    corrections: entries.filter(({ type, event }) => type === 'rettelse' && event.kind === 'corrected')
      .length,
    left: leftTasks(view, entries, crisis),
  };
}

/** From the start to the end, in ms; to the newest entry while it runs. */
export function courseLasted(crisis: Crisis): number {
  return since(crisis, crisis.ended?.at ?? crisis.lastAt);
}

function since({ startedAt }: Crisis, at: string): number {
  return Date.parse(at) - Date.parse(startedAt);
}

function pauses(entries: readonly Entry[]): Pick<CourseFigures, 'closedMs' | 'reopened'> {
  let endedAt = '';
  let closedMs = 0;
  let reopened = 0;
  for (const { event, at } of entries) {
    if (event.kind === 'ended') endedAt = at;
    if (event.kind !== 'reopened') continue;
    closedMs += Date.parse(at) - Date.parse(endedAt);
    reopened += 1;
  }
  return { closedMs, reopened };
}

type Milestone = 'leaderAfterMs' | 'rolesAfterMs' | 'placeAfterMs';

const reached: Readonly<Record<Milestone, (crisis: Crisis) => boolean>> = {
  leaderAfterMs: ({ roles }) => isFilled(roles.crisisLeader),
  rolesAfterMs: ({ roles, plan }) => plan.roles.every(({ id }) => isFilled(roles[id])),
  placeAfterMs: ({ place }) => place.decided !== undefined,
};

/** The crisis is lived through once more, until all has been reached. What people wrote fills no role and no room. */
function milestones({ crisis: { id }, entries }: Ledger): Partial<Record<Milestone, number>> {
  const found: Partial<Record<Milestone, number>> = {};
  let open = Object.keys(reached) as Milestone[];
  let crisis: Crisis | undefined;
  for (const entry of entries) {
    if (entry.event.kind === 'noted' || entry.event.kind === 'corrected') continue;
    crisis = evolve(crisis, entry, id);
    for (const one of open) if (reached[one](crisis)) found[one] = since(crisis, entry.at);
    open = open.filter((one) => found[one] === undefined);
    if (open.length === 0) break;
  }
  return found;
}

/** Whoever was named at the end goes on with a task; else its owner. */
function leftTasks(
  view: readonly EntryView[],
  entries: readonly Entry[],
  { ended }: Crisis,
): readonly LeftTask[] {
  const event = ended && entries[ended.entry - 1]?.event;
  const named = event?.kind === 'ended' ? (event.owners ?? []) : [];
  return openTasks(view).map(({ entry: { number }, text, owner: before }) => {
    const owner = named.find(({ task }) => task === number)?.owner ?? before;
    return { number, text, ...(owner ? { owner } : {}) };
  });
}
