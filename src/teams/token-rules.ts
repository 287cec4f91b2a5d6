import { type Fields, fieldsOf, stringOf } from './fields.ts';
import type { ServiceUrlRule } from './service-urls.ts';
import { readToken, type Token } from './token.ts';

export interface TokenRules {
  readonly appId: string;
  readonly tenantId: string;
  readonly serviceUrls: ServiceUrlRule;
}

/** A token that breaks no rule: only its signature is still to be looked at. */
export interface Plausible {
  readonly token: Token;
  readonly kid: string;
}

const issuer = 'https://api.botframework.com';
/** Clocks differ. Seconds, as many as the SDK grants. */
const skew = 300;
/** Teams' tokens count for an hour or a day; what counts for longer is not theirs. Seconds. */
const longestLife = 48 * 3600;
/** Ways to bring along a key of one's own, or rules of one's own; Microsoft's tokens have none of them. */
const strangeHeads = ['jku', 'jwk', 'x5u', 'x5c', 'crit', 'b64', 'enc', 'zip'];
const accountId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Why an activity and its token are refused before any signature is looked at: a short name. Checks what
 * the SDK leaves open: issuer and audience exactly, a bounded life, the channel, where answers would be sent,
 * the tenant, and who it is from.
 */
export function tokenFault(activity: unknown, header: string, rules: TokenRules): Plausible | string {
  const token = readToken(header);
  if (!token) return 'header';
  const { head, claims } = token;
  const kid = stringOf(head.kid, 200);
  if (!kid) return 'kid';
  const told = fieldsOf(activity);
  const fault =
    headFault(head) ??
    claimsFault(claims, rules.appId) ??
    lifeFault(claims, Date.now() / 1000) ??
    placeFault(told, claims, rules.serviceUrls) ??
    tenantFault(told, rules.tenantId) ??
    senderFault(told);
  return fault ?? { token, kid };
}

function headFault(head: Fields): string | undefined {
  if (head.alg !== 'RS256') return 'alg';
  return strangeHeads.some((name) => Object.hasOwn(head, name)) ? 'head' : undefined;
}

function claimsFault(claims: Fields, appId: string): string | undefined {
  if (claims.iss !== issuer) return 'iss';
  return claims.aud !== appId ? 'aud' : undefined;
}

function lifeFault({ exp, nbf }: Fields, now: number): string | undefined {
  if (!isSecond(exp) || !isSecond(nbf) || exp < nbf) return 'lifetime';
  if (exp > now + longestLife) return 'lifetime';
  return exp + skew <= now || nbf > now + skew ? 'expired' : undefined;
}

function isSecond(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function placeFault(activity: Fields, claims: Fields, serviceUrls: ServiceUrlRule): string | undefined {
  if (activity.channelId !== 'msteams') return 'channel';
  if (!serviceUrls(activity.serviceUrl)) return 'serviceUrl';
  return claims.serviceurl === activity.serviceUrl ? undefined : 'serviceUrl';
}

/** Teams tells it in two places, and not always in both; none of them may be another's. */
function tenantFault(activity: Fields, tenantId: string): string | undefined {
  const told = [
    fieldsOf(fieldsOf(activity.channelData).tenant).id,
    fieldsOf(activity.conversation).tenantId,
  ].filter((id) => id !== undefined && id !== null);
  return told.length > 0 && told.every((id) => id === tenantId) ? undefined : 'tenant';
}

/** What a person does comes from an account. Other bots' messages are let in to be passed over. */
function senderFault({ type, from }: Fields): string | undefined {
  const { aadObjectId, id, role } = fieldsOf(from);
  if (aadObjectId !== undefined && aadObjectId !== null) {
    return typeof aadObjectId === 'string' && accountId.test(aadObjectId) ? undefined : 'sender';
  }
  const isBot = role === 'bot' || (typeof id === 'string' && id.startsWith('28:'));
  const isNobodys = type === 'invoke' || (type === 'message' && !isBot);
  return isNobodys ? 'sender' : undefined;
}
