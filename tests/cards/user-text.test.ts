import './strict.ts';
import { describe, expect, it } from 'vitest';
import { endCard } from '../../src/cards/end.ts';
import { entryCard } from '../../src/cards/entry.ts';
import { keepCard } from '../../src/cards/keep.ts';
import { logCard } from '../../src/cards/log.ts';
import { statusCard } from '../../src/cards/status.ts';
import { literal, oneLine, shownText } from '../../src/cards/text.ts';
import { withLeftover } from '../../src/cards/with-leftover.ts';
import { type Ledger, newest } from '../../src/domain/ledger.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { cleanText } from '../../src/teams/plain-text.ts';
import { inputsOf, linesOf, nodesOf, textOf } from './card-tree.ts';
import { cardsOf, cardsWithout } from './gallery.ts';
import { play } from './play.ts';
import { testPlan } from './test-plan.ts';

const joiner = '\u2060';

/** What people could type, or paste, that something between them and the screen might take as its own. */
const hostile: readonly string[] = [
  `\${headline}`,
  `\\\${headline}`,
  `$\${x}\${$root.crisis}`,
  '{{DATE(2026-11-23T01:14:00Z, SHORT)}}',
  '{{{TIME(2026-11-23T01:14:00Z)}}}',
  '**fed** _kursiv_ [link](https://ond.example) ![x](https://ond.example/x.png)',
  '# Overskrift\n- punkt\n1. et',
  '<at>Anna Holm</at>',
  '< at id="0">alle</ AT >',
  '<b>html</b> <script>alert(1)</script> &lt;at&gt;',
  '"citat" og \\ omvendt skråstreg',
  '{"type":"TextBlock","text":"falsk"}',
  `$data $when \${if(true, 1, 2)}`,
  'ÆØÅ æøå é 👩‍🚒🔥 e\u0301',
];

/** As `literal` leaves it, without the joiners nobody sees. */
function seen(text: string): string {
  return text.replaceAll(joiner, '').replace(/\s+/g, ' ').trim();
}

function withText(text: string): Ledger {
  return play(testPlan, { headline: text }, [
    [1, 'anna', { kind: 'rejectPlace', placeId: 'lokale-3', reason: text }],
    [2, 'anna', { kind: 'note', type: 'beslutning', text, reason: text }],
    [3, 'anna', { kind: 'note', type: 'melding', text }],
  ]);
}

describe('text that people typed', () => {
  it.each(hostile)('is shown as it was typed: %s', (text) => {
    const ledger = withText(text);
    const wanted = seen(text);
    for (const card of [statusCard(ledger), logCard(ledger, 1), entryCard(ledger, newest(ledger).number)]) {
      expect(linesOf(card).map(seen).join(' ')).toContain(wanted);
    }
  });

  it.each(hostile)('reaches no element that reads Markdown, dates or mentions: %s', (text) => {
    const plan = planNamed(text);
    const ledger = play(plan, { headline: text }, [[3, 'anna', { kind: 'note', type: 'melding', text }]]);
    for (const { card, name } of [...cardsOf('hostile', ledger), ...cardsWithout('hostile', plan)]) {
      const read = nodesOf(card).filter(({ type }) => type === 'TextBlock' || type === 'Fact');
      expect(
        read.filter((node) => seen(String(node.text)).includes(seen(text))),
        name,
      ).toEqual([]);
      expect(JSON.stringify(card), name).not.toMatch(/\$\{|\{\{|<\s*\/?at\b/i);
    }
  });

  it('comes back from an input as it was typed', () => {
    for (const text of hostile) {
      const card = keepCard('Ikke gemt', text, testPlan, 'K-2026-07');
      const [field] = inputsOf(card);
      expect(cleanText(String(field?.value))).toBe(cleanText(text));
    }
  });

  it('cannot turn the words around it or hide in them', () => {
    expect(literal('a\u202Eb\u2066c\u200Fd\u200Be\u0000f\u001Bg\uFEFFh')).toBe('abcdefgh');
    expect(shownText('שלום')).toBe('\u2068שלום\u2069');
    expect(shownText('Hej')).toBe('Hej');
  });

  it('is well formed, also when half a character was pasted', () => {
    expect(literal('a\uD800b')).toBe('a\uFFFDb');
    expect(oneLine('👩‍🚒'.repeat(300), 10).isWellFormed()).toBe(true);
  });

  it('is shortened with a word on where the rest stands', () => {
    const ledger = play(testPlan, {}, [
      [1, 'anna', { kind: 'note', type: 'melding', text: 'ord '.repeat(200).trim() }],
    ]);
    expect(textOf(logCard(ledger, 1))).toContain('… hele teksten: »vis log 2«');
    expect(linesOf(entryCard(ledger, newest(ledger).number)).join('\n')).toContain('ord '.repeat(200).trim());
  });

  it('is cut between words where a word ends near, else inside one', () => {
    expect(oneLine('Leder i forvaltningen uden for åbningstid', 40)).toBe('Leder i forvaltningen uden for…');
    expect(oneLine('x'.repeat(50), 40)).toBe(`${'x'.repeat(39)}…`);
  });

  it('keeps a phone number and a time of day on one line', () => {
    expect(shownText('Ring 96 11 00 03 kl. 02.14')).toBe('Ring 96\u00a011\u00a000\u00a003 kl.\u00a002.14');
    expect(shownText('1234 56 78 90 12')).toBe('1234 56\u00a078\u00a090\u00a012');
    expect(shownText('2026 11 23 12345')).toBe('2026 11 23 12345');
  });

  it('says so when even one entry is too long for a card', () => {
    const text = '👩'.repeat(6_000);
    const ledger = play(testPlan, {}, [[1, 'anna', { kind: 'note', type: 'melding', text }]]);
    const card = entryCard(ledger, newest(ledger).number);
    expect(textOf(card)).toContain('Hele teksten er gemt i loggen');
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(25_000);
  });

  it('is put in the card’s own field when it has one, and beside the card else', () => {
    const ledger = play(testPlan, {});
    const beside = inputsOf(withLeftover(statusCard(ledger), 'Til overs', 'K-2026-07'));
    expect(beside).toMatchObject([{ id: 'tekst', value: 'Til overs' }]);
    const inField = inputsOf(withLeftover(endCard(ledger, true), 'Til overs', 'K-2026-07'));
    expect(inField).toMatchObject([
      { id: 'tekst', label: 'Et sidste ord (kan udelades)', value: 'Til overs' },
    ]);
  });
});

/** The plan with the text wherever a person's or the plan's words stand. */
function planNamed(text: string): Plan {
  const first = <T extends object>(list: readonly T[], change: Partial<T>): T[] =>
    list.map((item, index) => (index === 0 ? { ...item, ...change } : item));
  return {
    ...testPlan,
    department: text,
    address: text,
    preparedBy: text,
    warnings: [text],
    contacts: first(testPlan.contacts, { name: text, title: text, phoneText: text }),
    meetingPlaces: first(testPlan.meetingPlaces, { name: text }),
    criticalServices: first(testPlan.criticalServices, { text }),
    roles: testPlan.roles.map((role) => ({
      ...role,
      description: { ...role.description, text },
      tasks: role.tasks.map((task) => ({ ...task, text })),
    })),
  };
}
