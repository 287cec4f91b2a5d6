import { beforeAll, describe, expect, it } from 'vitest';
import type { CommandBody } from '../../src/domain/command.ts';
import type { Actor } from '../../src/domain/entry.ts';
import type { Chain, ChainLink, Outcome } from '../../src/ports.ts';
import { testStore } from '../azurite/test-store.ts';
import { person } from '../domain/course.ts';
import { note, real, startBy, write } from '../storage/cast.ts';
import type { Answer, Attempt, Finding } from './attempts.ts';
import { findingsIn } from './history.ts';
import { type StoredEntry, type StoredLog, storedLog } from './stored-log.ts';

const [anna, jens, lise] = [person('anna'), person('jens'), person('lise')];

function told(outcome: Outcome): Answer {
  if (outcome.state === 'refused') {
    const { refusal, ledger } = outcome;
    return { state: 'refused', ...refusal, ...(ledger ? { crisisId: ledger.crisis.id } : {}) };
  }
  const { entry, ledger } = outcome;
  return { state: 'acknowledged', crisisId: ledger.crisis.id, number: entry.number, hash: entry.hash };
}

/** A real history of two crises, one after the other, with a race for a role and a start that came too late. */
async function happened(): Promise<{ attempts: Attempt[]; chains: Chain[] }> {
  const { crises } = await testStore();
  const attempts: Attempt[] = [];
  let now = 0;
  const note1 = async (intent: string, asking: () => Promise<Outcome>, more: Partial<Attempt> = {}) => {
    now += 10;
    const invokedAt = now;
    const answer = told(await asking());
    now += 5;
    attempts.push({ intent, invokedAt, answeredAt: now, answer, ...more });
  };
  const submit = (crisisId: string, intent: string, by: Actor, body: CommandBody, role?: string) =>
    note1(intent, () => crises.submit(crisisId, intent, by, '2026-11-23T12:00:00.000Z', body), {
      crisisId,
      ...(role ? { role } : {}),
    });
  await note1('start-1', () => crises.start(real, startBy('start-1')));
  const [first] = await crises.recent(real.planId);
  const one = first?.crisisId ?? '';
  await note1('start-late', () => crises.start(real, startBy('start-late')));
  await submit(one, 'take', jens, { kind: 'takeRole', role: 'logOfficer' }, 'logOfficer');
  await submit(one, 'take-late', lise, { kind: 'takeRole', role: 'logOfficer' }, 'logOfficer');
  await submit(one, 'note-1', anna, note('Strømmen er væk'));
  await submit(one, 'note-1', anna, note('Strømmen er væk'));
  await submit(one, 'end', anna, { kind: 'end', remark: '' });
  await note1('start-2', () => crises.start(real, startBy('start-2')));
  const two = (await crises.recent(real.planId))[0]?.crisisId ?? '';
  await note1('note-2', () => write(crises, two, 'note-2'), { crisisId: two });
  const chains = await Promise.all([one, two].map((id) => crises.chain(id)));
  return { attempts, chains: chains.flatMap((chain) => chain ?? []) };
}

let attempts: readonly Attempt[];
let logs: readonly StoredLog[];
let chains: readonly Chain[];
beforeAll(async () => {
  const history = await happened();
  attempts = history.attempts;
  chains = history.chains;
  logs = chains.map(storedLog);
});

const rules = (found: readonly Finding[]) => [...new Set(found.map(({ rule }) => rule))];

/** The attempts with those at one intent changed. */
function retold(intent: string, change: (attempt: Attempt) => Partial<Attempt>): readonly Attempt[] {
  return attempts.map((attempt) =>
    attempt.intent === intent ? { ...attempt, ...change(attempt) } : attempt,
  );
}

/** The first log as if its links were these. */
function relinked(change: (links: readonly ChainLink[]) => readonly ChainLink[]): readonly StoredLog[] {
  return chains.map((chain, index) =>
    storedLog(index === 0 ? { ...chain, links: change(chain.links) } : chain),
  );
}

/** The first log with other entries, whose chain nobody looks at. */
function rewritten(change: (entries: readonly StoredEntry[]) => readonly StoredEntry[]) {
  return logs.map((log, index) => (index === 0 ? { ...log, entries: change(log.entries) } : log));
}

const refused = (code: string, text: string, crisisId?: string): Partial<Attempt> => ({
  answer: { state: 'refused', code, text, ...(crisisId ? { crisisId } : {}) },
});

