import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Place } from '../fake-teams/world.ts';
import { type Stage, setStage } from './stage.ts';

/** A crisis that had ended and goes on, as its people see it. The steps build on each other. */
describe('a crisis that is opened again', () => {
  let stage: Stage;
  let channel: Place;
  const status = () =>
    stage.anna.sees(channel).find(({ text }) => /^KRISE(N ER SLUT| ·)/.test(text))?.text ?? '';
  const says = async (who: 'anna' | 'jens' | 'lise', text: string) => {
    await stage[who].types(text);
    await stage.settled();
    return stage[who].latest()?.text ?? '';
  };

  beforeAll(async () => {
    stage = await setStage();
    channel = stage.teams.channel('Drift');
    for (const person of [stage.anna, stage.jens, stage.lise, stage.peter]) await person.installs();
    await stage.anna.types('start Strømsvigt i serverrum', { in: channel, mention: true });
    await stage.settled();
    await says('jens', 'jeg tager rollen teknik');
    await says('anna', 'slut nu Alt kører igen');
  });
  afterAll(() => stage.close());

  it('asks why before it opens anything, and says what that brings about', async () => {
    expect(status()).toContain('KRISEN ER SLUT');
    const asked = await says('jens', 'genåbn');
    expect(asked).toContain('SKAL KRISEN GENÅBNES?');
    await stage.jens.taps(stage.jens.latest(), 'Genåbn krisen');
    expect(status()).toContain('KRISEN ER SLUT');
  });

  it('is named to whoever has more for the log, and their text comes back', async () => {
    const answer = await says('jens', 'log Elværket ringede igen kl. 9');
    expect(answer).toContain('skriv »genåbn« og hvorfor');
    expect(answer).toContain('Elværket ringede igen kl. 9');
    expect(await says('jens', 'roller')).not.toContain('genåbn');
  });

  it('calls everyone with their card, lives again in the channel, and keeps its log', async () => {
    const card = stage.jens.sees().find(({ text }) => text.includes('SKAL KRISEN GENÅBNES?'));
    await stage.jens.taps(card, 'Genåbn krisen', { tekst: 'Strømmen er væk igen' });
    await stage.settled();
    expect(stage.lise.latest()).toMatchObject({
      alert: true,
      text: expect.stringMatching(/Genåbnet kl\. .*: Strømmen er væk igen[\s\S]*Jeg tager rollen/),
    });
    expect(status()).toContain('KRISE · NIVEAU 1');
    expect(status()).toContain('Mangler nu');
    await says('anna', 'melding Nødstrømmen holder til kl. 08');
    expect(await says('jens', 'vis log')).toMatch(
      /Nødstrømmen[\s\S]*genåbnet: Strømmen er væk igen[\s\S]*er slut/,
    );
  });

  it('is not opened twice, and says so', async () => {
    expect(await says('jens', 'genåbn Den er helt gal')).toContain('Krisen er i gang');
  });

  it('was over on every replica, and is followed by every replica again', async () => {
    await says('anna', 'slut nu');
    const other = await stage.replica();
    await other.idle();
    await stage.teams.until(() => status().includes('KRISEN ER SLUT'));
    stage.teams.talksTo(other.address);
    await stage.jens.types('genåbn Nu igen');
    await stage.teams.until(() => status().includes('KRISE · NIVEAU 1'));
    await stage.jens.types('log Vi er på');
    await stage.settled();
    await other.idle();
    expect(
      stage.peter.sees().filter(({ card, text }) => card && text.includes('Jeg tager rollen')).length,
    ).toBeGreaterThan(0);
    await stage.jens.types('vis log');
    expect(stage.jens.latest()?.text).toContain('Vi er på');
  });

  it('cannot be once a newer one was started, and says which', async () => {
    await stage.anna.types('slut nu');
    await stage.anna.types('start Noget andet');
    await stage.settled();
    await stage.anna.types('slut nu');
    const year = new Date().getFullYear();
    await stage.jens.types(`genåbn K-${year}-01 Strømmen er væk`);
    // Word of the end may come to Jens after his answer.
    const told = stage.jens
      .sees()
      .slice(-4)
      .map(({ text }) => text);
    expect(told.join('\n')).toContain(`en ny siden (K-${year}-02)`);
  });
});
