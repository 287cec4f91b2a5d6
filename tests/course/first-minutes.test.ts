import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Place } from '../fake-teams/world.ts';
import { type Stage, setStage } from './stage.ts';

let stage: Stage;
let channel: Place;
beforeEach(async () => {
  stage = await setStage();
  channel = stage.teams.channel('Drift');
});
afterEach(() => stage.close());

const welcomes = () => stage.jens.sees(channel).filter(({ text }) => text.includes('VELKOMMEN TIL KRISEBOT'));
const status = (place?: Place) => stage.jens.sees(place).filter(({ text }) => text.includes('Mangler nu'));

describe('a team the app is added to', () => {
  it('gets one welcome that says what to do, however often Teams tells of it', async () => {
    const told = await stage.jens.installs(channel);
    await told.redeliver({ newId: true });
    await stage.restart();
    await told.redeliver({ newId: true });
    expect(welcomes()).toHaveLength(1);
    const [{ text } = { text: '' }] = welcomes();
    for (const part of ['[Brug denne kanal]', '[Parat]', 'parat', 'start']) expect(text).toContain(part);
  });

  it('is welcomed again when the app comes back', async () => {
    await stage.jens.installs(channel);
    await stage.jens.uninstalls(channel);
    await stage.jens.installs(channel);
    expect(welcomes()).toHaveLength(2);
  });

  it('becomes the crisis channel by one tap, and gets the status of a crisis started elsewhere', async () => {
    await stage.jens.installs(channel);
    await stage.jens.taps(welcomes()[0], 'Brug denne kanal');
    await stage.teams.until(() => welcomes().length === 0);
    await stage.jens.types('krisekanal');
    expect(stage.jens.latest()?.text).toContain('Valgt af Jens Krogh');
    await stage.jens.types('start Strømsvigt');
    await stage.settled();
    expect(status(channel)).toHaveLength(1);
    expect(status()).toHaveLength(0);
  });

  it('is chosen by whoever the plan trusts: the crisis organisation and the plan’s owner', async () => {
    await stage.jens.installs(channel);
    await stage.ole.taps(welcomes()[0], 'Brug denne kanal');
    expect(welcomes()).toHaveLength(1);
    await stage.ole.types('krisekanal her', { in: channel, mention: true });
    expect(stage.ole.latest(channel)?.text).toContain('Kun kriseorganisationen kan det');
    await stage.karen.types('krisekanal her', { in: channel, mention: true });
    expect(stage.karen.latest(channel)?.text).toContain('Krisens status kommer her');
  });

  it('is not chosen by a role in a crisis, which gives no right to what outlives it', async () => {
    await stage.jens.types('øvelse Nedbrud');
    await stage.jens.types('rolle log @Ole Vind');
    await stage.ole.types('jeg tager rollen log');
    await stage.ole.types('krisekanal her', { in: channel, mention: true });
    expect(stage.ole.latest(channel)?.text).toContain('Kun kriseorganisationen kan det');
  });

  it('takes over the status card of a crisis that runs, and the old card says so', async () => {
    const other = stage.teams.groupChat('Ledelse');
    await stage.jens.types('start Strømsvigt', { in: channel, mention: true });
    await stage.settled();
    await stage.jens.types('krisekanal her', { in: other, mention: true });
    await stage.settled();
    expect(status(other)).toHaveLength(1);
    expect(status(channel)).toHaveLength(0);
    expect(stage.jens.sees(channel).some(({ text }) => text.includes('flyttet til krisekanalen'))).toBe(true);
    await stage.jens.types('niveau 2', { in: channel, mention: true });
    await stage.settled();
    expect(status(other)[0]?.text).toContain('NIVEAU 2');
    await stage.restart();
    await stage.settled();
    expect(status(other)).toHaveLength(1);
    await stage.jens.types('find krisekanal');
    expect(stage.jens.latest()?.text).toContain('Jens Krogh har valgt en krisekanal');
  });

  it('leaves the status card where it is when Teams refuses the new place', async () => {
    const other = stage.teams.groupChat('Ledelse');
    await stage.jens.types('start Strømsvigt', { in: channel, mention: true });
    await stage.settled();
    stage.teams.fails({ method: 'POST', placeId: other.id, answer: 403, times: 99 });
    await stage.jens.types('krisekanal her', { in: other, mention: true });
    await stage.settled();
    await stage.jens.types('niveau 2', { in: channel, mention: true });
    await stage.settled();
    expect(status(channel)[0]?.text).toContain('NIVEAU 2');
  });

  it('is not chosen by a sentence, which is kept', async () => {
    await stage.jens.types('start Strømsvigt');
    await stage.settled();
    await stage.jens.types('krisekanal her er der vand overalt', { in: channel, mention: true });
    const kept = stage.jens.latest(channel);
    expect(kept?.text).toContain('her er der vand overalt');
    expect(kept?.text).toContain('[Gem i log]');
    expect(kept?.text).toContain('Ingen kanal er valgt');
  });

  it('is missed by whoever starts a crisis where nobody else sees its status', async () => {
    await stage.jens.types('start Strømsvigt');
    const started = stage.jens.sees().find(({ text }) => text.startsWith('STARTET'));
    expect(started?.text).toContain('Statuskortet står kun her');
    await stage.settled();
    await stage.jens.types('krisekanal her', { in: channel, mention: true });
    await stage.settled();
    expect(status(channel)).toHaveLength(1);
  });

  it('cannot be a 1:1: the person is told where to write it', async () => {
    await stage.jens.types('krisekanal her');
    expect(stage.jens.latest()?.text).toContain('Ingen kanal er valgt');
    expect(stage.jens.latest()?.text).toContain('krisekanal her');
    expect(stage.jens.latest()?.text).not.toContain('[Brug denne kanal]');
  });
});

