import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { remembering } from '../../src/daybook/known.ts';
import { createKnownFile, readKnown } from '../../src/daybook/known-file.ts';
import { createKnownPeople } from '../../src/daybook/known-people.ts';
import { createKnownPorts, type RowPorts } from '../../src/daybook/known-ports.ts';
import { createKnownRooms } from '../../src/daybook/known-rows.ts';
import type { Presence } from '../../src/daybook/presence.ts';
import { createQuietJournal } from '../../src/daybook/quiet-journal.ts';
import type { Ledger } from '../../src/domain/ledger.ts';
import {
  type ActiveLedger,
  type ChosenChannel,
  type Crises,
  type KnownAccount,
  type People,
  type Rooms,
  StoreFault,
} from '../../src/ports.ts';

const silent = { info: () => undefined, error: () => undefined };

/** Tables that hold what they are given, and a line to them that can be cut. */
function line() {
  let away = false;
  const presence: Presence = {
    awaySince: () => (away ? '2026-11-23T01:14:00.000Z' : undefined),
    async ask(call) {
      if (away) throw new StoreFault('away');
      return call();
    },
  };
  const cut = (is = true): void => {
    away = is;
  };
  return { presence, cut };
}

function table(...accounts: readonly KnownAccount[]) {
  const rows = new Map(accounts.map((account) => [account.accountId, account]));
  const change: People['change'] = async (id, to) => {
    rows.set(id, to(rows.get(id)));
    return rows.get(id) as KnownAccount;
  };
  const people: People = {
    find: async (id) => rows.get(id),
    all: async () => [...rows.values()],
    change,
    changeNow: change,
    add: async (some) => {
      for (const one of some) if (!rows.has(one.accountId)) rows.set(one.accountId, one);
    },
  };
  return { people, rows };
}

const anna: KnownAccount = { accountId: 'a1', name: 'Anna Holm', guest: false, contactId: 'anna' };
const lost = (known: KnownAccount | undefined): KnownAccount => ({ ...(known ?? anna), lost: 'refused' });

