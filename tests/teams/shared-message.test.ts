import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Request } from '../../src/request.ts';
import { requestOf } from '../../src/teams/request-of.ts';
import { sharedMessageOf } from '../../src/teams/shared-message.ts';

const at = '2026-11-23T01:14:00.000Z';
const payload = {
  id: '1764000000001',
  createdDateTime: '2026-11-23T01:02:03.456Z',
  subject: null,
  linkToMessage: 'https://teams.microsoft.com/l/message/19%3Ax%40thread.v2/1764000000001?context=%7B%7D',
  body: { contentType: 'html', content: '<div>Nødstrøm kører</div>' },
  from: { user: { userIdentityType: 'aadUser', id: 'a-jens', displayName: 'Jens Krogh' } },
};
const shared = (changes: object) =>
  sharedMessageOf({ value: { messagePayload: { ...payload, ...changes } } });

describe('a message shared from its menu', () => {
  test('is its text, its author, its time and its link', () => {
    expect(shared({})).toEqual({
      text: 'Nødstrøm kører',
      id: payload.id,
      at: payload.createdDateTime,
      author: { name: 'Jens Krogh', accountId: 'a-jens' },
      link: payload.linkToMessage,
    });
  });

  test('begins with its subject, where it is a post that has one', () => {
    expect(shared({ subject: 'Status kl. 2' })?.text).toBe('Status kl. 2\nNødstrøm kører');
  });

  test('may be plain, or a bot’s', () => {
    const from = { application: { id: 'x', displayName: 'Overvågning' } };
    const body = { contentType: 'text', content: 'CPU < 2 & <b>op</b>' };
    expect(shared({ from, body })).toMatchObject({
      text: 'CPU < 2 & <b>op</b>',
      author: { name: 'Overvågning' },
    });
  });

  test('that is too long for an entry is cut, and says so', () => {
    const content = `<p>${'🔥'.repeat(20_000)}</p>`;
    const message = shared({ body: { contentType: 'html', content } });
    expect(message?.isCut).toBe(true);
    expect(message?.text.length).toBeLessThanOrEqual(11_000);
    expect(message?.text.isWellFormed()).toBe(true);
  });

  test.each([
    ['another host', 'https://teams.microsoft.com.evil.example/l/message/1'],
    ['a lookalike path', 'https://evil.example/teams.microsoft.com'],
    ['no https', 'http://teams.microsoft.com/l/message/1'],
    ['a script', 'javascript:alert(1)//teams.microsoft.com'],
    ['a name and password', 'https://teams.microsoft.com@evil.example/'],
    ['a user before the host', 'https://x:y@teams.microsoft.com/l'],
    ['an app to install', 'https://teams.microsoft.com/l/app/0f000000-0000-4000-8000-0000000000ee'],
    ['a call', 'https://teams.microsoft.com/l/call/0/0?users=ond@evil.example'],
    ['a way on', 'https://teams.microsoft.com/dl/launcher/launcher.html?url=%2F_%23%2Fl%2Fmessage%2F1'],
    ['another path in disguise', 'https://teams.microsoft.com/l/message/../app/1'],
    ['another port', 'https://teams.microsoft.com:8443/l'],
    ['endless length', `https://teams.microsoft.com/${'a'.repeat(3_000)}`],
    ['no address', 'besked'],
    ['a number', 7],
    ['nothing', null],
  ])('keeps no link with %s', (_what, linkToMessage) => {
    expect(shared({ linkToMessage })?.link).toBeUndefined();
  });

  test('keeps a link to Teams at its other address', () => {
    expect(shared({ linkToMessage: 'https://teams.cloud.microsoft/l/message/1' })?.link).toBeDefined();
  });

  test.each([
    ['2026-11-23T01:02:03Z', '2026-11-23T01:02:03.000Z'],
    ['2026-11-23T02:02:03.1234567+01:00', '2026-11-23T01:02:03.123Z'],
    ['2026-11-23T01:02:03', '2026-11-23T01:02:03.000Z'],
    ['23/11 2026', undefined],
    ['2026-99-99T99:99', undefined],
    ['1', undefined],
    [1764000000001, undefined],
    [null, undefined],
  ])('is written at %j: %s', (createdDateTime, expected) => {
    expect(shared({ createdDateTime })?.at).toBe(expected);
  });

  test.each([undefined, null, 'x', 7, [], [payload]])('is none where Teams sends %j', (messagePayload) => {
    expect(sharedMessageOf({ value: { messagePayload } })).toBeUndefined();
    expect(sharedMessageOf({ value: messagePayload })).toBeUndefined();
  });

  test('of any shape at all is read or left out, and never throws', () => {
    fc.assert(
      fc.property(
        fc.record({ body: fc.jsonValue(), from: fc.jsonValue(), id: fc.jsonValue() }),
        (changes) => {
          expect(typeof shared(changes)?.text).toBe('string');
        },
      ),
      { numRuns: 300, seed: 20261123 },
    );
  });
});

