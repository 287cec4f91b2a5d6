import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Place } from '../fake-teams/world.ts';
import { type Stage, setStage } from './stage.ts';

/** One crisis from the first word to the last, as its people see it. The steps build on each other. */
describe('a crisis in a channel', () => {
  let stage: Stage;
  let channel: Place;
  const status = () =>
    stage.anna.sees(channel).find(({ text }) => text.includes('Mangler nu') || text.includes('SLUT'));

  beforeAll(async () => {
    stage = await setStage();
    channel = stage.teams.channel('Drift');
    for (const person of [stage.anna, stage.jens, stage.lise]) await person.installs();
    await stage.anna.types('start Strømsvigt i serverrum', { in: channel, mention: true });
    await stage.settled();
  });
  afterAll(() => stage.close());

  it('begins with one status card in the channel and one personal card to each', async () => {
    expect(status()?.text).toContain('Strømsvigt i serverrum');
    for (const person of [stage.anna, stage.jens, stage.lise, stage.peter]) {
      expect(person.sees().filter(({ card, text }) => card && !text.startsWith('HEJ'))).toHaveLength(1);
    }
    expect(stage.jens.card()).toMatchObject({
      alert: true,
      text: expect.stringContaining('[Jeg tager rollen]'),
    });
  });

  it('asks the starter who reported it and when, one tap each', async () => {
    const asked = stage.anna.sees(channel).find(({ text }) => text.includes('Hvem meldte det?'));
    await stage.anna.taps(asked, 'Vagt på rådhuset');
    const when = stage.anna.sees(channel).find(({ text }) => text.includes('Hvornår begyndte det?'));
    await stage.anna.taps(when, 'For 15 min. siden');
    await stage.anna.types('status', { in: channel, mention: true });
    expect(stage.anna.latest(channel)?.text).toContain('Vagt på rådhuset');
  });

  it('joins, and does not start twice, when another starts again; their text is kept', async () => {
    await stage.jens.types('start Brand i kælderen');
    expect(stage.jens.latest()?.text).toContain('Strømsvigt i serverrum');
    expect(stage.jens.latest()?.text).toContain('Brand i kælderen');
    await stage.jens.taps(stage.jens.latest(), 'Noget andet');
    await stage.settled();
    await stage.anna.types('find kælderen', { in: channel, mention: true });
    expect(stage.anna.latest(channel)?.text).toContain('Brand i kælderen');
  });

  it('gives a role to whoever taps, shows it on every card, and tells the second who has it', async () => {
    await stage.lise.taps(
      stage.lise.sees().find(({ text }) => text.includes('Jeg tager rollen')),
      'Jeg tager rollen',
    );
    await stage.settled();
    await stage.jens.types('jeg tager rollen intern');
    expect(stage.jens.latest()?.text).toContain(stage.lise.name);
  });

  it('opens a role that is declined, with a reason chosen from four', async () => {
    const offered = stage.jens.sees().find(({ text }) => text.includes('[Kan ikke]'));
    await stage.jens.taps(offered, 'Kan ikke');
    const asked = stage.jens.sees().find(({ text }) => text.includes('[Syg]'));
    await stage.jens.taps(asked, 'Syg');
    await stage.settled();
    await stage.anna.types('find syg', { in: channel, mention: true });
    expect(stage.anna.latest(channel)?.text).toContain('kan ikke tage rollen');
  });

  it('decides the meeting place and tells everyone', async () => {
    await stage.anna.types('mødested', { in: channel, mention: true });
    await stage.anna.taps(stage.anna.latest(channel), 'Vi mødes her');
    await stage.settled();
    expect(stage.peter.latest()).toMatchObject({
      alert: true,
      text: expect.stringContaining('Mødelokale 3'),
    });
    expect(status()?.text).toContain('Mødelokale 3');
  });

  it('writes two entries and shows them in the situation picture', async () => {
    await stage.lise.types('melding Telefonerne er nede');
    expect(stage.lise.latest()?.text).toMatch(/^✔ NR\. \d+ GEMT · MELDING\nTelefonerne er nede\n/);
    await stage.anna.types('beslutning Vi lukker nettet fordi virus spreder sig', {
      in: channel,
      mention: true,
    });
    await stage.peter.types('status');
    expect(stage.peter.latest()?.text).toContain('Telefonerne er nede');
    expect(stage.peter.latest()?.text).toContain('Vi lukker nettet');
  });

  it('goes on after a restart with nothing lost and nothing said twice', async () => {
    const before = stage.lise.sees().length;
    await stage.restart();
    await stage.settled();
    await stage.anna.types('vis log', { in: channel, mention: true });
    expect(stage.anna.latest(channel)?.text).toContain('Vi lukker nettet');
    expect(stage.lise.sees()).toHaveLength(before);
  });

  it('ends when the crisis leader has seen what remains and confirms', async () => {
    await stage.anna.types('slut', { in: channel, mention: true });
    await stage.anna.taps(stage.anna.latest(channel), 'Afslut krisen');
    await stage.settled();
    expect(stage.peter.latest()?.text).toContain('Krisen er slut');
    await stage.lise.types('roller');
    expect(stage.lise.latest()?.text).toContain('Der er ingen krise i gang');
    await stage.lise.types('vis log');
    expect(stage.lise.latest()?.text).toContain('Strømsvigt i serverrum');
  });
});

describe('a crisis that nobody leads yet', () => {
  it('lets any manager take over with one tap, and tells the others who leads', async () => {
    const stage = await setStage();
    try {
      for (const person of [stage.jens, stage.lise]) await person.installs();
      await stage.lise.types('start Strømsvigt');
      await stage.settled();
      const card = stage.jens.sees().find(({ text }) => text.includes('Der er ingen kriseleder endnu'));
      await stage.jens.types('jeg tager rollen leder');
      await stage.settled();
      expect(card?.text).toContain('[Jeg tager rollen]');
      expect(stage.lise.latest()?.text).toBe('KRISE: Kriseleder er nu Jens Krogh (96 11 00 03).');
    } finally {
      await stage.close();
    }
  });
});
