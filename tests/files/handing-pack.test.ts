import { describe, expect, it, vi } from 'vitest';
import { createHandingPack, type MadePack } from '../../src/files/handing-pack.ts';
import type { FileAnswer } from '../../src/request.ts';
import { createFileRows } from '../../src/storage/file-rows.ts';
import { createPacks } from '../../src/storage/packs.ts';
import { testStore } from '../azurite/test-store.ts';
import { actionsOf } from '../fake-teams/cards.ts';
import { testPlan } from '../fixtures/plan.ts';
import { anna, noon } from '../storage/cast.ts';

const home = { id: 'a:1', kind: 'personal', serviceUrl: 'https://smba.example' } as const;
const sender = { accountId: 'a-1', name: anna.name };
const request = {
  intent: 'm:1',
  at: noon,
  sender,
  conversation: home,
  addressed: true,
  text: '',
  mentions: [],
};
const accepting = (context: FileAnswer['context'], intent = 'f:1'): FileAnswer => ({
  intent,
  at: noon,
  sender,
  conversation: home,
  accepted: true,
  context,
});

/** The packs of a bot whose paper comes when it is told to. */
async function packs(canOffer = false) {
  const { tables, crises } = await testStore();
  const waiting: (() => void)[] = [];
  const made: string[] = [];
  let most = 0;
  let underWay = 0;
  const makePack = async (_: unknown, madeAt: string): Promise<MadePack> => {
    made.push(madeAt);
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise<void>((go) => waiting.push(go));
    underWay -= 1;
    return { name: 'p.pdf', mime: 'application/pdf', bytes: Buffer.from('x'), planPrint: 'print' };
  };
  const handing = createHandingPack({
    plan: testPlan,
    planPrint: 'print',
    makePack,
    packs: createPacks(tables),
    crises,
    rows: createFileRows(tables),
    identity: { recognise: async () => ({ actor: anna, standing: 'organisation' }) },
    messenger: {} as never,
    clock: { now: () => noon },
    journal: { info: () => undefined, error: () => undefined },
    canOffer,
    address: () => 'https://krise.example',
  });
  const go = async (count: number) => {
    for (let done = 0; done < count; done += 1) {
      await vi.waitUntil(() => waiting.length > 0);
      waiting.shift()?.();
    }
  };
  return { handing, go, made, most: () => most };
}

describe('making paper packs', () => {
  it('makes one at a time, lets six wait, and asks anybody else to come again', async () => {
    const { handing, go, most } = await packs();
    const asking = handing.hand(request, anna);
    await go(1);
    const { card } = await asking;
    const url =
      actionsOf(card)
        .map(({ action }) => String(action.url ?? ''))
        .find(Boolean) ?? '';
    const token = /filer\/([^/]+)\//.exec(url)?.[1] ?? '';
    let busy = 0;
    const followed = Array.from({ length: 9 }, async () => {
      const file = await handing.file(token);
      const state = file === 'another' ? file : file.state;
      busy += state === 'busy' ? 1 : 0;
      return state;
    });
    await vi.waitUntil(() => busy === 2);
    expect(await handing.hand({ ...request, intent: 'm:2' }, anna)).toEqual({ way: 'busy' });
    const answer = await handing.answered(accepting({ pakke: 'print', lavet: noon }), async () => 'stored');
    expect(answer).toMatchObject({
      settles: false,
      message: { text: expect.stringContaining('Vent et minut') },
    });
    await go(7);
    const states = await Promise.all(followed);
    expect(states.filter((state) => state === 'made')).toHaveLength(7);
    expect(most()).toBe(1);
  });

  it('is dated by the bot: what else a client sends as its moment does not stand on paper', async () => {
    const { handing, go, made } = await packs();
    const later = '2026-11-24T12:00:00.000Z';
    const sent = ['Jan 1 2031 (skrevet af en anden)', '+275760-09-13T00:00:00.000Z', '2026', later];
    for (const [index, lavet] of sent.entries()) {
      const answer = handing.answered(
        accepting({ pakke: 'print', lavet }, `f:${index}`),
        async () => 'stored',
      );
      await go(1);
      await answer;
    }
    expect(made).toEqual([noon, noon, noon, later]);
  });
});
