import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Daybook } from '../../src/daybook/daybook.ts';
import { createKeptCalls } from '../../src/daybook/kept-calls.ts';
import { provisionalFor } from '../../src/daybook/last-known.ts';
import { openDaybook } from '../../src/daybook/open-daybook.ts';
import { createPlayback } from '../../src/daybook/playback.ts';
import type { CommandBody } from '../../src/domain/command.ts';
import { type Series, StoreFault } from '../../src/ports.ts';
import { anna, begin, drill, noon, note, real, startBy } from '../storage/cast.ts';
import { type MemoryCrises, memoryCrises } from './memory-crises.ts';

let directory: string;
let daybook: Daybook;
let memory: MemoryCrises;
/** What was said to have been stored, and started. */
let stored: string[];
let started: string[];
let journal: string[];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'daybook-'));
  [memory, stored, started, journal] = [memoryCrises(), [], [], []];
  const told = { info: () => undefined, error: (event: string) => void journal.push(event) };
  daybook = await openDaybook({ directory, journal: told });
});
afterEach(async () => {
  await daybook.close();
  await rm(directory, { recursive: true, force: true });
});

const noteStart = async (crisisId: string, at: string) => void started.push(`${crisisId} ${at}`);
const playback = (onStarted = noteStart) =>
  createPlayback({
    crises: memory.crises,
    daybook,
    calls: createKeptCalls(daybook),
    clock: { now: () => noon },
    journal: { info: () => undefined, error: (event) => void journal.push(event) },
    onStored: (crisisId) => void stored.push(crisisId),
    onStarted,
  });

const later = (minute: number) => `2026-11-23T12:0${minute}:00.000Z`;

async function keep(crisisId: string, intent: string, minute: number, body: CommandBody = note(intent)) {
  const what = { kind: 'command', body } as const;
  await daybook.keep({ crisisId, intent, by: anna, at: later(minute), what, text: intent }, undefined);
}

/** The provisional id. */
async function keepStart(intent: string, series: Series, minute = 0): Promise<string> {
  const request = startBy(intent, series, later(minute));
  const crisisId = provisionalFor(request);
  const what = { kind: 'start', series, request } as const;
  await daybook.keep({ crisisId, intent, by: anna, at: later(minute), what, text: intent }, undefined);
  return crisisId;
}

const textsOf = (crisisId: string) =>
  memory.ledgers
    .get(crisisId)
    ?.entries.map(({ text }) => text)
    .slice(1);
const left = () => daybook.waiting().map(({ line }) => line.intent);
const became = () => daybook.untold().map(({ line, settled }) => `${line.intent} ${settled?.state}`);

describe('what was kept', () => {
  it('is entered in its own crisis, in order, a note as of when it was written', async () => {
    const [one, two] = [await begin(memory.crises), await begin(memory.crises, 'x', drill)];
    await keep(one, 'a', 1);
    await keep(two, 'b', 2);
    await keep(one, 'c', 3, { kind: 'note', type: 'melding', text: 'c', happenedAt: later(0) });
    await keep(one, 'd', 4);
    await playback().enter();
    expect([textsOf(one), textsOf(two)]).toEqual([['a', 'c', 'd'], ['b']]);
    expect(memory.ledgers.get(one)?.entries.map(({ happenedAt }) => happenedAt)).toEqual(
      [0, 1, 0, 4].map(later),
    );
    expect([...new Set(stored)]).toEqual([one, two]);
  });

  it('waits on where the tables go away again, and what was stored by then is announced', async () => {
    const id = await begin(memory.crises);
    for (const [minute, intent] of ['a', 'b', 'c'].entries()) await keep(id, intent, minute);
    memory.spoils = (intent) => {
      if (intent === 'b') throw new StoreFault('away');
    };
    await expect(playback().enter()).rejects.toThrow(StoreFault);
    expect([left(), stored, journal]).toEqual([['b'], [id], []]);
    memory.spoils = () => undefined;
    await playback().enter();
    expect([left(), became()]).toEqual([[], ['a entered', 'b entered', 'c entered']]);
  });

  it('and cannot be dealt with is put aside by an id, and the rest goes on', async () => {
    const id = await begin(memory.crises);
    await keep(id, 'a', 1);
    await keepStart('s', real, 2);
    await keep(id, 'b', 3);
    memory.spoils = (intent) => {
      if (intent === 'a' || intent === 's') throw new TypeError('ours');
    };
    await playback().enter();
    expect(became()).toEqual(['a aside', 's aside', 'b entered']);
    expect([left(), textsOf(id)]).toEqual([[], ['b']]);
    expect(journal).toContain('daybook.setAside');
  });

  it('is gone no further with once a stop cannot wait', async () => {
    await keep(await begin(memory.crises), 'a', 1);
    const playing = playback();
    playing.halt();
    await playing.enter();
    expect(left()).toEqual(['a']);
  });
});

describe('a start that was kept', () => {
  it('is followed by what led to it where it is real, and by what was written in it', async () => {
    const provisional = await keepStart('s', real);
    await keep(provisional, 'a', 1);
    await playback().enter();
    expect([textsOf('K-2026-01'), started]).toEqual([['a'], [`K-2026-01 ${later(0)}`]]);
    expect(daybook.realOf(provisional)).toBe('K-2026-01');
    expect(stored).toContain('K-2026-01');
  });

  it('of an exercise takes no alarm in, and is refused where a real crisis runs by then', async () => {
    await keepStart('s1', drill);
    await playback().enter();
    expect([[...memory.ledgers.keys()], started]).toEqual([['Ø-2026-01'], []]);
    const id = await begin(memory.crises, 'real');
    const provisional = await keepStart('s2', drill, 1);
    await keep(provisional, 'a', 2);
    await playback().enter();
    expect(became().slice(1)).toEqual(['s2 refused', 'a refused']);
    expect([memory.ledgers.size, textsOf(id)]).toEqual([2, []]);
  });

  it('waits on where the tables go away again', async () => {
    await keepStart('s', real);
    memory.spoils = () => {
      throw new StoreFault('away');
    };
    await expect(playback().enter()).rejects.toThrow(StoreFault);
    expect([left(), journal]).toEqual([['s'], []]);
  });

  it('stands where what led to it cannot be taken in', async () => {
    await keepStart('s', real);
    await playback(() => Promise.reject(new TypeError('ours'))).enter();
    expect([left(), became()]).toEqual([[], ['s entered']]);
  });

  it('takes nothing with it that was written before it by another clock', async () => {
    await keep(provisionalFor(startBy('s')), 'a', 1);
    await keepStart('s', real, 2);
    await playback().enter();
    expect([left(), became()]).toEqual([[], ['a refused', 's entered']]);
  });
});
