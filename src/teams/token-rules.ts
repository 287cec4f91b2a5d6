import { type Fields, fieldsOf, stringOf } from './fields.ts';
import type { ServiceUrlRule } from './service-urls.ts';

export interface TokenRules {
  readonly appId: string;
  readonly tenants: ReadonlySet<string>;
  readonly serviceUrls: ServiceUrlRule;
}

const issuer = 'https://api.botframework.com';
/** The lengths keep a header of megabytes from being looked at. */
const bearer = /^Bearer ([\w-]{1,4096})\.([\w-]{1,8192})\.[\w-]{100,2048}$/;

/**
 * Why an activity and its token are refused before any signature is looked at, or undefined. Checks what
 * the SDK leaves open: issuer and audience exactly, an expiry, the channel, where answers would be sent,
 * and the tenant. The signature is the SDK's part.
 */
export function tokenFault(activity: unknown, header: string, rules: TokenRules): string | undefined {
  if (header.length > 16_000) return 'header';
  const [, head, body] = bearer.exec(header) ?? [];
  if (head === undefined || body === undefined) return 'header';
  const claims = decode(body);
  return (
    headFault(decode(head)) ??
    claimsFault(claims, rules.appId) ??
    placeFault(fieldsOf(activity), claims, rules.serviceUrls) ??
    tenantFault(fieldsOf(activity), rules.tenants)
  );
}

function headFault(head: Fields): string | undefined {
  if (head.alg !== 'RS256') return 'alg';
  return stringOf(head.kid) ? undefined : 'kid';
}

function claimsFault(claims: Fields, appId: string): string | undefined {
  if (claims.iss !== issuer) return 'iss';
  if (appId === '' || claims.aud !== appId) return 'aud';
  return Number.isInteger(claims.exp) && Number.isInteger(claims.nbf) ? undefined : 'lifetime';
}

function placeFault(activity: Fields, claims: Fields, serviceUrls: ServiceUrlRule): string | undefined {
  if (activity.channelId !== 'msteams') return 'channel';
  if (!serviceUrls(activity.serviceUrl)) return 'serviceUrl';
  return claims.serviceurl === activity.serviceUrl ? undefined : 'serviceUrl';
}

function tenantFault(activity: Fields, tenants: ReadonlySet<string>): string | undefined {
  const told = [
    fieldsOf(fieldsOf(activity.channelData).tenant).id,
    fieldsOf(activity.conversation).tenantId,
  ].filter((id) => id !== undefined && id !== null);
  const known = told.every((id) => typeof id === 'string' && tenants.has(id) && id === told[0]);
  return told.length > 0 && known ? undefined : 'tenant';
}

function decode(part: string): Fields {
  try {
    return fieldsOf(JSON.parse(Buffer.from(part, 'base64url').toString('utf8')));
  } catch {
    return {};
  }
}
