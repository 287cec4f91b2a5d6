import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../fake-teams/person.ts';
import type { Seen } from '../fake-teams/seen.ts';
import { soon, toldAt } from './soon.ts';
import { type Stage, setStage } from './stage.ts';

const entry = 'Føj til kriselog';

describe('a message put into the log from its own menu', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
    for (const who of [stage.anna, stage.jens, stage.peter]) await who.installs();
  });
  afterAll(() => stage.close());

  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  const chat = () => stage.teams.chatElsewhere('Jens og Anna');
  const writes = (who: Person, text: string, at = minutesAgo(20)): Seen => who.writes(text, chat(), { at });
  const newest = async () => {
    await stage.anna.types('vis log');
    return stage.anna.card()?.text ?? '';
  };

  it('says that no crisis runs, and what would work', async () => {
    const { toast, dialog } = await stage.anna.opensMenu(writes(stage.jens, 'Nødstrøm kører'), entry);
    expect(dialog).toBeUndefined();
    expect(toast).toBe('Der er ingen krise i gang. Skriv »start« og en overskrift for at starte en.');
  });

  it('opens with its text, its author and its time, in a chat the bot is not in', async () => {
    await stage.anna.types('start Strømsvigt');
    await stage.settled();
    const at = minutesAgo(20);
    const { dialog } = await stage.anna.opensMenu(
      writes(stage.jens, 'Diesel < 2 timer & ingen "reserve"', at),
      entry,
    );
    expect(dialog?.title).toBe('Føj til kriselog');
    expect(dialog?.text).toMatch(new RegExp(`Besked fra Jens Krogh, ${toldAt(at)}`, 'u'));
    expect(dialog?.text).toContain('Diesel < 2 timer & ingen "reserve"');
    expect(dialog?.text).toContain('Loggen gemmer også et link til beskeden, og hvem der skrev den.');
  });

  it('is stored with its own time, its author as the source and a link to it', async () => {
    const at = minutesAgo(20);
    const seen = writes(stage.jens, 'Nødstrøm er startet', at);
    const { dialog } = await stage.anna.opensMenu(seen, entry);
    const saved = await dialog?.submits('Gem i log', { type: 'handling' });
    expect(saved?.toast).toMatch(new RegExp(`^Nr\\. \\d+ gemt som handling\\. Skete ${toldAt(at)}\\.$`, 'u'));
    const log = await newest();
    expect(log).toMatch(/Nødstrøm er startet/);
    await stage.anna.types(`vis log ${/Nr\. (\d+)/.exec(saved?.toast ?? '')?.[1]}`);
    const shown = stage.anna.card()?.text ?? '';
    expect(shown).toContain('Handling');
    expect(shown).toContain('Teams-besked fra Jens Krogh');
    expect(shown).toMatch(new RegExp(toldAt(at), 'u'));
    expect(shown).toMatch(/efterregistreret/i);
    expect(shown).toContain('[Åbn beskeden]');
  });

  it('knows someone of the plan who never wrote to the bot before, by their own 1:1', async () => {
    const { dialog } = await stage.lise.opensMenu(writes(stage.jens, 'Nødkald virker'), entry);
    expect((await dialog?.submits('Gem i log'))?.toast).toMatch(/^Nr\. \d+ gemt som melding/);
    expect(stage.lise.sees().filter(({ text }) => /Nr\. \d+ gemt/.test(text))).toEqual([]);
  });

  it('asks and posts nothing in that chat, and takes it for nobody’s own', async () => {
    await stage.lise.types('på vej');
    await stage.jens.types('melding Fra Jens');
    await stage.settled();
    expect(stage.teams.calls.filter(({ placeId }) => placeId === chat().id)).toEqual([]);
  });

  it('is one entry however often it is sent, and another where the words are others', async () => {
    const seen = writes(stage.jens, 'Skolerne har fået besked');
    const first = await stage.anna.opensMenu(seen, entry);
    const saved = await first.dialog?.submits('Gem i log', { type: 'kommunikation' });
    const number = /Nr\. \d+/.exec(saved?.toast ?? '')?.[0] ?? 'none';
    const again = await first.dialog?.submits('Gem i log', { type: 'kommunikation' });
    const anew = await stage.anna.opensMenu(seen, entry);
    const reopened = await anew.dialog?.submits('Gem i log', { type: 'kommunikation' });
    const redelivered = await saved?.redeliver({ newId: true });
    for (const told of [again, reopened, redelivered]) expect(told?.toast).toContain(number);
    const other = await anew.dialog?.submits('Gem i log', { type: 'kommunikation', tekst: 'Kun tre skoler' });
    expect(other?.toast).toMatch(/^Nr\. \d+ gemt/);
    expect(other?.toast).not.toContain(number);
  });

  it('keeps what was filled in where it cannot be stored, and says why', async () => {
    const { dialog } = await stage.anna.opensMenu(writes(stage.jens, 'Vi ringer til elværket'), entry);
    const refused = await dialog?.submits('Gem i log', { tekst: 'Ringet', tid: 'engang', type: 'handling' });
    expect(refused?.dialog?.text).toContain('Tidspunktet kan ikke læses.');
    expect(refused?.dialog?.text).toMatch(/Ringet[\s\S]*engang/);
    const earlier = soon(-40);
    const saved = await refused?.dialog?.submits('Gem i log', { tid: earlier.typed });
    expect(saved?.toast).toMatch(new RegExp(`gemt som handling\\. Skete ${earlier.told}\\.`, 'u'));
  });

  it('has nothing to store without a text', async () => {
    const { dialog } = await stage.anna.opensMenu(writes(stage.jens, ''), entry);
    expect((await dialog?.submits('Gem i log'))?.dialog?.text).toContain('Der er ingen tekst.');
  });

  it('asks why at a decision that says no reason, and takes one from its words', async () => {
    const { dialog } = await stage.anna.opensMenu(writes(stage.jens, 'Vi lukker nettet'), entry);
    const without = await dialog?.submits('Gem i log', { type: 'beslutning' });
    expect(without?.dialog?.text).toMatch(/✔ NR\. \d+ GEMT · BESLUTNING[\s\S]*Hvorfor\?/);
    const why = await without?.dialog?.submits('Gem begrundelse', { begrundelse: 'virus spreder sig' });
    expect(why?.dialog?.text).toContain('virus spreder sig');
    const text = 'Vi lukker nettet, fordi virus spreder sig';
    const withReason = await dialog?.submits('Gem i log', { type: 'beslutning', tekst: text });
    expect(withReason?.toast).toMatch(/gemt som beslutning\. Skete/);
  });

  it('that looks as if it held a CPR number is asked about in the dialog, and keeps where it is from', async () => {
    const { dialog } = await stage.anna.opensMenu(
      writes(stage.jens, 'Borger 010190-1234 er meldt savnet'),
      entry,
    );
    const held = await dialog?.submits('Gem i log', { type: 'handling' });
    expect(held?.dialog?.text).toMatch(/Det ligner et CPR-nummer[\s\S]*010190-xxxx/);
    const saved = await held?.dialog?.submits('Gem uden cifrene');
    const number = /^Nr\. (\d+) gemt som handling/.exec(saved?.toast ?? '')?.[1];
    expect((await held?.dialog?.submits('Gem uden cifrene'))?.toast).toContain(`Nr. ${number} `);
    await stage.anna.types(`vis log ${number}`);
    expect(stage.anna.card()?.text).toMatch(/010190-xxxx er meldt savnet[\s\S]*Teams-besked fra Jens Krogh/);
  });

  it('is refused to whoever may not write in the log, with who can', async () => {
    const { dialog, toast } = await stage.ole.opensMenu(writes(stage.jens, 'Nødstrøm kører'), entry);
    expect(dialog).toBeUndefined();
    expect(toast).toMatch(/kriseorganisationen|Anna Holm/);
    const guest = await stage.guest.opensMenu(writes(stage.jens, 'Nødstrøm kører'), entry);
    expect(guest.toast).toBeDefined();
  });

  it('of the bot’s own is the bot’s', async () => {
    const { dialog } = await stage.anna.opensMenu(stage.anna.latest(), entry);
    expect(dialog?.text).toContain('Besked fra Krisebot');
  });

  it('is explained to whoever types it', async () => {
    await stage.anna.types('føj til kriselog');
    expect(stage.anna.latest()?.text).toContain('»Flere handlinger« og »Føj til kriselog«');
  });

  it('works in a channel, where nobody else sees it', async () => {
    const drift = stage.teams.channel('Drift');
    const seen = stage.peter.writes('Serverrummet er 40 grader', drift);
    const before = stage.anna.sees(drift).length;
    const { dialog } = await stage.anna.opensMenu(seen, entry);
    expect((await dialog?.submits('Gem i log'))?.toast).toMatch(/^Nr\. \d+ gemt som melding\./);
    expect(stage.anna.sees(drift).length).toBe(before);
  });

  it('is given back where the crisis ended meanwhile', async () => {
    const { dialog } = await stage.anna.opensMenu(writes(stage.jens, 'Strømmen er tilbage'), entry);
    await stage.anna.types('afblæs Falsk alarm');
    await stage.settled();
    const late = await dialog?.submits('Gem i log');
    expect(late?.dialog?.text ?? '').toContain('Strømmen er tilbage');
  });
});
