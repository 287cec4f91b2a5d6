import type { CommandBody } from '../../src/domain/command.ts';
import type { Actor } from '../../src/domain/entry.ts';
import { type RoleId, roleIds } from '../../src/domain/plan.ts';
import { person } from '../domain/course.ts';
import type { Answer, Attempt } from './attempts.ts';
import type { StoreAsk } from './store-process.ts';
import type { StoreReplica } from './store-replica.ts';

/** What is delivered to replicas, and what is remembered of it. */
export interface Clients {
  readonly attempts: readonly Attempt[];
  /** What replicas failed with, other than having no answer. */
  readonly failures: readonly string[];
  /** How many intents were acknowledged. */
  acked(): number;
  /** One delivery of an intent, to one of the replicas at random. */
  deliver(ask: StoreAsk, to?: StoreReplica): Promise<Answer>;
  /** Delivers it as Teams and people do: twice at once, again later, and again where no answer came. */
  insist(ask: StoreAsk): Promise<Answer>;
}

const mostTries = 6;

export function createClients(replicas: readonly StoreReplica[], luck: () => number): Clients {
  const attempts: Attempt[] = [];
  const failures: string[] = [];
  const acked = new Set<string>();

  async function deliver(ask: StoreAsk, to = pick(replicas, luck)): Promise<Answer> {
    const invokedAt = performance.now();
    const given = await to.ask(ask);
    const answeredAt = performance.now();
    if (given.state === 'failed') failures.push(given.error);
    const answer: Answer = given.state === 'failed' || given.state === 'active' ? unknown : given;
    if (ask.kind === 'active') return answer;
    const { intent } = ask;
    if (answer.state === 'acknowledged') acked.add(intent);
    attempts.push({ intent, ...marksOf(ask), invokedAt, answeredAt, answer });
    return answer;
  }

  async function insist(ask: StoreAsk): Promise<Answer> {
    const way = luck();
    const first = way < 0.15 ? replicas : [pick(replicas, luck)];
    const answers = await Promise.all(first.map((replica) => deliver(ask, replica)));
    const known = () => answers.find(({ state }) => state !== 'unknown');
    while (!known() && answers.length < mostTries) answers.push(await deliver(ask));
    if (way > 0.85) answers.push(await deliver(ask));
    return known() ?? unknown;
  }

  return { attempts, failures, acked: () => acked.size, deliver, insist };
}

const unknown: Answer = { state: 'unknown' };

function marksOf(ask: Exclude<StoreAsk, { kind: 'active' }>): Pick<Attempt, 'role' | 'crisisId'> {
  if (ask.kind === 'start') return {};
  const { crisisId, body } = ask;
  return body.kind === 'takeRole' ? { crisisId, role: body.role } : { crisisId };
}

const staff: readonly Actor[] = ['anna', 'jens', 'lise', 'peter'].map(person);

/** Something that one of the crisis organisation wants done: mostly a note, else something about a role. */
export function someDeed(luck: () => number, n: number): { readonly by: Actor; readonly body: CommandBody } {
  const by = pick(staff, luck);
  const role: RoleId = pick(roleIds, luck);
  const bodies: readonly CommandBody[] = [
    { kind: 'takeRole', role },
    { kind: 'takeRole', role, anyway: true },
    { kind: 'declineRole', role, reason: 'busy' },
    { kind: 'assignRole', role, to: pick(staff, luck) },
    { kind: 'offerHandover', role, to: pick(staff, luck) },
    { kind: 'setLevel', level: luck() < 0.5 ? 1 : 2 },
  ];
  const body = pick(bodies, luck);
  return luck() < 0.7 ? { by, body: { kind: 'note', type: 'melding', text: `Melding ${n}` } } : { by, body };
}

export function pick<Value>(values: readonly Value[], luck: () => number): Value {
  const picked = values[Math.floor(luck() * values.length)];
  if (picked === undefined) throw new Error('nothing to pick from');
  return picked;
}
