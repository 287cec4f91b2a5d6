import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../fake-teams/person.ts';
import type { Seen } from '../fake-teams/seen.ts';
import type { Place } from '../fake-teams/world.ts';
import { type Stage, setStage } from './stage.ts';

describe('a reply to a card that shows the log', () => {
  let stage: Stage;
  let channel: Place;
  let chat: Place;
  let shown: Seen | undefined;
  const found = async (word: string) => {
    await stage.anna.types(`krise find ${word}`);
    return stage.anna.latest()?.text ?? '';
  };
  /** The newest card of the bot's with that text in it, once it stands there. */
  const card = (person: Person, text: string, place?: Place) =>
    person.sees(place).findLast(({ from, text: whole }) => from === 'bot' && whole.includes(text));

  beforeAll(async () => {
    stage = await setStage();
    channel = stage.teams.channel('Drift');
    chat = stage.teams.groupChat('Ledelse');
    await stage.anna.types('start Strømsvigt i serverrum');
    await stage.settled();
  });
  afterAll(() => stage.close());

  it('is an entry with its writer, also for who does not hold the log role', async () => {
    await stage.peter.types('vis log');
    shown = stage.peter.latest();
    await stage.peter.types('Elektrikeren er på stedet', { quoting: shown as Seen });
    expect(stage.peter.latest()?.text).toContain('GEMT');
    const read = await found('Elektrikeren');
    expect(read).toContain('Elektrikeren er på stedet');
    expect(read).toContain(stage.peter.name);
  });

  it('is one also on the card of an entry, and on another replica', async () => {
    const answer = card(stage.peter, 'GEMT');
    stage.teams.talksTo((await stage.replica()).address);
    await stage.peter.types('Han mangler en nøgle', { quoting: answer as Seen });
    expect(await found('nøgle')).toContain('Han mangler en nøgle');
  });

  it('stays a command where it is one, and what it was where it answers anything else', async () => {
    await stage.peter.types('roller', { quoting: shown as Seen });
    expect(stage.peter.latest()?.text).toContain('ROLLER');
    await stage.peter.types('Det er fint nok for mig', { quoting: stage.peter.latest() as Seen });
    expect(stage.peter.latest()?.text).toContain('DIN TEKST ER IKKE GEMT');
  });

  it('is an entry in a group chat without naming the bot, whose own talk is left alone', async () => {
    await stage.anna.types('vis log', { in: chat, mention: true });
    const log = card(stage.anna, 'Strømsvigt', chat);
    const before = stage.anna.sees(chat).filter(({ from }) => from === 'bot').length;
    await stage.lise.types('Skal vi bestille mad?', { in: chat });
    await stage.lise.types('Og kaffe?', { in: chat, quoting: stage.lise.sees(chat).at(-1) as Seen });
    expect(stage.anna.sees(chat).filter(({ from }) => from === 'bot')).toHaveLength(before);
    await stage.lise.types('Nødstrøm er startet kl. 1', { in: chat, quoting: log as Seen });
    expect(await found('Nødstrøm')).toContain('Nødstrøm er startet');
  });

  it('is an entry in a channel where the bot is named; what people say in the thread is not', async () => {
    await stage.anna.types('vis log', { in: channel, mention: true });
    const log = card(stage.anna, 'Strømsvigt', channel);
    await stage.jens.types('Nu kører generatoren', { in: channel, thread: log as Seen });
    expect(await found('generatoren')).toContain('Intet i loggen');
    await stage.jens.types('Nu kører generatoren', { in: channel, thread: log as Seen, mention: true });
    expect(await found('generatoren')).toContain('Nu kører generatoren');
    await stage.jens.types('Vi taler om noget andet her', { in: channel, mention: true });
    expect(await found('taler')).toContain('Intet i loggen');
  });

  it('is none any more once its crisis has ended, nor in the next one', async () => {
    await stage.anna.types('slut nu');
    await stage.settled();
    await stage.peter.types('Generatoren er stoppet igen', { quoting: shown as Seen });
    expect(stage.peter.latest()?.text).toContain('DIN TEKST ER IKKE GEMT');
    await stage.anna.types('start Vandskade i kælderen');
    await stage.settled();
    await stage.peter.types('Generatoren er stoppet igen', { quoting: shown as Seen });
    expect(stage.peter.latest()?.text).toContain('DIN TEKST ER IKKE GEMT');
    expect(await found('Generatoren')).toContain('Intet i loggen');
  });
});
