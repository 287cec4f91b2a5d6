import { createHmac, generateKeyPairSync } from 'node:crypto';
import type { Json } from '../fake-teams/cards.ts';
import { encode, kid, publicKey, published, type SignHow, strangeKeys } from '../fake-teams/token-issuer.ts';
import { appId, tenantId } from '../fake-teams/world.ts';

/** What a case is made with. */
export interface Tools {
  /** Teams' own service URL. */
  readonly serviceUrl: string;
  /** Origin of a host that listens, and that nobody may call. */
  readonly evil: string;
  /** A header with a token that Teams might have signed, with some of it changed. */
  bearer(claims?: Json, how?: SignHow): string;
}

export interface Hostile {
  readonly name: string;
  /** Why it has to be refused: the guard's own word. */
  readonly fault: string;
  /** The authorization header, or none. */
  header(tools: Tools): string | undefined;
  /** What is changed in a message from Teams. */
  changes?(tools: Tools): Json;
  /** The whole body instead, as it is. */
  body?(tools: Tools, message: Json): string;
}

const now = () => Math.floor(Date.now() / 1000);
const otherApp = '0f000000-0000-4000-8000-00000000dead';
const short = generateKeyPairSync('rsa', { modulusLength: 1024 });

/** What the issuer publishes besides: keys that must sign nothing here. */
export const unusableKeys: readonly Json[] = [
  published(strangeKeys.publicKey, 'unendorsed', { endorsements: undefined }),
  published(strangeKeys.publicKey, 'endorsed-for-nothing', { endorsements: [] }),
  published(strangeKeys.publicKey, 'webchat', { endorsements: ['webchat'] }),
  published(strangeKeys.publicKey, 'text', { endorsements: 'msteams' }),
  published(strangeKeys.publicKey, 'encrypts', { use: 'enc' }),
  published(strangeKeys.publicKey, 'another-algorithm', { alg: 'PS256' }),
  published(strangeKeys.publicKey, kid),
  published(short.publicKey, 'short'),
  { kid: 'broken', kty: 'RSA', n: '!', e: '!', endorsements: ['msteams'] },
  { kid: 'elliptic', kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', endorsements: ['msteams'] },
];

const good: Hostile['header'] = ({ bearer }) => bearer();
const withHeader = (fault: string, name: string, header: Hostile['header']): Hostile => ({
  name,
  fault,
  header,
});
const withClaims = (fault: string, name: string, claims: () => Json): Hostile =>
  withHeader(fault, name, ({ bearer }) => bearer(claims()));
const signedSo = (fault: string, name: string, how: SignHow): Hostile =>
  withHeader(fault, name, ({ bearer }) => bearer({}, how));
const withActivity = (fault: string, name: string, changes: (tools: Tools) => Json): Hostile => ({
  name,
  fault,
  header: good,
  changes,
});

/** A token with a head of its own and any signature. */
function forged({ serviceUrl }: Tools, head: Json, signature?: (signed: string) => string): string {
  const claims = {
    iss: 'https://api.botframework.com',
    aud: appId,
    serviceurl: serviceUrl,
    nbf: now() - 9,
    exp: now() + 99,
  };
  const signed = `${encode(head)}.${encode(claims)}`;
  return `Bearer ${signed}.${signature?.(signed) ?? 'A'.repeat(342)}`;
}

const headers: readonly Hostile[] = [
  withHeader('header', 'no header at all', () => undefined),
  withHeader('header', 'an empty header', () => ''),
  withHeader('header', 'another scheme', () => `Basic ${Buffer.from('a:b').toString('base64')}`),
  withHeader('header', 'the scheme in lower case', ({ bearer }) => bearer().replace('Bearer', 'bearer')),
  withHeader('header', 'no token behind the scheme', () => 'Bearer '),
  withHeader('header', 'two spaces behind the scheme', ({ bearer }) => bearer().replace(' ', '  ')),
  withHeader('header', 'a token without its scheme', ({ bearer }) => bearer().slice(7)),
  withHeader('header', 'two tokens in one header', ({ bearer }) => `${bearer()}, ${bearer()}`),
  withHeader('header', 'a token of two parts', ({ bearer }) => bearer().split('.').slice(0, 2).join('.')),
  withHeader('header', 'a token of four parts', ({ bearer }) => `${bearer()}.x`),
  withHeader('header', 'an encrypted token, of five parts', ({ bearer }) => `${bearer()}.x.y`),
  withHeader('header', 'a token with padding', ({ bearer }) => `${bearer()}==`),
  withHeader('header', 'words for a token', () => 'Bearer krise.start.nu'),
  withHeader('header', 'no signature', ({ bearer }) => bearer().replace(/[^.]+$/, '')),
  withHeader('header', 'a signature of three bytes', ({ bearer }) => bearer().replace(/[^.]+$/, 'AAAA')),
  withHeader(
    'header',
    'a header as long as one can be',
    () => `Bearer ${'a'.repeat(15_000)}.${'b'.repeat(300)}.c`,
  ),
];

const heads: readonly Hostile[] = [
  ...[
    'none',
    'None',
    'NONE',
    'RS384',
    'RS512',
    'PS256',
    'ES256',
    'HS256',
    'rs256',
    '',
    undefined,
    null,
    7,
  ].map((alg) => withHeader('alg', `algorithm ${alg} in the head`, (tools) => forged(tools, { alg, kid }))),
  withHeader('alg', 'algorithms in a list', (tools) => forged(tools, { alg: ['RS256'], kid })),
  signedSo('alg', 'another algorithm of the same key', { algorithm: 'RS512' }),
  signedSo('alg', 'another padding of the same key', { algorithm: 'PS256' }),
  withHeader('alg', 'a secret made from the public key', (tools) =>
    forged(tools, { alg: 'HS256', kid }, (signed) =>
      createHmac('sha256', publicKey.export({ type: 'spki', format: 'pem' }))
        .update(signed)
        .digest('base64url')
        .repeat(3),
    ),
  ),
  ...[undefined, null, '', 7, ['fake-key-1'], { id: kid }, 'k'.repeat(201)].map((id) =>
    signedSo('kid', `key id ${JSON.stringify(id)?.slice(0, 20)}`, { head: { kid: id } }),
  ),
  ...[
    '../../../../dev/null',
    '/etc/passwd',
    'fake-key-1\u0000',
    ' fake-key-1',
    'FAKE-KEY-1',
    "fake-key-1' OR '1'='1",
    '__proto__',
    'constructor',
    'https://evil.example/keys',
    'strange',
  ].map((id) =>
    signedSo('key', `a key id that is no key's: ${id}`, { kid: id, key: strangeKeys.privateKey }),
  ),
  ...['unendorsed', 'endorsed-for-nothing', 'webchat', 'text', 'encrypts', 'another-algorithm'].map((id) =>
    signedSo('key', `a published key that is not for this: ${id}`, { kid: id, key: strangeKeys.privateKey }),
  ),
  signedSo('key', 'a published key that is too short', { kid: 'short', key: short.privateKey }),
  signedSo('key', 'a published key that is none', { kid: 'broken', key: strangeKeys.privateKey }),
  ...['jku', 'x5u'].flatMap((name) => [
    withHeader('head', `a key to be had elsewhere (${name})`, ({ bearer, evil }) =>
      bearer({}, { key: strangeKeys.privateKey, head: { [name]: `${evil}/keys` } }),
    ),
    withHeader('head', `the same under a good signature (${name})`, ({ bearer, evil }) =>
      bearer({}, { head: { [name]: `${evil}/keys` } }),
    ),
  ]),
  signedSo('head', 'a key in the head', {
    key: strangeKeys.privateKey,
    head: { jwk: published(strangeKeys.publicKey, kid) },
  }),
  signedSo('head', 'a certificate in the head', { key: strangeKeys.privateKey, head: { x5c: ['MIIB'] } }),
  signedSo('head', 'rules of its own in the head', { head: { crit: ['exp'] } }),
  ...Object.entries({ b64: false, enc: 'A128GCM', zip: 'DEF' }).map(([name, value]) =>
    signedSo('head', `another way to read it in the head (${name})`, { head: { [name]: value } }),
  ),
  withHeader('kid', 'a head that is no JSON', ({ bearer }) => bearer().replace(/ [^.]+/, ' aGVtbWVsaWd0')),
  withHeader('iss', 'claims that are no JSON', ({ bearer }) => bearer().replace(/\.[^.]+/, '.aGVtbWVsaWd0')),
];

const signatures: readonly Hostile[] = [
  withHeader('signature', 'a made-up signature', (tools) => forged(tools, { alg: 'RS256', kid })),
  signedSo('signature', 'the signature of another key', { key: strangeKeys.privateKey }),
  withHeader('signature', 'changed claims under a good signature', ({ bearer, serviceUrl }) => {
    const [head, , signature] = bearer().split('.');
    const claims = { iss: 'https://api.botframework.com', aud: appId, serviceurl: serviceUrl };
    return [head, encode({ ...claims, nbf: now() - 60, exp: now() + 7200 }), signature].join('.');
  }),
  withHeader('signature', 'a changed head under a good signature', ({ bearer }) => {
    const [, claims, signature] = bearer().split('.');
    return `Bearer ${[encode({ alg: 'RS256', kid }), claims, signature].join('.')}`;
  }),
  withHeader('signature', "another token's signature", ({ bearer }) =>
    bearer().replace(/[^.]+$/, bearer({ exp: now() + 7 }).split('.')[2] ?? ''),
  ),
  withHeader('signature', 'a signature that is cut short', ({ bearer }) => bearer().slice(0, -8)),
  withHeader('signature', 'a signature that goes on', ({ bearer }) => `${bearer()}AAAA`),
];

const entra = 'https://login.microsoftonline.com';
const claims: readonly Hostile[] = [
  ...[
    'https://sts.example',
    'https://api.botframework.com/',
    'https://API.botframework.com',
    'http://api.botframework.com',
    'https://api.botframework.com.evil.example',
    'https://api.botframework.us',
    `https://sts.windows.net/${tenantId}/`,
    ['https://api.botframework.com'],
    { iss: 'https://api.botframework.com' },
    '',
    null,
    undefined,
  ].map((iss) => withClaims('iss', `issuer ${JSON.stringify(iss)}`, () => ({ iss }))),
  withClaims('iss', 'a token of the emulator', () => ({
    iss: `https://sts.windows.net/${tenantId}/`,
    tid: tenantId,
    ver: '1.0',
    appid: appId,
  })),
  withClaims('iss', 'a token of the emulator, newer', () => ({
    iss: `${entra}/${tenantId}/v2.0`,
    tid: tenantId,
    ver: '2.0',
    azp: appId,
  })),
  withClaims('iss', 'a token of the emulator in a government cloud', () => ({
    iss: `https://login.microsoftonline.us/${tenantId}/v2.0`,
    ver: '2.0',
    azp: appId,
  })),
  withClaims('iss', 'a token of another bot', () => ({
    iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
    ver: '1.0',
    appid: otherApp,
  })),
  withClaims('sdk', 'a token of another bot that names the right issuer', () => ({
    ver: '1.0',
    appid: otherApp,
  })),
  ...[otherApp, appId.toUpperCase(), ` ${appId}`, [appId], { id: appId }, '', null, undefined].map((aud) =>
    withClaims('aud', `audience ${JSON.stringify(aud)}`, () => ({ aud })),
  ),
  ...[301, 600, 90 * 24 * 3600].map((ago) =>
    withClaims('expired', `a token that ran out ${ago} seconds ago`, () => ({ nbf: 1, exp: now() - ago })),
  ),
  withClaims('expired', 'a token that does not count yet', () => ({ nbf: now() + 600 })),
  ...[undefined, null, '', 'soon', true, [9e9], {}, -1, 0.5, 1e15, 1e300].map((exp) =>
    withClaims('lifetime', `a token that runs out at ${JSON.stringify(exp)}`, () => ({ exp })),
  ),
  withClaims('lifetime', 'a token that runs out in the middle of a second', () => ({ exp: now() + 600.5 })),
  withClaims('lifetime', 'a token that runs out at a time in words', () => ({ exp: String(now() + 600) })),
  withClaims('lifetime', 'a token that counts for a week', () => ({ exp: now() + 7 * 24 * 3600 })),
  withClaims('lifetime', 'a token that ran out before it began', () => ({ nbf: now(), exp: now() - 100 })),
  ...[undefined, null, '0', -1, 0.5].map((nbf) =>
    withClaims('lifetime', `a token that begins at ${JSON.stringify(nbf)}`, () => ({ nbf })),
  ),
  withClaims('serviceUrl', 'no service URL in the token', () => ({ serviceurl: undefined })),
  withHeader('serviceUrl', 'service URLs in a list', ({ bearer, serviceUrl }) =>
    bearer({ serviceurl: [serviceUrl] }),
  ),
  withHeader('serviceUrl', 'the service URL in capitals', ({ bearer, serviceUrl }) =>
    bearer({ serviceurl: serviceUrl.toUpperCase() }),
  ),
];

/** A service URL of the attacker's choice, that the token names too. */
function toEvil(name: string, url: (tools: Tools) => unknown): Hostile {
  return {
    name: `answers are to go to ${name}`,
    fault: 'serviceUrl',
    header: (tools) => tools.bearer({ serviceurl: url(tools) }),
    changes: (tools) => ({ serviceUrl: url(tools) }),
  };
}

const hostOf = (url: string) => new URL(url).host;
const places: readonly Hostile[] = [
  ...[undefined, null, '', 7, ['x'], { href: 'x' }].map((serviceUrl) =>
    withActivity('serviceUrl', `service URL ${JSON.stringify(serviceUrl)} in the message`, () => ({
      serviceUrl,
    })),
  ),
  withActivity('serviceUrl', 'another service URL than signed', ({ serviceUrl }) => ({
    serviceUrl: `${serviceUrl}x/`,
  })),
  withActivity('serviceUrl', 'a slash more than signed', ({ serviceUrl }) => ({
    serviceUrl: serviceUrl.replace(/\/?$/, '//'),
  })),
  toEvil('a host that listens', ({ evil }) => `${evil}/`),
  toEvil(
    'a host that listens, named as user of it',
    ({ evil, serviceUrl }) => `http://${hostOf(serviceUrl)}@${hostOf(evil)}/`,
  ),
  toEvil('Teams, with a name and a password', ({ serviceUrl }) => serviceUrl.replace('://', '://anna:kode@')),
  toEvil('Teams on another port', ({ serviceUrl }) => serviceUrl.replace(/:\d+/, ':9')),
  toEvil('Teams in capitals', ({ serviceUrl }) => serviceUrl.replace('http', 'HTTP')),
  toEvil('Teams by a path that climbs', ({ serviceUrl }) => `${serviceUrl}../x/`),
  toEvil('Teams by a path that climbs in code', ({ serviceUrl }) => `${serviceUrl}%2e%2e/x/`),
  toEvil('Teams with a question', ({ serviceUrl }) => `${serviceUrl}?x=`),
  toEvil('Teams with a fragment', ({ serviceUrl }) => `${serviceUrl}#x`),
  toEvil('Teams behind a space', ({ serviceUrl }) => ` ${serviceUrl}`),
  toEvil('Teams with a tab inside', ({ serviceUrl }) => serviceUrl.replace('127', '1\t27')),
  toEvil('Teams with the slashes turned', ({ serviceUrl }) => serviceUrl.replace('//', '\\\\')),
  toEvil('Teams by another way to write its number', ({ serviceUrl }) =>
    serviceUrl.replace('127.0.0.1', '0x7f.1'),
  ),
  ...[
    'https://evil.example/',
    'http://smba.trafficmanager.net/',
    'https://smba.trafficmanager.net:8443/',
    'https://smba.trafficmanager.net.evil.example/',
    'https://smba.trafficmanager.net@evil.example/',
    'https://evil.example/smba.trafficmanager.net/',
    'https://evil.example#smba.trafficmanager.net/',
    'https://evil.example\\.smba.trafficmanager.net/',
    'https://smba.trafficmanager.net./',
    'https://smba.traffіcmanager.net/',
    'https://xn--smba-trafficmanager-net.example/',
    'https://169.254.169.254/metadata/',
    'https://[::ffff:127.0.0.1]/',
    'https://2130706433/',
    'http://127.0.0.1:9/',
    'http://localhost/',
    'file:///etc/passwd',
    'data:text/plain,x',
    'javascript:alert(1)',
    '//evil.example/',
    'evil.example',
    `https://smba.trafficmanager.net/${'a'.repeat(600)}`,
  ].map((url) => toEvil(url.slice(0, 60), () => url)),
  ...[
    'webchat',
    'emulator',
    'directline',
    'slack',
    'MSTEAMS',
    'msteams ',
    'AseChannel',
    '',
    ['msteams'],
    null,
    undefined,
  ].map((channelId) =>
    withActivity('channel', `channel ${JSON.stringify(channelId)}`, () => ({ channelId })),
  ),
];

const inTenant = (data: unknown, place: unknown): Json => ({
  channelData: data === undefined ? {} : { tenant: { id: data } },
  conversation: {
    id: 'a:1',
    conversationType: 'personal',
    ...(place === undefined ? {} : { tenantId: place }),
  },
});
const tenants: readonly (readonly [data: unknown, place: unknown])[] = [
  ['other', 'other'],
  [tenantId, 'other'],
  ['other', tenantId],
  ['other', undefined],
  [undefined, 'other'],
  [undefined, undefined],
  ['', ''],
  [[tenantId], undefined],
  [tenantId, [tenantId]],
  [{ id: tenantId }, tenantId],
  [`${tenantId} `, `${tenantId} `],
  [7, 7],
];

const task = { type: 'invoke', name: 'task/submit', value: { data: { verb: 'x' } } };
const tap = {
  type: 'invoke',
  name: 'adaptiveCard/action',
  value: { action: { type: 'Action.Execute', verb: 'x' } },
};
const file = { type: 'invoke', name: 'fileConsent/invoke', value: { action: 'accept' } };
const nobody = { from: { id: '29:x', name: 'Anna Berg' } };
const senders: readonly Hostile[] = [
  ...[undefined, null, 'x', ['x'], {}].map((from) =>
    withActivity('sender', `a message from ${JSON.stringify(from)}`, () => ({ from })),
  ),
  withActivity('sender', 'a message from somebody without an account', () => nobody),
  withActivity('sender', 'a tap from somebody without an account', () => ({ ...tap, ...nobody })),
  withActivity('sender', 'a dialog from somebody without an account', () => ({ ...task, ...nobody })),
  withActivity('sender', 'a file answer from somebody without an account', () => ({ ...file, ...nobody })),
  withActivity('sender', 'a tap from a bot', () => ({ ...tap, from: { id: '28:x', role: 'bot' } })),
  ...['', 'anna', 7, true, [appId], { id: appId }, `${appId}x`, `{${appId}}`, `${appId}\n`].map(
    (aadObjectId) =>
      withActivity('sender', `account ${JSON.stringify(aadObjectId)}`, () => ({
        from: { id: '29:x', aadObjectId },
      })),
  ),
];

const bodies: readonly Hostile[] = [
  ...['{}', '{"type":7}'].map((body) => ({
    name: `a body that is no activity: ${body}`,
    fault: 'channel',
    header: good,
    body: () => body,
  })),
  {
    name: 'no type and no token',
    fault: 'header',
    header: () => undefined,
    body: () => '{"text":"x"}',
  },
  {
    name: 'a service URL said twice, the allowed one first',
    fault: 'serviceUrl',
    header: good,
    body: ({ evil }, message) => `${JSON.stringify(message).slice(0, -1)},"serviceUrl":"${evil}/"}`,
  },
  {
    name: 'a tenant said twice, ours first',
    fault: 'tenant',
    header: good,
    body: (_, message) => `${JSON.stringify(message).slice(0, -1)},"channelData":{"tenant":{"id":"other"}}}`,
  },
  {
    name: 'an account said twice, an own one first',
    fault: 'sender',
    header: good,
    body: (_, message) => `${JSON.stringify(message).slice(0, -1)},"from":{"aadObjectId":7}}`,
  },
  {
    name: 'a service URL on the prototype alone',
    fault: 'serviceUrl',
    header: good,
    body: ({ serviceUrl }, message) =>
      JSON.stringify({ ...message, serviceUrl: undefined }).replace(
        '{',
        `{"__proto__":{"serviceUrl":"${serviceUrl}"},`,
      ),
  },
];

/** All that is to be refused, each for its own reason. */
export const hostile: readonly Hostile[] = [
  ...headers,
  ...heads,
  ...signatures,
  ...claims,
  ...places,
  ...tenants.map(([data, place]) =>
    withActivity('tenant', `tenants ${JSON.stringify([data, place])}`, () => inTenant(data, place)),
  ),
  ...senders,
  ...bodies,
];
