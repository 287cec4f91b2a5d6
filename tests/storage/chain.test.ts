import { describe, expect, it } from 'vitest';
import type { ChainLink as Link } from '../../src/ports.ts';
import { genesis, linkHash, textHash, verifyChain } from '../../src/storage/chain.ts';
import { upTo } from './cast.ts';

const start = genesis('K-1', 'epoch');

function links(count: number): Link[] {
  let previous = start.hash;
  return upTo(count).map((number) => {
    const text = { salt: `salt-${number}`, body: `tekst ${number}` };
    const bare = {
      number,
      intent: `i-${number}`,
      data: `{"n":${number}}`,
      textHash: textHash(text.salt, text.body),
    };
    previous = linkHash('K-1', previous, bare);
    return { ...bare, text, hash: previous };
  });
}

/** The four links with the third changed. */
function changed(change: (third: Link) => Link): Link[] {
  return links(4).map((link) => (link.number === 3 ? change(link) : link));
}

describe('the chain', () => {
  it('holds as it was made, from the beginning and from any mark', () => {
    const all = links(4);
    const last = { number: 4, hash: all[3]?.hash };
    expect(verifyChain('K-1', start, all)).toEqual({ verified: last, erased: [] });
    const second = { number: 2, hash: all[1]?.hash ?? '' };
    expect(verifyChain('K-1', second, all.slice(2))).toEqual({ verified: last, erased: [] });
  });

  it.each([
    ['number', changed((link) => ({ ...link, number: 5 })), 'gap'],
    ['intent', changed((link) => ({ ...link, intent: 'other' })), 'changed'],
    ['data', changed((link) => ({ ...link, data: '{}' })), 'changed'],
    ['text hash', changed((link) => ({ ...link, textHash: textHash('s', 'b') })), 'changed'],
    ['hash', changed((link) => ({ ...link, hash: start.hash })), 'changed'],
    ['text', changed((link) => ({ ...link, text: { salt: 'salt-3', body: 'andet' } })), 'textChanged'],
    ['salt', changed((link) => ({ ...link, text: { salt: 'x', body: 'tekst 3' } })), 'textChanged'],
    ['absence', links(4).filter((link) => link.number !== 3), 'gap'],
    ['doubling', links(4).flatMap((link) => (link.number === 2 ? [link, link] : [link])), 'gap'],
  ])('breaks at entry 3 by its %s', (_, tampered, why) => {
    expect(verifyChain('K-1', start, tampered)).toMatchObject({
      verified: { number: 2 },
      broken: { number: 3, why },
    });
  });

  it('breaks where an entry was rewritten with a hash of its own', () => {
    const forged = changed((link) => {
      const bare = { ...link, data: '{"n":30}' };
      return { ...bare, hash: linkHash('K-1', links(2)[1]?.hash ?? '', bare) };
    });
    expect(verifyChain('K-1', start, forged).broken).toEqual({ number: 4, why: 'changed' });
  });

  it('belongs to one crisis and one beginning', () => {
    expect(verifyChain('K-2', start, links(1)).broken?.number).toBe(1);
    expect(verifyChain('K-1', genesis('K-1', 'other'), links(1)).broken?.number).toBe(1);
  });

  it('cannot be made to look the same by moving text between fields', () => {
    const link = { number: 1, intent: 'ab', data: 'c', textHash: 'd' };
    const moved = { ...link, intent: 'a', data: 'bc' };
    expect(linkHash('K-1', start.hash, link)).not.toBe(linkHash('K-1', start.hash, moved));
    expect(textHash('a', 'bc')).not.toBe(textHash('ab', 'c'));
    expect(genesis('K-1', '2').hash).not.toBe(genesis('K-12', '').hash);
  });

  it('holds, and says so, where a text was erased', () => {
    const erased = changed(({ text: _, ...link }) => link);
    expect(verifyChain('K-1', start, erased)).toMatchObject({ verified: { number: 4 }, erased: [3] });
  });
});
