import { createHash } from 'node:crypto';
import type { ChainLink as Link, Mark } from '../ports.ts';

/** What recomputing the chain found. */
export interface ChainReport {
  /** The last link that holds; the starting mark where none does. */
  readonly verified: Mark;
  /** The first thing that does not hold; nothing after it was looked at. */
  readonly broken?: { readonly number: number; readonly why: 'gap' | 'changed' | 'textChanged' };
  /** Numbers of entries whose text was erased. Their place in the chain holds. */
  readonly erased: readonly number[];
}

/** The mark before entry 1. `epoch` is random, so that a log begun twice has two different chains. */
export function genesis(crisisId: string, epoch: string): Mark {
  return { number: 0, hash: digest('krise-log-1/genesis', crisisId, epoch) };
}

/** The hash an entry's text is known by, also after the text is gone. `salt` keeps it from being guessed. */
export function textHash(salt: string, body: string): string {
  return digest('krise-log-1/text', salt, body);
}

/** The chain up to and with this entry. */
export function linkHash(crisisId: string, previous: string, link: Omit<Link, 'hash' | 'text'>): string {
  const { number, intent, data } = link;
  const dataHash = digest('krise-log-1/data', data);
  return digest('krise-log-1/link', crisisId, String(number), intent, dataHash, link.textHash, previous);
}

/** Recomputes the chain from a mark on: every number there, every hash right. */
export function verifyChain(crisisId: string, from: Mark, links: readonly Link[]): ChainReport {
  const erased: number[] = [];
  let verified: Mark = from;
  for (const link of links) {
    const why = faultOf(crisisId, verified, link);
    if (why) return { verified, erased, broken: { number: verified.number + 1, why } };
    if (!link.text) erased.push(link.number);
    verified = { number: link.number, hash: link.hash };
  }
  return { verified, erased };
}

function faultOf(crisisId: string, before: Mark, link: Link): 'gap' | 'changed' | 'textChanged' | undefined {
  if (link.number !== before.number + 1) return 'gap';
  if (link.hash !== linkHash(crisisId, before.hash, link)) return 'changed';
  if (link.text && textHash(link.text.salt, link.text.body) !== link.textHash) return 'textChanged';
  return undefined;
}

/** SHA-256 over fields that carry their length, so that no two lists of fields look the same. */
function digest(...fields: readonly string[]): string {
  const hash = createHash('sha256');
  for (const field of fields) {
    const bytes = Buffer.from(field, 'utf8');
    hash.update(`${bytes.length}:`).update(bytes);
  }
  return hash.digest('hex');
}
