import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ConversationRef, Message } from '../../src/ports.ts';
import { byAccount } from '../../src/teams/addressing.ts';
import { type Attempt, type AttemptParts, attempt, probe } from '../../src/teams/attempt.ts';
import { createMessenger } from '../../src/teams/messenger.ts';
import { isMarkedPrivate } from '../../src/teams/private-cards.ts';

const thread: ConversationRef = {
  id: '19:drift@thread.tacv2;messageid=17',
  kind: 'channel',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  name: 'Drift',
};
const post: Attempt = { kind: 'post', shape: 'send', to: thread };

/** What was asked of the parts around a call, in order. */
let asked: unknown[];
let isAway: boolean;
let isCrowded: boolean;
beforeEach(() => {
  [asked, isAway, isCrowded] = [[], false, false];
});
afterEach(() => void vi.useRealTimers());
const parts = (conversations: object = {}): AttemptParts => ({
  connectors: async () => ({ conversations }) as never,
  shaper: {
    async turn(...turn) {
      asked.push(['turn', ...turn]);
      return isCrowded ? undefined : { over: () => void asked.push('over') };
    },
    pause: (...pause) => void asked.push(['pause', ...pause]),
  },
  outage: {
    isOn: () => isAway,
    note: (met) => void asked.push(met),
    wanted: () => void asked.push('wanted'),
    whenOver: () => undefined,
  },
  journal: {
    info: (...line) => void asked.push(line),
    error: (event, error, fields) => void asked.push([event, String(error), fields]),
  },
  onCall: (kind) => (state) => void asked.push([kind, state]),
});
const failing = (error: object) => attempt(parts(), post, () => Promise.reject(error));
const place = '19:drift@thread.tacv2';

