import { type Attempt, type Deeds, type Finding, finding } from './attempts.ts';
import type { StoredLog } from './stored-log.ts';

/** A time during which a crisis ran for certain: from an answer that it did to the question for its end. */
interface Run {
  readonly crisisId: string;
  readonly exercise: boolean;
  readonly from: number;
  readonly to: number;
}

/** At most one crisis of a series runs at any moment, and whoever starts another is told of one that does. */
export function twoActive(
  attempts: readonly Attempt[],
  logs: readonly StoredLog[],
  deeds: Deeds,
): readonly Finding[] {
  const runs = logs.flatMap((log) => runsOf(log, deeds)).toSorted((one, other) => one.from - other.from);
  const clashes = runs.flatMap((run, index) =>
    runs
      .slice(index + 1)
      .filter((other) => other.exercise === run.exercise && other.crisisId !== run.crisisId)
      .filter((other) => other.from < run.to && run.from < other.to)
      .map((other) => finding('two active', `${run.crisisId} and ${other.crisisId} ran at the same moment`)),
  );
  return [...clashes, ...strayStarts(attempts, logs, deeds)];
}

/** Each time it was started, or opened again, up to the next end. */
function runsOf({ crisisId, exercise, entries }: StoredLog, { invoked, acked }: Deeds): readonly Run[] {
  const runs: Run[] = [];
  let answers: number[] = [];
  const close = (to: number) => {
    const from = Math.min(...answers);
    if (from < to) runs.push({ crisisId, exercise, from, to });
    answers = [];
  };
  let isRunning = false;
  for (const { intent, event } of entries) {
    if (event.kind === 'started' || event.kind === 'reopened') isRunning = true;
    if (event.kind === 'ended') {
      close(invoked.get(intent) ?? Math.max(...answers));
      isRunning = false;
    }
    const at = acked.get(intent);
    if (isRunning && at !== undefined) answers.push(at);
  }
  close(Math.max(...answers));
  return runs;
}

/** A start that was refused because one runs, and none that it names did. */
function strayStarts(
  attempts: readonly Attempt[],
  logs: readonly StoredLog[],
  { invoked, acked }: Deeds,
): readonly Finding[] {
  const byId = new Map(logs.map((log) => [log.crisisId, log]));
  return attempts.flatMap(({ intent, answer, invokedAt, answeredAt }) => {
    if (answer.state !== 'refused' || answer.code !== 'running') return [];
    // A reopening is about the crisis that has ended, and names the one that runs.
    const [named = answer.crisisId ?? ''] = answer.text.match(/[KØ]-\d{4}-\d+/) ?? [];
    const entries = byId.get(named)?.entries ?? [];
    const [first] = entries;
    const began = first && (invoked.get(first.intent) ?? 0) < answeredAt;
    const last = entries.findLast(({ event }) => event.kind === 'ended' || event.kind === 'reopened');
    const isOver =
      last?.event.kind === 'ended' && (acked.get(last.intent) ?? Number.POSITIVE_INFINITY) < invokedAt;
    if (began && !isOver) return [];
    return [finding('two active', `${intent} was told that ${named || 'none'} runs`)];
  });
}
