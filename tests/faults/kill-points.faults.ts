import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Json } from '../fake-teams/cards.ts';
import type { Attempt } from './attempts.ts';
import { findingsIn } from './history.ts';
import { type Moment, sendName, writeName } from './kill-points.ts';
import { saidWrongly } from './said.ts';
import { luck, size } from './size.ts';
import { pick } from './store-clients.ts';
import { storedLog } from './stored-log.ts';
import { intentOf, startTown, type Town, toldOf, underNewId } from './whole-town.ts';

/** Somebody does something that brings about an entry and what follows from it. */
interface Step {
  readonly name: string;
  /** What must be so before. */
  readonly needs: 'idle' | 'running' | 'ended';
  readonly activity: (n: number) => Promise<Json>;
  /** Part of the text of the entry. */
  readonly text?: (n: number) => string;
}

/** How many steps are tried, and how often a bot is killed in all: each moment there is comes before any comes twice. */
const mostSteps = size(2, 8);
const kills = size(2, 52);

describe('a bot that is killed at each point between commit and send', () => {
  const random = luck('kill-points');
  const attempts: Attempt[] = [];
  const killed: string[] = [];
  let town: Town;
  let aheadMs = 0;
  let n = 0;

  const steps: readonly Step[] = [
    {
      name: 'a start',
      needs: 'idle',
      activity: async (n) => town.line('anna', `start Strømsvigt ${n}`, town.teams.channel('Drift')),
    },
    { name: 'a note', needs: 'running', activity: async (n) => town.line('lise', `melding Besked ${n}`) },
    {
      name: 'an info to one',
      needs: 'running',
      activity: async (n) => town.line('peter', `alarm Ingen kan logge på ${n}`),
    },
    {
      name: 'an info to all',
      needs: 'running',
      activity: async (n) => town.line('anna', n % 2 ? 'niveau 2' : 'niveau 1'),
    },
    {
      name: 'a role handed out',
      needs: 'running',
      activity: async (n) => town.line('anna', `rolle log ${n % 2 ? 'Lise Bro' : 'Peter Lund'}`),
    },
    { name: 'an export', needs: 'running', activity: async () => town.line('anna', 'eksport csv') },
    {
      name: 'an end',
      needs: 'running',
      activity: async () => {
        await calmly(town.line('anna', 'slut'));
        return town.tap('anna', 'Afslut krisen');
      },
    },
    {
      name: 'a reopening',
      needs: 'ended',
      activity: async (n) => town.line('anna', `genåbn Det er ikke slut ${n}`),
    },
  ];

  const shuffled = <Value>(values: readonly Value[]): readonly Value[] =>
    values
      .map((value) => ({ value, place: random() }))
      .toSorted((one, other) => one.place - other.place)
      .map(({ value }) => value);
  const bot = () => town.bots[0] as Town['bots'][number];
  const calmly = async (activity: Json) => {
    await town.deliver(activity, bot());
    await bot().look();
  };
  const newest = async () => (await town.store.crises.recent('digital-drift'))[0];

  beforeAll(async () => {
    town = await startTown(inject('azurite'), 1);
    bot().proxy.date = () => new Date(Date.now() + aheadMs);
    town.teams.talksTo(bot().address());
    for (const id of ['anna', 'jens', 'lise', 'peter']) await town.person(id).installs();
    await bot().look();
  });
  afterAll(() => town.close());

  /** Brings about what a step needs, with nothing in the way. */
  async function prepare({ needs }: Step): Promise<string> {
    const found = await newest();
    const isRunning = found?.isActive === true;
    if (needs === 'idle' && isRunning) await calmly(town.line('anna', `afblæs Det var en test ${n}`));
    if (needs === 'ended' && isRunning) await calmly(town.line('anna', `afblæs Det var en prøve ${n}`));
    if (needs === 'running' && !isRunning) {
      await calmly(town.line('anna', `start Nyt strømsvigt ${n}`, town.teams.channel('Drift')));
    }
    return (await newest())?.crisisId ?? '';
  }

  /** Watches the bot's calls, and tells of each before it is carried out and before it is answered. */
  function watch(onMoment: (moment: Moment) => Promise<void> | undefined): void {
    bot().proxy.fate = async (call) => {
      const name = writeName(call);
      if (name) await onMoment({ name, when: 'before' });
      return 'pass' as const;
    };
    bot().proxy.carriedOut = async (call) => {
      const name = writeName(call);
      if (name) await onMoment({ name, when: 'after' });
    };
    town.teams.hold = (when, call) => {
      const name = sendName(call);
      return name ? onMoment({ name, when }) : undefined;
    };
  }

  /** The step once, with nothing in the way: all moments it has. */
  async function momentsOf(step: Step): Promise<readonly Moment[]> {
    n += 1;
    await prepare(step);
    const activity = await step.activity(n);
    const moments = new Map<string, Moment>();
    watch((moment) => void moments.set(`${moment.when} ${moment.name}`, moment));
    await calmly(activity);
    watch(() => undefined);
    return [...moments.values()];
  }

  /** The step again, with the bot killed at that moment; what is not as it should be then. */
  async function killedAt(step: Step, moment: Moment): Promise<readonly string[]> {
    n += 1;
    const crisisBefore = await prepare(step);
    const activity = await step.activity(n);
    const entries = (await town.store.crises.read(crisisBefore))?.entries.length ?? 0;
    const messages = town.teams.world.messages.length;
    let died: Promise<void> | undefined;
    watch((now) => {
      if (died || now.name !== moment.name || now.when !== moment.when) return died;
      died = bot().kill();
      // Nothing goes on before it is dead.
      return died;
    });
    await deliver(activity, crisisBefore);
    if (!died) await bot().look();
    await died;
    watch(() => undefined);
    if (!died) return [];
    killed.push(`${step.name}: ${moment.when} ${moment.name}`);
    // The right to announce is the dead one's for so long.
    aheadMs += 21_000;
    await deliver(random() < 0.5 ? activity : againAs(activity), crisisBefore);
    await bot().look();
    const crisisId = (await newest())?.crisisId ?? '';
    const before = { messages, entries: crisisId === crisisBefore ? entries : 0 };
    const wrong = await saidWrongly(town, { crisisId, before, isKilled: true });
    const calls = town.teams.calls.length;
    aheadMs += 61_000;
    await bot().look();
    const more = town.teams.calls.slice(calls).filter(({ method }) => method !== 'GET');
    return [...wrong, ...more.map(({ method, body }) => `then ${method} ${JSON.stringify(body.summary)}`)];
  }

  const againAs = (activity: Json) =>
    activity.type === 'invoke' ? underNewId(town.teams, activity) : activity;

  async function deliver(activity: Json, crisisId: string): Promise<void> {
    const invokedAt = performance.now();
    await town.deliver(activity, bot());
    const answer = toldOf(town.teams, crisisId, String(activity.text ?? ''));
    if (activity.type !== 'message') return;
    attempts.push({ intent: intentOf(activity), crisisId, invokedAt, answeredAt: performance.now(), answer });
  }

  /** Each moment there is, with the steps in which it comes. */
  async function allMoments(): Promise<ReadonlyMap<Moment, readonly Step[]>> {
    const found = new Map<string, { readonly moment: Moment; readonly steps: Step[] }>();
    for (const step of shuffled(steps).slice(0, mostSteps)) {
      for (const moment of await momentsOf(step)) {
        const key = `${moment.when} ${moment.name}`;
        const known = found.get(key) ?? { moment, steps: [] };
        known.steps.push(step);
        found.set(key, known);
      }
    }
    return new Map([...found.values()].map(({ moment, steps: where }) => [moment, where]));
  }

  it('has said everything afterwards, once, and shows it', async () => {
    const wrong: string[] = [];
    const moments = await allMoments();
    const rounds = Array.from({ length: 5 }, () => shuffled([...moments.keys()])).flat();
    for (const moment of rounds) {
      if (killed.length >= kills) break;
      const step = pick(moments.get(moment) ?? steps, random);
      const found = await killedAt(step, moment);
      wrong.push(...found.map((what) => `${step.name}, ${moment.when} ${moment.name}: ${what}`));
    }
    const started = await town.store.log.started('digital-drift');
    const chains = await Promise.all(started.map(({ crisisId }) => town.store.log.chain(crisisId)));
    const logs = chains.flatMap((chain) => (chain ? [storedLog(chain)] : []));
    const different = new Set(killed.map((one) => one.split(': ')[1]));
    process.stdout.write(
      `kills ${killed.length} at ${different.size} of ${moments.size} moments:\n${killed.join('\n')}\n`,
    );
    expect(wrong).toEqual([]);
    expect(findingsIn(attempts, logs, () => true)).toEqual([]);
    expect(killed).toHaveLength(kills);
  });
});
