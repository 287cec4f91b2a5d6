import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { genesis, verifyChain } from '../../src/storage/chain.ts';
import { verify } from '../../src/verify/krise-verify.mjs';
import { recorded } from '../export/recorded.ts';
import { type Link, rewritten, together } from './tampered.ts';

/** A log of notes with these texts, as the store would link it. */
function logOf(texts: readonly string[]) {
  const course = recorded();
  for (const text of texts) course.does('anna', { kind: 'note', type: 'melding', text });
  const { chain, ledger } = course.record();
  const { plan } = ledger.crisis;
  const head = {
    format: 'krise-log-1',
    crisisId: chain.crisisId,
    epoch: chain.epoch,
    exercise: false,
    planId: plan.id,
    department: plan.department,
    count: chain.links.length,
    hash: chain.links.at(-1)?.hash ?? '',
  };
  return { head, links: chain.links as readonly Link[] };
}

const texts = fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), {
  minLength: 1,
  maxLength: 8,
});

describe('the verifier and the store', () => {
  it('agree on every log the store makes, whatever people write', () => {
    fc.assert(
      fc.property(texts, (said) => {
        const log = logOf(said);
        const own = verifyChain(log.head.crisisId, genesis(log.head.crisisId, log.head.epoch), log.links);
        expect(own.broken).toBeUndefined();
        expect(verify(Buffer.from(together(log))).broken).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  });

  it('agree on the first entry that does not hold, whichever part of whichever entry is changed', () => {
    const part = fc.constantFrom<Part[]>('intent', 'data', 'textHash', 'hash', 'body', 'salt');
    fc.assert(
      fc.property(texts, fc.nat(), part, fc.nat(), (said, which, name, place) => {
        const log = logOf(said);
        const at = which % log.links.length;
        const links = log.links.map((link, index) => (index === at ? nudged(link, name, place) : link));
        const own = verifyChain(log.head.crisisId, genesis(log.head.crisisId, log.head.epoch), links);
        expect(own.broken?.number).toBe(at + 1);
        expect(verify(Buffer.from(together({ ...log, links }))).broken?.number).toBe(at + 1);
      }),
      { numRuns: 60 },
    );
  });

  it('agree on a log that was rewritten as the store would write it', () => {
    const log = logOf(['Telefonerne er nede', 'Mail er nede']);
    expect(verify(Buffer.from(rewritten(log)))).toMatchObject({
      last: { hash: log.head.hash },
      broken: undefined,
    });
  });
});

type Part = 'intent' | 'data' | 'textHash' | 'hash' | 'body' | 'salt';

/** A link with one character of one part changed. */
function nudged(link: Link, part: Part, place: number): Link {
  if (part !== 'body' && part !== 'salt') return { ...link, [part]: otherAt(link[part], place) };
  const text = link.text ?? { salt: '', body: '' };
  return { ...link, text: { ...text, [part]: otherAt(text[part], place) } };
}

function otherAt(text: string, place: number): string {
  const at = place % text.length;
  return `${text.slice(0, at)}${text[at] === 'a' ? 'b' : 'a'}${text.slice(at + 1)}`;
}
