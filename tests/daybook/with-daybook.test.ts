import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Daybook } from '../../src/daybook/daybook.ts';
import { remembering } from '../../src/daybook/known.ts';
import { provisionalFor } from '../../src/daybook/last-known.ts';
import { openDaybook } from '../../src/daybook/open-daybook.ts';
import { withDaybook } from '../../src/daybook/with-daybook.ts';
import type { CommandBody } from '../../src/domain/command.ts';
import { type Crises, DaybookFault, StoreAway, StoreFault } from '../../src/ports.ts';
import { anna, begin, channel, drill, jens, noon, note, real, startBy, write } from '../storage/cast.ts';
import { anyFile } from './disk.ts';
import { type MemoryCrises, memoryCrises } from './memory-crises.ts';

let directory: string;
let daybook: Daybook;
let memory: MemoryCrises;
/** Why the tables are not asked; undefined while they are. */
let fault: StoreFault | undefined;
let isBehind: boolean;
/** How long each call may take. */
let longest: (number | undefined)[];
let forPeople: Crises;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'daybook-'));
  daybook = await openDaybook({ directory, journal: { info: () => undefined, error: () => undefined } });
  [memory, fault, isBehind, longest] = [memoryCrises(), undefined, false, []];
  forPeople = replica();
});
afterEach(async () => {
  await daybook.close();
  await rm(directory, { recursive: true, force: true });
});

function replica(): Crises {
  const { crises, known } = remembering(memory.crises, { now: () => noon });
  return withDaybook({
    crises,
    known,
    planId: real.planId,
    daybook,
    presence: {
      awaySince: () => (fault ? noon : undefined),
      async ask(call, longestMs) {
        longest.push(longestMs);
        if (fault) throw fault;
        return call();
      },
      behind() {
        isBehind = true;
      },
      stop: async () => undefined,
    },
  });
}

const away = () => {
  fault = new StoreAway(noon);
};
const silent = () => {
  fault = new StoreFault('no answer');
};
const kept = () => daybook.waiting().map(({ line }) => line.intent);
const ask = (id: string, intent: string, body: CommandBody) => forPeople.submit(id, intent, anna, noon, body);