describe('what is sent from a message’s menu', () => {
  const invoke = (name: string, value: object, more: object = {}) =>
    requestOf(
      {
        type: 'invoke',
        name,
        id: 'one delivery',
        serviceUrl: 'https://smba.trafficmanager.net/emea/',
        conversation: { id: '19:a_b@unq.gbl.spaces', conversationType: 'personal', tenantId: 'home' },
        from: { id: '29:1', aadObjectId: 'a-anna', name: 'Anna Holm' },
        value: { commandId: 'addToLog', commandContext: 'message', messagePayload: payload, ...value },
        ...more,
      },
      at,
    );
  const asked = (reading: ReturnType<typeof requestOf>): Request => {
    if (reading.kind !== 'request') throw new Error(reading.kind);
    return reading.request;
  };
  const data = { verb: 'føj til kriselog', k: 'K-2026-07', v: '4', tekst: 'Nødstrøm kører', type: 'melding' };
  const submit = (changes: object = {}, more: object = {}) =>
    asked(invoke('composeExtension/submitAction', { data: { ...data, ...changes } }, more));

  test('asks for the form, in a chat that is nobody’s own with the bot', () => {
    expect(asked(invoke('composeExtension/fetchTask', {}))).toMatchObject({
      tap: { verb: 'føj til kriselog', data: {} },
      dialog: true,
      fromMenu: true,
      conversation: { kind: 'groupChat' },
      message: { text: 'Nødstrøm kører' },
    });
  });

  test('takes author, time and link from Teams, never from what the form sends', () => {
    const forged = { link: 'https://evil.example', author: 'Karen', at: '2020-01-01T00:00:00Z' };
    expect(submit({ ...forged, messagePayload: JSON.stringify({ id: 'x' }) }).message).toEqual(
      submit().message,
    );
  });

  test('keeps its text where Teams sends no message along', () => {
    const reading = invoke('composeExtension/submitAction', { data, messagePayload: undefined });
    expect(asked(reading)).toMatchObject({ tap: { data: { tekst: 'Nødstrøm kører' } } });
    expect(asked(reading).message).toBeUndefined();
  });

  test('is the same for the same message, person and words, however often and whenever it is sent', () => {
    const { intent } = submit();
    expect(submit({ showing: 'another', v: '9' }, { id: 'another delivery' }).intent).toBe(intent);
    const others = [
      submit({ tekst: 'Andet' }),
      submit({ type: 'handling' }),
      submit({ k: 'K-2026-08' }),
      submit({}, { from: { id: '29:2', aadObjectId: 'a-lise', name: 'Lise Bro' } }),
      submit({}, { conversation: { id: '19:c', conversationType: 'groupChat' } }),
      asked(invoke('composeExtension/submitAction', { data, messagePayload: { ...payload, id: '2' } })),
    ];
    expect(new Set([intent, ...others.map((other) => other.intent)]).size).toBe(7);
  });

  test.each([
    ['another command', { commandId: 'other' }],
    ['no command', { commandId: undefined }],
  ])('with %s is refused', (_what, value) => {
    for (const name of ['composeExtension/fetchTask', 'composeExtension/submitAction']) {
      expect(invoke(name, { data, ...value })).toMatchObject({ kind: 'refusal', way: 'dialog' });
    }
  });

  test.each([undefined, null, 'x', [], { k: 'x' }])('with %j for a form is refused', (sent) => {
    expect(invoke('composeExtension/submitAction', { data: sent })).toMatchObject({ kind: 'refusal' });
  });
});
