import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Daybook } from '../../src/daybook/daybook.ts';
import type { Settling } from '../../src/daybook/line.ts';
import { openDaybook } from '../../src/daybook/open-daybook.ts';
import { createTelling } from '../../src/daybook/telling.ts';
import type { CommandBody } from '../../src/domain/command.ts';
import type { Actor } from '../../src/domain/entry.ts';
import { type SendResult, StoreFault } from '../../src/ports.ts';
import { anna, channel, jens, note } from '../storage/cast.ts';

const now = '2026-11-23T02:30:00.000Z';
const at = (minute: number) => `2026-11-23T02:${String(minute).padStart(2, '0')}:00.000Z`;
const journal = { info: () => undefined, error: () => undefined };

let directory: string;
let daybook: Daybook;
let told: string[];
/** What Teams answers, one after the other; then that it was sent. */
let answers: (SendResult | Error)[];
/** What was put aside for an operator. */
let aside: string[];
/** Nothing can be put aside. */
let isFull: boolean;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'daybook-'));
  daybook = await openDaybook({ directory, journal });
  told = [];
  answers = [];
  aside = [];
  isFull = false;
});
afterEach(async () => {
  await daybook.close();
  await rm(directory, { recursive: true, force: true });
});

const telling = () =>
  createTelling({
    daybook,
    clock: { now: () => now },
    journal,
    async putAside(lines) {
      if (isFull) throw new Error('full');
      aside.push(...lines);
    },
    async send(person, { text = '' }) {
      const answer = answers.shift() ?? ({ state: 'sent', activityId: '1' } as const);
      if (answer instanceof Error) throw answer;
      told.push(`${person}: ${text}`);
      return { result: answer };
    },
  });

let kept = 0;
/** Something that was kept in that minute, and what became of it. */
async function settled(
  by: Actor,
  minute: number,
  body: CommandBody,
  text: string,
  as: Settling,
): Promise<void> {
  kept += 1;
  const what = { kind: 'command', body } as const;
  const line = { crisisId: 'K-2026-07', intent: `i-${kept}`, by, at: at(minute), near: channel, what, text };
  await daybook.keep(line, undefined);
  const item = daybook.waiting().at(-1);
  if (item) await daybook.settle(new Map([[item, as]]));
}

const entered = (number: number, text = ''): Settling => ({
  state: 'entered',
  crisisId: 'K-2026-07',
  number,
  text,
});
const refused = (text: string): Settling => ({ state: 'refused', text, crisisId: 'K-2026-07' });