describe('while the tables are away', () => {
  it('whoever was known is known still, and nobody else', async () => {
    const { people } = table(anna);
    const { presence, cut } = line();
    const known = createKnownPeople(people, presence);
    await known.all();
    cut();
    expect(await known.find('a1')).toEqual(anna);
    expect(await known.all()).toEqual([anna]);
    expect(await known.find('b2')).toBeUndefined();
  });

  it('a part of the accounts is not taken for all of them', async () => {
    const { people } = table(anna, { ...anna, accountId: 'b2' });
    const { presence, cut } = line();
    const known = createKnownPeople(people, presence);
    await known.find('a1');
    cut();
    expect(await known.find('a1')).toEqual(anna);
    await expect(known.all()).rejects.toThrow(StoreFault);
  });

  it('what Teams tells is held, and written later beside what another replica wrote', async () => {
    const { people, rows } = table({ ...anna, logModeOff: { crisisId: 'K', person: 'anna', since: '1' } });
    const { presence, cut } = line();
    const known = createKnownPeople(people, presence);
    await known.all();
    cut();
    await known.change('a1', lost);
    await known.change('a1', ({ logModeOff: _gone, ...rest } = anna) => rest);
    await known.change('b2', () => ({ ...anna, accountId: 'b2' }));
    expect(await known.find('a1')).toEqual({ ...anna, lost: 'refused' });
    rows.set('a1', {
      ...anna,
      name: 'Anna Holm Vind',
      logModeOff: { crisisId: 'K', person: 'anna', since: '1' },
    });
    await known.catchUp();
    expect(rows.size).toBe(1);
    cut(false);
    // Before it is written it is seen all the same.
    expect((await known.all()).map(({ accountId }) => accountId)).toEqual(['a1', 'b2']);
    expect(await known.find('a1')).toMatchObject({ name: 'Anna Holm Vind', lost: 'refused' });
    await known.catchUp();
    expect(rows.get('a1')).toEqual({ ...anna, name: 'Anna Holm Vind', lost: 'refused' });
    expect(rows.get('b2')).toEqual({ ...anna, accountId: 'b2' });
    expect(known.state().held).toEqual([]);
  });

  it('what comes while something held is being written is not lost', async () => {
    const { people, rows } = table(anna);
    const { presence, cut } = line();
    const known = createKnownPeople(people, presence);
    await known.all();
    cut();
    await known.change('a1', lost);
    cut(false);
    const { change } = people;
    Object.assign(people, {
      async change(...given: Parameters<People['change']>) {
        cut();
        await known.change('a1', (now) => ({ ...(now ?? anna), name: 'Anna Holm Vind' }));
        cut(false);
        return change(...given);
      },
    });
    await known.catchUp();
    Object.assign(people, { change });
    await known.catchUp();
    expect(rows.get('a1')).toEqual({ ...anna, name: 'Anna Holm Vind', lost: 'refused' });
  });

  it('what somebody is told was stored is never only held', async () => {
    const { people, rows } = table(anna);
    const { presence, cut } = line();
    const known = createKnownPeople(people, presence);
    await known.all();
    cut();
    await expect(known.changeNow('a1', lost)).rejects.toThrow(StoreFault);
    cut(false);
    await known.catchUp();
    expect(rows.get('a1')).toEqual(anna);
  });

  it('whoever was forgotten while they answered is forgotten here too', async () => {
    const { people, rows } = table(anna);
    const { presence, cut } = line();
    const known = createKnownPeople(people, presence);
    await known.all();
    rows.delete('a1');
    await known.all();
    cut();
    expect(await known.all()).toEqual([]);
  });

  it('the channel chosen last is known; where it never was read, nothing is claimed', async () => {
    const channel = { name: 'Drift' } as ChosenChannel;
    const told: string[] = [];
    const rooms: Rooms = {
      chosen: async () => channel,
      choose: async () => undefined,
      added: async (id) => told.push(`+${id}`) > 0,
      removed: async (id) => void told.push(`-${id}`),
    };
    const { presence, cut } = line();
    const known = createKnownRooms(rooms, presence);
    await known.chosen('plan');
    cut();
    expect(await known.chosen('plan')).toBe(channel);
    await expect(known.chosen('another')).rejects.toThrow(StoreFault);
    await expect(known.choose('plan', channel)).rejects.toThrow(StoreFault);
    // Teams tells of one arrival in two ways.
    expect([await known.added('x'), await known.added('x')]).toEqual([true, false]);
    cut(false);
    await known.catchUp();
    await known.catchUp();
    expect(told).toEqual(['+x']);
  });
});

