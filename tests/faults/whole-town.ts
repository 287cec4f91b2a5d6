import { randomBytes } from 'node:crypto';
import { messageIntent } from '../../src/teams/intent.ts';
import { type TestStore, testStore } from '../azurite/test-store.ts';
import { baseActivity, messageActivity } from '../fake-teams/activities.ts';
import { isJson, type Json, textOf } from '../fake-teams/cards.ts';
import { type FakeTeams, startFakeTeams } from '../fake-teams/fake-teams.ts';
import type { Person } from '../fake-teams/person.ts';
import { tapBody } from '../fake-teams/taps.ts';
import { type Place, type Posted, personalPlace } from '../fake-teams/world.ts';
import { testPlan } from '../fixtures/plan.ts';
import type { Answer } from './attempts.ts';
import { type BotReplica, type BotReplicaOptions, startBotReplica } from './bot-replica.ts';

/** Everybody of the plan in a fake Teams, and whole bots in processes of their own. */
export interface Town {
  readonly teams: FakeTeams;
  readonly bots: readonly BotReplica[];
  readonly store: TestStore;
  /** By the plan's id. */
  person(id: string): Person;
  /** A typed line, ready to be delivered any number of times. */
  line(id: string, text: string, place?: Place): Json;
  /** A tap on the newest card with that button. */
  tap(id: string, title: string): Json;
  /** Delivers an activity to a bot, signed: its HTTP status, or that there was no answer. */
  deliver(activity: Json, bot: BotReplica): Promise<number | 'unknown'>;
  close(): Promise<void>;
}

/** `each`: what is said of one of the bots besides, by its number. */
export async function startTown(
  upstream: string,
  bots: number,
  each: (bot: number) => Partial<BotReplicaOptions> = () => ({}),
): Promise<Town> {
  const tablePrefix = `W${randomBytes(8).toString('hex')}`;
  const people = testPlan.contacts.map(({ name, upn }) => ({ name, ...(upn ? { upn } : {}) }));
  const teams = await startFakeTeams({ people: [...people, { name: 'Ole Vind' }], channels: ['Drift'] });
  const options = { tablePrefix, teams: teams.config };
  const running = await Promise.all(
    Array.from({ length: bots }, (_, bot) => startBotReplica(upstream, { ...options, ...each(bot) })),
  );
  const store = await testStore({ connectionString: upstream, prefix: tablePrefix });
  const { world, serviceUrl } = teams;
  const person = (id: string) =>
    teams.person(testPlan.contacts.find((contact) => contact.id === id)?.name ?? id);
  return {
    teams,
    bots: running,
    store,
    person,
    line(id, text, place) {
      const account = person(id);
      const where = place ?? personalPlace(world, account);
      const threadId = where.kind === 'channel' ? world.nextId() : undefined;
      const base = baseActivity(world, serviceUrl, account, where, threadId);
      const typing = { text, place: where, mention: where.kind === 'channel', targeted: false };
      const activity = messageActivity(world, { ...base, ...(threadId ? { id: threadId } : {}) }, typing);
      stand(teams, activity, where, threadId, account.name);
      return activity;
    },
    tap(id, title) {
      const account = person(id);
      const seen = account.sees().findLast(({ card }) => textOf(card).includes(`[${title}]`));
      if (!seen) throw new Error(`${id} sees no »${title}«`);
      const { value } = tapBody(seen.card, title, {}, {});
      const base = baseActivity(world, serviceUrl, account, seen.place, seen.threadId);
      return { ...base, replyToId: seen.id, type: 'invoke', name: 'adaptiveCard/action', value };
    },
    async deliver(activity, bot) {
      try {
        teams.talksTo(bot.address());
        return (await teams.deliver(activity)).status;
      } catch {
        return 'unknown';
      }
    },
    async close() {
      await Promise.all(running.map((bot) => bot.close()));
      await teams.close();
    },
  };
}

/** The line stands in the conversation, so that an answer in its thread finds it. */
function stand(
  teams: FakeTeams,
  activity: Json,
  place: Place,
  threadId: string | undefined,
  from: string,
): void {
  const thread = threadId ? { threadId } : {};
  const posted = { id: String(activity.id), placeId: place.id, ...thread, from, activity, edits: 0 };
  teams.world.messages.push({ ...posted, replaced: new Map() });
}

/** The same tap or line under a new id, as Teams delivers taps again. */
export function underNewId({ world }: FakeTeams, activity: Json): Json {
  return { ...activity, id: world.nextId() };
}

/** The key by which a line is known. */
export function intentOf(activity: Json): string {
  const conversation = isJson(activity.conversation) ? String(activity.conversation.id) : '';
  return messageIntent(conversation.split(';')[0] ?? '', String(activity.id));
}

/** What a person has been told of a note, »melding …«: the number it was stored under, wherever an answer says so. */
export function toldOf({ world }: FakeTeams, crisisId: string, line: string): Answer {
  const text = /^melding (.+)$/.exec(line)?.[1];
  const says = ({ from, activity }: Posted) =>
    from === 'bot' && text !== undefined && saidIn(activity).split('\n').includes(text);
  const [, number] = /NR\. (\d+) GEMT/.exec(saidIn(world.messages.findLast(says)?.activity ?? {})) ?? [];
  return number ? { state: 'acknowledged', crisisId, number: Number(number) } : { state: 'unknown' };
}

/** Everything to be read in a message. */
export function saidIn(activity: Json): string {
  return [String(activity.text ?? ''), textOf(cardOf(activity))].join('\n');
}

export function cardOf({ attachments }: Json): Json | undefined {
  const [first] = Array.isArray(attachments) ? attachments.filter(isJson) : [];
  return isJson(first?.content) ? first.content : undefined;
}

/** The bot's messages to a person, in their 1:1. */
export function toPerson({ world }: FakeTeams, person: Person): readonly Posted[] {
  const { id } = personalPlace(world, person);
  return world.messages.filter(({ placeId, from }) => placeId === id && from === 'bot');
}
