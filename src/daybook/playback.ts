import { cleaned } from '../domain/cleaned.ts';
import type { CommandBody } from '../domain/command.ts';
import type { CalledBySms, PersonId } from '../domain/entry.ts';
import { isProvisional } from '../domain/provisional.ts';
import { newErrorId } from '../error-id.ts';
import { type Clock, type Crises, type Journal, type Outcome, StoreFault } from '../ports.ts';
import type { Daybook } from './daybook.ts';
import type { Item } from './holding.ts';
import type { KeptCalls } from './kept-calls.ts';
import type { Calling, KeptLine, Settling } from './line.ts';

export interface PlaybackNeeds {
  /** The crises as the tables have them. */
  readonly crises: Crises;
  readonly daybook: Daybook;
  readonly calls: Pick<KeptCalls, 'called'>;
  readonly clock: Clock;
  readonly journal: Journal;
  /** Something was stored in this crisis. */
  readonly onStored: (crisisId: string) => void;
  /** A crisis was started, by its own intent: what led to it is to be taken into its log. */
  readonly onStarted: (crisisId: string, at: string) => Promise<void>;
  /** Absent where no SMS is sent. */
  readonly awaySms?: SentMeanwhile;
}

/** The SMS of a start that is not in the log yet. */
export interface SentMeanwhile {
  /** They are the log's from now on. Resolves when none is on its way any more. */
  handOver(intent: string): Promise<void>;
  /** The log did not take the start: they go on. */
  takeBack(intent: string): void;
}

/** How many commands of a crisis are asked for at once; they are decided in that order. */
const mostAtOnce = 40;

/** Enters in the log what was kept: in order, by intent, with its own times. */
export interface Playback {
  /** Resolves when nothing is left. Throws `StoreFault` where the tables are away again; the rest comes next time. */
  enter(): Promise<void>;
  /** Goes no further than what has been asked for. */
  halt(): void;
}

export function createPlayback(needs: PlaybackNeeds): Playback {
  const { crises, daybook, clock, journal, onStored } = needs;
  let halted = false;

  async function enterStart(item: Item, { series, request }: StartOf): Promise<void> {
    const { line } = item;
    const real = series.exercise ? await crises.active(series.planId) : undefined;
    if (real && !real.ledger.crisis.exercise) {
      const text = `En rigtig krise er i gang: ${real.ledger.crisis.headline}. Start øvelsen, når den er slut.`;
      return daybook.settle(new Map([[item, { state: 'refused', text }]]));
    }
    const outcome = await asLogs(cleaned(line.intent), (calledBySms) =>
      crises.start(series, calledBySms ? { ...request, start: { ...request.start, calledBySms } } : request),
    );
    const crisisId = outcome.ledger?.crisis.id;
    // Known before it is settled: what was written under the provisional id follows right after.
    if (crisisId) await daybook.name(item, crisisId, clock.now());
    await daybook.settle(new Map([[item, settlingOf(outcome)]]));
    if (!crisisId || outcome.state === 'refused') return;
    onStored(crisisId);
    if (!series.exercise) await needs.onStarted(crisisId, line.at);
  }

  /** The start says who has had its SMS, so that no replica that sees it sends them another. */
  async function asLogs(
    intent: string,
    enterIt: (calledBySms: CalledBySms | undefined) => Promise<Outcome>,
  ): Promise<Outcome> {
    await needs.awaySms?.handOver(intent);
    try {
      return await enterIt(calledBySms(needs.calls.called(intent, 'sms')));
    } catch (error) {
      needs.awaySms?.takeBack(intent);
      throw error;
    }
  }

  async function enter(items: readonly Item[], crisisId: string): Promise<void> {
    const asked = items.map(({ line }) =>
      crises.submit(crisisId, line.intent, line.by, line.at, withOwnTime(line)),
    );
    const answers = await Promise.allSettled(asked);
    const settled = new Map<Item, Settling>();
    let fault: unknown;
    items.forEach((item, index) => {
      const answer = answers[index];
      if (answer?.status === 'fulfilled') settled.set(item, settlingOf(answer.value));
      else if (answer?.reason instanceof StoreFault) fault = answer.reason;
      else settled.set(item, putAside(item, answer?.reason));
    });
    await daybook.settle(settled);
    onStored(crisisId);
    if (fault) throw fault;
  }

  function putAside({ line }: Item, error: unknown): Settling {
    const errorId = newErrorId();
    const { crisisId, intent } = line;
    journal.error('daybook.setAside', error, { errorId, crisisId, intent, kind: kindOf(line) });
    return { state: 'aside', errorId };
  }

  async function start(item: Item, what: StartOf): Promise<void> {
    try {
      await enterStart(item, what);
    } catch (error) {
      if (error instanceof StoreFault) throw error;
      if (!item.settled) await daybook.settle(new Map([[item, putAside(item, error)]]));
    }
  }

  async function enterNext(left: readonly Item[]): Promise<void> {
    const [first] = left;
    if (!first) return;
    const { what, crisisId } = first.line;
    if (what.kind === 'start') return start(first, what);
    const group = groupOf(left);
    const real = daybook.realOf(crisisId) ?? crisisId;
    if (!isProvisional(real)) return enter(group, real);
    await daybook.settle(new Map(group.map((item) => [item, notBegun] as const)));
  }

  return {
    async enter() {
      for (let left = daybook.waiting(); left.length > 0 && !halted; left = daybook.waiting()) {
        await enterNext(left);
      }
    },
    halt() {
      halted = true;
    },
  };
}

type StartOf = Extract<KeptLine['what'], { kind: 'start' }>;

const notBegun: Settling = { state: 'refused', text: 'Krisen, det hører til, kom ikke i gang.' };

/** What went out once and is in doubt is not here: the log sends it once more. */
function calledBySms(called: ReadonlyMap<PersonId, Calling>): CalledBySms | undefined {
  const those = (state: Calling) => [...called].filter(([, one]) => one === state).map(([id]) => id);
  const [sent, unsure] = [those('sent'), those('repeating')];
  return sent.length + unsure.length > 0 ? { sent, unsure } : undefined;
}

/** The first, and what follows it in the same crisis. */
function groupOf(items: readonly Item[]): readonly Item[] {
  const crisisId = items[0]?.line.crisisId;
  const end = items.findIndex(({ line }) => line.crisisId !== crisisId || line.what.kind === 'start');
  return items.slice(0, Math.min(end < 0 ? items.length : end, mostAtOnce));
}

function settlingOf(outcome: Outcome): Settling {
  if (outcome.state === 'refused') {
    const crisisId = outcome.ledger?.crisis.id;
    return { state: 'refused', text: outcome.refusal.text, ...(crisisId ? { crisisId } : {}) };
  }
  const { entry, ledger } = outcome;
  return { state: 'entered', crisisId: ledger.crisis.id, number: entry.number, text: entry.text };
}

/** A note happened when it was typed, where its writer said nothing else: it may be registered much later. */
function withOwnTime({ what, at }: KeptLine): CommandBody {
  if (what.kind === 'start') throw new Error('a start is no command on a crisis');
  const { body } = what;
  return body.kind === 'note' && !body.happenedAt ? { ...body, happenedAt: at } : body;
}

function kindOf({ what }: KeptLine): string {
  return what.kind === 'start' ? 'start' : what.body.kind;
}
