import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { startProxy } from '../azurite/proxy.ts';
import { type Stage, setStage } from './stage.ts';

describe('who is let in, and what everyone else is told', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage.close());

  it('turns an outsider’s start into an alarm, which is kept and becomes part of the crisis', async () => {
    await stage.jens.installs();
    await stage.ole.types('start Ingen kan logge på');
    expect(stage.ole.latest()?.text).toContain('Alarmen er gemt');
    expect(stage.ole.latest()?.text).toContain('96 11 00 00');
    expect(stage.jens.latest()?.text).toContain('Ingen kan logge på');
    await stage.jens.types('start Login nede');
    await stage.settled();
    await stage.jens.types('find logge');
    expect(stage.jens.latest()?.text).toContain('Alarm fra Ole Vind');
  });

  it('refuses an outsider the crisis, and names what works', async () => {
    await stage.ole.types('status');
    expect(stage.ole.latest()?.text).toContain('alarm');
    await stage.ole.types('melding Jeg vil også skrive');
    await stage.jens.types('find også');
    expect(stage.jens.latest()?.text).toContain('Intet i loggen');
  });

  it('lets the plan’s contacts outside the crisis organisation read the picture, and not write', async () => {
    await stage.mette.types('status');
    expect(stage.mette.latest()?.text).toContain('Login nede');
    await stage.mette.types('melding Jeg skriver lige noget her');
    expect(stage.mette.latest()?.text).toContain('Kun kriseorganisationen kan det');
    expect(stage.mette.latest()?.text).toContain('Jeg skriver lige noget her');
  });

  it('refuses guests and people of another tenant with the number to call', async () => {
    await stage.guest.types('start Hej');
    expect(stage.guest.latest()?.text).toContain('Gæster kan ikke bruge Krisebot');
    expect(stage.guest.latest()?.text).toContain('96 11 00 00');
  });

  it('suggests the nearest command, and keeps the text it did not understand', async () => {
    await stage.jens.types('mødestet');
    expect(stage.jens.latest()?.text).toContain('Mente du »mødested«?');
    await stage.jens.taps(stage.jens.latest(), 'Mødested');
    await stage.teams.until(() => stage.jens.latest()?.text.includes('FORSLAG 1 AF 4') ?? false);
    await stage.jens.types('Serveren i kælderen brænder');
    await stage.jens.taps(stage.jens.latest(), 'Gem i log');
    await stage.jens.types('find brænder');
    expect(stage.jens.latest()?.text).toContain('Serveren i kælderen brænder');
  });

  it.each([
    '🔥🔥🔥',
    '?!?',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: what a person may type
    '<at>x</at> ${headline} {{DATE(2)}} **fed**',
    'rolle pilot lise',
    'rolle log Nobody',
    'ringet Nobody kommer',
    'vis log 9999',
    'niveau 7',
    'mødested 9',
    'log',
    'find',
    'kobl',
    'afblæs',
  ])('answers »%s« with something that would work', async (text) => {
    const before = stage.jens.sees().length;
    await stage.jens.types(text);
    const answer = stage.jens.latest();
    expect(stage.jens.sees().length).toBeGreaterThan(before);
    expect(answer?.text.length).toBeGreaterThan(10);
    expect(answer?.text).not.toContain('Fejl-id');
  });

  it('stores 10,000 characters whole, and gives back what is too long', async () => {
    await stage.jens.types(`melding ${'langt '.repeat(1_660)}slutord`);
    expect(stage.jens.latest()?.text).toContain('GEMT · MELDING');
    await stage.jens.types(`melding ${'for langt '.repeat(1_300)}`);
    expect(stage.jens.latest()?.text).toContain('Del den i to');
    expect(stage.jens.latest()?.text).toContain('for langt for langt');
  });

  it('offers to keep text after a word that only reads', async () => {
    await stage.jens.types('status Telefonerne virker igen');
    expect(stage.jens.latest()?.text).toContain('SITUATIONSBILLEDE');
    await stage.jens.taps(stage.jens.latest(), 'Gem i log');
    await stage.jens.types('find virker');
    expect(stage.jens.latest()?.text).toContain('Telefonerne virker igen');
  });

  it('stays silent in a channel where nobody calls it', async () => {
    const channel = stage.teams.channel('Drift');
    const before = stage.jens.sees(channel).length;
    await stage.jens.types('Skal vi spise frokost?', { in: channel });
    expect(stage.jens.sees(channel)).toHaveLength(before + 1);
    await stage.jens.types('krise status', { in: channel });
    expect(stage.jens.latest(channel)?.text).toContain('Login nede');
  });
});

