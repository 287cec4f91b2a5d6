import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../fake-teams/person.ts';
import { type Stage, setStage } from './stage.ts';

describe('handing a role over', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
    await stage.anna.types('start Strømsvigt', { in: stage.teams.channel('Drift'), mention: true });
    await stage.anna.types('beslutning Telefoni kommer først, fordi nødkald går over den');
    await stage.anna.types('vi mødes her');
    await stage.settled();
  });
  afterAll(() => stage.close());

  const cards = (person: Person) => person.sees().filter(({ card }) => card !== undefined);
  /** What is answered to a word that comes when everything else is said. */
  const says = async (person: Person, text: string) => {
    await stage.settled();
    await person.types(text);
    return person.latest()?.text;
  };
  const offered = (person: Person) =>
    cards(person).findLast(({ text }) => /OVERTAGER DU|OVERLEVERING/.test(text));

  it('asks the one tapped, and tells the giver that there is no answer yet', async () => {
    expect(await says(stage.anna, 'overlever')).toMatch(
      /OVERLEVER ROLLEN\nKriseleder[\s\S]*til den anden har sagt ja/,
    );
    await stage.anna.taps(stage.anna.latest(), 'Jens Krogh');
    expect(stage.anna.latest()?.text).toMatch(
      /Jens Krogh \(96.11.00.03\) er spurgt kl\.[\s\S]*\[Fortryd overlevering\]/,
    );
    await stage.settled();
  });

  it('shows the receiver what they take over', () => {
    const text = offered(stage.jens)?.text ?? '';
    expect(text).toMatch(/Anna Holm \(96.11.00.01\) vil overlevere rollen til dig/);
    expect(text).toContain('1. Hør, hvem der melder hvad');
    expect(text).toMatch(/Nr\. 2 · [^\n]*Beslutning · Anna Holm\nTelefoni kommer først/);
    expect(text).toMatch(/Situationsbillede ikke sendt endnu · første senest kl\./);
    expect(text).toContain('Mødelokale 3, Rådhuspladsen 1');
    expect(text).toMatch(/Post nr\. 4/);
  });

  it('leaves all decisions with the giver until the second tap', async () => {
    expect(await says(stage.jens, 'niveau 2')).toMatch(/Anna Holm \(96 11 00 01\)/);
    expect(await says(stage.anna, 'niveau 2')).toContain('niveau 2');
    await stage.settled();
  });

  it('moves what the role may with the second tap, and tells everyone who leads now', async () => {
    await stage.jens.taps(offered(stage.jens), 'Jeg overtager');
    await stage.settled();
    expect(await says(stage.anna, 'niveau 1')).toMatch(/Jens Krogh \(96 11 00 03\)/);
    expect(await says(stage.jens, 'niveau 1')).toContain('niveau 1');
    await stage.settled();
    const told = (person: Person) => person.sees().map(({ text }) => text);
    expect(told(stage.lise).filter((text) => /Kriseleder er nu Jens Krogh/.test(text))).toHaveLength(1);
    expect(told(stage.anna).filter((text) => /Kriseleder er nu Jens Krogh/.test(text))).toHaveLength(1);
    expect(offered(stage.jens)?.text).toContain('✔ Du har overtaget rollen');
  });

  it('leaves the role with the giver after a no, and says so to both', async () => {
    expect(await says(stage.jens, 'overlever til Lise Bro')).toMatch(
      /Du vil overlevere rollen Kriseleder til Lise Bro\. Nr\. \d+\. Rollen er din/,
    );
    await stage.settled();
    await stage.lise.taps(offered(stage.lise), 'Kan ikke');
    await stage.settled();
    expect(offered(stage.lise)?.text).toMatch(
      /Du sagde nej kl\.[\s\S]*Jens Krogh har fået besked og har rollen/,
    );
    const told = stage.jens
      .sees()
      .filter(({ text }) => /Lise Bro kan ikke overtage rollen Kriseleder/.test(text));
    expect(told.filter(({ card }) => !card)).toHaveLength(1);
    expect(await says(stage.jens, 'roller')).toMatch(/Kriseleder\n *Jens Krogh/);
  });

  it('can be taken back, by word and by tap, and the receiver’s card says so', async () => {
    await stage.jens.types('overlever Peter');
    await stage.settled();
    expect(await says(stage.jens, 'fortryd overlevering')).toContain('Du beholder rollen Kriseleder');
    await stage.settled();
    expect(offered(stage.peter)?.text).toContain('Jens Krogh beholder rollen');
    await stage.jens.types('overlever kriseleder Peter Lund');
    await stage.jens.types('overlever');
    await stage.jens.taps(stage.jens.latest(), 'Fortryd overlevering');
    expect(stage.jens.latest()?.text).toContain('Hvem skal overtage?');
    expect(await says(stage.peter, 'jeg tager rollen leder')).toMatch(/Jens Krogh \(96 11 00 03\)/);
  });

  it('is answered by word, too, also by someone asked about other roles', async () => {
    await stage.jens.types('overlever @Anna Holm');
    await stage.settled();
    expect(await says(stage.anna, 'jeg overtager')).toContain(
      'Du har overtaget rollen Kriseleder fra Jens Krogh',
    );
  });

  it.each(['overlever', 'overlever log', 'overlever fortryd', 'overlever kriseleder Lise Bro'])(
    'tells someone without a role who types »%s« whose it is to do',
    async (typed) => {
      expect(await says(stage.lise, typed)).toMatch(
        /Kun den, der har rollen[\s\S]*Anna Holm \(96 11 00 01\)/,
      );
    },
  );

  it.each([
    ['overlever log', /Du har ikke rollen Situationsbillede/],
    ['overlever fortryd', /Du er ikke ved at overlevere en rolle/],
    ['overlever fortryd pilot', /Jeg kender ikke rollen »pilot«/],
    ['overlever Nobody', /Jeg kender ikke »Nobody«/],
    ['overlever kriseleder Anna', /Du har rollen\. Vælg den, der skal overtage/],
    ['overlever log Lise Bro', /Ingen har rollen Situationsbillede/],
  ])('answers »%s« with what is so', async (typed, answer) => {
    expect(await says(stage.anna, typed)).toMatch(answer);
  });

  it('asks which role, where the giver has several', async () => {
    await stage.peter.types('jeg tager rollen log');
    await stage.peter.types('jeg tager rollen personer');
    expect(await says(stage.peter, 'overlever Lise Bro')).toMatch(
      /Du har flere roller: log og personer\. Skriv hvilken/,
    );
    await stage.peter.types('overlever personer Lise Bro');
    await stage.settled();
    expect(offered(stage.lise)?.text).toMatch(/OVERTAGER DU ROLLEN\?\nInvolverede personer/);
  });

  it('gives the crisis leader’s seat to nobody from outside', async () => {
    expect(await says(stage.anna, `overlever @${stage.mette.name}`)).toContain(
      'Kriselederen skal være fra kriseorganisationen',
    );
  });
});
