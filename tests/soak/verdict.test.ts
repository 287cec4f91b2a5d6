import { describe, expect, it } from 'vitest';
import type { Vitals } from '../faults/vitals.ts';
import { slopeOf } from './slope.ts';
import type { Soaked } from './soak.ts';
import { soakOptions } from './soak-options.ts';
import { soakTable } from './soak-table.ts';
import { brokenBars } from './verdict.ts';
import type { Sample } from './watching.ts';

const calm: Vitals = {
  heapMb: 60,
  buffersMb: 8,
  rssMb: 180,
  delayMs: 4,
  resources: { TCPSocketWrap: 3 },
  uncaught: [],
  warnings: [],
  errors: { 'announce.failed': 2 },
};

/** A sample of the first bot after each of 20 crises of eight hours. */
function samples(of: (n: number) => Partial<Vitals>): readonly Sample[] {
  return Array.from({ length: 20 }, (_, n) => ({
    bot: 0,
    at: n * 24 * 60_000,
    isBetween: true,
    vitals: { ...calm, ...of(n) },
  }));
}

/** A run of eight hours in which all went well. */
function run(changes: Partial<Soaked> = {}): Soaked {
  const counts = { commands: 9, notes: 3, stored: 3, taps: 2, unanswered: 0 };
  return {
    options: { minutes: 480, crises: 20, pace: 2, faults: 0.05, seed: 1, isSpoilt: false },
    minutes: 480,
    crises: 20,
    faults: 600,
    kills: 20,
    overLimit: 0,
    stopped: undefined,
    people: { counts, took: [4, 5, 6], statuses: new Map([[200, 9]]) },
    verifying: { findings: [], looks: 480, entries: 900 },
    watching: { samples: samples((n) => ({ heapMb: 60 + (n % 2) * 0.4 })), dead: new Set() },
    ...changes,
  };
}

const growing = (what: 'heapMb' | 'rssMb', mbPerHour: number) => ({
  samples: samples((n) => ({ [what]: 60 + n * 0.4 * mbPerHour + (n % 2) * 0.1 })),
  dead: new Set<number>(),
});
const short = { minutes: 30, options: { ...run().options, minutes: 30 } };

describe('a soak run', () => {
  it('holds its bars where nothing went wrong', () => {
    expect(brokenBars(run())).toEqual([]);
    expect(soakTable(run()).at(-1)).toEqual({ what: 'bars', value: 'held' });
  });

  it.each([
    ['a finding', { verifying: { ...run().verifying, findings: [{ rule: 'lost', what: 'one' }] } }],
    ['a crisis that does not end', { stopped: 'Error: no end' }],
    ['no verifying', { verifying: { ...run().verifying, looks: 0 } }],
    ['a bot that ended', { watching: { ...run().watching, dead: new Set([1]) } }],
    ['no samples', { watching: { samples: [], dead: new Set() } }],
    [
      'a note that never came through',
      { people: { ...run().people, counts: { ...run().people.counts, notes: 4 } } },
    ],
    [
      'what nobody caught',
      { watching: { samples: samples(() => ({ uncaught: ['Error: x'] })), dead: new Set() } },
    ],
    [
      'a warning of Node',
      { watching: { samples: samples(() => ({ warnings: ['Leak'] })), dead: new Set() } },
    ],
    ['too few faults in eight hours', { faults: 599 }],
    ['a heap that grows by 1.5 MB an hour', { watching: growing('heapMb', 1.5) }],
    ['memory that grows by 1.5 MB an hour', { watching: growing('rssMb', 1.5) }],
  ] as readonly (readonly [string, Partial<Soaked>])[])('breaks a bar by %s, once', (_, change) => {
    const soaked = run(change);
    expect(brokenBars(soaked)).toHaveLength(1);
    expect(soakTable(soaked).at(-1)?.value).toContain('BROKEN');
  });

  it('says how memory grows in a short one, and holds it against nothing', () => {
    expect(brokenBars(run({ ...short, watching: growing('heapMb', 30) }))).toEqual([]);
  });
});

describe('a slope', () => {
  it('is the growth in an hour, with how far off it may be', () => {
    const points = [0, 1, 2, 3, 4].map((n) => ({ at: n * 1_800_000, value: 10 + n }));
    expect(slopeOf(points)).toEqual({ perHour: 2, error: 0 });
    const uneven = points.map(({ at, value }, n) => ({ at, value: value + (n % 2) }));
    expect(slopeOf(uneven)?.error).toBeGreaterThan(0.2);
  });

  it('is not known from a few points, nor from one moment', () => {
    expect(slopeOf([0, 1, 2].map((at) => ({ at, value: 1 })))).toBeUndefined();
    expect(slopeOf([1, 2, 3, 4].map((value) => ({ at: 7, value })))).toBeUndefined();
  });
});

describe('what a soak run is told', () => {
  it('is eight hours and twenty crises where the environment says nothing', () => {
    expect(soakOptions({})).toMatchObject({ minutes: 480, crises: 20, faults: 0.05, isSpoilt: false });
    expect(soakOptions({ SOAK_MINUTES: '0.5', FAULT_SEED: '7' })).toMatchObject({ minutes: 0.5, seed: 7 });
  });

  it.each(['0', '-1', 'long', 'Infinity'])('is not »%s« minutes', (SOAK_MINUTES) => {
    expect(() => soakOptions({ SOAK_MINUTES })).toThrow('SOAK_MINUTES');
  });
});
