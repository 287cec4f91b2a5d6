import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stage, setStage } from './stage.ts';

describe('what only looks like a command', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
    for (const person of [stage.jens, stage.lise, stage.peter]) await person.installs();
    await stage.anna.types('start Strømsvigt');
    await stage.settled();
  });
  afterAll(() => stage.close());

  it('answers a cry for help with whom to phone, and its words to be kept', async () => {
    await stage.anna.types('Hjælp der er røg i kælderen');
    for (const part of ['Der er røg i kælderen', '112', '96 11 00 00', '[Gem i log]']) {
      expect(stage.anna.latest()?.text).toContain(part);
    }
  });

  it.each([
    'Telefon virker ikke på rådhuset',
    'Online betaling virker ikke',
    'Set fra taget ryger det i serverrummet',
    'forhindret til kl. 16 på grund af sne',
    'fremme engang i morgen tidlig måske',
    'mødested er der røg i hele kælderen',
    'niveau 2 fordi hele byen er ramt',
    'ringet Peter er på ferie til mandag',
    'ja tak jeg kommer om lidt så',
    'nej vi har ikke strøm på skolen',
  ])('»%s« writes nothing, and comes back whole to be kept', async (text) => {
    await stage.anna.types(text);
    expect(stage.anna.latest()?.text).toContain(text);
    expect(stage.anna.latest()?.text).toContain('[Gem i log]');
    await stage.anna.types('vis log 2');
    expect(stage.anna.latest()?.text).toContain('findes ikke');
  });

  it.each(['slut nummer 3 på listen er klaret', 'mødested er', 'meldt en', 'vis log Telefonerne er nede'])(
    '»%s« neither ends, decides nor writes',
    async (text) => {
      await stage.anna.types(text);
      await stage.anna.types('vis log 2');
      expect(stage.anna.latest()?.text).toContain('findes ikke');
    },
  );

  it('gives someone’s reason back when the decision is not theirs', async () => {
    await stage.jens.types('mødested kan ikke bruges Vand på gulvet i kælderen');
    expect(stage.jens.latest()?.text).toContain(
      'Kun kriselederen kan bestemme mødestedet: ring til Anna Holm',
    );
    expect(stage.jens.latest()?.text).toContain('Vand på gulvet i kælderen');
  });

  it('keeps the whole of a long start in the log', async () => {
    const another = await setStage();
    try {
      await another.jens.types(`start ${'Strømmen faldt i serverrummet. '.repeat(8)}Slutord`);
      await another.settled();
      await another.jens.types('find Slutord');
      expect(another.jens.latest()?.text).toContain('1 post');
    } finally {
      await another.close();
    }
  });

  it('counts every tap on a card that stays in the channel', async () => {
    const channel = stage.teams.channel('Drift');
    await stage.jens.types('mødested', { in: channel, mention: true });
    const card = stage.jens.card(channel)?.id;
    const shown = () => stage.jens.sees(channel).find(({ id }) => id === card);
    for (const tap of ['Fremme', 'Forhindret', 'Fremme']) await stage.jens.taps(shown(), tap);
    await stage.jens.types('find er fremme');
    expect(stage.jens.latest()?.text.match(/Jens Krogh er fremme/g)).toHaveLength(2);
  });
});

describe('an exercise and what is real', () => {
  it('are never mixed: a real start and a real alarm say so during an exercise', async () => {
    const stage = await setStage();
    try {
      for (const person of [stage.jens, stage.lise]) await person.installs();
      await stage.jens.types('start øvelse Nedbrud');
      await stage.settled();
      expect(
        stage.jens.sees().some(({ text }) => text.startsWith('ØVELSE') && text.includes('Nedbrud')),
      ).toBe(true);
      await stage.ole.types('start Der er røg i serverrummet');
      expect(stage.ole.latest()?.text).toMatch(/^Alarmen er gemt og sendt/);
      expect(stage.lise.latest()?.text).toContain('Der er røg i serverrummet');
      expect(stage.lise.latest()?.text).not.toContain('ØVELSE');
      await stage.lise.types('start Rigtig brand');
      await stage.settled();
      const answer = stage.lise
        .sees()
        .find(({ text }) => text.includes('Hvem meldte det?') && text.includes('Rigtig'));
      expect(answer?.text).not.toContain('ØVELSE');
      await stage.lise.types('find røg');
      expect(stage.lise.latest()?.text).toContain('Alarm fra Ole Vind');
    } finally {
      await stage.close();
    }
  });

  it('passes an alarm on once, and not into the crisis after the one it led to', async () => {
    const stage = await setStage();
    try {
      await stage.jens.installs();
      const alarm = await stage.ole.types('alarm Mailen er nede');
      await alarm.redeliver();
      expect(stage.jens.sees().filter(({ text }) => text.includes('Mailen er nede'))).toHaveLength(1);
      await stage.jens.types('start Mail');
      await stage.jens.types('afblæs Det var en test');
      const again = await stage.jens.types('start Noget helt andet');
      await stage.settled();
      await stage.jens.types('find Mailen');
      expect(stage.jens.latest()?.text).toContain('Intet i loggen');
      await stage.jens.types('afblæs Også en test');
      await again.redeliver();
      expect(stage.jens.latest()?.text).toContain('Den krise sluttede');
    } finally {
      await stage.close();
    }
  });
});

describe('talk that is overheard in a channel', () => {
  it('starts, calls off and ends nothing before someone says so by a tap', async () => {
    const stage = await setStage();
    try {
      const channel = stage.teams.channel('Drift');
      const seen = () => stage.anna.latest(channel);
      await stage.anna.installs();
      await stage.anna.types('Krise start er altid hektisk', { in: channel });
      expect(seen()?.text).toContain('Mente du at starte en krise?');
      expect(seen()?.text).toContain('er altid hektisk');
      await stage.anna.types('status');
      expect(stage.anna.latest()?.text).toContain('ingen krise i gang');
      await stage.anna.types('krise start Strømsvigt', { in: channel });
      await stage.anna.taps(seen(), 'Start krise');
      await stage.settled();
      await stage.anna.types('status');
      expect(stage.anna.latest()?.text).toContain('Strømsvigt');
      await stage.anna.types('Krise slut nu? Jeg vil hjem', { in: channel });
      expect(seen()?.text).toContain('SKAL KRISEN SLUTTES?');
      await stage.anna.types('krise afblæs festen', { in: channel });
      expect(seen()?.text).toContain('Mente du at afblæse krisen?');
      const asked = seen();
      await stage.anna.types('vis log 2');
      expect(stage.anna.latest()?.text).toContain('findes ikke');
      await stage.anna.taps(asked, 'Afblæs');
      await stage.anna.types('roller');
      expect(stage.anna.latest()?.text).toContain('ingen krise i gang');
    } finally {
      await stage.close();
    }
  });

  it('asks an outsider whether an alarm was meant', async () => {
    const stage = await setStage();
    try {
      const channel = stage.teams.channel('Drift');
      await stage.jens.installs();
      await stage.ole.types('krise alarm på rådhuset igen', { in: channel });
      expect(stage.ole.latest(channel)?.text).toContain('Mente du at melde en alarm?');
      expect(stage.jens.sees().filter(({ text }) => text.includes('rådhuset'))).toEqual([]);
      await stage.ole.taps(stage.ole.latest(channel), 'Meld alarm');
      expect(stage.jens.latest()?.text).toContain('på rådhuset igen');
    } finally {
      await stage.close();
    }
  });
});
