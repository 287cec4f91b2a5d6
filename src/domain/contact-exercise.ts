import type { Crisis } from './crisis.ts';
import { plusMinutes } from './danish-time.ts';
import type { AnswerWay, UnreachableCause } from './entry.ts';
import { type Contact, crisisOrganisation } from './plan.ts';

/**
 * A contact exercise ends by itself after so long (our proposal): everyone has been on and off duty once, what
 * comes later tells nothing of a crisis, and a forgotten one would stand in the way of other exercises.
 */
export const contactExerciseHours = 24;

/** True where it is time for a contact exercise to end by itself. */
export function isOverdue({ contactOnly, startedAt }: Crisis, now: string): boolean {
  return contactOnly === true && plusMinutes(startedAt, contactExerciseHours * 60) <= now;
}

/** Someone who answered, when, how, and how long it took in ms. */
export interface ContactAnswer {
  readonly contact: Contact;
  readonly at: string;
  readonly afterMs: number;
  readonly way: 'teams' | AnswerWay;
}

/** What a contact exercise shows: who answered, how fast, by which way, and who could not be reached. */
export interface ContactResult {
  /** How many were asked: the crisis organisation, but for whoever started it. */
  readonly asked: number;
  /** Fastest first. */
  readonly answers: readonly ContactAnswer[];
  /** In the plan's order. */
  readonly silent: readonly Contact[];
  /** Whom Teams did not reach, whether they answered in another way or not. */
  readonly unreached: readonly { readonly contact: Contact; readonly cause: UnreachableCause }[];
  /** Time to the answer in ms; undefined where nobody has answered. */
  readonly median?: number;
  readonly slowest?: number;
}

/** Whoever starts it has the phone in hand already: they are not asked, and not counted. */
export function contactsAsked({ plan, startedBy }: Pick<Crisis, 'plan' | 'startedBy'>): readonly Contact[] {
  return crisisOrganisation(plan).filter(({ id }) => id !== startedBy.id);
}

/** How the contact exercise stands, or how it went. */
export function contactResult(crisis: Crisis): ContactResult {
  const asked = contactsAsked(crisis);
  const answers = asked
    .flatMap((contact) => answerOf(crisis, contact))
    .toSorted((one, other) => one.afterMs - other.afterMs);
  const unreached = asked.flatMap((contact) => {
    const cause = crisis.people[contact.id]?.unreachable;
    return cause ? [{ contact, cause }] : [];
  });
  const times = answers.map(({ afterMs }) => afterMs);
  return {
    asked: asked.length,
    answers,
    silent: asked.filter(({ id }) => !crisis.people[id]?.receiptAt),
    unreached,
    ...(times.length > 0 ? { median: middle(times), slowest: times.at(-1) } : {}),
  };
}

/** How one person answered; nothing where they have not. */
function answerOf({ people, startedAt }: Crisis, contact: Contact): readonly ContactAnswer[] {
  const { receiptAt, receiptBy = 'teams' } = people[contact.id] ?? {};
  if (!receiptAt) return [];
  const afterMs = Date.parse(receiptAt) - Date.parse(startedAt);
  return [{ contact, at: receiptAt, afterMs, way: receiptBy }];
}

/** The median of numbers in order: half are at most that. */
function middle(ordered: readonly number[]): number {
  const half = ordered.length / 2;
  const [low = 0, high = 0] = [ordered[Math.ceil(half) - 1], ordered[Math.floor(half)]];
  return (low + high) / 2;
}

/** What stands on the readiness card of a contact exercise that was ended. */
export interface ContactSummary {
  /** When it began, ISO 8601 UTC. */
  readonly at: string;
  readonly answered: number;
  readonly asked: number;
}

/** The summary of a contact exercise that ran to its end; undefined for anything else. */
export function contactSummary(crisis: Crisis): ContactSummary | undefined {
  if (!crisis.contactOnly || crisis.ended?.how !== 'closed') return undefined;
  const { answers, asked } = contactResult(crisis);
  return { at: crisis.startedAt, answered: answers.length, asked };
}
