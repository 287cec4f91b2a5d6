import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '../fake-teams/cards.ts';
import type { Place } from '../fake-teams/world.ts';
import { type Stage, setStage } from './stage.ts';

let stage: Stage;
let channel: Place;
beforeEach(async () => {
  stage = await setStage();
  channel = stage.teams.channel('Drift');
});
afterEach(() => stage.close());

describe('own data', () => {
  it('is what the plan says of whoever asks, and says what account they are', async () => {
    await stage.jens.types('er jeg rigtig');
    const { text = '' } = stage.jens.latest() ?? {};
    for (const part of ['Jens Krogh', 'Leder af drift', '96 11 00 03', 'Proces/teknik', 'Nr. 2', '@']) {
      expect(text).toContain(part);
    }
  });

  it('is confirmed by a tap, by word too, and everyone sees when with parat', async () => {
    await stage.jens.types('mine oplysninger');
    await stage.jens.taps(stage.jens.latest(), 'Det passer');
    expect(stage.jens.latest()?.text).toContain('Du bekræftede den');
    expect(stage.jens.latest()?.text).not.toContain('[Det passer]');
    await stage.lise.types('det passer');
    expect(stage.lise.latest()?.text).toContain('Du bekræftede den');
    await stage.peter.types('parat', { in: channel, mention: true });
    const text = stage.peter.latest(channel)?.text ?? '';
    expect(text).toMatch(/Jens Krogh\s+96 11 00 03\s+har ikke prøvet · oplysninger bekræftet den/);
    expect(text).toMatch(/Peter Lund\s+96 11 00 02\s+har ikke prøvet · oplysninger ikke bekræftet/);
  });

  it('confirms nothing while something stands in the field, and keeps what stands there', async () => {
    await stage.jens.types('mine oplysninger');
    await stage.jens.taps(stage.jens.latest(), 'Det passer', { rettelse: 'Nyt nummer' });
    expect(stage.jens.latest()?.text).toContain('Det i feltet er ikke sendt');
    expect(stage.jens.latest()?.text).not.toContain('Du bekræftede');
  });

  it('is not confirmed on a card from before the plan changed', async () => {
    await stage.jens.types('mine oplysninger');
    const { card = {}, ...seen } = stage.jens.latest() ?? raise('no card');
    const before = JSON.parse(JSON.stringify(card).replace(/"vist":"[^"]+"/g, '"vist":"before"')) as Json;
    await stage.jens.taps({ ...seen, card: before }, 'Det passer');
    expect(stage.jens.latest()?.text).toContain('Planen er ændret, siden kortet blev sendt');
    expect(stage.jens.latest()?.text).not.toContain('Du bekræftede');
  });

  it('is nobody else’s to confirm or correct: they get their own card', async () => {
    await stage.jens.types('mine oplysninger', { in: channel, mention: true });
    const card = stage.jens.latest(channel);
    await stage.lise.taps(card, 'Det passer');
    await stage.lise.taps(card, 'Noget er forkert', { rettelse: 'Jens har ny titel' });
    const text = stage.lise.latest(channel)?.text ?? '';
    expect(text).toMatch(/MINE OPLYSNINGER\nLise Bro[\s\S]*Det kort var en andens/);
    await stage.lise.types('mine oplysninger');
    expect(stage.lise.latest()?.text).not.toContain('Du bekræftede');
    expect(stage.lise.latest()?.text).not.toContain('Jens har ny titel');
    expect(card?.text).toContain('Jens Krogh');
  });

  it('tells the plan’s owner what is wrong, once, and the owner takes it off the list', async () => {
    await stage.karen.types('hjælp');
    await stage.lise.types('mine oplysninger');
    await stage.lise.taps(stage.lise.latest(), 'Noget er forkert', { rettelse: 'Mit nummer er nyt *NU*' });
    expect(stage.lise.latest()?.text).toContain('Sendt til Karen Friis');
    const told = () => stage.karen.sees().filter(({ text }) => text.includes('RETTELSE TIL KRISEPLANEN'));
    expect(told()).toHaveLength(1);
    expect(told()[0]?.text).toContain('Lise Bro');
    expect(told()[0]?.text).toContain('Mit nummer er nyt *NU*');
    await stage.jens.types('parat');
    expect(stage.jens.latest()?.text).toContain('1 rettelse venter på Karen Friis');
    expect(stage.jens.latest()?.text).not.toContain('*NU*');
    await stage.karen.types('parat', { in: channel, mention: true });
    expect(stage.karen.latest(channel)?.text).toContain('1 rettelse venter på Karen Friis');
    expect(stage.karen.latest(channel)?.text).not.toContain('*NU*');
    await stage.karen.types('parat');
    expect(stage.karen.latest()?.text).toContain('*NU*');
    await stage.karen.taps(stage.karen.latest(), 'Rettelse klaret');
    expect(stage.karen.latest()?.text).not.toContain('*NU*');
    expect(stage.karen.latest()?.text).toContain('PARAT');
  });

  it('is corrected by word too; the owner settles by name, and nobody else does', async () => {
    await stage.karen.types('hjælp');
    const sent = await stage.lise.types('mine oplysninger forkert: jeg er ikke med mere');
    expect(stage.lise.latest()?.text).toContain('Sendt til Karen Friis');
    await sent.redeliver({ newId: false });
    expect(stage.karen.sees().filter(({ text }) => text.includes('ikke med mere'))).toHaveLength(1);
    await stage.lise.types('rettelse klaret Lise Bro');
    expect(stage.lise.latest()?.text).toMatch(/Karen Friis.*96 11 00 06/);
    await stage.karen.types('rettelse klaret Lise Bro');
    expect(stage.karen.latest()?.text).toContain('RETTELSE KLARET');
    await stage.karen.types('rettelse klaret Lise Bro');
    expect(stage.karen.latest()?.text).toContain('ingen rettelse at klare');
  });

  it('says whom to phone where the owner could not be told, and keeps the correction', async () => {
    await stage.lise.types('mine oplysninger forkert jeg hedder Bro-Lund');
    expect(stage.lise.latest()?.text).toMatch(/fik det ikke i Teams. Ring til Karen Friis: 96 11 00 06/);
    expect(stage.lise.latest()?.text).toContain('Bro-Lund');
    await stage.karen.types('parat');
    expect(stage.karen.latest()?.text).toContain('Bro-Lund');
  });

  it('is named with the owner’s number to whom the plan does not name', async () => {
    await stage.ole.types('mine oplysninger');
    expect(stage.ole.latest()?.text).toMatch(/ikke finde dig.*Karen Friis på 96 11 00 06/);
  });

  it('is one tap away from the greeting', async () => {
    await stage.jens.installs();
    await stage.jens.taps(stage.jens.latest(), 'Mine oplysninger');
    await stage.teams.until(() => stage.jens.sees().some(({ text }) => text.includes('MINE OPLYSNINGER')));
  });
});

const firstOfDecember = '2026-12-01T08:00:00.000Z';
const cards = () => stage.karen.sees().filter(({ text }) => text.includes('PARAT ·'));

describe('the month’s card to the plan’s owner', () => {
  it('comes once, also with two replicas and after a restart', async () => {
    await stage.karen.types('hjælp');
    const other = await stage.replica();
    await Promise.all([stage.review(firstOfDecember), other.review(firstOfDecember)]);
    await stage.restart();
    await stage.review('2026-12-02T08:00:00.000Z');
    expect(cards()).toHaveLength(1);
    expect(cards()[0]?.text).toMatch(/PARAT · DECEMBER 2026[\s\S]*fordi du ejer planen/);
    await stage.review('2027-01-04T08:00:00.000Z');
    expect(cards()).toHaveLength(2);
  });

  it('tells once in a quarter who has not confirmed, and not in other months', async () => {
    await stage.karen.types('hjælp');
    await stage.jens.types('det passer');
    await stage.review(firstOfDecember);
    expect(cards()[0]?.text).not.toContain('Har ikke bekræftet deres oplysninger');
    await stage.review('2027-01-04T08:00:00.000Z');
    const text = cards().find((card) => card.text.includes('JANUAR'))?.text ?? '';
    expect(text).toMatch(/Har ikke bekræftet deres oplysninger\nAnna Holm · Lise Bro · Peter Lund\n/);
  });

  it('waits while a crisis runs', async () => {
    await stage.karen.types('hjælp');
    await stage.jens.types('start Strømsvigt');
    await stage.settled();
    await stage.review(firstOfDecember);
    expect(cards()).toHaveLength(0);
    await stage.jens.types('afblæs Det var en prøve');
    await stage.review(firstOfDecember);
    expect(cards()).toHaveLength(1);
  });

  it('waits where nobody has met the bot yet, and claims nothing', async () => {
    await stage.review(firstOfDecember);
    await stage.karen.types('hjælp');
    await stage.review(firstOfDecember);
    expect(cards()).toHaveLength(1);
  });

  it('that cannot be sent is in the journal and on the next parat, and is tried again the next day', async () => {
    await stage.karen.types('hjælp');
    stage.karen.blocks();
    await stage.review(firstOfDecember);
    await stage.review('2026-12-01T09:00:00.000Z');
    const lines = stage.journal.filter((line) => line.startsWith('review.settled '));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('unreachable');
    await stage.jens.types('parat');
    expect(stage.jens.latest()?.text).toMatch(
      /Teams kunne ikke sende oversigten for december 2026 til Karen Friis/,
    );
    stage.karen.unblocks();
    await stage.review('2026-12-02T08:00:00.000Z');
    expect(cards()).toHaveLength(1);
    await stage.jens.types('parat');
    expect(stage.jens.latest()?.text).not.toContain('kunne ikke sende oversigten');
  });
});

function raise(what: string): never {
  throw new Error(what);
}
