import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import jwt from 'jsonwebtoken';

/** Signs tokens as Microsoft's issuer does, and publishes the keys to check them with. */
export interface TokenIssuer {
  /** Address of the OpenID document. */
  readonly metadataUrl: string;
  /** A valid token's claims with `claims` on top (undefined removes one). */
  sign(claims: Readonly<Record<string, unknown>>, how?: SignHow): string;
  close(): Promise<void>;
}

export interface SignHow {
  readonly key?: KeyObject;
  readonly kid?: string;
  readonly algorithm?: jwt.Algorithm;
}

export const kid = 'fake-key-1';
/** Fake keys are made once a process: making them takes longer than most tests. */
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const publicKey = keys.publicKey;

export async function startTokenIssuer(endorsements: readonly string[] = ['msteams']): Promise<TokenIssuer> {
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    const jwk = {
      ...createPublicKey(keys.privateKey).export({ format: 'jwk' }),
      kid,
      use: 'sig',
      endorsements,
    };
    const document = { issuer, jwks_uri: `http://127.0.0.1:${port}/keys` };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url === '/keys' ? { keys: [jwk] } : document));
  });
  const port = await listen(server);
  return {
    metadataUrl: `http://127.0.0.1:${port}/.well-known/openidconfiguration`,
    sign,
    close: () => close(server),
  };
}

const issuer = 'https://api.botframework.com';

function sign(claims: Readonly<Record<string, unknown>>, how: SignHow = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const all = { iss: issuer, nbf: now - 60, exp: now + 3600, ...claims };
  const present = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return jwt.sign(present, how.key ?? keys.privateKey, {
    algorithm: how.algorithm ?? 'RS256',
    keyid: how.kid ?? kid,
    noTimestamp: true,
  });
}

/** Binds a server to any free loopback port. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

export async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
