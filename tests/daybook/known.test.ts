import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKnownFile, readKnown } from '../../src/daybook/known-file.ts';
import { createKnownPeople } from '../../src/daybook/known-people.ts';
import { createKnownRooms } from '../../src/daybook/known-rows.ts';
import type { Presence } from '../../src/daybook/presence.ts';
import {
  type ChosenChannel,
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
    expect(await known.find('a1')).toMatchObject({ name: 'Anna Holm Vind', lost: 'refused' });
    await known.catchUp();
    expect(rows.get('a1')).toEqual({ ...anna, name: 'Anna Holm Vind', lost: 'refused' });
    expect(rows.get('b2')).toEqual({ ...anna, accountId: 'b2' });
    expect(known.state().held).toEqual([]);
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
