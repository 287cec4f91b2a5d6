import { generateKeyPairSync, type KeyObject, sign as signBytes } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import jwt from 'jsonwebtoken';
import type { Json } from './cards.ts';

/** Signs tokens as Microsoft's issuer does, and publishes the keys to check them with. */
export interface TokenIssuer {
  /** Address of the OpenID document. */
  readonly metadataUrl: string;
  /** A valid token's claims with `claims` on top (undefined removes one). */
  sign(claims: Readonly<Record<string, unknown>>, how?: SignHow): string;
  /** From now on these keys stand in the document, and no others. */
  publishes(keys: readonly Json[]): void;
  /** From now on it answers so, until it answers well again. */
  answers(how: 'well' | 'never' | IssuerAnswer): void;
  /** How often the OpenID document and the keys were asked for. */
  fetched(): number;
  close(): Promise<void>;
}

/** Answers one request; `path` is "/keys" or the OpenID document's. */
export type IssuerAnswer = (response: ServerResponse, path: string) => void;

export interface SignHow {
  readonly key?: KeyObject;
  readonly kid?: string;
  readonly algorithm?: jwt.Algorithm;
  /** Put into the token's head besides (undefined removes one). */
  readonly head?: Readonly<Record<string, unknown>>;
}

export const kid = 'fake-key-1';
/** Fake keys are made once a process: making them takes longer than most tests. */
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const publicKey = keys.publicKey;
/** A key of somebody else. */
export const strangeKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A key as an issuer publishes it. */
export function published(key: KeyObject, id: string, changes: Json = {}): Json {
  return { ...key.export({ format: 'jwk' }), kid: id, use: 'sig', endorsements: ['msteams'], ...changes };
}

/** `port`: a certain one instead of any. */
export async function startTokenIssuer(
  endorsements: readonly string[] = ['msteams'],
  port = 0,
): Promise<TokenIssuer> {
  let keySet: readonly Json[] = [published(publicKey, kid, { endorsements })];
  let how: 'well' | 'never' | IssuerAnswer = 'well';
  let fetched = 0;
  const server = createServer((request, response) => {
    fetched += 1;
    if (how === 'never') return;
    response.setHeader('content-type', 'application/json');
    if (how !== 'well') return how(response, request.url ?? '');
    const document = { issuer, jwks_uri: `${originOf(server)}/keys` };
    response.end(JSON.stringify(request.url === '/keys' ? { keys: keySet } : document));
  });
  await listen(server, port);
  return {
    metadataUrl: `${originOf(server)}/.well-known/openidconfiguration`,
    sign,
    publishes: (given) => {
      keySet = given;
    },
    answers: (given) => {
      how = given;
    },
    fetched: () => fetched,
    close: () => close(server),
  };
}

const issuer = 'https://api.botframework.com';

function sign(claims: Readonly<Record<string, unknown>>, how: SignHow = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const all = { iss: issuer, nbf: now - 60, exp: now + 3600, ...claims };
  const { key = keys.privateKey, algorithm = 'RS256', head } = how;
  if (algorithm === 'RS256') {
    const signed = `${encode({ alg: 'RS256', typ: 'JWT', kid: how.kid ?? kid, ...head })}.${encode(all)}`;
    return `${signed}.${signBytes('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
  }
  const present = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return jwt.sign(present, key, { algorithm, keyid: how.kid ?? kid, noTimestamp: true });
}

/** A part of a token. */
export function encode(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Binds a server to a loopback port, any free one unless told. */
export async function listen(server: Server, port = 0): Promise<number> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

export async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