describe('the file of whom is known', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'krise-known-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('lets a process that begins while the tables are away know them, and what is held', async () => {
    const { people, rows } = table(anna);
    const { presence, cut } = line();
    expect(await readKnown(folder, silent)).toBeUndefined();
    const first = createKnownPeople(people, presence);
    await first.all();
    cut();
    await first.change('a1', lost);
    const file = createKnownFile(folder, () => ({ ...first.state(), channels: { plan: null } }), silent);
    await file.save();
    expect(await readdir(folder)).toEqual(['known.json']);
    expect((await stat(join(folder, 'known.json'))).mode & 0o077).toBe(0);
    const state = await readKnown(folder, silent);
    const next = createKnownPeople(people, presence, { state });
    expect(await next.all()).toEqual([{ ...anna, lost: 'refused' }]);
    expect(state?.channels).toEqual({ plan: null });
    cut(false);
    await next.catchUp();
    expect(rows.get('a1')).toEqual({ ...anna, lost: 'refused' });
  });

  it('is let be where another version wrote it', async () => {
    await writeFile(join(folder, 'known.json'), '{"v":2,"state":{"accounts":[],"held":[],"channels":{}}}');
    const told: string[] = [];
    const journal = { ...silent, error: (event: string) => void told.push(event) };
    expect([await readKnown(folder, journal), told]).toEqual([undefined, []]);
  });

  it('is whole at every moment, and says where it cannot be written', async () => {
    const told: string[] = [];
    const journal = { ...silent, error: (event: string) => void told.push(event) };
    let name = 'Anna';
    const file = createKnownFile(
      folder,
      () => ({ accounts: [{ ...anna, name }], held: [], channels: {} }),
      journal,
    );
    const seen = new Set<string | undefined>();
    for (name of ['A'.repeat(300_000), 'B'.repeat(300_000), 'C'.repeat(300_000)]) {
      const saving = file.save();
      seen.add((await readKnown(folder, journal))?.accounts[0]?.name[0]);
      await saving;
    }
    expect([[...seen], told]).toEqual([[undefined, 'A', 'B'], []]);
    const written = (await stat(join(folder, 'known.json'))).ino;
    await file.save();
    expect((await stat(join(folder, 'known.json'))).ino).toBe(written);
    await rm(join(folder, 'known.json'));
    await mkdir(join(folder, 'known.json'));
    name = 'D';
    await file.save();
    expect([told, await readdir(folder)]).toEqual([['known.unwritten'], ['known.json']]);
  });

  it.each([
    'null',
    '{}',
    '{"v":1,"state":{}}',
    '{"v":1,"state":{"accounts":[null],"held":[],"channels":{}}}',
    '{"v":1,"state":{"accounts":[],"held":[{}],"channels":{}}}',
    '{"v":1,"state":{"accounts":[],"held":[],"channels":null}}',
    '{"v":1,"sta',
  ])('holds no start up where it holds something else: %s', async (text) => {
    await writeFile(join(folder, 'known.json'), text);
    const told: string[] = [];
    const journal = { ...silent, error: (event: string) => void told.push(event) };
    expect(await readKnown(folder, journal)).toBeUndefined();
    expect(told).toEqual(['known.unreadable']);
  });
});

describe('what was read last', () => {
  const ledgerOf = (id: string, length: number) =>
    ({ crisis: { id }, entries: Array.from({ length }, () => ({})) }) as unknown as Ledger;
  const activeOf = (id: string) => ({ ledger: ledgerOf(id, 1), origin: { id } }) as unknown as ActiveLedger;

  /** Crises that answer each question when told to, in any order; a second passes between the questions. */
  function asking() {
    const answers: ((value: unknown) => void)[] = [];
    const ask = () => new Promise<never>((resolve) => answers.push(resolve as (value: unknown) => void));
    const crises = { active: ask, recent: ask, read: ask, start: ask, submit: ask } as unknown as Crises;
    let now = Date.parse('2026-11-23T01:14:00.000Z');
    const clock = {
      now() {
        now += 1000;
        return new Date(now).toISOString();
      },
    };
    return { answers, ...remembering(crises, clock) };
  }

  it('is what was asked for last, whenever it was told', async () => {
    const { answers, crises, known } = asking();
    const questions = [crises.active('p'), crises.active('p'), crises.recent('p'), crises.recent('p')];
    answers[1]?.(activeOf('new'));
    answers[3]?.([{ crisisId: 'new', origin: { id: 'new' } }]);
    await Promise.all([questions[1], questions[3]]);
    answers[0]?.(undefined);
    answers[2]?.([]);
    await Promise.all(questions);
    expect([known.active()?.value, known.recent()?.value.length]).toEqual(['new', 1]);
    expect(known.origin('new')).toEqual({ id: 'new' });
  });

  it('is never less of a log than was read before, until the log is gone', async () => {
    const { answers, crises, known } = asking();
    const read = async (value: Ledger | undefined) => {
      const question = crises.read('K');
      answers.at(-1)?.(value);
      await question;
    };
    await read(ledgerOf('K', 3));
    await read(ledgerOf('K', 2));
    expect(known.ledger('K')?.value.entries).toHaveLength(3);
    await read(undefined);
    expect(known.ledger('K')).toBeUndefined();
  });

  it('is a start’s own crisis, too; and no more than the newest logs', async () => {
    const { answers, crises, known } = asking();
    const starting = crises.start({} as never, { origin: { id: 'here' } } as never);
    answers[0]?.({ state: 'stored', ledger: ledgerOf('K-1', 1) });
    await starting;
    expect([known.active()?.value, known.origin('K-1')]).toEqual(['K-1', { id: 'here' }]);
    for (let n = 2; n <= 33; n += 1) {
      const submitting = crises.submit('', '', {} as never, '', {} as never);
      answers.at(-1)?.({ state: 'stored', ledger: ledgerOf(`K-${n}`, 1) });
      await submitting;
    }
    expect([known.ledger('K-1'), known.ledger('K-2') !== undefined]).toEqual([undefined, true]);
  });
});

