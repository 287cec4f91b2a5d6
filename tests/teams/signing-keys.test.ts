import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fetchKeys, type KeySet, KeysFault } from '../../src/teams/key-document.ts';
import { createSigningKeys, type SigningKeys } from '../../src/teams/signing-keys.ts';
import type { Json } from '../fake-teams/cards.ts';
import { createSlowClock, type SlowClock } from '../fake-teams/slow-clock.ts';
import {
  kid,
  publicKey,
  published,
  startTokenIssuer,
  strangeKeys,
  type TokenIssuer,
} from '../fake-teams/token-issuer.ts';

const known: KeySet = new Map([[kid, publicKey]]);
const newer: KeySet = new Map([['new', strangeKeys.publicKey]]);
const minute = 60_000;
const hour = 60 * minute;

describe('the keys', () => {
  let clock: SlowClock;
  let keys: SigningKeys;
  let asked: number;
  let answer: () => Promise<KeySet>;
  let told: unknown[];
  beforeEach(() => {
    [clock, asked, told, answer] = [createSlowClock(), 0, [], async () => known];
    keys = createSigningKeys({
      timer: clock,
      tell: (outcome) => void told.push(outcome),
      fetchKeys: () => {
        asked += 1;
        return answer();
      },
    });
  });
  afterEach(() => keys.stop());
  const fails = (fault: string) => () => Promise.reject(new KeysFault(fault));

  test('are there from the start, before anybody asks', async () => {
    expect(keys.areKnown()).toBe(false);
    keys.start();
    await clock.passes(0);
    expect([keys.areKnown(), keys.known(kid), asked]).toEqual([true, publicKey, 1]);
    expect(told).toEqual([{ keys: 1 }]);
  });

  test('are kept for two days in which nobody answers, and nobody waits for them', async () => {
    keys.start();
    await clock.passes(0);
    answer = fails('network');
    await clock.passes(48 * hour);
    expect(await keys.find(kid)).toBe(publicKey);
    answer = async () => newer;
    await clock.passes(2 * minute);
    expect([await keys.find(kid), await keys.find('new')]).toEqual([undefined, strangeKeys.publicKey]);
  });

  test('cost nothing but the first wait where the host never answers, and come when it does', async () => {
    let giveUp: (fault: unknown) => void = () => undefined;
    answer = () => new Promise((_, reject) => (giveUp = reject));
    keys.start();
    const first = keys.find(kid);
    giveUp(new KeysFault('timeout'));
    expect(await first).toBeUndefined();
    for (let n = 0; n < 20; n += 1) {
      await clock.passes(5_000);
      // It would wait for ever: nobody gives up.
      expect(await keys.find(kid)).toBeUndefined();
    }
    answer = async () => known;
    giveUp(new KeysFault('timeout'));
    await clock.passes(5_000);
    expect(await keys.find(kid)).toBe(publicKey);
    answer = async () => newer;
    await clock.passes(minute);
    expect(await keys.find('new')).toBe(strangeKeys.publicKey);
  });

  test('that are asked for by a hundred at once are asked for once', async () => {
    keys.start();
    const all = await Promise.all(Array.from({ length: 100 }, () => keys.find(kid)));
    expect([new Set(all), asked]).toEqual([new Set([publicKey]), 1]);
  });

  test('are asked for by one at a time, however long that takes', async () => {
    let come: (set: KeySet) => void = () => undefined;
    answer = () => new Promise((resolve) => (come = resolve));
    keys.start();
    await clock.passes(hour);
    const waiting = [keys.find(kid), keys.find(kid)];
    come(known);
    expect([await Promise.all(waiting), asked]).toEqual([[publicKey, publicKey], 1]);
  });

  test('are waited for by so many and no more', async () => {
    let come: (set: KeySet) => void = () => undefined;
    answer = () => new Promise((resolve) => (come = resolve));
    keys.start();
    const waiting = Array.from({ length: 100 }, () => keys.find(kid));
    expect(await keys.find(kid)).toBeUndefined();
    come(known);
    expect(new Set(await Promise.all(waiting))).toEqual(new Set([publicKey]));
    expect(await keys.find(kid)).toBe(publicKey);
    answer = async () => newer;
    await clock.passes(minute);
    expect(await keys.find('new')).toBe(strangeKeys.publicKey);
  });

  test('that were made up are asked for once a minute; a new one works within that', async () => {
    keys.start();
    await clock.passes(minute);
    for (let n = 0; n < 1_000; n += 1) expect(await keys.find(`made-up-${n}`)).toBeUndefined();
    expect(asked).toBe(2);
    answer = async () => newer;
    expect(await keys.find('new')).toBeUndefined();
    await clock.passes(minute);
    expect(await keys.find('new')).toBe(strangeKeys.publicKey);
    // The hour counts from then, and once.
    await clock.passes(hour - minute);
    expect(asked).toBe(3);
  });

  test('that were taken back sign nothing an hour later, without anybody asking', async () => {
    keys.start();
    await clock.passes(0);
    answer = async () => newer;
    await clock.passes(hour);
    expect([keys.known(kid), asked]).toEqual([undefined, 2]);
  });

  test('are asked for no more after the stop', async () => {
    keys.start();
    await clock.passes(0);
    keys.stop();
    await clock.passes(24 * hour);
    expect(asked).toBe(1);
  });

  test('are asked for no more where the stop came while they were asked for', async () => {
    keys.start();
    keys.stop();
    await clock.passes(24 * hour);
    expect([keys.areKnown(), asked]).toEqual([true, 1]);
  });
});

