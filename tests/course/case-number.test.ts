import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Stage, setStage } from './stage.ts';

/** A tap is answered at once; its card comes, or changes, right after. */
function shows(card: () => { readonly text: string } | undefined, text: string): Promise<void> {
  return vi.waitFor(() => expect(card()?.text).toContain(text));
}

describe('the case number of a record', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await setStage();
    await stage.anna.types('start Strømsvigt');
    await stage.settled();
  });
  afterEach(() => stage.close());

  it('is an entry, and the newest counts', async () => {
    await stage.anna.types('sagsnummer 24/1234');
    expect(stage.anna.latest()?.text).toMatch(/^Sagsnummer i ESDH: 24\/1234\. Nr\. \d+\.$/);
    await stage.anna.types('sagsnummer 24/1234');
    expect(stage.anna.latest()?.text).toContain('er allerede 24/1234');
    await stage.peter.types('sagsnr. 24/1235');
    await stage.anna.types('sagsnummer');
    expect(stage.anna.latest()?.text).toContain('Sag 24/1235');
  });

  it('must look like one', async () => {
    await stage.anna.types('sagsnummer husk det');
    expect(stage.anna.latest()?.text).toContain('fx »sagsnummer 24/1234«');
  });

  it('can be given after the end, from the closing card, also by the plan’s owner', async () => {
    await stage.anna.types('afblæs Det var en test');
    await stage.settled();
    await stage.anna.taps(stage.anna.latest(), 'Sagsnummer');
    const card = () => stage.anna.sees().find(({ text }) => text.startsWith('SAGSNUMMER'));
    await shows(card, 'intet sagsnummer');
    await stage.anna.taps(card(), 'Gem sagsnummer', { sagsnummer: '' });
    await shows(card, 'Skriv sagens nummer i feltet');
    await stage.anna.taps(card(), 'Gem sagsnummer', { sagsnummer: '24/77' });
    await shows(card, 'Sag 24/77');
    await stage.karen.types('sagsnummer 24/78');
    expect(stage.karen.latest()?.text).toContain('Sagsnummer i ESDH: 24/78');
  });

  it('is of the crisis whose id is typed', async () => {
    const said = stage.anna.sees().map(({ text }) => text);
    const id = /K-\d{4}-\d+/.exec(said.join('\n'))?.[0] ?? '';
    await stage.anna.types('afblæs Det var en test');
    await stage.anna.types('start Virus');
    await stage.anna.types(`sagsnummer ${id} 24/1234`);
    await stage.anna.types(`sagsnummer ${id}`);
    expect(stage.anna.latest()?.text).toMatch(/Strømsvigt[\s\S]*Sag 24\/1234/);
    await stage.anna.types('sagsnummer');
    expect(stage.anna.latest()?.text).toMatch(/Virus[\s\S]*intet sagsnummer/);
  });
});
