import { describe, expect, test } from 'vitest';
import { plannedHolders, roleOf } from '../../src/domain/plan.ts';
import { type PlaygroundUser, playgroundConfig } from '../../src/local/playground-config.ts';
import { testPlan } from '../fixtures/plan.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/;

describe("the Playground's people and conversations", () => {
  test('are the same at every start', () => {
    expect(playgroundConfig(testPlan)).toEqual(playgroundConfig(structuredClone(testPlan)));
  });

  test('are six people with different ids, five of them beside the one at the screen', () => {
    for (const plan of [testPlan, { ...testPlan, contacts: testPlan.contacts.slice(0, 1) }, manyContacts()]) {
      const { currentUser, users } = playgroundConfig(plan);
      expect(users).toHaveLength(5);
      expect(new Set([currentUser, ...users].map((user) => user.id)).size).toBe(6);
      expect(new Set([currentUser, ...users].map((user) => user.name)).size).toBe(6);
    }
  });

  test('put the crisis leader at the screen, so that starting works at once', () => {
    const [leader] = plannedHolders(testPlan, roleOf(testPlan, 'crisisLeader'));
    const contact = testPlan.contacts.find(({ id }) => id === leader);
    expect(playgroundConfig(testPlan).currentUser.name).toBe(contact?.name);
  });

  test("hold the plan's people before test people", () => {
    const names = people().map((user) => user.name);
    for (const { name } of testPlan.contacts.slice(0, 6)) expect(names).toContain(name);
    const padding = names.filter((name) => /^Prøveperson \d$/.test(name));
    expect(padding).toHaveLength(Math.max(0, 6 - testPlan.contacts.length));
  });

  test('let a 1:1 be opened by object id, as in Teams: the user id is the object id', () => {
    for (const user of people()) {
      expect(user.id).toMatch(uuid);
      expect(user.aadObjectId).toBe(user.id);
    }
  });

  test('keep the address that the plan gives a person', () => {
    const [first, ...rest] = testPlan.contacts;
    if (!first) throw new Error('no contacts');
    const plan = { ...testPlan, contacts: [{ ...first, upn: 'kendt@kommune.example' }, ...rest] };
    const found = people(plan).find((user) => user.name === first.name);
    expect(found?.userPrincipleName).toBe('kendt@kommune.example');
  });

  test('have four different conversations, the crisis channel being the one that the plan names', () => {
    const plan = { ...testPlan, crisisChannel: '19:valgt@thread.tacv2' };
    const { personalChat, groupChat, team } = playgroundConfig(plan);
    const ids = [personalChat.id, groupChat.id, team.id, ...team.channels.map((channel) => channel.id)];
    expect(new Set(ids).size).toBe(4);
    expect(ids).toContain('19:valgt@thread.tacv2');
  });
});

function people(plan = testPlan): PlaygroundUser[] {
  const { currentUser, users } = playgroundConfig(plan);
  return [currentUser, ...users];
}

function manyContacts() {
  const [first] = testPlan.contacts;
  if (!first) throw new Error('no contacts');
  const more = Array.from({ length: 20 }, (_, n) => ({ ...first, id: `flere-${n}`, name: `Fiktiv ${n}` }));
  return { ...testPlan, contacts: [...testPlan.contacts, ...more] };
}
