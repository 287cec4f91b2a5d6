import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../fake-teams/person.ts';
import { type Stage, setStage } from './stage.ts';

describe('a contact exercise', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await setStage();
    // The bot has met everyone in the team.
    await stage.karen.installs(stage.teams.channel('Drift'));
    await stage.settled();
  });
  afterEach(() => stage.close());

  const question = /KONTAKTØVELSE\n\d+ person/;
  /** The newest card the person has in 1:1 that reads like this. */
  const card = (who: Person, like: RegExp) =>
    who.sees().findLast(({ from, text }) => from === 'bot' && like.test(text));
  const asked = (who: Person) => card(who, /Kan vi få fat i dig\?/);
  const everyone = () => [stage.anna, stage.jens, stage.lise, stage.peter];
  const fromBot = (who: Person) => who.sees().filter(({ from }) => from === 'bot').length;

  async function start(by: Person): Promise<void> {
    await by.types('kontaktøvelse');
    await by.taps(card(by, question), 'Start kontaktøvelse');
    await stage.settled();
  }

  it('asks before it disturbs anybody, and takes no for an answer', async () => {
    await stage.karen.types('test alle');
    expect(card(stage.karen, question)?.text).toContain('4 personer får en besked på telefonen');
    await stage.settled();
    expect(everyone().map(fromBot)).toEqual([0, 0, 0, 0]);
    await stage.karen.taps(card(stage.karen, question), 'Nej, ikke nu');
    expect(stage.karen.latest()?.text).toContain('Ingen har fået besked.');
    await stage.karen.types('status');
    expect(stage.karen.latest()?.text).toContain('ingen krise i gang');
  });

  it('measures answers by tap, by word and by phone, and reports them to whoever started it', async () => {
    await start(stage.karen);
    for (const who of everyone()) {
      expect(asked(who)?.text).toMatch(/^ØVELSE · KONTAKTØVELSE\n/);
      expect(asked(who)?.text).toContain('Der er ikke sket noget. Du skal ikke gøre andet.');
    }
    await stage.jens.taps(asked(stage.jens), 'Set, jeg er på');
    expect(asked(stage.jens)?.text).toMatch(/✔ Tak\. Svaret kl\. \d\d\.\d\d, efter under 1 min\./);
    await stage.lise.types('set');
    await stage.jens.types('ringet Peter Lund kommer');
    expect(stage.jens.latest()?.text).toContain('talt med, har svaret');
    await stage.settled();
    const status = () => card(stage.karen, /KONTAKTØVELSE\n\d af 4 har svaret\n/);
    expect(status()?.text).toMatch(/3 af 4[\s\S]*Har ikke svaret\n☎ Anna Holm {2}96 11 00 01/);
    expect(asked(stage.peter)?.text).toContain('✔ Tak. Svaret på telefon');

    const before = everyone().map(fromBot);
    await stage.karen.types('slut');
    await stage.karen.taps(stage.karen.latest(), 'Afslut kontaktøvelsen');
    await stage.settled();
    const report = card(stage.karen, /KONTAKTØVELSE · RESULTAT/)?.text ?? '';
    expect(report).toContain('3 af 4 har svaret');
    expect(report).toMatch(/Halvdelen af svarene kom inden for\nunder 1 min\n/);
    expect(report).toMatch(/Svarede i Teams\n2\nSvarede på telefon\n1\nSvarede på sms\n0\nSvarede ikke\n1\n/);
    expect(everyone().map(fromBot)).toEqual(before);
    expect(asked(stage.anna)?.text).toMatch(/Kontaktøvelsen sluttede[\s\S]*ikke noget svar fra dig/);
    expect([stage.mette, stage.ole, stage.guest].map(fromBot)).toEqual([0, 0, 0]);

    await stage.jens.types('parat');
    expect(stage.jens.latest()?.text).toMatch(/Kontaktøvelse\n○ Sidst den [^:]+: 3 af 4 svarede\./);
  });

  it('reports to the plan’s owner too, and names whom Teams did not reach', async () => {
    stage.peter.blocks();
    await start(stage.anna);
    expect(asked(stage.anna)).toBeUndefined();
    await stage.jens.taps(asked(stage.jens), 'Set, jeg er på');
    await stage.jens.types('slut nu');
    await stage.settled();
    const unreached = /1 af 3 har svaret[\s\S]*Teams nåede ikke frem til\n✖ Peter Lund/;
    expect(card(stage.karen, /RESULTAT/)?.text).toMatch(unreached);
    expect(card(stage.anna, /RESULTAT/)?.text).toMatch(unreached);
    expect(card(stage.lise, /RESULTAT/)).toBeUndefined();
  });

  it('has room for nothing but receipts', async () => {
    await start(stage.karen);
    for (const text of ['roller', 'mødested', 'niveau 2', 'jeg tager rollen leder', 'meldt kl. 02.05']) {
      await stage.jens.types(text);
      expect(stage.jens.latest()?.text, text).toMatch(/^ØVELSE: .*kontaktøvelse/i);
    }
    await stage.jens.types('status');
    expect(stage.jens.latest()?.text).toContain('0 af 4 har svaret');
    await stage.jens.types('på vej om 20 min');
    expect(stage.jens.latest()?.text).toContain('Du har set det og er på');
    await stage.settled();
    await stage.karen.types('find har set');
    expect(stage.karen.latest()?.text).toContain('Jens Krogh har set det og er på');
  });

  it('is broken off by a real crisis, whose call-out is all that anybody hears', async () => {
    await start(stage.karen);
    await stage.jens.types('start Strømsvigt');
    await stage.settled();
    await stage.teams.until(() => /afbrudt af en rigtig hændelse/.test(asked(stage.lise)?.text ?? ''));
    expect(card(stage.lise, /Strømsvigt/)?.text).toMatch(/^KRISE/);
    expect(stage.lise.sees().filter(({ text }) => /^ØVELSE: /.test(text))).toEqual([]);
    expect(card(stage.karen, /KONTAKTØVELSE · RESULTAT[\s\S]*✖ Afbrudt/)).toBeDefined();
  });

  it('is not started beside what runs, and says what that is', async () => {
    await stage.jens.types('øvelse Nedbrud på telefoni');
    await stage.karen.types('kontaktøvelse start');
    expect(stage.karen.latest()?.text).toMatch(
      /Øvelsen er i gang \(startet kl\. \d\d\.\d\d\): Nedbrud på telefoni\. Start kontaktøvelsen, når den er slut\./,
    );
    await stage.jens.types('start Strømsvigt');
    await stage.karen.types('kontaktøvelse');
    expect(stage.karen.latest()?.text).toContain('Krisen er i gang');
    await stage.settled();
    await stage.jens.types('kontaktøvelse start');
    expect(card(stage.jens, question)).toBeUndefined();
  });

  it('takes a real alarm for real', async () => {
    await start(stage.karen);
    await stage.jens.types('alarm Der er røg i serverrummet');
    await stage.settled();
    expect(card(stage.lise, /Der er røg i serverrummet/)?.text).not.toContain('ØVELSE');
  });

  it('is for the crisis organisation and the plan’s owner, who is named with number', async () => {
    await stage.ole.types('kontaktøvelse start');
    expect(stage.ole.latest()?.text).toContain('Karen Friis (96 11 00 06)');
    await stage.settled();
    expect(everyone().map(fromBot)).toEqual([0, 0, 0, 0]);
  });

  it('is the same one for two who start at once, and for a tap that comes twice', async () => {
    await stage.karen.types('kontaktøvelse');
    await stage.jens.types('kontaktøvelse');
    const [tap] = await Promise.all([
      stage.karen.taps(card(stage.karen, question), 'Start kontaktøvelse'),
      stage.jens.taps(card(stage.jens, question), 'Start kontaktøvelse'),
    ]);
    await tap.redeliver({ newId: true });
    await stage.settled();
    const starts = stage.lise.sees().filter(({ text }) => text.includes('Kan vi få fat i dig?'));
    expect(starts).toHaveLength(1);
  });
});