describe('whoever wrote while the log did not answer', () => {
  it('is told once, in one message, where it stands', async () => {
    for (const n of [1, 2, 3]) await settled(anna, 14 + n, note(`Linje ${n}`), `Linje ${n}`, entered(11 + n));
    await settled(jens, 16, note('Noget'), 'Noget', entered(20));
    const tell = telling();
    await Promise.all([tell(), tell()]);
    await tell();
    expect(told).toEqual([
      `anna: Loggen svarer igen.\n\nDet, du skrev kl. 03.15–03.17, står nu som nr. 12, 13 og 14.`,
      `jens: Loggen svarer igen.\n\nDet, du skrev kl. 03.16, står nu som nr. 20.`,
    ]);
  });

  it('is told what only one could win, and what was refused, with the text as it was typed', async () => {
    const role = { kind: 'takeRole', role: 'logOfficer' } as const;
    await settled(anna, 15, role, 'Anna Holm har rollen Log', entered(12, 'Anna Holm har rollen Log'));
    await settled(anna, 16, note('Anna Holm har lys'), 'Anna Holm har lys', refused('Krisen er slut.'));
    await settled(anna, 17, note('Vand'), 'Vand', { state: 'aside', errorId: 'ab12cd34' });
    await telling()();
    expect(told[0]?.split('\n\n').slice(1)).toEqual([
      'Det, du gjorde kl. 03.15, står nu som nr. 12. Nr. 12: Du har rollen Log.',
      'Det her kom ikke i loggen: »Anna Holm har lys« (kl. 03.16). Krisen er slut.',
      'Det her kunne jeg ikke skrive i loggen: »Vand« (kl. 03.17). Skriv det igen, eller få fat i den, der driver Krisebot. Fejl-id ab12cd34.',
    ]);
  });

  it('gets every text back that was refused, in as many messages as Teams takes them in', async () => {
    const texts = Array.from({ length: 5 }, (_, index) => `${index} ${'lang '.repeat(1_200)}${index}`);
    for (const [index, text] of texts.entries())
      await settled(anna, index, note(text), text, refused('Krisen er slut.'));
    await settled(anna, 6, note('Kort'), 'Kort', entered(12));
    await telling()();
    expect(told.length).toBeGreaterThan(1);
    for (const one of told) expect(one.length).toBeLessThan(14_000);
    expect(texts.filter((text) => !told.some((one) => one.includes(`»${text}«`)))).toEqual([]);
    expect(told.filter((one) => one.includes('nr. 12'))).toHaveLength(1);
    expect(daybook.untold()).toEqual([]);
  });

  it('is told when all of it has been entered, and not before', async () => {
    await settled(anna, 15, note('a'), 'a', entered(2));
    await daybook.keep(
      {
        crisisId: 'K-2026-07',
        intent: 'b',
        by: jens,
        at: at(16),
        what: { kind: 'command', body: note('b') },
        text: 'b',
      },
      undefined,
    );
    await telling()();
    expect(told).toEqual([]);
  });

  it('is told later where Teams or the tables ask for it, and nothing is lost by it', async () => {
    await settled(anna, 15, note('a'), 'a', entered(2));
    answers = [{ state: 'later', afterMs: 0 }, new StoreFault('away')];
    await telling()();
    await telling()();
    await telling()();
    expect(told).toHaveLength(2);
    expect(daybook.untold()).toEqual([]);
  });

  it('is not asked after again before Teams’ time is up', async () => {
    await settled(anna, 15, note('a'), 'a', entered(2));
    answers = [{ state: 'later', afterMs: 60_000 }];
    const tell = telling();
    await tell();
    await tell();
    expect(told).toHaveLength(1);
    expect(daybook.untold()).toMatchObject([{ telling: 'waiting' }]);
  });

  it('is not told twice where nobody knows whether it came through, but for a text that was refused', async () => {
    await settled(anna, 15, note('a'), 'a', entered(2));
    answers = [{ state: 'unknown' }];
    await telling()();
    await telling()();
    expect(told).toHaveLength(1);
    await settled(jens, 16, note('b'), 'b', refused('Krisen er slut.'));
    answers = [{ state: 'unknown' }];
    await telling()();
    await telling()();
    expect(told.slice(1)).toEqual([
      expect.stringContaining('»b«'),
      expect.stringMatching(/^jens: Måske har du fået det her før\.\n\n.*»b«/s),
    ]);
  });

  it('and cannot be reached any more is let be', async () => {
    await settled(anna, 15, note('a'), 'a', entered(2));
    answers = [{ state: 'unreachable' }];
    await telling()();
    expect(daybook.untold()).toEqual([]);
    expect(aside).toEqual([]);
  });

  it('and whose text cannot be put aside holds up nobody else, and is tried again', async () => {
    await settled(anna, 15, note('Stod det ikke'), 'Stod det ikke', refused('Krisen er slut.'));
    await settled(jens, 16, note('b'), 'b', entered(2));
    answers = [{ state: 'unreachable' }];
    isFull = true;
    await telling()();
    expect(told.at(-1)).toContain('jens: ');
    expect(daybook.untold()).toMatchObject([{ line: { by: anna } }]);
    isFull = false;
    answers = [{ state: 'unreachable' }];
    await telling()();
    expect([aside.length, daybook.untold()]).toEqual([1, []]);
  });

  it('is nobody where the bot did it by itself', async () => {
    await settled({ id: 'system', name: 'Krisebot' }, 15, note('a'), 'a', refused('Krisen er slut.'));
    await telling()();
    expect([told, aside, daybook.untold()]).toEqual([[], [], []]);
  });

  it('or was never known by a place, is let be, and a text that is in no log put aside', async () => {
    const what = { kind: 'command', body: note('a') } as const;
    const line = { crisisId: 'K-2026-07', intent: 'x', by: anna, at: at(15), what, text: 'a' };
    await daybook.keep(line, undefined);
    await daybook.settle(new Map(daybook.waiting().map((item) => [item, refused('Krisen er slut.')])));
    await telling()();
    expect([told, aside.length, daybook.untold()]).toEqual([[], 1, []]);
  });

  it('but a text that is in no log is put aside first, where an operator finds it', async () => {
    await settled(anna, 15, note('Stod det ikke'), 'Stod det ikke', refused('Krisen er slut.'));
    answers = [{ state: 'unreachable' }];
    await telling()();
    expect(aside).toEqual([expect.stringContaining('Stod det ikke')]);
    expect(daybook.untold()).toEqual([]);
  });
});
