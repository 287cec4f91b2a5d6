import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { upTo } from '../storage/cast.ts';
import type { Attempt } from './attempts.ts';
import { badLuckOfBots } from './bad-luck.ts';
import type { BotReplica } from './bot-replica.ts';
import { findingsIn } from './history.ts';
import { luck, size } from './size.ts';
import { pick } from './store-clients.ts';
import { type StoredEntry, storedLog } from './stored-log.ts';
import { intentOf, startTown, type Town, toldOf } from './whole-town.ts';

const notes = size(24, 300);
const kills = size(1, 10);
const people = ['anna', 'jens', 'lise', 'peter'];
const roles = ['log', 'personer', 'teknik', 'intern', 'ekstern'];
/** Tables that are away are looked for once a second: whoever is refused for a moment tries for longer than that. */
const mostTries = 40;
const betweenTriesMs = 250;

/** The start stands before the history begins. */
const isOwn = ({ by, event }: StoredEntry) => by === 'system' || event.kind === 'started';

describe('two whole bots whose tables fail and whose processes are killed', () => {
  const random = luck('whole-bots');
  const attempts: Attempt[] = [];
  const acked = new Set<string>();
  let insisted = 0;
  let town: Town;
  let crisisId = '';
  let aheadMs = 0;

  beforeAll(async () => {
    town = await startTown(inject('azurite'), 2, () => ({ tickMs: 300 }));
    for (const { proxy } of town.bots) proxy.date = () => new Date(Date.now() + aheadMs);
    town.teams.talksTo(any().address());
    for (const id of people) await town.person(id).installs();
    const [bot] = town.bots as [BotReplica];
    await town.deliver(town.line('anna', 'start Strømsvigt', town.teams.channel('Drift')), bot);
    crisisId = (await town.store.crises.recent('digital-drift'))[0]?.crisisId ?? '';
    for (const { proxy } of town.bots) proxy.fate = badLuckOfBots(random);
  });
  afterAll(() => town.close());

  const any = () => pick(town.bots, random);

  async function deliver(activity: ReturnType<Town['line']>, bot = any()): Promise<Attempt['answer']> {
    const invokedAt = performance.now();
    await town.deliver(activity, bot);
    const answer = toldOf(town.teams, crisisId, String(activity.text));
    const intent = intentOf(activity);
    attempts.push({ intent, crisisId, invokedAt, answeredAt: performance.now(), answer });
    if (answer.state === 'acknowledged') acked.add(intent);
    return answer;
  }

  /** As Teams delivers: sometimes twice at once, sometimes again, and again where nothing came back. */
  async function insist(activity: ReturnType<Town['line']>): Promise<void> {
    const way = random();
    const first = way < 0.2 ? town.bots : [any()];
    let answers = await Promise.all(first.map((bot) => deliver(activity, bot)));
    for (let tries = 0; tries < mostTries; tries += 1) {
      if (answers.some(({ state }) => state === 'acknowledged')) break;
      if (tries > 0) await setTimeout(betweenTriesMs);
      answers = [await deliver(activity)];
    }
    if (way > 0.8) await deliver(activity);
    insisted += 1;
  }

  async function writes(id: string): Promise<void> {
    for (const n of upTo(notes / people.length)) {
      await insist(town.line(id, `melding Besked ${n} fra ${id}`));
      if (n % 6 === 0) await deliver(town.line(id, `jeg tager rollen ${pick(roles, random)}`));
    }
  }

  async function killing(): Promise<void> {
    for (const kill of upTo(kills)) {
      const from = (notes * kill) / (kills + 1);
      while (insisted < from) await setTimeout(5);
      await any().kill();
    }
  }

  it('store each intent once, under the number each person was told', async () => {
    await Promise.all([...people.map(writes), killing()]);
    for (const { proxy } of town.bots) proxy.fate = () => 'pass';
    aheadMs += 90_000;
    for (const bot of town.bots) await bot.look();
    const chain = await town.store.log.chain(crisisId);
    const log = chain && storedLog(chain);
    const states = await town.store.notices.states(crisisId);
    const open = [...states].filter(([, state]) => ['sending', 'repeating', 'waiting'].includes(state));
    process.stdout.write(
      `whole bots: acknowledged ${acked.size} of ${notes}, deliveries ${attempts.length}, ` +
        `stored ${log?.entries.length}, kills ${kills}\n`,
    );
    expect(findingsIn(attempts, log ? [log] : [], isOwn)).toEqual([]);
    expect(open).toEqual([]);
    expect(acked.size).toBe(notes);
  });
});
