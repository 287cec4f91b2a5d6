import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { Daybook } from '../../src/daybook/daybook.ts';
import { type Item, itemOf } from '../../src/daybook/holding.ts';
import type { Known, Read } from '../../src/daybook/known.ts';
import { createLastKnown } from '../../src/daybook/last-known.ts';
import type { Ledger } from '../../src/domain/ledger.ts';
import { person, started } from '../domain/course.ts';

const at = '2026-11-23T01:20:00.000Z';

/** What was read last, and what waits, as the test says. */
function setUp() {
  const read = new Map<string, Read<Ledger>>();
  const waiting = new Map<string, readonly Item[]>();
  const known = { ledger: (id: string) => read.get(id) } as Partial<Known> as Known;
  const daybook = {
    base: () => undefined,
    waitingIn: (id: string) => waiting.get(id) ?? [],
  } as Partial<Daybook> as Daybook;
  return { read, waiting, lastKnown: createLastKnown(known, daybook) };
}

function noteIn(crisisId: string): Item {
  const body = { kind: 'note', type: 'melding', text: 'Telefonerne er nede' } as const;
  const by = person('jens');
  const what = { kind: 'command', body } as const;
  return itemOf({ kind: 'kept', n: 1, crisisId, intent: 'n', by, at, what, text: body.text });
}

/** Reads a log and lets go of it: only what is tested may still hold it. */
function readAndForget({ read, lastKnown }: ReturnType<typeof setUp>, crisisId: string): WeakRef<object> {
  const { ledger } = started();
  read.set(crisisId, { value: ledger, at });
  lastKnown.ledger(crisisId);
  read.clear();
  return new WeakRef(ledger.crisis);
}

async function isHeld(held: WeakRef<object>): Promise<boolean> {
  // What a WeakRef has been asked for is kept until the turn is over.
  await new Promise((resolve) => setImmediate(resolve));
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return held.deref() !== undefined;
}

describe('what was known last', () => {
  it('is told with what waits, and when it was read', () => {
    const { read, waiting, lastKnown } = setUp();
    read.set('K-1', { value: started().ledger, at });
    expect(lastKnown.ledger('K-1')).toMatchObject({ asOf: at, entries: [{ number: 1 }] });
    waiting.set('K-1', [noteIn('K-1')]);
    expect(lastKnown.ledger('K-1')?.entries).toHaveLength(2);
    expect(lastKnown.ledger('K-1')).toBe(lastKnown.ledger('K-1'));
  });

  it('holds on to no log that nothing waits for', async () => {
    const stage = setUp();
    expect(await isHeld(readAndForget(stage, 'K-1'))).toBe(false);
    // Asked last: what holds nothing must itself be there still.
    expect(stage.lastKnown.ledger('K-1')).toBeUndefined();
  });

  it('lets go of a log once all has been entered in it, when another is asked for', async () => {
    const stage = setUp();
    stage.waiting.set('K-1', [noteIn('K-1')]);
    const held = readAndForget(stage, 'K-1');
    expect(await isHeld(held)).toBe(true);
    stage.waiting.clear();
    stage.waiting.set('K-2', [noteIn('K-2')]);
    readAndForget(stage, 'K-2');
    expect(await isHeld(held)).toBe(false);
    expect(stage.lastKnown.ledger('K-1')).toBeUndefined();
  });
});
