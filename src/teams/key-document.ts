import { createPublicKey, type KeyObject } from 'node:crypto';
import { fieldsOf, listOf, stringOf } from './fields.ts';
import { isLoopbackHost } from './service-urls.ts';

/** Keys that Teams' tokens may be signed with, by their ids. */
export type KeySet = ReadonlyMap<string, KeyObject>;

/** Why there is no key set: a short name for the log. */
export class KeysFault extends Error {
  override readonly name = 'KeysFault';
}

/** Where Microsoft says which keys sign the tokens of the Bot Framework's channels. */
export const microsoftMetadata = 'https://login.botframework.com/v1/.well-known/openidconfiguration';

/** Both documents together have to be here by then. Milliseconds. */
const answerWithin = 3_000;
/** Microsoft's own are well below a tenth of it. */
const largestDocument = 1024 * 1024;
const shortestModulus = 2048;

/**
 * The keys that may sign for Teams, as an OpenID document's host tells them now. By https from that one host,
 * without following it anywhere else; loopback is what tests use.
 * @throws KeysFault when there is not one usable key: what was known before is better than nothing.
 */
export async function fetchKeys(metadataUrl: string, timeoutMs = answerWithin): Promise<KeySet> {
  const signal = AbortSignal.timeout(timeoutMs);
  const home = addressOf(metadataUrl);
  const { jwks_uri: keysUrl } = fieldsOf(await readJson(home, signal));
  const there = addressOf(keysUrl);
  if (there.origin !== home.origin) throw new KeysFault('address');
  const { keys } = fieldsOf(await readJson(there, signal));
  const usable = listOf(keys).flatMap(usableKey);
  if (usable.length === 0) throw new KeysFault('document');
  // Of two with one id the first counts, as for the SDK.
  return new Map(usable.toReversed());
}

function addressOf(given: unknown): URL {
  const text = stringOf(given);
  const url = text && URL.canParse(text) ? new URL(text) : undefined;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopbackHost(url.hostname));
  if (!url || !isSafe || url.username || url.password) throw new KeysFault('address');
  return url;
}

async function readJson(url: URL, signal: AbortSignal): Promise<unknown> {
  try {
    const answer = await fetch(url, { signal, redirect: 'error', headers: { accept: 'application/json' } });
    if (answer.status !== 200) {
      await answer.body?.cancel();
      throw new KeysFault(`status ${answer.status}`);
    }
    return JSON.parse(await readText(answer));
  } catch (error) {
    if (error instanceof KeysFault) throw error;
    throw new KeysFault(signal.aborted ? 'timeout' : error instanceof SyntaxError ? 'document' : 'network');
  }
}

async function readText({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > largestDocument) throw new KeysFault('size');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** An RSA key for signatures that Microsoft vouches for in Teams; anything else signs nothing here. */
function usableKey(given: unknown): readonly (readonly [string, KeyObject])[] {
  const { kty, use = 'sig', alg = 'RS256', kid, n, e, endorsements } = fieldsOf(given);
  const [id, modulus, exponent] = [stringOf(kid, 200), stringOf(n, 2_000), stringOf(e, 20)];
  const isRight = kty === 'RSA' && use === 'sig' && alg === 'RS256';
  if (!isRight || !listOf(endorsements).includes('msteams') || !id || !modulus || !exponent) return [];
  try {
    const key = createPublicKey({ key: { kty, n: modulus, e: exponent }, format: 'jwk' });
    return (key.asymmetricKeyDetails?.modulusLength ?? 0) < shortestModulus ? [] : [[id, key]];
  } catch {
    return [];
  }
}