describe('what Teams and the tables may do to us', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await setStage();
  });
  afterEach(() => stage.close());

  it('does a redelivered message and a double tap once', async () => {
    const start = await stage.jens.types('start Strømsvigt');
    await start.redeliver();
    await stage.settled();
    const note = await stage.jens.types('melding Kun én gang');
    await note.redeliver();
    const card = stage.jens.sees().find(({ text }) => text.includes('[Jeg tager rollen]'));
    const tap = await stage.jens.taps(card, 'Jeg tager rollen');
    await tap.redeliver({ newId: true });
    await stage.settled();
    await stage.jens.types('find én gang');
    expect(stage.jens.latest()?.text.match(/Kun én gang/g)).toHaveLength(1);
    await stage.jens.types('find har taget');
    expect(stage.jens.latest()?.text.match(/Jens Krogh har taget/g)).toHaveLength(1);
  });

  it('names whoever Teams refuses, with number, and reaches the others', async () => {
    const channel = stage.teams.channel('Drift');
    stage.lise.blocks();
    await stage.anna.types('start Strømsvigt', { in: channel, mention: true });
    await stage.settled();
    expect(stage.jens.sees().length).toBeGreaterThan(0);
    await stage.anna.types('ring', { in: channel, mention: true });
    expect(stage.anna.latest(channel)?.text).toContain(stage.lise.name);
    expect(stage.anna.latest(channel)?.text).toContain('96 11 00 04');
    await stage.anna.types('find kan ikke nås', { in: channel, mention: true });
    expect(stage.anna.latest(channel)?.text).toContain(stage.lise.name);
  });

  it('takes the Action.Submit of a client without Action.Execute', async () => {
    await stage.jens.types('start Strømsvigt');
    await stage.settled();
    const card = stage.jens.sees().find(({ text }) => text.includes('[Jeg tager rollen]'));
    await stage.jens.taps(card, 'Jeg tager rollen', {}, { as: 'submit' });
    await stage.settled();
    await stage.jens.types('find har taget');
    expect(stage.jens.latest()?.text).toContain('har taget rollen');
  });

  it('lets two replicas serve one crisis without saying anything twice', async () => {
    const channel = stage.teams.channel('Drift');
    const other = await stage.replica();
    await stage.anna.types('start Strømsvigt', { in: channel, mention: true });
    await Promise.all([other.tick(), other.tick()]);
    await Promise.all([stage.settled(), other.idle()]);
    stage.teams.talksTo(other.address);
    await stage.jens.types('melding Fra den anden');
    await Promise.all([stage.settled(), other.idle()]);
    expect(stage.jens.sees().filter(({ alert }) => alert)).toHaveLength(1);
    expect(stage.anna.sees(channel).filter(({ text }) => text.includes('Mangler nu'))).toHaveLength(1);
  });

  it('breaks off an exercise when a real crisis starts, and marks every exercise card', async () => {
    await stage.lise.installs();
    await stage.jens.types('øvelse Prøvealarm');
    await stage.settled();
    expect(stage.jens.sees().filter(({ card, text }) => card && !text.startsWith('ØVELSE'))).toEqual([]);
    await stage.jens.types('start Rigtig brand');
    await stage.settled();
    expect(stage.lise.sees().some(({ text }) => text.includes('Øvelsen er afbrudt'))).toBe(true);
    await stage.jens.types('status');
    expect(stage.jens.latest()?.text).toContain('Rigtig brand');
  });
});

describe('when the tables do not answer', () => {
  it('says so, gives the text back and an error id, and has written no text in its own log', async () => {
    const proxy = await startProxy(inject('azurite'));
    const stage = await setStage({ connectionString: proxy.connectionString });
    try {
      await stage.jens.types('start Strømsvigt');
      await stage.settled();
      proxy.fate = () => 'busy';
      await stage.jens.types('melding Hemmelig kanariefugl');
      const answer = stage.jens.latest()?.text ?? '';
      expect(answer).toContain('Hemmelig kanariefugl');
      expect(answer).toMatch(/Fejl-id [0-9a-f]{8}/);
      expect(stage.journal.join('\n')).not.toContain('kanariefugl');
    } finally {
      proxy.fate = () => 'pass';
      await stage.close();
      await proxy.close();
    }
  });
});
