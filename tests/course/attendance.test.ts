import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../fake-teams/person.ts';
import type { Place } from '../fake-teams/world.ts';
import { soon } from './soon.ts';
import { type Stage, setStage } from './stage.ts';

const [first, later] = [soon(40), soon(45)];
const about = (before: string, { told }: ReturnType<typeof soon>) => new RegExp(`${before}${told}`, 'u');

describe('who is here and who comes', () => {
  let stage: Stage;
  let channel: Place;
  beforeAll(async () => {
    stage = await setStage();
    channel = stage.teams.channel('Drift');
    await stage.anna.types('start Strømsvigt', { in: channel, mention: true });
    await stage.settled();
  });
  afterAll(() => stage.close());

  const says = async (person: Person, text: string) => {
    await stage.settled();
    await person.types(text);
    return person.latest()?.text ?? '';
  };
  const status = () => stage.anna.sees(channel).find(({ text }) => /^KRISE · NIVEAU/.test(text));
  const own = (person: Person) => person.sees().find(({ text }) => text.includes('Mødested'));

  it('notes that someone is on the way also where the time cannot be read, and asks when', async () => {
    expect(await says(stage.lise, 'på vej, er der om lidt')).toMatch(
      /Du er på vej\. Hvornår er du fremme\?[\s\S]*om 15 min/,
    );
    expect(await says(stage.jens, 'fremmøde')).toMatch(
      /På vej \(1\)\nLise Bro *96.11.00.04 *har ikke sagt hvornår/,
    );
    expect(await says(stage.lise, 'på vej engang')).toMatch(/Du er stadig meldt på vej/);
    expect(await says(stage.lise, `på vej, er der ${first.typed}`)).toMatch(about('ventes ', first));
    expect(await says(stage.lise, 'på vej engang')).toMatch(
      about('Du er stadig meldt på vej, ventes ', first),
    );
  });

  it('keeps a changed arrival and place up to date on the shared card and on everyone’s own', async () => {
    await stage.settled();
    expect(status()?.text).toMatch(about(String.raw`1 på vej \(`, first));
    await stage.lise.types(`på vej kl. ${later.typed}`);
    await stage.settled();
    expect(status()?.text).toMatch(about(String.raw`1 på vej \(`, later));
    expect(own(stage.lise)?.text).toMatch(about('på vej, ventes ', later));
    await stage.anna.types('vi mødes her');
    await stage.settled();
    expect(status()?.text).toContain('✔ Mødelokale 3, Rådhuspladsen 1');
    await stage.anna.types('kan ikke bruges Ingen strøm');
    await stage.anna.types('mødested 2');
    await stage.settled();
    for (const text of [status()?.text, own(stage.lise)?.text, own(stage.peter)?.text]) {
      expect(text).toContain('Kriseleders kontor');
      expect(text).not.toContain('Mødelokale 3');
    }
    const told = stage.peter.sees().filter(({ text, card }) => !card && text.includes('Kriseleders kontor'));
    expect(told.length).toBeGreaterThan(0);
    expect(stage.peter.sees(channel).filter(({ text }) => /^KRISE · NIVEAU/.test(text))).toHaveLength(1);
  });

  it('takes someone who comes after all at their word', async () => {
    await stage.peter.types('forhindret');
    expect(await says(stage.peter, 'kommer alligevel om en halv time')).toMatch(
      /Du er på vej, ventes (\d+\. \p{L}+ \d{4} )?kl\./u,
    );
  });

  it('notes nobody as coming who is not sure', async () => {
    expect(await says(stage.jens, 'kommer måske')).toContain('Kommer du? Skriv »på vej«');
    expect(await says(stage.jens, 'fremmøde')).not.toMatch(/På vej[^[]*Jens/);
  });

  it('takes »fremme« with a time as on the way, and with a place as being there', async () => {
    expect(await says(stage.jens, 'fremme om 20 min')).toMatch(/Du er på vej, ventes/);
    expect(await says(stage.jens, 'fremme i mødelokale 3')).toContain('Du er fremme');
    expect(await says(stage.jens, 'fremme om 5 min')).toMatch(/Du er på vej/);
    expect(await says(stage.jens, 'fremme 3. sal')).toContain('Du er fremme');
  });

  it('gives back what was said besides, where it may be worth keeping', async () => {
    const answer = await says(stage.anna, 'fremme i kælderen og her står vand på gulvet');
    expect(answer).toContain('Du er fremme');
    await stage.anna.taps(stage.anna.latest(), 'Gem i log');
    expect(await says(stage.anna, 'find vand')).toContain('her står vand på gulvet');
  });

  it('shows the missing first, with numbers', async () => {
    await stage.anna.types('hvem er her?', { in: channel, mention: true });
    const text = stage.anna.latest(channel)?.text ?? '';
    expect(text).toMatch(/^FREMMØDE/);
    expect(text).toMatch(/På vej[\s\S]*Fremme \(2\)/);
    expect(text).toContain('[Mødested]');
  });
});