describe('while the tables are away, what fails by itself', () => {
  it('is counted, and told of once; anything else is told of at once', () => {
    const { presence, cut } = line();
    const told: string[] = [];
    const journal = createQuietJournal(
      {
        info: (event, fields) => void told.push(`${event} ${JSON.stringify(fields)}`),
        error: (event) => void told.push(event),
      },
      presence,
    );
    journal.error('answers', new StoreFault('one'));
    cut();
    journal.error('away', new StoreFault('two'));
    journal.error('ours', new TypeError('three'));
    journal.tell();
    journal.tell();
    expect(told).toEqual(['answers', 'ours', 'tables.failures {"leftOut":1}']);
  });
});

describe('the ports beside the log', () => {
  const journal = (told: string[]) => ({ ...silent, error: (event: string) => void told.push(event) });
  const rooms = { chosen: async () => undefined, added: async () => true, removed: async () => undefined };
  const others = { reviews: {}, packs: {}, notices: {} };

  it('are asked at once for what must be known before the tables go away, and keep it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'krise-known-'));
    const { presence, cut } = line();
    const failed: string[] = [];
    const rows = { linkKey: async () => Buffer.from('key') };
    const ports = { ...others, people: table(anna).people, rooms, rows } as unknown as RowPorts;
    const known = await createKnownPorts(ports, { presence, planId: 'p', journal: journal(failed), folder });
    await new Promise((resolve) => setTimeout(resolve));
    cut();
    expect(await known.people.all()).toEqual([anna]);
    await expect(known.rows.linkKey()).rejects.toThrow(StoreFault);
    expect(await known.rooms.added('x')).toBe(true);
    await known.close();
    expect((await readKnown(folder, silent))?.accounts).toEqual([anna]);
    cut(false);
    const added: string[] = [];
    rooms.added = async () => added.push('x') > 0;
    await known.catchUp();
    await known.catchUp();
    expect(added).toEqual(['x']);
    ports.people.change = () => Promise.reject(new TypeError('ours'));
    cut();
    await known.people.change('a1', lost);
    cut(false);
    await known.catchUp();
    expect(failed).toEqual(['known.failed']);
    await rm(folder, { recursive: true });
  });

  it('fail with what is no fault of the tables, and one call that fails proves nothing', async () => {
    const { presence } = line();
    const ours = () => Promise.reject(new TypeError('ours'));
    const known = createKnownPeople({ ...table(anna).people, find: ours, change: ours }, presence);
    await known.all();
    await expect(known.find('a1')).rejects.toThrow(TypeError);
    await expect(known.change('a1', lost)).rejects.toThrow(TypeError);
    let fails = false;
    const chosen = async () => {
      if (fails) throw new StoreFault('one answer was lost');
      return undefined;
    };
    const knownRooms = createKnownRooms({ ...rooms, chosen } as unknown as Rooms, presence);
    await knownRooms.chosen('p');
    fails = true;
    await expect(knownRooms.chosen('p')).rejects.toThrow(StoreFault);
  });
});
