import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../fake-teams/person.ts';
import { type Stage, setStage } from './stage.ts';

const asked = 'Det ligner et CPR-nummer';

describe('a text that looks as if it held a CPR number', () => {
  let stage: Stage;
  const found = async (word: string) => {
    await stage.anna.types(`krise find ${word}`);
    return stage.anna.latest()?.text ?? '';
  };
  /** A tap is answered before what follows it is posted. */
  const held = async (person: Person) => {
    await stage.teams.until(() => person.latest()?.text.includes(asked) ?? false);
    return person.latest();
  };

  beforeAll(async () => {
    stage = await setStage();
    for (const person of [stage.anna, stage.lise]) await person.installs();
  });
  afterAll(() => stage.close());

  it('starts nothing before the person has seen it', async () => {
    await stage.anna.types('start Borger 010190-1234 savnes');
    expect((await held(stage.anna))?.text).toContain('KRISEN ER IKKE STARTET ENDNU');
    await stage.lise.types('krise vis log');
    expect(stage.lise.latest()?.text).not.toContain('savnes');
    await stage.anna.taps(stage.anna.latest(), 'Start uden cifrene');
    await stage.settled();
    expect(await found('savnes')).toContain('Borger 010190-xxxx savnes');
  });

  it('is not stored, and comes back with the last four digits struck out', async () => {
    await stage.lise.types('log Borger 020280-4321 er evakueret');
    const card = await held(stage.lise);
    expect(card?.text).toContain('INTET ER GEMT ENDNU');
    expect(card?.text).toContain('Borger 020280-xxxx er evakueret');
    expect(await found('evakueret')).toContain('Intet i loggen');
    await stage.lise.taps(card, 'Gem uden cifrene');
    expect(await found('evakueret')).toContain('Borger 020280-xxxx er evakueret');
    expect(await found('4321')).toContain('Intet i loggen');
  });

  it('is stored as the person has put it right in the field', async () => {
    await stage.lise.types('log 0303034444 er kørt hjem');
    await stage.lise.taps(await held(stage.lise), 'Gem uden cifrene', {
      tekst: 'Borgeren i stue 4 er kørt hjem',
    });
    expect(await found('kørt hjem')).toContain('Borgeren i stue 4 er kørt hjem');
    expect(stage.lise.latest()?.text).toContain('GEMT');
    expect(stage.lise.latest()?.text).not.toContain(asked);
  });

  it('is stored as written where the person says so, and by the two buttons together only once', async () => {
    await stage.lise.types('log Sag 0404041234 er åbnet');
    const card = await held(stage.lise);
    const stale = { ...card } as NonNullable<typeof card>;
    await stage.lise.taps(card, 'Gem som skrevet');
    await stage.lise.taps(stale, 'Gem uden cifrene');
    const read = await found('er åbnet');
    expect(read).toContain('1 post');
    expect(read).toContain('Sag 0404041234 er åbnet');
  });

  it('does exactly what was asked: type, reason, time and who acted', async () => {
    await stage.lise.types('beslutning kl. 00.05 Vi flytter 050505-1234, fordi huset brænder');
    await stage.lise.taps(await held(stage.lise), 'Gem uden cifrene');
    const read = await found('flytter');
    expect(read).toContain('Beslutning');
    expect(read).toContain('huset brænder');
    expect(read).toContain('Vi flytter 050505-xxxx');
  });

  it('is held back also where it stands in a field of a card', async () => {
    await stage.lise.types('log Vagten er underrettet');
    await stage.lise.taps(stage.lise.latest(), 'Ret');
    await stage.lise.taps(stage.lise.latest(), 'Gem rettelse', {
      rettelse: 'Vagten 060606-1234 er underrettet',
    });
    await stage.lise.taps(await held(stage.lise), 'Gem uden cifrene');
    expect(await found('underrettet')).toContain('060606-xxxx');
  });

  it('is held back as a line in log mode, and is the same entry after it', async () => {
    await stage.lise.types('jeg tager rollen log');
    await stage.lise.types('Borger 070707-1234 er fundet i god behold');
    await stage.lise.taps(await held(stage.lise), 'Gem uden cifrene');
    expect(await found('god behold')).toContain('Borger 070707-xxxx er fundet i god behold');
  });

  it('is held back from an alarm and from what is sent to the owner of the plan', async () => {
    await stage.ole.types('alarm Borger 080808-1234 er væk');
    expect((await held(stage.ole))?.text).toContain('ALARMEN ER IKKE MELDT ENDNU');
    await stage.ole.taps(stage.ole.latest(), 'Meld uden cifrene');
    expect(await found('er væk')).toContain('080808-xxxx');
    await stage.lise.types('krise mine oplysninger forkert, mit nummer er 090909-1234');
    await held(stage.lise);
  });

  it('may be asked for, and a phone number is none', async () => {
    expect(await found('010190-1234')).toContain('Intet i loggen');
    await stage.lise.types('Falck har nummer 96 11 00 03 og 96110003');
    expect(stage.lise.latest()?.text).toContain('GEMT');
  });
});
