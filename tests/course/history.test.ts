import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stage, setStage } from './stage.ts';

/** What there was before, to whoever may read it. The steps build on each other. */
describe('the history', () => {
  let stage: Stage;
  const year = new Date().getFullYear();
  const answer = async (who: 'anna' | 'jens' | 'karen' | 'ole', text: string) => {
    await stage[who].types(text);
    await stage.settled();
    return stage[who].latest()?.text ?? '';
  };

  beforeAll(async () => {
    stage = await setStage();
    for (const person of [stage.anna, stage.jens]) await person.installs();
  });
  afterAll(() => stage.close());

  it('says so where there was none', async () => {
    expect(await answer('jens', 'historik')).toContain('Der har ingen været endnu.');
    expect(await answer('jens', `historik K-${year}-01`)).toContain('Den krise kender jeg ikke');
  });

  it('lists crises and exercises of the plan, newest first, with how each ended', async () => {
    await answer('anna', 'start Strømsvigt');
    await answer('anna', 'melding Serverrummet er mørkt');
    await answer('anna', 'slut nu Alt kører');
    await answer('anna', 'øvelse Nedbrud på telefoni');
    await answer('anna', 'slut nu');
    await answer('anna', 'start Brand');
    await answer('anna', 'afblæs Det var en prøve af alarmen');
    const text = await answer('jens', 'historik');
    expect(text).toMatch(
      /Brand[\s\S]*krise, falsk alarm[\s\S]*Nedbrud[\s\S]*øvelse, afsluttet[\s\S]*Strømsvigt/,
    );
    expect(text).toMatch(/krise, afsluttet · \d+ poster/);
    expect(text).toContain(`[Se K-${year}-01]`);
    expect(text).not.toContain('ØVELSE');
  });

  it('leads with a tap, or the number typed, to the closing card, and from there to log and picture', async () => {
    await stage.jens.taps(stage.jens.latest(), `Se K-${year}-01`);
    const seen = (words: RegExp) => stage.jens.sees().find(({ text }) => words.test(text));
    await stage.teams.until(() => seen(/^KRISEN ER SLUT\nStrømsvigt/) !== undefined);
    await stage.jens.taps(seen(/^KRISEN ER SLUT\nStrømsvigt/), 'Vis log');
    await stage.teams.until(() => seen(/^LOG[\s\S]*Serverrummet er mørkt/) !== undefined);
    expect(await answer('jens', `historik ø-${year}-01`)).toMatch(/^ØVELSE · SLUT/);
  });

  it('is for the crisis organisation and the plan’s owner', async () => {
    expect(await answer('karen', 'historik')).toContain('Strømsvigt');
    expect(await answer('ole', 'historik')).toContain('Kun kriseorganisationen kan det');
  });

  it('offers to keep what it does not understand, and shows what runs as running', async () => {
    await answer('anna', 'start Vand i kælderen');
    expect(await answer('jens', 'historik')).toMatch(/Vand i kælderen\n[^\n]*krise, i gang/);
    expect(await answer('jens', 'historik over strømsvigt i 2019')).toContain('[Gem i log]');
  });
});
