import { describe, expect, test } from 'vitest';
import { consentIntent } from '../../src/teams/intent.ts';
import { requestOf } from '../../src/teams/request-of.ts';

const at = '2026-11-23T01:14:00.000Z';
const bot = { id: '28:bot', name: 'Krisebot' };
const mentionOf = (id: string, name: string, aadObjectId?: string) => ({
  type: 'mention',
  text: `<at>${name}</at>`,
  mentioned: { id, name, ...(aadObjectId ? { aadObjectId } : {}) },
});
const ours = mentionOf(bot.id, bot.name);
const base = {
  type: 'message',
  id: '1764',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  from: { id: '29:1', name: 'Anna Berg', aadObjectId: 'a-1' },
  recipient: bot,
  conversation: { id: 'a:1', conversationType: 'personal', tenantId: 't-1' },
};
const inChannel = {
  ...base,
  conversation: {
    id: '19:x@thread.tacv2;messageid=1700',
    conversationType: 'channel',
    isGroup: true,
    tenantId: 't-1',
  },
};

function read(activity: Readonly<Record<string, unknown>>) {
  const reading = requestOf(activity, at);
  if (reading.kind !== 'request') throw new Error(`read as ${reading.kind}`);
  return reading.request;
}

describe('what was typed', () => {
  test.each([
    ['a bare word', 'start', [], 'start'],
    ['spaces around', '  krise \n', [], 'krise'],
    ['a no-break space', 'krise\u00a0start', [], 'krise start'],
    ['its entity', 'krise&nbsp;start', [], 'krise start'],
    ['the bot mentioned first', '<at>Krisebot</at> krise start', [ours], 'krise start'],
    ['the bot mentioned last', 'krise start <at>Krisebot</at>', [ours], 'krise start'],
    ['the bot mentioned with attributes', '<at id="0">Krisebot</at>&nbsp;start', [ours], 'start'],
    ['the bot mentioned twice', '<at>Krisebot</at> <at>Krisebot</at> start', [ours, ours], 'start'],
    ['somebody else', 'rolle log <at>Bo Dahl</at>', [mentionOf('29:2', 'Bo Dahl')], 'rolle log @Bo Dahl'],
    [
      'a person who is called like the bot',
      '<at>Krisebot</at> hej',
      [mentionOf('29:9', 'Krisebot')],
      '@Krisebot hej',
    ],
    [
      'both, in the order they stand',
      '<at>Krisebot</at> <at>Krisebot</at>',
      [ours, mentionOf('29:9', 'Krisebot')],
      '@Krisebot',
    ],
    ['paragraphs', '<p>krise log</p><p>to linjer</p>', [], 'krise log\nto linjer'],
    ['line breaks', 'krise log<br/>to<br>tre', [], 'krise log\nto\ntre'],
    ['bold', 'krise <strong>start</strong>', [], 'krise start'],
    ['signs that are no markup', 'log a < b og c > d', [], 'log a < b og c > d'],
    ['an unknown tag, which someone may have typed', 'log <fejl 17>', [], 'log <fejl 17>'],
    ['entities, once', 'log &lt;b&gt; &amp;amp; &quot;x&quot;', [], 'log <b> &amp; "x"'],
    ['control characters', 'log a\u0000b\u0007c', [], 'log abc'],
    ['half a character', 'log \ud800', [], 'log \ufffd'],
    ['emoji and æøå', 'log 🔥 ærø på øen', [], 'log 🔥 ærø på øen'],
    ['a mention that never ends', '<at>Krisebot start', [ours], 'Krisebot start'],
  ])('%s', (_name, text, entities, expected) => {
    expect(read({ ...base, text, entities }).text).toBe(expected);
  });

  test('a tag typed in a plain text is a text', () => {
    const text = '<at>Krisebot</at> log brug <b>ikke</b> knappen';
    expect(read({ ...base, text, textFormat: 'plain', entities: [ours] }).text).toBe(
      'log brug <b>ikke</b> knappen',
    );
  });

  test.each([undefined, null, 7, {}, ['start']])('a text that is none (%j) is empty', (text) => {
    expect(read({ ...base, text }).text).toBe('');
  });

  test('people mentioned are named by account where Teams tells it, else by the id Teams knows them by', () => {
    const entities = [
      ours,
      mentionOf('29:2', 'Bo Dahl', 'a-2'),
      mentionOf('29:3', 'Cilla Eg'),
      7,
      { type: 'mention' },
    ];
    const text = '<at>Krisebot</at> rolle <at>Bo Dahl</at> <at>Cilla Eg</at>';
    expect(read({ ...inChannel, text, entities }).mentions).toEqual([
      { accountId: 'a-2', name: 'Bo Dahl' },
      { accountId: '29:3', name: 'Cilla Eg' },
    ]);
  });

  test('no text is slow to read, and a long one is cut', () => {
    const texts = ['<at>', '<', '&amp;', '<at>Krisebot</at>', '</at>', '<p'].map((piece) =>
      piece.repeat(200_000),
    );
    const started = performance.now();
    for (const text of texts)
      expect(read({ ...base, text, entities: [ours] }).text.length).toBeLessThanOrEqual(30_000);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('whom it is for', () => {
  test.each([
    ['in 1:1', { ...base }, true],
    ['in a channel', { ...inChannel }, false],
    ['in a channel with a mention', { ...inChannel, text: '<at>Krisebot</at> hej', entities: [ours] }, true],
    ['in a channel with another mention', { ...inChannel, entities: [mentionOf('29:2', 'Bo Dahl')] }, false],
    ['picked from the slash menu', { ...inChannel, recipient: { ...bot, isTargeted: true } }, true],
    [
      'in a group chat',
      { ...base, conversation: { id: '19:c@thread.v2', conversationType: 'groupChat' } },
      false,
    ],
    [
      'where Teams does not say what kind it is',
      { ...base, conversation: { id: 'x', isGroup: true } },
      false,
    ],
  ])('%s', (_name, activity, addressed) => {
    expect(read({ text: 'krise', ...activity }).addressed).toBe(addressed);
  });

  test('a channel is one place, whatever the thread', () => {
    const { conversation } = read({ ...inChannel, text: 'krise' });
    const serviceUrl = base.serviceUrl;
    expect(conversation).toEqual({ id: '19:x@thread.tacv2', kind: 'channel', serviceUrl, tenantId: 't-1' });
  });

  test("messages of bots are nobody's requests", () => {
    expect(requestOf({ ...base, from: { ...base.from, role: 'bot' } }, at).kind).toBe('none');
    expect(requestOf({ ...base, from: { id: '28:other', aadObjectId: 'a-1' } }, at).kind).toBe('none');
  });

  test('a tap is for the bot wherever it was, and says nothing but itself', () => {
    const { addressed, text, repliesTo } = read({ ...inChannel, text: 'x', value: { verb: 'set' } });
    expect([addressed, text, repliesTo]).toEqual([true, '', undefined]);
  });

  test('a sender has a name that can be shown, and an id that can be one', () => {
    const named = (name: unknown) => read({ ...base, from: { ...base.from, name } }).sender.name;
    expect([' Anna\u0000\u00a0Berg ', 'x'.repeat(201), '\u200b', 7].map(named)).toEqual([
      'Anna Berg',
      ...Array(3).fill('Ukendt navn'),
    ]);
    const from = { ...base.from, aadObjectId: 'a'.repeat(101) };
    expect(requestOf({ ...base, from }, at)).toEqual({ kind: 'none' });
  });

  test('the home tenant of a visitor is told', () => {
    const from = { ...base.from, tenantId: 'elsewhere' };
    expect(read({ ...base, from }).sender).toEqual({
      accountId: 'a-1',
      name: 'Anna Berg',
      tenantId: 'elsewhere',
    });
    const nested = { ...base.from, properties: { tenantId: 'elsewhere' } };
    expect(read({ ...base, from: nested }).sender.tenantId).toBe('elsewhere');
  });

  test.each([undefined, null, 'x', 7, [], {}])('a sender that is none (%j) is nobody', (from) => {
    expect(requestOf({ ...base, from }, at)).toEqual({ kind: 'none' });
    expect(requestOf({ ...inChannel, from }, at)).toEqual({ kind: 'none' });
  });
});

describe('intents', () => {
  test('are short and of a safe alphabet', () => {
    const message = read({ ...base, text: 'x' }).intent;
    const tap = read({ ...base, replyToId: '1', value: { verb: 'set' } }).intent;
    for (const intent of [message, tap]) expect(intent).toMatch(/^[mt]:[0-9a-f]{64}$/);
  });

  test('tell messages apart by conversation and id, and not by thread', () => {
    const { intent } = read({ ...inChannel, text: 'x' });
    expect(read({ ...inChannel, text: 'y' }).intent).toBe(intent);
    expect(read({ ...inChannel, id: '1765', text: 'x' }).intent).not.toBe(intent);
    expect(read({ ...base, text: 'x' }).intent).not.toBe(intent);
  });

  const tap = { ...base, replyToId: '17', value: { verb: 'set', k: 'K-1', v: '2', note: 'a' } };
  test('know a tap again by its meaning', () => {
    const { intent } = read(tap);
    expect(read({ ...tap, id: '9999' }).intent).toBe(intent);
    const execute = { type: 'invoke', name: 'adaptiveCard/action', text: undefined };
    const { verb, ...data } = tap.value;
    const value = { action: { type: 'Action.Execute', verb, data } };
    expect(read({ ...tap, ...execute, value }).intent).toBe(intent);
    const otherOrder = Object.fromEntries(Object.entries(tap.value).toReversed());
    expect(read({ ...tap, value: otherOrder }).intent).toBe(intent);
  });
  test('know each time that a file was accepted by the address that Teams gives it', () => {
    const marks = { conversationId: 'a:1', offerId: '1', accountId: 'a-1', address: 'https://x/1' };
    expect(consentIntent({ ...marks })).toBe(consentIntent(marks));
    expect(consentIntent({ ...marks, address: 'https://x/2' })).not.toBe(consentIntent(marks));
  });
  test.each([
    ['another card', { ...tap, replyToId: '18' }],
    ['another button', { ...tap, value: { ...tap.value, verb: 'online' } }],
    ['another person', { ...tap, from: { ...base.from, aadObjectId: 'a-2' } }],
    ['another version of the card', { ...tap, value: { ...tap.value, v: '3' } }],
    ['another crisis', { ...tap, value: { ...tap.value, k: 'K-2' } }],
    ['other inputs', { ...tap, value: { ...tap.value, note: 'b' } }],
  ])('tell %s from it', (_name, other) => {
    expect(read(other).intent).not.toBe(read(tap).intent);
  });
  test('a tap that does not say on which card counts once a delivery', () => {
    const { replyToId: _gone, ...loose } = tap;
    expect(read(loose).intent).not.toBe(read({ ...loose, id: '9999' }).intent);
  });
});

describe('when it was sent', () => {
  test.each([
    ['its id, which Teams makes of the moment', { id: '1764000000123' }, 1_764_000_000_123],
    [
      'its timestamp, where the id is no moment',
      { timestamp: '2026-11-23T01:14:00.250Z' },
      1_795_396_440_250,
    ],
    ['nothing, where neither says it', {}, undefined],
    ['nothing, where the timestamp is none', { timestamp: 'i morges' }, undefined],
  ])('is told by %s', (_, told, sentAt) => {
    expect(read({ ...base, ...told, text: 'log Vandet stiger' }).sentAt).toBe(sentAt);
  });
});
