import { describe, expect, it } from 'vitest';
import { callCardsToEdit, createKeptCards } from '../../src/announcing/kept-cards.ts';
import {
  type Crises,
  type Message,
  type Messenger,
  type Notices,
  type PostedCard,
  type SendResult,
  StoreFault,
} from '../../src/ports.ts';
import { textOf } from '../cards/card-tree.ts';
import { person, play, type Step } from '../cards/play.ts';
import { testPlan } from '../cards/test-plan.ts';

const conversation = { id: 'a:1', kind: 'personal', serviceUrl: 'http://teams' } as const;
const crisisId = 'K-2026-07';
const noAnswer = (minute: number, to: string): Step => [
  minute,
  'anna',
  { kind: 'phone', person: person(testPlan, to), outcome: 'noAnswer' },
];
const at = { conversation, activityId: '1', privately: false, isShown: true };

/** Call cards on a table and a conversation that hold one card, and a log that grows on demand. */
function setUp() {
  const rows = new Map<string, PostedCard>();
  const edits: string[] = [];
  const state = {
    ledger: play(testPlan, {}),
    onEdit: async () => {},
    result: undefined as SendResult | undefined,
    isAway: false,
    failed: [] as string[],
  };
  const notices: Pick<Notices, 'card' | 'saveCard' | 'changeCard'> = {
    card: async (_crisis, target) => rows.get(target),
    saveCard: async (_crisis, card) => void rows.set(card.target, card),
    async changeCard(_crisis, target, change) {
      if (state.isAway) throw new StoreFault('away');
      const known = rows.get(target);
      if (known) rows.set(target, change(known));
      return rows.get(target);
    },
  };
  const messenger: Pick<Messenger, 'update'> = {
    async update(_to, activityId, { card }: Message) {
      edits.push(textOf(card ?? {}));
      await state.onEdit();
      return state.result ?? { state: 'sent', activityId };
    },
  };
  const crises: Pick<Crises, 'read'> = { read: async () => state.ledger };
  const journal = { info: () => {}, error: (event: string) => void state.failed.push(event) };
  const clock = { now: () => '2026-11-23T01:20:00.000Z' };
  const kept = createKeptCards({
    notices: notices as Notices,
    messenger: messenger as Messenger,
    crises: crises as Crises,
    clock,
    journal,
  });
  return { kept, rows, edits, state, target: 'calls:a:1#1' };
}

describe('a call card that was posted', () => {
  it('is brought up to date at once when a call was noted while it was on its way', async () => {
    const { kept, edits, state } = setUp();
    state.ledger = play(testPlan, {}, [noAnswer(3, 'jens')]);
    await kept.stands({ crisisId, shown: 'as it was answered with', about: 'jens' }, at);
    expect(edits).toHaveLength(1);
    expect(edits[0]).toContain('Anna Holm ringede kl. 02.17: intet svar');
  });

  it('is edited once more where somebody acts, or turns it, while it is being edited', async () => {
    const { kept, edits, state, target } = setUp();
    state.onEdit = async () => {
      state.onEdit = async () => {};
      state.ledger = play(testPlan, {}, [noAnswer(3, 'jens')]);
      await kept.turn(crisisId, { conversationId: 'a:1', messageId: '1' }, 'lise');
    };
    await kept.stands({ crisisId, shown: 'x', about: 'jens' }, at);
    expect(edits.map((text) => text.split('\n')[1])).toEqual(['Jens Krogh', 'Lise Bro']);
    expect(await kept.freshen(crisisId, target)).toBe('asItIs');
  });

  it('is edited by one at a time, also after an edit that failed', async () => {
    const { kept, edits, state, target } = setUp();
    let atOnce = 0;
    let most = 0;
    state.onEdit = async () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise((resolve) => setTimeout(resolve, 1));
      atOnce -= 1;
      if (edits.length === 1) throw new Error('Teams is away');
      state.ledger = play(testPlan, {}, [noAnswer(edits.length, 'jens')]);
    };
    const stood = kept.stands({ crisisId, shown: 'x', about: 'jens' }, at);
    await Promise.resolve();
    await Promise.allSettled([stood, kept.freshen(crisisId, target), kept.freshen(crisisId, target)]);
    expect(most).toBe(1);
    expect(edits.length).toBeGreaterThan(1);
    expect(edits.length).toBeLessThanOrEqual(9);
  });

  it('is not taken for edited where Teams put that off or told nothing of it', async () => {
    const { kept, rows, edits, state, target } = setUp();
    for (const result of [{ state: 'later', afterMs: 1000 }, { state: 'unknown' }] as const) {
      state.result = result;
      await kept.stands({ crisisId, shown: 'x', about: 'jens' }, at);
      expect(rows.get(target)?.shown).toBe('x');
    }
    expect(edits).toHaveLength(2);
    state.result = undefined;
    expect(await kept.freshen(crisisId, target)).toMatchObject({ state: 'sent' });
    expect(await kept.freshen(crisisId, target)).toBe('asItIs');
  });

  it('fails no command where the tables do not take where it stands, or whom it shows', async () => {
    const { kept, state } = setUp();
    state.isAway = true;
    await kept.stands({ crisisId, shown: 'x', about: 'jens' }, at);
    const card = { conversationId: 'a:1', messageId: '1' };
    expect(await kept.turn(crisisId, card, 'lise')).toBeUndefined();
    expect(state.failed).toEqual(['callCard.notUpdated', 'callCard.notTurned']);
  });

  it('is turned only from the person whom the tap was about', async () => {
    const { kept } = setUp();
    await kept.stands({ crisisId, shown: 'x', about: 'jens' }, at);
    const card = { conversationId: 'a:1', messageId: '1' };
    expect(await kept.turn(crisisId, card, 'lise', 'jens')).toMatchObject({ about: 'lise' });
    expect(await kept.turn(crisisId, card, 'peter', 'jens')).toMatchObject({ about: 'lise' });
    expect(await kept.turn(crisisId, { ...card, messageId: '2' }, 'peter')).toBeUndefined();
  });

  it('keeps whom it shows when it is told of again, in whatever thread', async () => {
    const { kept, rows } = setUp();
    await kept.stands({ crisisId, shown: 'x', about: 'jens' }, at);
    const thread = { ...conversation, id: 'a:1;messageid=7' };
    await kept.stands({ crisisId, shown: 'y', about: 'lise' }, { ...at, conversation: thread });
    expect([...rows.values()]).toMatchObject([{ about: 'jens' }]);
  });
});

describe('many call cards', () => {
  it('are edited as far as they are the twenty used last', () => {
    const cards = Array.from(
      { length: 25 },
      (_, index): PostedCard => ({
        target: `calls:a:1#${index}`,
        conversation,
        activityId: String(index),
        shown: '',
        about: 'lise',
        usedAt: `2026-11-23T01:${20 + index}:00.000Z`,
      }),
    );
    const others: PostedCard = { target: 'status', conversation, activityId: 's', shown: '' };
    const edited = callCardsToEdit(play(testPlan, {}), [others, ...cards]).map(
      ({ activityId }) => activityId,
    );
    expect(edited).toHaveLength(20);
    expect(edited).toContain('24');
    expect(edited).not.toContain('4');
  });
});
