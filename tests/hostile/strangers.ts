import { createCrises } from '../../src/storage/crises.ts';
import { testStore } from '../azurite/test-store.ts';
import { type Stage, setStage } from '../course/stage.ts';
import { baseActivity } from '../fake-teams/activities.ts';
import { isJson, type Json, textOf } from '../fake-teams/cards.ts';
import type { Person } from '../fake-teams/person.ts';
import { personalPlace } from '../fake-teams/world.ts';
import { testPlan } from '../fixtures/plan.ts';
import { startBy } from '../storage/cast.ts';
import { everyCommand } from './asking.ts';
import { activityOf, everyButton, inherited, type Sent, sampled, type Way, ways } from './card-data.ts';

/** A town with several crises in its tables, and the ids of all there is to be confused with. */
export interface Town {
  readonly stage: Stage;
  readonly ids: Readonly<Record<'running' | 'ended' | 'exercise' | 'otherPlan', string>>;
  /** Number and hash of the newest entry of each crisis. */
  heads(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function setTown(): Promise<Town> {
  const stage = await setStage();
  const store = await testStore({ prefix: stage.tablePrefix });
  for (const person of [stage.anna, stage.ole, stage.guest, stage.mette]) await person.installs();
  const runs = async (start: string, ends: boolean) => {
    await stage.anna.types(start);
    const active = await store.crises.active(testPlan.id);
    if (ends) await stage.anna.types('slut nu');
    return active?.ledger.crisis.id ?? '';
  };
  const exercise = await runs('øvelse Nedbrud', true);
  const ended = await runs('start Strømsvigt', true);
  const running = await runs('start Brand', false);
  for (const typed of ['beslutning Vi lukker', 'opdater ramt: mail er nede', 'send billede nu'])
    await stage.anna.types(typed);
  const otherPlan = { ...testPlan, id: 'en-anden-afdeling' };
  const { start } = startBy('another-start');
  const others = await createCrises({ log: store.log, plan: otherPlan }).start(
    { planId: otherPlan.id, exercise: false },
    { ...startBy('another-start'), start: { ...start, plan: otherPlan } },
  );
  await stage.settled();
  const ids = { running, ended, exercise, otherPlan: others.ledger?.crisis.id ?? '' };
  return {
    stage,
    ids,
    heads: () =>
      Promise.all(
        Object.values(ids).map(async (id) => {
          const head = await store.log.head(id);
          return `${id} ${head?.number} ${head?.hash}`;
        }),
      ),
    close: () => stage.close(),
  };
}

export interface Heard {
  readonly status: number;
  /** All the person got to read in answer. */
  readonly text: string;
}

/** Sends a button as that person's client would, from their own chat with the bot. */
export async function sends(stage: Stage, person: Person, sent: Sent, way: Way): Promise<Heard> {
  const { world, serviceUrl } = stage.teams;
  const before = person.sees().length;
  const base = baseActivity(world, serviceUrl, person, personalPlace(world, person));
  const activity = { ...base, replyToId: world.nextId(), ...activityOf(sent, way) } as Json;
  const { status, body } = await stage.teams.deliver(activity);
  const shown = person
    .sees()
    .slice(before)
    .filter(({ from }) => from === 'bot');
  return {
    status,
    text: [saidIn(body), ...shown.map(({ text, file }) => file?.name ?? text)].join('\n').trim(),
  };
}

function saidIn(body: unknown): string {
  if (!isJson(body)) return '';
  const task = isJson(body.task) ? body.task : body;
  const { value } = task;
  if (typeof value === 'string') return value;
  if (!isJson(value)) return '';
  return textOf(isJson(value.card) ? value.card.content : value);
}

/** What those may do for themselves who may do nothing in a crisis: it is theirs, and tells nobody else's. */
const everybodys: readonly string[] = ['alarm', 'start', 'mine oplysninger'];
export const fault = /gik galt|fejl-id|\bNaN\b|undefined|\[object/i;

export interface Tried {
  readonly sent: number;
  readonly faults: readonly string[];
}

/** The buttons spoilt in every way, from people who may not: every `step`th. Nothing may happen but an answer. */
export async function tryAsStrangers({ stage, ids, heads }: Town, step: number, from = 0): Promise<Tried> {
  const { ole, guest, mette } = stage;
  const elsewhere = { ...stage.jens, tenantId: '0f000000-0000-4000-8000-00000000f0f0' } as Person;
  const people = [guest, ole, mette, elsewhere];
  const faults: string[] = [];
  const before = await heads();
  const told = othersSee(stage, people);
  const k = Object.values(ids);
  let sent = 0;
  const all = [
    ...sampled(
      everyCommand.map(({ word }) => word),
      step,
      from,
    ),
  ];
  for (const [index, one] of all.entries()) {
    const person = people[index % people.length] as Person;
    const way = ways[Math.floor(index / people.length) % ways.length] as Way;
    // Everybody in every way about every crisis: there are four, four and five.
    const id = k[Math.floor(index / people.length) % k.length] ?? '';
    if (everybodys.includes(String(one.verb))) continue;
    sent += 1;
    const { status, text } = await sends(stage, person, withCrisis(one, id), way);
    const what = `${person.name}, ${way}, ${one.name.slice(0, 150)}: ${status} ${text.slice(0, 100)}`;
    if (status !== 200 || text === '' || fault.test(text)) faults.push(what);
    if (index % 25 === 24 && String(await heads()) !== String(before))
      faults.push(`changed a log by ${what}`);
  }
  await stage.settled();
  if (String(await heads()) !== String(before)) faults.push('a log has changed');
  if (othersSee(stage, people) !== told) faults.push('somebody else was sent something');
  return { sent, faults };
}

/** What everybody but these sees of the bot's: messages, and edits of them. */
function othersSee({ teams: { world } }: Stage, people: readonly Person[]): string {
  const own = people.map((person) => personalPlace(world, person).id);
  const others = world.messages.filter(({ from, placeId }) => from === 'bot' && !own.includes(placeId));
  return `${others.length} ${others.reduce((sum, { edits }) => sum + edits, 0)}`;
}

function withCrisis(sent: Sent, id: string): Sent {
  const { data } = sent;
  const isOwn = isJson(data) && typeof data.k === 'string' && /^[KØ]-\d{4}-\d\d$/.test(data.k);
  return isOwn ? { ...sent, data: { ...data, k: id } } : sent;
}

/** Ids that are no crisis of this plan, whoever says so. */
function strangeIds({ ids }: Town): readonly unknown[] {
  return [
    ids.otherPlan,
    'K-2026-99',
    'K-2026-999999999',
    'k-2026-01',
    `${ids.running} `.repeat(3),
    `${ids.running}'`,
    '../K-2026-01',
    '',
    ' ',
    null,
    7,
    true,
    [ids.running],
    { id: ids.running },
    'x'.repeat(60_000),
    ...inherited,
  ];
}

/** Every `step`th button from the crisis leader, with what is no crisis of this plan as the card's. */
export async function tryOtherCrises(town: Town, step: number, from = 0): Promise<Tried> {
  const { stage, heads } = town;
  const faults: string[] = [];
  const before = await heads();
  const strange = strangeIds(town);
  let sent = 0;
  for (const [index, button] of everyButton.entries()) {
    if (index % step !== from % step) continue;
    for (const [turn, way] of ways.entries()) {
      const k = strange[(sent + turn) % strange.length];
      sent += 1;
      const one = { name: button.card, verb: button.verb, data: { ...button.data, k } };
      const { status, text } = await sends(stage, stage.anna, one, way);
      const isAnswer = /hører til en krise, jeg ikke kender|kunne ikke læses/.test(text);
      if (status !== 200 || !isAnswer)
        faults.push(
          `${button.card} »${button.verb}« k=${String(k).slice(0, 40)} ${way}: ${text.slice(0, 120)}`,
        );
    }
  }
  if (String(await heads()) !== String(before)) faults.push('a log has changed');
  return { sent, faults };
}
