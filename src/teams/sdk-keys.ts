import { randomUUID } from 'node:crypto';
import { JwtTokenExtractor } from 'botframework-connector/lib/auth/jwtTokenExtractor.js';
import type { SigningKeys } from './signing-keys.ts';

/** Where the SDK looks for keys before it asks the net: by the address of the OpenID document. */
type SdkCache = Map<
  string,
  { getKey(kid: string): Promise<{ key: unknown; endorsements: string[] } | null> }
>;

/**
 * Lets the SDK check signatures with our keys. Its own set is thrown away when it cannot be had anew, is
 * waited for without end, and is shared by everything in the process that names the same address.
 * @returns the address to give to the SDK. Nothing answers there: without our keys it refuses everyone.
 */
export function handToSdk(keys: SigningKeys): string {
  const { openIdMetadataCache: cache } = JwtTokenExtractor as unknown as { openIdMetadataCache?: SdkCache };
  if (!(cache instanceof Map)) throw new Error('the SDK keeps its keys elsewhere now');
  const address = `krisebot-keys:${randomUUID()}`;
  cache.set(address, {
    async getKey(kid) {
      const key = keys.known(kid);
      return key ? { key, endorsements: ['msteams'] } : null;
    },
  });
  return address;
}
