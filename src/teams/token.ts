import { type KeyObject, verify } from 'node:crypto';
import { type Fields, fieldsOf } from './fields.ts';

/** A token taken apart. Nothing of it is believed yet. */
export interface Token {
  readonly head: Fields;
  readonly claims: Fields;
  /** What the signature is over. */
  readonly signed: string;
  readonly signature: Buffer;
}

/** The lengths keep a header of megabytes from being looked at. */
const bearer = /^Bearer (([\w-]{1,4096})\.([\w-]{1,8192}))\.([\w-]{100,2048})$/;

/** The token in an authorization header; undefined where there is none in the one form that Teams uses. */
export function readToken(header: string): Token | undefined {
  const [, signed, head, claims, signature] = bearer.exec(header) ?? [];
  if (!signed || !head || !claims || !signature) return undefined;
  return {
    head: decode(head),
    claims: decode(claims),
    signed,
    signature: Buffer.from(signature, 'base64url'),
  };
}

/** True where the key signed the token, by RS256 whatever the token says. */
export function isSignedBy(key: KeyObject, { signed, signature }: Token): boolean {
  return verify('RSA-SHA256', Buffer.from(signed), key, signature);
}

function decode(part: string): Fields {
  try {
    return fieldsOf(JSON.parse(Buffer.from(part, 'base64url').toString('utf8')));
  } catch {
    return {};
  }
}
