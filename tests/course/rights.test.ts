import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Stage, setStage } from './stage.ts';

describe('rights, from the phone and back', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await setStage();
  });
  afterEach(() => stage.close());
  const channel = () => ({ in: stage.teams.channel('Drift'), mention: true });

  it('lets someone outside take a role over who is asked to, and act only then', async () => {
    await stage.jens.types('start Strømsvigt');
    await stage.jens.types('jeg tager rollen log');
    await stage.jens.types(`overlever log @${stage.ole.name}`, channel());
    await stage.ole.types('melding Jeg er på', channel());
    expect(stage.ole.latest(channel().in)?.text).toContain('Kun kriseorganisationen kan det');
    await stage.settled();
    await stage.ole.types('mit');
    expect(stage.ole.latest()?.text).toContain('Situationsbillede, log og dokumentation');
    await stage.ole.types('jeg tager rollen log');
    expect(stage.ole.latest()?.text).toContain('overtaget rollen');
    await stage.ole.types('melding Jeg er på');
    expect(stage.ole.latest()?.text).toContain('GEMT · MELDING');
    await stage.ole.types(`kobl @${stage.mette.name} Mette Ask`, channel());
    expect(stage.ole.latest(channel().in)?.text).toContain('Kun kriseorganisationen kan det');
  });

  it('refuses with who can and their number, and gives the text back to whoever takes part', async () => {
    await stage.anna.types('start Strømsvigt');
    await stage.lise.types('kan ikke bruges Der er ingen strøm i hele bygningen');
    expect(stage.lise.latest()?.text).toContain(
      'Kun kriselederen kan bestemme mødestedet: ring til Anna Holm (96 11 00 01).',
    );
    expect(stage.lise.latest()?.text).toContain('ingen strøm i hele bygningen');
    await stage.lise.taps(stage.lise.latest(), 'Gem i log');
    await stage.lise.types('find bygningen');
    expect(stage.lise.latest()?.text).toContain('ingen strøm i hele bygningen');
    await stage.lise.types('rolle log Peter Lund');
    expect(stage.lise.latest()?.text).toContain('Kun kriselederen kan fordele roller: ring til Anna Holm');
  });

  it('says that none runs to whoever would have the right, and to others who has it', async () => {
    await stage.lise.types('slut');
    expect(stage.lise.latest()?.text).toContain('Der er ingen krise i gang');
    await stage.mette.types('status');
    expect(stage.mette.latest()?.text).toContain('Der er ingen krise i gang');
    await stage.ole.types('slut');
    expect(stage.ole.latest()?.text).toMatch(/Kun kriseorganisationen kan det.*96 11 00 00/);
    await stage.guest.types('slut');
    expect(stage.guest.latest()?.text).toMatch(/Gæster kan ikke bruge Krisebot.*96 11 00 00/);
  });

  it('lets the plan’s owner run a contact exercise, in which nothing but answers is taken', async () => {
    await stage.ole.types('kontaktøvelse');
    expect(stage.ole.latest()?.text).toContain('planens ejer, Karen Friis (96 11 00 06)');
    await stage.karen.types('kontaktøvelse start');
    await stage.settled();
    await stage.jens.types('niveau 2');
    expect(stage.jens.latest()?.text).toMatch(/^ØVELSE: .*skriv »set«.*skriv »start«/);
    await stage.jens.types('alarm Der er røg i serverrummet');
    expect(stage.jens.latest()?.text).toContain('Alarmen er gemt');
    expect(stage.jens.latest()?.text).not.toContain('ØVELSE');
    await stage.karen.types('slut nu');
    await stage.karen.types('slut nu');
    await stage.jens.types('niveau 2');
    expect(stage.jens.latest()?.text).toContain('Der er ingen krise i gang');
  });

  it('passes three alarms an hour on from someone outside the plan, and keeps the fourth', async () => {
    const say = (text: string) => stage.ole.types(`alarm ${text}`);
    await stage.anna.installs();
    for (const text of ['Røg', 'Mere røg', 'Flammer']) await say(text);
    const told = () => stage.anna.sees().filter(({ text }) => text.includes('Ole Vind')).length;
    const before = told();
    expect(before).toBe(3);
    const fourth = await say('Alt brænder');
    expect(stage.ole.latest()?.text).toMatch(/^Jeg har givet 3 alarmer .* gemt, men ikke sendt.*96 11 00 00/);
    await fourth.redeliver();
    expect(stage.ole.latest()?.text).toContain('gemt, men ikke sendt');
    expect(told()).toBe(before);
    for (const text of ['Et', 'To', 'Tre', 'Fire']) await stage.mette.types(`alarm ${text}`);
    expect(stage.mette.latest()?.text).toContain('Alarmen er gemt og sendt til');
    await stage.jens.types('start Brand');
    await stage.settled();
    await stage.ole.types('alarm Der er folk indenfor');
    expect(stage.ole.latest()?.text).toContain('gemt, men ikke sendt');
    await stage.jens.types('find Alt brænder');
    expect(stage.jens.latest()?.text).toContain('Alarm fra Ole Vind: Alt brænder');
    await stage.jens.types('find folk indenfor');
    expect(stage.jens.latest()?.text).toContain('Intet i loggen passer');
  });

  it('tells the operators of what was refused: who, what, why; each kind once, never what was written', async () => {
    await stage.anna.types('start Strømsvigt');
    const refused = () => stage.journal.filter((line) => line.startsWith('request.refused'));
    for (let n = 0; n < 6; n += 1) await stage.ole.types(`melding Hemmelig ${n}`);
    await stage.guest.types('slut Hemmelig');
    await stage.lise.types('rolle log Peter Lund');
    await stage.anna.types('status');
    expect(refused()).toEqual([
      expect.stringMatching(
        /"by":"teams:[\w-]+","code":"notAllowed","right":"note","word":"melding".*"count":1/,
      ),
      expect.stringMatching(/"by":"teams:[\w-]+","code":"guest".*"count":1/),
      expect.stringMatching(/"by":"lise","code":"notAllowed","right":"assignRole","word":"rolle".*"count":1/),
    ]);
    expect(stage.journal.filter((line) => /Hemmelig|"outcome":"notAllowed"/.test(line))).toEqual([]);
    await stage.restart();
    expect(refused()).toHaveLength(4);
    expect(refused()[3]).toMatch(/"word":"melding".*"count":5/);
  });

  it('counts at the moment of storing: a right taken away through another replica is gone for the next tap', async () => {
    await stage.anna.types('start Strømsvigt');
    await stage.anna.types('jeg tager rollen kriseleder');
    await stage.anna.types(`rolle log @${stage.ole.name}`, channel());
    await stage.settled();
    await stage.ole.types('melding Jeg er på');
    expect(stage.ole.latest()?.text).toContain('GEMT · MELDING');
    const card = stage.ole.latest();
    const other = await stage.replica();
    stage.teams.talksTo(other.address);
    await stage.anna.types('rolle log Peter Lund');
    expect(stage.anna.latest()?.text).toContain('Peter Lund');
    stage.teams.talksTo(stage.address());
    // This replica has not heard of it: its own last look was before.
    await stage.ole.taps(card, 'Beslutning');
    await stage.ole.types('melding Det her må jeg ikke mere');
    expect(stage.ole.latest()?.text).toMatch(/Kun kriseorganisationen kan det|ikke kan/);
    await stage.anna.types('vis log');
    expect(stage.anna.latest()?.text).not.toContain('må jeg ikke mere');
    expect(stage.anna.latest()?.text).not.toMatch(/Beslutning.*Jeg er på/);
    expect(stage.journal.filter((line) => line.startsWith('request.refused')).join()).toContain(
      '"right":"correct"',
    );
  });
});