describe('someone who opens the chat', () => {
  it('hears who the bot takes them for, what it will send, and can try it', async () => {
    await stage.jens.installs();
    const hello = stage.jens.latest()?.text ?? '';
    for (const part of [
      'Jens Krogh',
      'Leder af drift',
      'spørger jeg dig om rolle',
      'Karen Friis',
      '[Prøve]',
    ]) {
      expect(hello).toContain(part);
    }
    await stage.jens.taps(stage.jens.latest(), 'Prøve');
    await stage.teams.until(() => stage.jens.sees().some(({ text }) => text.includes('[Jeg fik den]')));
    const trial = stage.jens.sees().find(({ text }) => text.includes('[Jeg fik den]'));
    expect(trial?.alert).toBe(true);
    await stage.jens.taps(trial, 'Jeg fik den');
    await stage.jens.types('parat');
    expect(stage.jens.latest()?.text).toMatch(/✔ Jens Krogh\s+96 11 00 03\s+prøvet den \d+\. \w+ \d{4}/);
  });

  const trials = () => stage.jens.sees().filter(({ text }) => text.includes('[Jeg fik den]'));

  it('is sent one trial for one request, also when Teams delivers it twice at once', async () => {
    await stage.jens.installs();
    await stage.jens.taps(stage.jens.latest(), 'Prøve');
    expect(trials()).toHaveLength(1);
    const asked = await stage.jens.types('prøve');
    await Promise.all([asked.redeliver(), asked.redeliver()]);
    expect(trials()).toHaveLength(2);
  });

  it('is sent a new trial by the same button after one that Teams refused', async () => {
    await stage.jens.installs(channel);
    await stage.jens.types('parat', { in: channel, mention: true });
    const card = stage.jens.latest(channel);
    stage.jens.blocks();
    await stage.jens.taps(card, 'Prøve');
    expect(trials()).toHaveLength(0);
    stage.jens.unblocks();
    await stage.jens.taps(card, 'Prøve');
    expect(trials()).toHaveLength(1);
  });

  it('may say in words that the trial came', async () => {
    await stage.jens.types('jeg fik den');
    expect(stage.jens.latest()?.text).toContain('Du kan nås i Teams');
  });

  it('is greeted also when the bot knew the way before', async () => {
    await stage.jens.installs(channel);
    await stage.jens.types('parat', { in: channel, mention: true });
    await stage.lise.installs();
    expect(stage.lise.latest()?.text).toContain('HEJ FRA KRISEBOT');
  });

  it('hears what to do where Teams refuses the trial', async () => {
    await stage.jens.installs(channel);
    stage.jens.blocks();
    await stage.jens.types('prøve', { in: channel, mention: true });
    expect(stage.jens.latest(channel)?.text).toContain('vælg Tilføj');
  });

  it('is greeted once, and again after having removed the app', async () => {
    const hellos = () => stage.jens.sees().filter(({ text }) => text.startsWith('HEJ FRA KRISEBOT'));
    await Promise.all([stage.jens.installs(), stage.jens.installs(), stage.jens.installs()]);
    expect(hellos()).toHaveLength(1);
    await stage.jens.uninstalls();
    await stage.jens.installs();
    expect(hellos()).toHaveLength(2);
  });

  it('is promised no call-out where the plan asks them for nothing', async () => {
    await stage.mette.installs();
    expect(stage.mette.latest()?.text).toContain('status');
    expect(stage.mette.latest()?.text).not.toContain('[Prøve]');
    await stage.ole.installs();
    expect(stage.ole.latest()?.text).toContain('alarm');
  });
});