describe('one call to Teams', () => {
  test('shares the limits of its channel, whatever the thread, and is over when it was answered', async () => {
    expect(await attempt(parts(), post, async () => ({ state: 'sent' }))).toEqual({ state: 'sent' });
    expect(asked).toEqual([['turn', 'send', place, 'urgent'], 'answer', 'over', ['post', 'sent']]);
  });

  test.each([
    ['what somebody must act on first', { ...post, isAlarm: true }, 'alarm'],
    ['what is told next', post, 'urgent'],
    ['a changed card last', { ...post, kind: 'update', isAlarm: true }, 'calm'],
    ['one that a person alone sees as well', { ...post, kind: 'updatePrivately' }, 'calm'],
  ] as const)('goes out by what it is: %s', async (_name, what, urgency) => {
    await attempt(parts(), what, async () => ({ state: 'sent' }));
    expect(asked[0]).toEqual(['turn', 'send', place, urgency]);
  });

  test('is none where its turn did not come: it is to come back soon', async () => {
    isCrowded = true;
    expect(await failing(new Error('never called'))).toEqual({ state: 'later', afterMs: 5_000 });
    expect(asked.slice(1)).toEqual([['post', 'later']]);
  });

  test('is none while Teams is away, and no turn is taken for it', async () => {
    isAway = true;
    expect(await failing(new Error('never called'))).toEqual({ state: 'later', afterMs: 1_000 });
    expect(asked).toEqual(['wanted', ['post', 'later']]);
  });

  test('is none where Teams went away while it waited for its turn', async () => {
    const { shaper, ...others } = parts();
    const turn: typeof shaper.turn = (...which) => {
      isAway = true;
      return shaper.turn(...which);
    };
    const failed = () => Promise.reject(new Error('never called'));
    expect(await attempt({ ...others, shaper: { ...shaper, turn } }, post, failed)).toMatchObject({
      state: 'later',
    });
    expect(asked.slice(1)).toEqual(['wanted', 'over', ['post', 'later']]);
  });

  test('that only asks whether Teams is there takes a no for a yes, and its turn', async () => {
    for (const [error, isThere] of [
      [{ statusCode: 403 }, true],
      [{ statusCode: 503 }, false],
      [{ name: 'RestError' }, false],
    ] as const) {
      const sendToConversation = () => Promise.reject(error);
      expect(await probe(parts({ sendToConversation }), thread)).toBe(isThere);
    }
    expect(asked.filter((one) => one === 'over')).toHaveLength(3);
  });

  test.each([
    [{ code: 'ECONNREFUSED', name: 'RestError' }, 'later'],
    [{ code: 'ENOTFOUND', name: 'RestError' }, 'later'],
    [{ code: 'CERT_HAS_EXPIRED', name: 'RestError' }, 'later'],
    [{ code: 'ECONNRESET', name: 'RestError' }, 'unknown'],
    [{ name: 'AbortError' }, 'unknown'],
    [{ name: 'OwnTokenMissing' }, 'later'],
    [{ name: 'ServiceUrlRefused' }, 'refused'],
    [{ statusCode: 200 }, 'unknown'],
    [{ statusCode: 302 }, 'unknown'],
    [{ statusCode: 403 }, 'unreachable'],
    [{ statusCode: 404 }, 'unreachable'],
    [{ statusCode: 408 }, 'unknown'],
    [{ statusCode: 412 }, 'later'],
    [{ statusCode: 413 }, 'refused'],
    [{ statusCode: 429 }, 'later'],
    [{ statusCode: 500 }, 'unknown'],
  ])('means one thing, whatever it ended with: %j is %s', async (error, state) => {
    expect((await failing(error)).state).toBe(state);
  });

  test.each([
    ['5', 5_000],
    ['0', 0],
    ['-5', 0],
    ['3600', 60_000],
    ['when it suits you', 2_000],
    ['Mon, 23 Nov 2026 01:14:00 GMT', 0],
    [undefined, 2_000],
  ])('waits for as long as it was asked to, and for a minute at most: %s', async (asked, afterMs) => {
    vi.setSystemTime('2026-11-23T01:14:00.000Z');
    const error = { statusCode: 429, response: { headers: { get: () => asked } } };
    expect(await failing(error)).toEqual({ state: 'later', afterMs });
  });

  test('is over however it ended; whoever was asked to wait waits in the whole channel', async () => {
    const headers = { get: () => '7' };
    await failing({ name: 'RestError', statusCode: 429, response: { headers } });
    expect(asked.slice(1, 3)).toEqual([['pause', place, 7_000], 'answer']);
    expect(asked.slice(-2)).toEqual(['over', ['post', 'later']]);
  });

  test.each([
    ['no answer', { name: 'RestError', code: 'ECONNRESET' }, 'silence'],
    ['a server that has gone', { statusCode: 503 }, 'silence'],
    ['no', { statusCode: 400 }, 'answer'],
  ])('tells whether Teams is there: %s', async (_name, error, met) => {
    await failing(error);
    expect(asked[1]).toBe(met);
  });

  test('that may go nowhere says nothing of Teams, and the log learns the host alone', async () => {
    const error = { name: 'ServiceUrlRefused', host: 'evil.example', message: 'hemmeligt', request: 'eyJ' };
    expect(await failing(error)).toEqual({ state: 'refused', detail: 'serviceUrl' });
    const fields = { kind: 'post', state: 'refused', error: 'ServiceUrlRefused', host: 'evil.example' };
    expect(asked[1]).toEqual(['teams.send', 'Error: serviceUrl', expect.objectContaining(fields)]);
    expect(asked).not.toContain('answer');
    expect(asked).not.toContain('silence');
    expect(JSON.stringify(asked)).not.toMatch(/hemmeligt|eyJ/);
  });

  test('leaves no text in the log, wherever an error holds it', async () => {
    await failing({ statusCode: 500, code: 'krise start hemmeligt', name: 'hemmeligt navn' });
    await failing({ statusCode: 400, code: 'krise start hemmeligt', message: 'hemmeligt' });
    expect(JSON.stringify(asked)).not.toContain('hemmeligt');
  });
});

describe('the messenger', () => {
  const sending = (conversations: object, updated: Message[] = []) =>
    createMessenger({
      ...parts(conversations),
      addressing: byAccount,
      botId: '28:bot',
      targeted: {
        async update(_to, activityId, message) {
          updated.push(message);
          return { state: 'sent', activityId };
        },
      },
    });

  test('takes a yes without an id for doubt: it may have been anything', async () => {
    const messenger = sending({ sendToConversation: async () => ({}), createConversation: async () => ({}) });
    expect(await messenger.post(thread, { text: 'x' })).toEqual({ state: 'unknown' });
    expect(await messenger.openPersonal('anna', thread)).toEqual({ state: 'unknown' });
  });

  test('calls a 1:1 by no name of the place it was opened from', async () => {
    const messenger = sending({ createConversation: async () => ({ id: 'a:1' }) });
    const { name: _, ...where } = thread;
    expect(await messenger.openPersonal('anna', thread)).toEqual({
      state: 'open',
      conversation: { ...where, id: 'a:1', kind: 'personal' },
    });
  });

  test('marks the changed card of one person: a tap on it is answered to that person', async () => {
    const updated: Message[] = [];
    const card = { type: 'AdaptiveCard', actions: [{ type: 'Action.Submit', data: { verb: 'log' } }] };
    await sending({}, updated).update(thread, '1', { card, privately: true });
    const value = JSON.parse(JSON.stringify(updated[0]?.card)).actions[0].data;
    expect(isMarkedPrivate({ type: 'message', value })).toBe(true);
  });
});
