import { describe, expect, it } from 'vitest';
import { endCard } from '../../src/cards/end.ts';
import { entryCard } from '../../src/cards/entry.ts';
import { shownEntry } from '../../src/cards/entry-lines.ts';
import { logCard } from '../../src/cards/log.ts';
import { pictureCard } from '../../src/cards/picture.ts';
import { pictureShareCard } from '../../src/cards/picture-share.ts';
import { placeCard } from '../../src/cards/place.ts';
import type { CommandBody } from '../../src/domain/command.ts';
import type { Ledger } from '../../src/domain/ledger.ts';
import { logView } from '../../src/domain/log-view.ts';
import { isProvisional, judge, namesProvisional, provisionalIdOf } from '../../src/domain/provisional.ts';
import { testPlan } from '../fixtures/plan.ts';

const [leader] = testPlan.contacts.filter(({ id }) => id === testPlan.succession[0]);
const by = { id: leader?.id ?? '', name: leader?.name ?? '' };
const at = '2026-11-23T12:00:00.000Z';
const id = 'K-2026-07';

function withMore(ledger: Ledger | undefined, intent: string, body: CommandBody): Ledger {
  const judged = judge(ledger, id, intent, { ...body, by, at });
  if (judged.state === 'refused') throw new Error(judged.refusal.text);
  return judged.ledger;
}

const begun = withMore(undefined, 'start', {
  kind: 'start',
  crisisId: id,
  headline: 'Strømsvigt',
  level: 1,
  exercise: false,
  plan: testPlan,
});
const inLog = { ...begun, entries: begun.entries.map((entry) => ({ ...entry, hash: 'a'.repeat(64) })) };
const kept = withMore(inLog, 'n', { kind: 'note', type: 'melding', text: 'Noget' });

describe('what is judged without the log', () => {
  it('follows the rules, knows what it knows, and says which entries are not in the log', () => {
    expect(judge(kept, id, 'n', { kind: 'acknowledge', by, at })).toMatchObject({ state: 'known' });
    expect(judge(kept, id, 'x', { kind: 'note', type: 'melding', text: '', by, at }).state).toBe('refused');
    const heads = logView(kept.entries).map((view) => shownEntry(view, kept).head);
    expect(heads.map((head) => head.split(' · ')[0])).toEqual(['Nr. 1', 'Ikke i loggen endnu']);
  });

  it('names no entry by a number that may become another one’s', () => {
    expect(namesProvisional(kept, { kind: 'correct', of: 1, text: 'x' })).toBe(false);
    expect(namesProvisional(kept, { kind: 'correct', of: 2, text: 'x' })).toBe(true);
    expect(namesProvisional(kept, { kind: 'end', remark: '', owners: [{ task: 2, owner: by }] })).toBe(true);
    expect(namesProvisional(kept, { kind: 'publishPicture', seen: 2 })).toBe(true);
    const updated = withMore(kept, 'p', {
      kind: 'updatePicture',
      statements: [{ field: 'affected', certainty: 'certain', text: 'Mail' }],
    });
    const sent = withMore(updated, 's', { kind: 'publishPicture', seen: 3 });
    expect(namesProvisional(sent, { kind: 'approvePicture', version: 1 })).toBe(true);
    expect(namesProvisional(sent, { kind: 'acknowledge' })).toBe(false);
  });

  it('shows no number, no button and no id that is not in the log yet', () => {
    const asked = withMore(kept, 't', { kind: 'note', type: 'opgave', text: 'Ring til elværket' });
    const away = { ...asked, asOf: at, crisis: { ...asked.crisis, id: provisionalIdOf(false, 'abcdef01') } };
    const cards = [
      pictureCard(away),
      entryCard(away, 2),
      entryCard(away, 3),
      logCard(away, 1),
      placeCard(away, true),
      endCard(away, true),
    ].map((card) => JSON.stringify(card));
    for (const card of cards) {
      expect(card.replaceAll(/"k":"[^"]*"/g, '')).not.toContain('foreløbig');
      expect(card).not.toMatch(/[Nn]r\. [23]|post nr\. 3|vis log [23]|"nr":"[23]"|"opgaver":/);
    }
    expect(cards[5]).toContain('Ikke i loggen endnu: Ring til elværket');
    expect(JSON.stringify(pictureShareCard(away))).not.toContain('endnu ·');
  });

  it('has an id that no crisis in the log has', () => {
    expect(provisionalIdOf(false, 'abcdef0123456789')).toBe('K-foreløbig-abcdef01');
    expect(isProvisional(provisionalIdOf(true, 'abcdef0123456789'))).toBe(true);
    expect(isProvisional(id)).toBe(false);
  });
});