describe('readiness', () => {
  const said = async () => {
    await stage.jens.types('parat');
    return stage.jens.latest()?.text ?? '';
  };

  it('tells who can be reached, and disturbs nobody', async () => {
    await stage.jens.installs(channel);
    await stage.jens.types('krisekanal her', { in: channel, mention: true });
    const text = await said();
    expect(text).toContain('✔ Valgt af Jens Krogh');
    for (const person of [stage.anna, stage.lise, stage.peter]) {
      expect(text).toContain(`○ ${person.name}`);
      expect(person.sees()).toEqual([]);
    }
  });

  it('names whom Teams knows not, with number and what to do', async () => {
    const text = await said();
    expect(text).toMatch(/✖ Lise Bro\s+96 11 00 04\nkendes ikke i Teams/);
    expect(text).toContain('kobl');
  });

  it('asked in 1:1, knows whoever is in the teams the app was added to', async () => {
    await stage.anna.installs(channel);
    expect(await said()).toContain('○ Lise Bro');
  });

  it('names who has blocked the app from the first refused message on, until one comes through', async () => {
    await stage.lise.installs();
    stage.lise.blocks();
    await stage.jens.types('start Strømsvigt');
    await stage.settled();
    expect(await said()).toMatch(/✖ Lise Bro.*\nTeams afviste/);
    stage.lise.unblocks();
    expect(await said()).toMatch(/✖ Lise Bro.*\nTeams afviste/);
    await stage.lise.types('prøve');
    expect(await said()).toMatch(/○ Lise Bro/);
  });

  it('names who has removed the app', async () => {
    await stage.lise.installs();
    await stage.lise.uninstalls();
    expect(await said()).toMatch(/✖ Lise Bro.*\nhar fjernet Krisebot/);
  });

  it('says that the app was taken out of the crisis channel’s team', async () => {
    await stage.jens.installs(channel);
    await stage.jens.types('krisekanal her', { in: channel, mention: true });
    stage.teams.fails({ method: 'GET', placeId: channel.id, answer: 403, times: 9 });
    expect(await said()).toContain('Krisebot er der ikke mere');
    expect(stage.jens.latest()?.text).toContain('kanalen mangler');
  });

  it('does not take silence for an answer', async () => {
    await stage.jens.installs(channel);
    await stage.jens.types('krisekanal her', { in: channel, mention: true });
    stage.teams.fails({ method: 'GET', placeId: channel.id, answer: 500, times: 9 });
    expect(await said()).toContain('Teams svarede ikke');
    expect(stage.jens.latest()?.text).not.toContain('kanalen mangler');
  });
});
