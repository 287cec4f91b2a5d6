import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baseActivity } from '../fake-teams/activities.ts';
import type { Json } from '../fake-teams/cards.ts';
import { personalPlace } from '../fake-teams/world.ts';
import { type Stage, setStage } from './stage.ts';

/** Never to stand in the journal: what somebody wrote, an address that is a permission. */
const canary = 'KANARIEFUGL';
const deep = Array.from({ length: 25 }).reduce<unknown>((inside) => [inside], 1);
const fromMenu = (data: unknown, payload: unknown) => ({
  commandId: 'addToLog',
  data,
  messagePayload: payload,
});
const accepts = (context: unknown, uploadInfo?: unknown) => ({ action: 'accept', context, uploadInfo });
const secret = `https://${canary}.example/upload?token=${canary}`;

const values: readonly unknown[] = [
  ...[null, 1, 'x', true, [], {}, deep],
  ...[null, [], 'x', { verb: 1 }, { verb: canary }, { verb: '__proto__', k: canary }].map((data) => ({
    data,
  })),
  { commandId: 'addToLog' },
  { commandId: canary, messagePayload: {} },
  fromMenu(undefined, { body: { content: `<p>${canary}` }, from: 5, linkToMessage: {}, id: [] }),
  fromMenu(
    { verb: 'føj til kriselog', k: 'K-2026-99', type: 'x', tekst: canary },
    { body: { content: 'x'.repeat(200_000) } },
  ),
  fromMenu(deep, deep),
  accepts(undefined),
  accepts({ krise: canary, nr: '1', format: 'pdf' }, { uploadUrl: secret }),
  accepts({ krise: 'K-2026-01', nr: '1', format: 'pdf' }, []),
  accepts({ krise: 'K-2026-01', nr: '-1', format: 'constructor' }, { uploadUrl: secret }),
  accepts({ pakke: canary, lavet: canary }, { uploadUrl: 5 }),
  accepts(JSON.parse(`{"__proto__":{"krise":"${canary}"},"constructor":"x"}`)),
  { action: 'decline', context: 'x' },
  { action: ['accept'] },
  { action: { type: 'Action.Execute', verb: ['x'], data: 5 } },
  { action: { type: 'Action.Execute', verb: 'constructor', data: { k: canary } } },
];

describe('an invoke that no client of ours sends', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
    for (const person of [stage.anna, stage.guest]) await person.installs();
    await stage.anna.types('start Strømsvigt');
    await stage.settled();
  });
  afterAll(() => stage.close());

  async function size(): Promise<string | undefined> {
    await stage.anna.types('vis log');
    return /\d+ poster/.exec(stage.anna.latest()?.text ?? '')?.[0];
  }

  it.each([
    'adaptiveCard/action',
    'task/fetch',
    'task/submit',
    'composeExtension/fetchTask',
    'composeExtension/submitAction',
    'fileConsent/invoke',
    'composeExtension/query',
    '__proto__',
  ])('is answered in a fixed shape, does nothing, and leaves no text in the journal: %s', async (name) => {
    const { world, serviceUrl } = stage.teams;
    const before = await size();
    for (const person of [stage.anna, stage.guest]) {
      for (const value of values) {
        const base = baseActivity(world, serviceUrl, person, personalPlace(world, person));
        const activity = { ...base, type: 'invoke', name, replyToId: '1', value } as Json;
        const { status, body } = await stage.teams.deliver(activity);
        expect([value, status]).toEqual([value, 200]);
        const text = JSON.stringify(body);
        expect(text).toMatch(
          /^(\{\}|\{"task":\{"type":"(message|continue)",.*|\{"statusCode":\d+,"type":".*)$/,
        );
        expect(text).not.toMatch(/gik galt|\.ts:\d|node_modules/);
      }
    }
    await stage.settled();
    expect(stage.journal.filter((line) => line.includes(canary))).toEqual([]);
    expect(await size()).toBe(before);
  });

  it('is taken from nobody of another tenant, from whatever chat', async () => {
    const { world, serviceUrl, chatElsewhere } = stage.teams;
    const before = await size();
    const data = { verb: 'føj til kriselog', type: 'melding', tekst: canary, nr: '1', rettelse: canary };
    const elsewhere = { tenantId: '0f000000-0000-4000-8000-00000000f0f0' };
    const people = [
      { ...stage.guest, name: 'Anna Holm' },
      { ...stage.ole, accountId: '0f000000-0000-4000-8000-0000000000ff', name: 'Anna Holm', ...elsewhere },
      { ...stage.jens, ...elsewhere },
    ];
    for (const person of people) {
      for (const place of [personalPlace(world, person), chatElsewhere('Jens og Anna')]) {
        for (const name of ['task/submit', 'composeExtension/submitAction', 'composeExtension/fetchTask']) {
          const value = fromMenu(data, { id: '1', body: { contentType: 'text', content: canary } });
          const base = baseActivity(world, serviceUrl, person, place);
          const { status, body } = await stage.teams.deliver({ ...base, type: 'invoke', name, value });
          expect([status, JSON.stringify(body)]).toEqual([200, expect.stringContaining('"type":"message"')]);
        }
      }
    }
    expect(await size()).toBe(before);
  });
});
