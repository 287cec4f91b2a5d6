import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { CommandBody } from '../../src/domain/command.ts';
import type { Actor } from '../../src/domain/entry.ts';
import type { RoleId } from '../../src/domain/plan.ts';
import type { LogStore } from '../../src/ports.ts';
import { testStore } from '../azurite/test-store.ts';
import { person } from '../domain/course.ts';
import { upTo } from '../storage/cast.ts';
import type { Answer } from './attempts.ts';
import { findingsIn } from './history.ts';
import { luck, size } from './size.ts';
import { type Clients, createClients, pick } from './store-clients.ts';
import { type StoreReplica, startStoreReplica } from './store-replica.ts';
import { storedLog } from './stored-log.ts';

const races = size(40, 880);
const racesWithEnds = size(10, 120);
const lanes: readonly RoleId[] = [
  'logOfficer',
  'peopleOfficer',
  'solutionOfficer',
  'commsInternal',
  'commsExternal',
];
const [anna, jens, lise, peter] = [person('anna'), person('jens'), person('lise'), person('peter')];

interface Deed {
  readonly by: Actor;
  readonly body: CommandBody;
}

describe('two processes that race for a role', () => {
  const random = luck('role-races');
  const prefix = `R${randomBytes(8).toString('hex')}`;
  const wins = [0, 0];
  let replicas: readonly StoreReplica[] = [];
  let clients: Clients;
  let log: LogStore;
  let deeds = 0;

  const submit = (crisisId: string, { by, body }: Deed, replica: StoreReplica): Promise<Answer> => {
    deeds += 1;
    return clients.deliver({ kind: 'submit', crisisId, intent: `race-${deeds}`, by, body }, replica);
  };
  /** Each at a process of its own, in the same moment; which process gets which is luck. */
  const race = async (crisisId: string, one: Deed, other: Deed): Promise<readonly Answer[]> => {
    const [here, there] = random() < 0.5 ? [0, 1] : [1, 0];
    const at = (index: number) => replicas[index] as StoreReplica;
    const answers = await Promise.all([submit(crisisId, one, at(here)), submit(crisisId, other, at(there))]);
    if (answers[0]?.state === 'acknowledged') wins[here] = (wins[here] ?? 0) + 1;
    if (answers[1]?.state === 'acknowledged') wins[there] = (wins[there] ?? 0) + 1;
    return answers;
  };
  const begin = async (n: number): Promise<string> => {
    const answer = await clients.deliver({ kind: 'start', intent: `start-${n}`, exercise: false });
    if (answer.state !== 'acknowledged') throw new Error(`did not begin: ${JSON.stringify(answer)}`);
    return answer.crisisId;
  };
  const states = (answers: readonly Answer[]) =>
    answers.map((answer) => (answer.state === 'refused' ? answer.code : answer.state)).toSorted();
  const has = (answer: Answer | undefined) => answer?.state === 'acknowledged';

  beforeAll(async () => {
    replicas = await Promise.all([1, 2].map(() => startStoreReplica(inject('azurite'), prefix)));
    clients = createClients(replicas, random);
    log = (await testStore({ prefix })).log;
  });
  afterAll(() => Promise.all(replicas.map((replica) => replica.close())));

  /** An empty role, which two take; then one who has it, and takes it to be handed over while it is withdrawn. */
  async function lane(crisisId: string, role: RoleId): Promise<void> {
    const any = () => pick(replicas, random);
    const take = { kind: 'takeRole', role } as const;
    for (const _ of upTo(races / lanes.length / 2)) {
      const taken = await race(crisisId, { by: jens, body: take }, { by: lise, body: take });
      expect(states(taken)).toEqual(['acknowledged', 'taken']);
      const [holder, other] = has(taken[0]) ? [jens, lise] : [lise, jens];
      await submit(crisisId, { by: holder, body: { kind: 'offerHandover', role, to: other } }, any());
      const offersAnother = { kind: 'offerHandover', role, to: peter } as const;
      const body = random() < 0.5 ? ({ kind: 'withdrawHandover', role } as const) : offersAnother;
      const handed = await race(crisisId, { by: other, body: take }, { by: holder, body });
      expect(states(handed)).toContain('acknowledged');
      expect(handed.filter(has)).toHaveLength(1);
      const last = has(handed[0]) ? other : holder;
      await submit(crisisId, { by: last, body: { kind: 'declineRole', role, reason: 'busy' } }, any());
    }
  }

  it(`end with one holder each, and the loser is told who it is (${races} races)`, async () => {
    const crisisId = await begin(0);
    await Promise.all(lanes.map((role) => lane(crisisId, role)));
    await submit(
      crisisId,
      { by: anna, body: { kind: 'callOff', reason: 'Slut' } },
      replicas[0] as StoreReplica,
    );
  });

  it(`or before the end, or not at all (${racesWithEnds} races)`, async () => {
    for (const n of upTo(racesWithEnds)) {
      const crisisId = await begin(n);
      const answers = await race(
        crisisId,
        { by: lise, body: { kind: 'takeRole', role: 'logOfficer' } },
        { by: anna, body: { kind: 'callOff', reason: 'Det var en test' } },
      );
      expect(has(answers[1])).toBe(true);
      expect(['acknowledged', 'ended']).toContain(states(answers.slice(0, 1))[0]);
    }
  });

  it('leave a log that agrees with what everybody was told', async () => {
    const started = await log.started('digital-drift');
    const chains = await Promise.all(started.map(({ crisisId }) => log.chain(crisisId)));
    const logs = chains.flatMap((chain) => (chain ? [storedLog(chain)] : []));
    const taken = clients.attempts.filter(
      ({ answer }) => answer.state === 'refused' && answer.code === 'taken',
    );
    process.stdout.write(
      `races ${races + racesWithEnds}, won by one process ${wins[0]}, by the other ${wins[1]}, told who has it ${taken.length}\n`,
    );
    expect(clients.failures).toEqual([]);
    expect(clients.attempts.filter(({ answer }) => answer.state === 'unknown')).toEqual([]);
    expect(findingsIn(clients.attempts, logs)).toEqual([]);
    expect(Math.min(...wins)).toBeGreaterThan(0);
  });
});
