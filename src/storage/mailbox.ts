import { type Command, type Refusal, refuse } from '../domain/command.ts';
import type { Entry } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import { type Draft, type LogStore, type Outcome, StoreFault } from '../ports.ts';
import { erasesText, type Folded, fold, refresh } from './folded.ts';
import { type Ask, afterStoring, decideAll, outcomeOf, type Proposed } from './verdicts.ts';
import { type Settled, type Waiting, waitFor } from './waiting.ts';
import { shortWait, wait } from './waits.ts';

/** How many asks share a transaction; with the head row it stays well under the service's 100 rows. */
const mostInABatch = 45;

/** After so many batches without a pause a busy mailbox leaves the store to others for one batch's time. */
const mostInARow = 3;

/** One crisis's queue: its asks are answered one batch after the other. */
export interface Mailbox {
  submit(intent: string, command: Command): Promise<Outcome>;
  read(): Promise<Ledger | undefined>;
  /** True while nobody waits. */
  isIdle(): boolean;
}

const cannotBeStored: Refusal = refuse(
  'invalid',
  'Det kan ikke gemmes, som det står. Gør teksten kortere, eller del den i flere poster.',
);

/**
 * Makes the mailbox of one crisis. `budgetMs` is how long an ask may take before it fails with
 * `StoreFault`. Fails with `LogRolledBack` for as long as the table holds less or other than was read.
 */
export function createMailbox(log: LogStore, crisisId: string, budgetMs: number): Mailbox {
  let queue: Waiting[] = [];
  let working = false;
  let known: Folded | undefined;
  /** True where `known` may be behind: nothing read yet, or a write whose fate is not known. */
  let doubtful = true;
  let lastFault: unknown;

  const ask = (asked: Ask): Promise<Settled> => {
    const { waiting, answer } = waitFor(asked, budgetMs, () => lastFault);
    queue.push(waiting);
    if (!working) void work();
    return answer;
  };

  const work = async () => {
    working = true;
    let inARow = 0;
    let silences = 0;
    for (let batch = take(); batch.length > 0; batch = take()) {
      const before = performance.now();
      const heard = await attend(batch);
      silences = heard ? 0 : silences + 1;
      if (!heard) await shortWait(silences);
      inARow = batch.some((waiting) => waiting.isSettled()) ? inARow + 1 : 0;
      if (inARow < mostInARow || take().length === 0) continue;
      // A replica that lost a race must read what it lost to: without this it would lose for ever.
      await wait(Math.min(100, performance.now() - before));
      inARow = 0;
    }
    working = false;
  };

  const take = () => {
    queue = queue.filter((waiting) => !waiting.isSettled());
    return queue.slice(0, mostInABatch);
  };

  /** Serves a batch; what stays open stays in the queue. False where the store was silent. */
  const attend = async (batch: readonly Waiting[]): Promise<boolean> => {
    try {
      const fresh = doubtful;
      if (doubtful) await look();
      await serve(batch, fresh);
      return true;
    } catch (error) {
      lastFault = error;
      if (error instanceof StoreFault) return false;
      for (const waiting of batch) waiting.fail(error);
      return true;
    }
  };

  /** `fresh`: the head has been looked at since the batch was gathered. */
  const serve = async (batch: readonly Waiting[], fresh: boolean): Promise<void> => {
    const asks = batch.map((waiting) => waiting.ask);
    const { proposed, drafts } = decideAll(crisisId, known, asks);
    if (drafts.length > 0) return store(batch, proposed, drafts);
    if (fresh) return answer(batch, proposed, []);
    // Nothing to store proves nothing: look at the head, and decide on what it shows.
    await look();
    return serve(batch, true);
  };

  const look = async () => {
    known = await refresh(log, crisisId, known);
    doubtful = false;
  };

  const store = async (
    batch: readonly Waiting[],
    proposed: readonly Proposed[],
    drafts: readonly Draft[],
  ): Promise<void> => {
    doubtful = true;
    batch.forEach((waiting, place) => {
      waiting.tried ||= proposed[place]?.state === 'drafted';
    });
    const result = await log.append(crisisId, known?.head, drafts);
    if (result.state === 'conflict') return;
    if (result.state === 'rejected') return oneByOne(batch, result.detail);
    // What was erased is still known here: the answers wait until the log is read anew.
    if (result.entries.some(erasesText)) return;
    known = fold(crisisId, known, result.entries, result.head);
    doubtful = false;
    answer(batch, proposed, result.entries);
  };

  /** A batch that cannot be stored is tried ask by ask: one bad command takes no others with it. */
  const oneByOne = async (batch: readonly Waiting[], detail: string) => {
    const [only, ...others] = batch;
    if (only && others.length === 0) return refuseToStore(only, detail);
    for (const waiting of batch) await attend([waiting]);
  };

  const refuseToStore = async (waiting: Waiting, detail: string) => {
    await look();
    if (known) waiting.settle({ verdict: { state: 'refused', refusal: cannotBeStored }, known });
    else waiting.fail(new Error(`${crisisId}: the start cannot be stored: ${detail}`));
  };

  const answer = (batch: readonly Waiting[], proposed: readonly Proposed[], entries: readonly Entry[]) => {
    batch.forEach((waiting, place) => {
      const verdict = afterStoring(proposed[place] ?? { state: 'reading' }, entries);
      const own = verdict.state === 'repeated' && waiting.tried && proposed[place]?.state === 'repeated';
      waiting.settle({ verdict: own ? { ...verdict, state: 'stored' } : verdict, known });
    });
  };

  return {
    submit: async (intent, command) => {
      const { verdict, known: now } = await ask({ kind: 'command', intent, command });
      return outcomeOf(verdict, now);
    },
    read: async () => {
      const { known: now } = await ask({ kind: 'reading' });
      return now && { crisis: now.crisis, entries: now.entries };
    },
    isIdle: () => !working,
  };
}