describe('while the tables are away', () => {
  it('a message is kept once, also where it comes again at once; another beside it as well', async () => {
    const id = await begin(forPeople);
    away();
    const both = [write(forPeople, id, 'a'), write(forPeople, id, 'a\u0000'), write(forPeople, id, 'b')];
    expect((await Promise.all(both)).map(({ state }) => state)).toEqual(['kept', 'kept', 'kept']);
    expect((await write(forPeople, id, 'a\u0000')).state).toBe('kept');
    expect((await write(forPeople, id, 'start')).state).toBe('repeated');
    expect(kept()).toEqual(['a', 'b']);
    expect(daybook.waiting()[0]?.line.near).toEqual(channel);
    expect(isBehind).toBe(true);
  });

  it('what the disk did not take is said to be kept to nobody, and can be given to it again', async () => {
    const id = await begin(forPeople);
    away();
    const synced = vi.spyOn(await anyFile(directory), 'datasync');
    synced.mockRejectedValueOnce(new Error('EIO'));
    const both = [write(forPeople, id, 'a'), write(forPeople, id, 'a')];
    for (const one of both) await expect(one).rejects.toThrow(DaybookFault);
    synced.mockRestore();
    expect((await write(forPeople, id, 'a')).state).toBe('kept');
  });

  it('what is no fault of the tables is kept nowhere', async () => {
    const id = await begin(forPeople);
    memory.spoils = () => {
      throw new TypeError('ours');
    };
    await expect(write(forPeople, id, 'a')).rejects.toThrow(TypeError);
    expect(kept()).toEqual([]);
  });

  it.each([
    'noteExport',
    'evaluate',
    'eraseText',
    'reopen',
    'linkPerson',
    'chooseChannel',
    'askSms',
  ] as const)('%s is not kept: it would mislead. Given up, nobody knows what came of it', async (kind) => {
    const id = await begin(forPeople);
    away();
    const body = { kind } as CommandBody;
    expect(await ask(id, 'a', body)).toMatchObject({
      state: 'refused',
      refusal: { text: expect.stringContaining('Intet er gemt.') },
    });
    silent();
    await expect(ask(id, 'b', body)).rejects.toBe(fault);
    expect(kept()).toEqual([]);
  });

  it('a refusal counts where nothing was asked; of a call that was given up nobody knows', async () => {
    const id = await begin(forPeople);
    const again = { kind: 'takeRole', role: 'crisisLeader' } as const;
    away();
    expect(await ask(id, 'a', again)).toMatchObject({ state: 'refused', refusal: { code: 'already' } });
    silent();
    await expect(ask(id, 'b', again)).rejects.toBe(fault);
  });

  it('a contact exercise is not started: it would come when nobody expects it', async () => {
    const request = startBy('s', drill);
    const contactOnly = { ...request, start: { ...request.start, contactOnly: true } } as const;
    away();
    expect((await forPeople.start(drill, contactOnly)).state).toBe('refused');
    silent();
    await expect(forPeople.start(drill, contactOnly)).rejects.toBe(fault);
    expect(kept()).toEqual([]);
  });

  it('a start joins the crisis that is known to run, or is kept, once, and runs before an exercise', async () => {
    await begin(forPeople, 'drill', drill);
    away();
    const kinds = [await forPeople.start(real, startBy('s')), await forPeople.start(real, startBy('s'))];
    expect(kinds.map(({ state }) => state)).toEqual(['kept', 'kept']);
    const provisional = provisionalFor(startBy('s'));
    const running = (await forPeople.active(real.planId))?.ledger;
    expect([running?.crisis.id, running?.asOf]).toEqual([provisional, noon]);
    expect(await forPeople.start(real, startBy('other'))).toMatchObject({
      state: 'refused',
      refusal: { code: 'running' },
      ledger: { crisis: { id: provisional } },
    });
    expect(kept()).toEqual(['s']);
  });

  it('that none runs is known only to whoever was told so', async () => {
    silent();
    await expect(forPeople.active(real.planId)).rejects.toBe(fault);
    fault = undefined;
    await forPeople.active(real.planId);
    silent();
    expect(await forPeople.active(real.planId)).toBeUndefined();
  });

  it('what was refused afterwards is shown no more', async () => {
    const id = await begin(forPeople);
    away();
    await write(forPeople, id, 'a');
    expect((await forPeople.read(id))?.entries).toHaveLength(2);
    const refused = { state: 'refused', text: 'Krisen er slut.' } as const;
    await daybook.settle(new Map(daybook.waiting().map((item) => [item, refused])));
    expect((await forPeople.read(id))?.entries).toHaveLength(1);
  });

  it('what a process before this one read last counts, where it is newer', async () => {
    const id = await begin(forPeople);
    const read = await forPeople.read(id);
    await write(memory.crises, id, 'others');
    const entries = memory.ledgers.get(id)?.entries ?? [];
    const newer = { kind: 'base', crisisId: id, asOf: '2026-11-23T12:05:00.000Z', entries } as const;
    const older = { ...newer, asOf: '2026-11-23T11:55:00.000Z', entries: [] };
    away();
    daybook.bases = () => [older];
    daybook.base = () => older;
    expect((await forPeople.read(id))?.entries).toHaveLength(read?.entries.length ?? 0);
    daybook.base = () => newer;
    expect(await forPeople.read(id)).toMatchObject({ entries: { length: 2 }, asOf: newer.asOf });
    // What was kept may not hold any more by then.
    expect((await write(forPeople, id, 'a')).state).toBe('kept');
    await memory.crises.submit(id, 'e', anna, noon, { kind: 'end', remark: '' });
    daybook.base = () => ({ ...newer, entries: memory.ledgers.get(id)?.entries ?? [] });
    expect((await forPeople.read(id))?.entries).toHaveLength(3);
  });

  it('an ended crisis runs no more, and what is shown says as of when', async () => {
    const id = await begin(forPeople);
    away();
    expect(await forPeople.active(real.planId)).toMatchObject({ ledger: { asOf: noon } });
    expect((await ask(id, 'e', { kind: 'end', remark: '' })).state).toBe('kept');
    expect(await forPeople.active(real.planId)).toBeUndefined();
    expect((await forPeople.read(id))?.crisis.ended).toBeDefined();
  });
});

describe('a provisional id', () => {
  it('of another replica is found by the message that started the crisis', async () => {
    const id = await begin(forPeople, 's');
    const given = provisionalFor(startBy('s'));
    expect((await forPeople.submit(given, 'a', jens, noon, note('a'))).ledger?.crisis.id).toBe(id);
    expect((await forPeople.read(given))?.crisis.id).toBe(id);
    expect(await forPeople.read(provisionalFor(startBy('another')))).toBeUndefined();
  });

  it('leads to the crisis once it is named', async () => {
    away();
    await forPeople.start(real, startBy('s'));
    fault = undefined;
    const id = await begin(forPeople, 'x');
    const [start] = daybook.starts();
    if (start) await daybook.name(start, id, noon);
    expect((await forPeople.read(provisionalFor(startBy('s'))))?.crisis.id).toBe(id);
  });
});

it('a whole log may take its time, a command not', async () => {
  const id = await begin(forPeople);
  longest = [];
  const whole = { chain: async () => undefined, record: async () => undefined };
  Object.assign(memory.crises, whole, { started: async () => [], deleted: async () => [] });
  const patient = replica();
  await Promise.all([
    patient.chain(id),
    patient.record(id, 1),
    patient.started(real.planId),
    patient.deleted(real.planId),
  ]);
  await write(patient, id, 'a');
  expect(longest.map((ms) => (ms ?? 0) >= 10_000)).toEqual([true, true, true, true, false]);
});
