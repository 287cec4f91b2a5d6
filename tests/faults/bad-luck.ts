import type { Call, Fault } from '../azurite/proxy.ts';

/** What may happen to a reading, and what to a write besides. */
const toReadings: readonly Fault[] = ['busy', 'fail', 'reset', 'lose', 'mute'];
const toWrites: readonly Fault[] = [...toReadings, 'failAfter', 'conflict'];

/** Spoils a share of the calls of a line, in all the ways there are. */
export function badLuck(luck: () => number, share = 0.15): (call: Call) => Fault {
  return ({ method }) => {
    if (luck() >= share) return 'pass';
    const ways = method === 'GET' ? toReadings : toWrites;
    return ways[Math.floor(luck() * ways.length)] ?? 'pass';
  };
}

/** The same for whole bots, which wait three seconds for what never comes: that comes more seldom. */
export function badLuckOfBots(luck: () => number, share?: number): (call: Call) => Fault {
  const fault = badLuck(luck, share);
  return (call) => {
    const drawn = fault(call);
    return drawn === 'mute' && luck() < 0.8 ? 'lose' : drawn;
  };
}