describe('the history checker', () => {
  it('finds nothing where nothing is wrong, and holds an unknown answer for neither', () => {
    expect(findingsIn(attempts, logs)).toEqual([]);
    const unsure = retold('note-1', () => ({ answer: { state: 'unknown' } }));
    expect(findingsIn(unsure, logs)).toEqual([]);
    const never = { intent: 'gone', invokedAt: 1, answeredAt: 2, answer: { state: 'unknown' } } as const;
    expect(findingsIn([...attempts, never], logs)).toEqual([]);
  });

  it('finds what was acknowledged and is not there, or is another’s', () => {
    const lost = { ...attempts[4], intent: 'lost' } as Attempt;
    expect(rules(findingsIn([...attempts, lost], logs))).toEqual(['lost']);
    const other = retold('note-1', ({ answer }) => ({ answer: { ...answer, number: 2 } as Answer }));
    expect(rules(findingsIn(other, logs))).toEqual(['other entry']);
    const forged = retold('note-1', ({ answer }) => ({ answer: { ...answer, hash: 'x' } as Answer }));
    expect(rules(findingsIn(forged, logs))).toEqual(['other entry']);
  });

  it('finds an intent that stands twice, in one log or in two, and an entry nobody asked for', () => {
    const doubled = rewritten((entries) => [...entries, { ...entries[2], number: 5 } as StoredEntry]);
    expect(rules(findingsIn(attempts, doubled))).toContain('twice');
    const [one, two] = logs as [StoredLog, StoredLog];
    const both = [
      one,
      { ...two, entries: [...two.entries, { ...one.entries[2], number: 3 } as StoredEntry] },
    ];
    expect(rules(findingsIn(attempts, both))).toContain('twice');
    const silent = attempts.filter(({ intent }) => intent !== 'note-1');
    expect(rules(findingsIn(silent, logs))).toEqual(['nobody asked']);
    expect(findingsIn(silent, logs, ({ intent }) => intent === 'note-1')).toEqual([]);
  });

  it('finds a gap, a changed link and a missing one', () => {
    const gap = rewritten((entries) => entries.filter(({ number }) => number !== 2));
    expect(rules(findingsIn(attempts, gap))).toContain('gap');
    const cut = relinked((links) => links.filter(({ number }) => number !== 2));
    expect(rules(findingsIn(attempts, cut))).toEqual(expect.arrayContaining(['gap', 'chain']));
    const changed = relinked((links) =>
      links.map((link) => (link.number === 3 ? { ...link, hash: '0'.repeat(64) } : link)),
    );
    expect(rules(findingsIn(attempts, changed))).toContain('chain');
  });

  it('finds an entry that stands before one that was acknowledged before it was asked for', () => {
    const late = retold('take', () => ({ invokedAt: 9_000, answeredAt: 9_005 }));
    expect(rules(findingsIn(late, logs))).toContain('order');
  });

  it('finds a refusal of what is stored, unless another delivery was under way', () => {
    const denied = retold('note-1', () => refused('invalid', 'Nej.'));
    expect(rules(findingsIn(denied, logs))).toEqual(['refused and stored']);
    const [first, again] = attempts.filter(({ intent }) => intent === 'note-1') as [Attempt, Attempt];
    const others = attempts.filter(({ intent }) => intent !== 'note-1');
    const second = { ...again, ...refused('invalid', 'Nej.') };
    expect(rules(findingsIn([...others, first, second], logs))).toEqual(['refused and stored']);
    const under = { ...second, invokedAt: first.invokedAt, answeredAt: first.invokedAt + 1 };
    expect(findingsIn([...others, first, under], logs)).toEqual([]);
  });

  it('finds two holders of an exclusive role, and a loser who is told anybody but the winner', () => {
    const take = (entries: readonly StoredEntry[]) =>
      entries.map((entry) =>
        entry.intent === 'note-1'
          ? { ...entry, by: 'lise', event: { kind: 'roleTaken', role: 'logOfficer' } }
          : entry,
      );
    expect(rules(findingsIn(attempts, rewritten(take)))).toEqual(['two holders']);
    const from = (entries: readonly StoredEntry[]) =>
      take(entries).map((entry) =>
        entry.by === 'lise' ? { ...entry, event: { ...entry.event, from: 'jens' } } : entry,
      );
    expect(findingsIn(attempts, rewritten(from))).toEqual([]);
    const wrong = retold('take-late', () => refused('taken', 'Anna Holm har rollen.'));
    expect(rules(findingsIn(wrong, logs))).toEqual(['winner not told']);
  });

  it('finds two crises that ran at the same moment, and a start that is told of one that does not run', () => {
    const late = retold('end', () => ({ invokedAt: 9_000, answeredAt: 9_005 }));
    expect(rules(findingsIn(late, logs))).toContain('two active');
    const second = logs[1]?.crisisId;
    const stray = retold('start-late', () => refused('running', 'En krise er i gang.', second));
    expect(rules(findingsIn(stray, logs))).toEqual(['two active']);
    const none = retold('start-late', () => refused('running', 'En krise er i gang.'));
    expect(rules(findingsIn(none, logs))).toEqual(['two active']);
  });
});
