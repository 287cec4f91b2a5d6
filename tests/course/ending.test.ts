import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Place } from '../fake-teams/world.ts';
import { type Stage, setStage } from './stage.ts';

/** The end of a crisis and what comes after it, as its people see it. The steps build on each other. */
describe('the end of a crisis', () => {
  let stage: Stage;
  let channel: Place;
  type Who = 'anna' | 'jens' | 'lise' | 'peter' | 'karen';
  const says = async (who: Who, text: string) => {
    await stage[who].types(text);
    await stage.settled();
    return stage[who].latest()?.text ?? '';
  };
  const card = (who: Who, words: RegExp) => stage[who].sees().findLast(({ text }) => words.test(text));

  beforeAll(async () => {
    stage = await setStage();
    channel = stage.teams.channel('Drift');
    for (const person of [stage.anna, stage.jens, stage.lise, stage.peter, stage.karen])
      await person.installs();
    await stage.anna.types('start Strømsvigt i serverrum', { in: channel, mention: true });
    await stage.settled();
    await says('jens', 'jeg tager rollen teknik');
    await says('peter', 'jeg tager rollen log');
    await says('anna', 'beslutning Vi lukker nettet');
    await says('peter', 'opgave Ryd op i serverrummet');
  });
  afterAll(() => stage.close());

  it('shows what is left, and asks the leader who goes on with each open task', async () => {
    const text = await says('anna', 'slut');
    expect(text).toContain('Ingen har taget: ');
    expect(text).toMatch(/Mangler begrundelse: nr. \d+/);
    expect(text).toMatch(/Nr. \d+: Ryd op i serverrummet\nHvem går videre med nr. \d+\?/);
    await says('jens', 'slut');
    expect(stage.jens.latest()?.text).toContain('ingen ejer');
    expect(stage.jens.latest()?.text).not.toContain('[Afslut krisen]');
  });

  it('takes one tap, blocks on nothing, and the entry says who goes on with what', async () => {
    const asked = card('anna', /^SKAL KRISEN SLUTTES/);
    await stage.anna.taps(asked, 'Afslut krisen', { viderea: 'lise', tekst: 'Alt kører' });
    await stage.settled();
    expect(card('anna', /^KRISEN ER SLUT/)?.text).toMatch(
      /Det går videre\nNr. \d+: Ryd op i serverrummet +Lise Bro/,
    );
    expect(await says('peter', 'vis log')).toMatch(
      /Krisen er slut: Alt kører. Går videre med det, der er tilbage: Lise Bro \(nr. \d+\)/,
    );
  });

  it('tells everyone once: whoever took part with the questions, the others in a line', async () => {
    expect(card('jens', /^EVALUERING/)?.text).toContain('Dit navn står ved det, du skriver');
    expect(card('jens', /Tak for indsatsen/)).toEqual(card('jens', /^EVALUERING/));
    expect(stage.lise.latest()?.text).toContain('Krisen er slut: Alt kører');
    expect(card('lise', /^EVALUERING/)).toBeUndefined();
  });

  it('thanks in place for a single answer, in which one can correct what was said', async () => {
    await stage.jens.taps(card('jens', /^EVALUERING/), 'Send svar', {
      godt: 'Alle kom hurtigt',
      emnegodt: 'staff',
    });
    await stage.settled();
    const thanks = card('jens', /^TAK FOR DIT SVAR/);
    expect(thanks?.text).toMatch(/Alle kom hurtigt\nAktivering og drift af krisestaben/);
    expect(card('jens', /^EVALUERING/)).toBeUndefined();
    await stage.jens.taps(thanks, 'Ret svar');
    await stage.jens.taps(card('jens', /^EVALUERING/), 'Send svar', { planen: 'Elværkets nummer mangler' });
    await stage.settled();
    expect(card('jens', /^TAK FOR DIT SVAR/)?.text).toMatch(
      /Alle kom hurtigt[\s\S]*Elværkets nummer mangler/,
    );
  });

  it('keeps what was written where nothing was answered', async () => {
    await stage.peter.taps(card('peter', /^EVALUERING/), 'Send svar');
    expect(card('peter', /^EVALUERING/)?.text).toContain('Skriv mindst ét svar');
    await stage.peter.types('evaluering Vi glemte forvaltningerne');
    expect(JSON.stringify(stage.peter.latest()?.card)).toContain('Vi glemte forvaltningerne');
  });

  it('shows the answers with names to the leader, the log officer and the owner, under core tasks', async () => {
    for (const who of ['anna', 'peter', 'karen'] as const) {
      expect(await says(who, 'evaluering svar')).toMatch(
        /Aktivering og drift af krisestaben\nJens Krogh +Hvad gik godt\?\nAlle kom hurtigt/,
      );
    }
    expect(await says('jens', 'evaluering svar')).toContain('Kun kriselederen, logføreren og planens ejer');
    expect(await says('lise', 'evaluering svar')).toContain('Kun kriselederen, logføreren og planens ejer');
    await stage.anna.types('evaluering svar', { in: channel, mention: true });
    expect(stage.anna.latest(channel)?.text).toContain('i chatten med Krisebot');
  });

  it('keeps number and hash of the end on the closing card, whatever follows', async () => {
    const closed = stage.anna.sees(channel).find(({ text }) => text.startsWith('KRISEN ER SLUT'))?.text ?? '';
    expect(closed).toMatch(/K-\d{4}-01 · \d+ poster · [0-9a-f]{4} [0-9a-f]{4} · 2 poster siden/);
  });

  it('asks nobody again who has answered, when it goes on and ends once more', async () => {
    await says('jens', 'genåbn Strømmen er væk igen');
    await stage.teams.until(() => card('peter', /^EVALUERING[\s\S]*er genåbnet/) !== undefined);
    await says('anna', 'slut nu');
    expect(stage.jens.latest()?.text).toBe('KRISE: Krisen er slut. Tak for indsatsen.');
    expect(card('peter', /^EVALUERING/)?.text).toMatch(/\[Send svar\]/);
  });

  it('has no evaluation after a false alarm', async () => {
    await says('anna', 'start Nyt');
    await says('jens', 'set');
    await says('anna', 'afblæs Det var en prøve');
    expect(stage.jens.latest()?.text).toContain('Afblæst, falsk alarm');
  });
});