describe('the documents with the keys', () => {
  let issuer: TokenIssuer;
  beforeEach(async () => {
    issuer = await startTokenIssuer();
  });
  afterEach(() => issuer.close());
  const faultOf = (timeoutMs?: number) =>
    fetchKeys(issuer.metadataUrl, timeoutMs).then(
      () => 'none',
      (error: Error) => error.message,
    );
  const says = (document: (path: string) => unknown) => (response: ServerResponse, path: string) =>
    void response.end(JSON.stringify(document(path)));
  const home = () => new URL(issuer.metadataUrl).origin;

  test('are read', async () => {
    expect([...(await fetchKeys(issuer.metadataUrl))].map(([id]) => id)).toEqual([kid]);
  });

  const documents: readonly (readonly [name: string, fault: string, (path: string) => unknown])[] = [
    ['nothing', 'address', () => null],
    ['a list', 'address', () => []],
    ['keys elsewhere', 'address', () => ({ jwks_uri: 'https://evil.example/keys' })],
    ['keys on another port', 'address', () => ({ jwks_uri: 'http://127.0.0.1:9/keys' })],
    ['keys at a user of the host', 'address', () => ({ jwks_uri: home().replace('://', '://x@') })],
    ['keys without tls', 'address', () => ({ jwks_uri: 'http://login.botframework.com/keys' })],
    ['keys in a file', 'address', () => ({ jwks_uri: 'file:///etc/passwd' })],
    ['no keys', 'document', (path) => (path === '/keys' ? {} : { jwks_uri: `${home()}/keys` })],
    [
      'an empty list',
      'document',
      (path) => (path === '/keys' ? { keys: [] } : { jwks_uri: `${home()}/keys` }),
    ],
    [
      'only keys that must not sign',
      'document',
      (path) =>
        path === '/keys'
          ? { keys: [published(publicKey, kid, { use: 'enc' })] }
          : { jwks_uri: `${home()}/keys` },
    ],
    ['a megabyte and more', 'size', () => 'x'.repeat(1024 * 1024)],
  ];
  test.each(documents)('that hold %s are none', async (_name, fault, document) => {
    issuer.answers(says(document));
    expect(await faultOf()).toBe(fault);
  });

  test.each([204, 301, 302, 307, 404, 429, 500, 503])(
    'are none where the host answers %i',
    async (status) => {
      issuer.answers((response) => {
        response.statusCode = status;
        response.setHeader('location', `${home()}/keys`);
        response.end();
      });
      expect(await faultOf()).toMatch(status > 300 && status < 400 ? /^network$/ : /^status/);
      expect(issuer.fetched()).toBe(1);
    },
  );

  test('are none where they are no JSON, or break off', async () => {
    issuer.answers((response) => void response.end('<html>'));
    expect(await faultOf()).toBe('document');
    issuer.answers((response) => {
      response.write('{"jwks_uri"');
      setImmediate(() => response.destroy());
    });
    expect(await faultOf()).toBe('network');
  });

  test('are given up when they do not come, or drop by drop', async () => {
    issuer.answers('never');
    expect(await faultOf(40)).toBe('timeout');
    issuer.answers((response) => void response.write('{"jwks_uri"'));
    expect(await faultOf(40)).toBe('timeout');
  });

  test('are asked of no host without tls but this machine', async () => {
    const fault = (url: string) => fetchKeys(url).catch((error: Error) => error.message);
    for (const url of ['http://login.botframework.com/x', 'https://a:b@login.botframework.com/', 'x', '']) {
      expect(await fault(url)).toBe('address');
    }
  });

  test('may hold some keys that are no use beside one that is', async () => {
    const strange: readonly Json[] = [
      {},
      { kid: 5 },
      published(strangeKeys.publicKey, 'x', { alg: 'PS256' }),
    ];
    issuer.publishes([...strange, published(publicKey, kid), published(strangeKeys.publicKey, kid)]);
    const keys = await fetchKeys(issuer.metadataUrl);
    expect([...keys.keys()]).toEqual([kid]);
    expect(keys.get(kid)?.equals(publicKey)).toBe(true);
  });
});
