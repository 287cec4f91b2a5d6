import { setTimeout } from 'node:timers/promises';
import type { Json } from '../fake-teams/cards.ts';
import type { BotReplica } from '../faults/bot-replica.ts';
import { pick } from '../faults/store-clients.ts';
import { intentOf, type Town, toldOf } from '../faults/whole-town.ts';
import { type Deed, nextDeed, staff } from './deeds.ts';
import type { Verifying } from './verifying.ts';

/** The people of a town in a crisis, each with a pace of their own. */
export interface Townspeople {
  /** Everybody does this and that until it is over. */
  live(crisisId: string, isOver: () => boolean): Promise<void>;
  /** One line, delivered until it comes through. */
  says(id: string, text: string, crisisId: string, isChannel?: boolean): Promise<void>;
  readonly counts: Readonly<Record<'commands' | 'notes' | 'stored' | 'taps' | 'unanswered', number>>;
  /** How long answers took, in ms; of taps and of lines, what was delivered again left out. */
  readonly took: readonly number[];
  readonly statuses: ReadonlyMap<number, number>;
}

export const everybody = [...staff, 'mette', 'direktoer', 'Ole Vind'];
/** Tables that are away are looked for once a second: whoever is refused for a moment tries for longer than that. */
const mostTries = 40;
const betweenTriesMs = 250;

export function createTownspeople(
  town: Town,
  verifying: Verifying,
  luck: () => number,
  pace: number,
): Townspeople {
  const counts = { commands: 0, notes: 0, stored: 0, taps: 0, unanswered: 0 };
  const statuses = new Map<number, number>();
  const took: number[] = [];
  const any = () => pick(town.bots, luck);

  async function deliver(activity: Json, crisisId: string, bot = any()): Promise<boolean> {
    const invokedAt = performance.now();
    const of = { intent: intentOf(activity), ...(crisisId ? { crisisId } : {}), invokedAt };
    verifying.note({ ...of, answeredAt: invokedAt, answer: { state: 'unknown' } });
    const status = await town.deliver(activity, bot);
    noteStatus(status);
    const answer = toldOf(town.teams, crisisId, String(activity.text ?? ''));
    verifying.note({ ...of, answeredAt: performance.now(), answer });
    return answer.state === 'acknowledged';
  }

  function noteStatus(status: number | 'unknown'): void {
    if (status === 'unknown') counts.unanswered += 1;
    else statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }

  async function timed<Value>(run: () => Promise<Value>): Promise<Value> {
    const began = performance.now();
    counts.commands += 1;
    const value = await run();
    took.push(performance.now() - began);
    return value;
  }

  /** As Teams delivers: sometimes twice at once, sometimes again, and again where nothing came back. */
  async function insist(activity: Json, crisisId: string): Promise<boolean> {
    const way = luck();
    const first: readonly BotReplica[] = way < 0.1 ? town.bots.slice(0, 2) : [any()];
    let isStored = (
      await timed(() => Promise.all(first.map((bot) => deliver(activity, crisisId, bot))))
    ).includes(true);
    for (let tries = 1; !isStored && tries < mostTries; tries += 1) {
      await setTimeout(betweenTriesMs);
      isStored = await deliver(activity, crisisId);
    }
    if (way > 0.9) await deliver(activity, crisisId);
    return isStored;
  }

  async function does(id: string, deed: Deed, crisisId: string): Promise<void> {
    if (deed.kind === 'tap') return taps(id, deed);
    const isInChannel = deed.kind === 'line' && luck() < 0.1;
    const place = isInChannel ? town.teams.channel('Drift') : undefined;
    const activity = town.line(id, deed.text, place);
    if (deed.kind === 'line') return void (await timed(() => deliver(activity, crisisId)));
    counts.notes += 1;
    if (await insist(activity, crisisId)) counts.stored += 1;
  }

  async function taps(id: string, { seen, title }: Extract<Deed, { kind: 'tap' }>): Promise<void> {
    counts.taps += 1;
    town.teams.talksTo(any().address());
    try {
      const { status } = await timed(() => town.person(id).taps(seen, title));
      noteStatus(status);
    } catch {
      // A form that the client does not send as it is, or a bot that was killed meanwhile.
      noteStatus('unknown');
    }
  }

  async function lives(id: string, crisisId: string, isOver: () => boolean): Promise<void> {
    const meanMs = (1_000 * everybody.length) / pace;
    for (;;) {
      await setTimeout(meanMs * -Math.log(1 - luck()));
      if (isOver()) return;
      const deed = nextDeed(town.person(id), id, counts.commands, luck);
      await does(id, deed, crisisId);
    }
  }

  return {
    counts,
    took,
    statuses,
    live: async (crisisId, isOver) => {
      await Promise.all(everybody.map((id) => lives(id, crisisId, isOver)));
    },
    async says(id, text, crisisId, isChannel = false) {
      const place = isChannel ? town.teams.channel('Drift') : undefined;
      await timed(() => deliver(town.line(id, text, place), crisisId, town.bots[0]));
    },
  };
}
