import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../fake-teams/person.ts';
import { toldAt } from './soon.ts';
import { type Stage, setStage } from './stage.ts';

/** What people write in the log, put right and read again, through the whole bot. The steps build on each other. */
describe('the log of a crisis', () => {
  let stage: Stage;
  const written = async (who: Person, text: string) => {
    await who.types(text);
    const seen = who.latest();
    const number = Number(/NR\. (\d+)/.exec(seen?.text ?? '')?.[1]);
    return { number, text: seen?.text ?? '' };
  };
  const now = (who: Person) => who.latest()?.text ?? '';
  const size = async () => {
    await stage.anna.types('vis log');
    return Number(/Nr\. (\d+) · /.exec(now(stage.anna))?.[1]);
  };

  beforeAll(async () => {
    stage = await setStage();
    for (const person of [stage.anna, stage.jens, stage.lise]) await person.installs();
    await stage.anna.types('start Strømsvigt i serverrum');
    await stage.settled();
  });
  afterAll(() => stage.close());

  it('answers a note with the entry, and retypes it with a tap that counts once', async () => {
    const { number, text } = await written(stage.lise, 'log fra vagten: Vi lukker nettet');
    expect(text).toContain(`✔ NR. ${number} GEMT · MELDING\nVi lukker nettet\nKilde: vagten`);
    const before = await size();
    const card = stage.lise.latest();
    const tap = await stage.lise.taps(card, 'Beslutning');
    await tap.redeliver({ newId: true });
    expect(await size()).toBe(before + 1);
    const shown = stage.lise.sees().find(({ id }) => id === card?.id)?.text;
    expect(shown).toContain(`✔ NR. ${number} RETTET · BESLUTNING\nVi lukker nettet`);
    expect(shown).toContain(`Rettet ved nr. ${before + 1}`);
  });

  it('asks why of a decision, and takes the answer in the field', async () => {
    const card = stage.lise.latest();
    expect(card?.text).toContain('Hvorfor?');
    expect(card?.text).toContain('Loggen kan blive læst af andre');
    await stage.lise.taps(card, 'Gem begrundelse', { begrundelse: 'virus spreder sig' });
    expect(now(stage.lise)).toContain('Begrundelse: virus spreder sig');
    expect(now(stage.lise)).not.toContain('Hvorfor?');
  });

  it('takes »fordi …« for one’s own newest decision that lacks a reason', async () => {
    const first = await written(stage.jens, 'fravalg Vi genstarter ikke');
    await written(stage.lise, 'beslutning Vi kalder ind, fordi der er travlt');
    await stage.jens.types('fordi spor går tabt');
    expect(now(stage.jens)).toContain(`NR. ${first.number} GEMT · FRAVALG`);
    expect(now(stage.jens)).toContain('Begrundelse: spor går tabt');
    await stage.jens.types('fordi');
    expect(now(stage.jens)).toContain('Du har ingen beslutning, der mangler en begrundelse');
  });

  it('keeps what was written when it is put right, in the form and typed; a number of a correction is the entry’s', async () => {
    const { number } = await written(stage.lise, 'melding Telefonerne er nede');
    await stage.lise.taps(stage.lise.latest(), 'Ret');
    expect(now(stage.lise)).toContain(`RET NR. ${number} · MELDING`);
    expect(now(stage.lise)).toContain('Telefonerne er nede');
    await stage.lise.taps(stage.lise.latest(), 'Gem rettelse', {
      rettelse: 'Kun mail er nede',
      kilde: 'it-vagten',
    });
    expect(now(stage.lise)).toContain('Telefonerne er nede\nKun mail er nede\nKilde: it-vagten');
    await stage.jens.types(`ret ${number + 1} Mail og telefoni er nede`);
    expect(now(stage.jens)).toContain(
      `NR. ${number} RETTET · MELDING\nTelefonerne er nede\nMail og telefoni er nede`,
    );
    await stage.jens.types(`ret ${number} ubekræftet`);
    expect(now(stage.jens)).toContain('Kilde: it-vagten, ubekræftet');
    await stage.jens.types(`vis log ${number}`);
    expect(now(stage.jens)).toContain(`[Nr. ${number + 3}]`);
  });

  it('says what would work where nothing can be put right', async () => {
    await stage.lise.types('ret 2 Det passer ikke');
    expect(now(stage.lise)).toContain('Skriv en ny post om det');
    await stage.lise.types('ret 999 Det passer ikke');
    expect(now(stage.lise)).toContain('Post nr. 999 findes ikke');
    await stage.lise.types('ret Det passer ikke, det med mail');
    expect(now(stage.lise)).toContain('er din nyeste');
    expect(now(stage.lise)).toContain('Det passer ikke, det med mail');
  });

  it('puts the headline right', async () => {
    await stage.anna.types('ret 1 Strømsvigt på hele rådhuset');
    await stage.anna.types('status');
    expect(now(stage.anna)).toContain('Strømsvigt på hele rådhuset');
    await stage.anna.types('ret 1');
    expect(now(stage.anna)).toContain('RET NR. 1');
  });

  it('marks what is written late, and asks why in one line', async () => {
    const moment = new Date(Date.now() - 30 * 60_000).toISOString();
    const { text, number } = await written(
      stage.jens,
      `handling for 30 min siden af Peter: Nødstrøm er startet`,
    );
    expect(text).toMatch(new RegExp(`Skete ${toldAt(moment)}, efterregistreret · Udført af Peter Lund`, 'u'));
    expect(text).toContain('Efterregistreret. Hvorfor først nu?');
    await stage.jens.taps(stage.jens.latest(), 'Gem grund', { sent: 'der var intet net' });
    expect(now(stage.jens)).toContain('Skrevet sent: der var intet net');
    await stage.jens.types(`ret ${number} sent ingen dækning i kælderen`);
    expect(now(stage.jens)).toContain('Skrevet sent: ingen dækning i kælderen');
  });

  it('has tasks with an owner, and settles them by a tap or by number', async () => {
    const { number, text } = await written(stage.lise, 'opgave Ring til elværket, ansvarlig: Jens');
    expect(text).toContain('Ring til elværket\nAnsvarlig: Jens Krogh');
    const second = await written(stage.lise, 'opgave Find nøglen');
    await stage.lise.taps(stage.lise.latest(), 'Klaret');
    expect(now(stage.lise)).toContain(`NR. ${second.number} KLARET · OPGAVE`);
    await stage.jens.types('klaret');
    expect(now(stage.jens)).toContain(`Nr. ${number}: Ring til elværket (Jens Krogh)`);
    await stage.jens.types('opgaver');
    expect(now(stage.jens)).toContain('Ring til elværket');
    await stage.jens.types(`klaret ${number}`);
    expect(now(stage.jens)).toContain(`NR. ${number} KLARET · OPGAVE`);
    await stage.jens.types(`klaret ${number}`);
    expect(now(stage.jens)).toBe(`Nr. ${number} er allerede klaret.`);
    await stage.jens.types('vis log åbne opgaver');
    expect(now(stage.jens)).toContain('Intet i loggen passer på Åbne opgaver');
  });

  it('is read by type, person, time and text, and turned with the choice kept', async () => {
    await stage.anna.types('vis log beslutninger Lise');
    expect(now(stage.anna)).toContain('Beslutning · Lise Bro');
    expect(now(stage.anna)).toContain('Vi kalder ind');
    expect(now(stage.anna)).not.toContain('Find nøglen');
    await stage.anna.types('find nettet i beslutninger');
    expect(now(stage.anna)).toContain('Vi lukker nettet');
    await stage.anna.types('find virus spreder');
    expect(now(stage.anna)).toContain('Vi lukker nettet');
    for (let index = 1; index <= 11; index += 1) await stage.peter.types(`log Linje ${index}`);
    await stage.anna.types('vis log meldinger af Peter');
    expect(now(stage.anna)).toContain('Linje 11');
    await stage.anna.taps(stage.anna.latest(), 'Ældre');
    expect(now(stage.anna)).toContain('SIDE 2 AF 2');
    expect(now(stage.anna)).toMatch(/Linje 1\n/);
    await stage.anna.taps(stage.anna.latest(), 'Søg');
    await stage.anna.taps(stage.anna.latest(), 'Vis', { valgttype: 'fravalg', valgtnavn: 'alle' });
    expect(now(stage.anna)).toContain('Vi genstarter ikke');
    await stage.anna.types('søg');
    expect(now(stage.anna)).toContain('Et ord i teksten');
    await stage.anna.types('vis log elektrikeren er på vej');
    expect(now(stage.anna)).toContain('elektrikeren er på vej');
    expect(now(stage.anna)).toContain('[Gem i log]');
  });

  it('is answered small in a channel', async () => {
    const channel = stage.teams.channel('Drift');
    await stage.lise.types('log kommunikation: Besked sendt til skolerne', { in: channel, mention: true });
    const seen = stage.lise.latest(channel);
    expect(seen?.text).toMatch(
      /^✔ NR\. \d+ GEMT · KOMMUNIKATION\nBesked sendt til skolerne\n\[Beslutning\]\n\[Ret\]$/,
    );
  });
});
