import { describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/commands.ts';
import { parse } from '../../src/commands/parse.ts';
import { packApp } from '../../src/manifest/app-package.ts';
import { unknownTitles } from '../../src/manifest/describe.ts';
import type { Json } from '../../src/manifest/render.ts';
import { documentIn, type Manifest, packed, settingsWith, sources } from './packing.ts';

const { zip } = await packed();
const { bots, description } = documentIn<Manifest>(zip, 'manifest.json');
const [team, personal] = bots[0].commandLists;
const english = documentIn<Record<string, string>>(zip, 'en.json');
const listed = [team, personal].flatMap((list, index) =>
  (list?.commands ?? []).map((command, place) => ({
    ...command,
    path: `bots[0].commandLists[${index}].commands[${place}].description`,
  })),
);

describe('the commands that Teams lists', () => {
  it.each(listed)('»$title« is a command of the bot, by its own word', ({ title }) => {
    const parsed = parse(title, commands);
    const nearest = parsed.spec ? undefined : parsed.nearest?.word;
    expect(parsed.spec, `no command »${title}«: was it renamed? Nearest: ${nearest}`).toBeDefined();
    expect(title.replace(/^krise /, '')).toBe(parsed.spec?.word);
    expect(parsed.spec && parsed.args).toBe('');
    expect(parsed.spec?.localOnly).toBeUndefined();
  });

  it.each(listed)(
    '»$title« is explained by its own help line, and in English too',
    ({ title, description, path }) => {
      const does = parse(title, commands).spec?.does ?? '';
      expect(description.toLocaleLowerCase('da').startsWith(does.toLocaleLowerCase('da'))).toBe(true);
      expect(english[path]).toMatch(/^[A-Z].{10,}/);
      expect(english[path]).not.toBe(description);
    },
  );

  it('show what can be typed after them as one types it there', () => {
    const explained = new Map(listed.map(({ title, description }) => [title, description]));
    expect(explained.get('krise start')).toMatch(/ Fx »krise start [^«]+«$/);
    expect(explained.get('start')).toMatch(/ Fx »start [^«]+«$/);
    expect(explained.get('krise status')).not.toContain('Fx');
    expect([...explained.values()].filter((text) => /\.\.|[.…] ?\.|undefined/.test(text))).toEqual([]);
  });

  it.each(['krise strat', 'krise som', 'krise start nu', 'krise skriv', 'krise'])(
    '»%s« may not be one of them',
    (title) => {
      expect(unknownTitles({ commands: [{ title }, { title: 'krise start' }] })).toEqual([
        `manifest.json: commands[0].title er »${title}«, som ikke er en kommando.`,
      ]);
    },
  );

  it('keep their English text when they change places', async () => {
    const swapped = JSON.parse(
      JSON.stringify(sources.manifest)
        .replace('"krise start"', '"krise ?"')
        .replace('"krise øvelse"', '"krise start"')
        .replace('"krise ?"', '"krise øvelse"'),
    ) as Json;
    const result = await packApp({ ...sources, manifest: swapped }, settingsWith(), '0.4.2');
    const made = 'made' in result ? result.made.zip : new Uint8Array();
    const lists = documentIn<Manifest>(made, 'manifest.json').bots[0].commandLists;
    const texts = documentIn<Record<string, string>>(made, 'en.json');
    const textOf = (title: string) =>
      texts[
        `bots[0].commandLists[0].commands[${lists[0]?.commands.findIndex((c) => c.title === title)}].description`
      ];
    expect(textOf('krise start')).toMatch(/^Starts the crisis/);
    expect(textOf('krise øvelse')).toMatch(/^Starts an exercise/);
  });

  it('stop the packing where an English text has no command', async () => {
    const strange = { ...(sources.english as object), commands: { 'krise start': 'Starts' } };
    expect(await packApp({ ...sources, english: strange }, settingsWith(), '0.4.2')).toEqual({
      faults: ['en.json: »krise start« er ikke en kommando på listerne i manifest.json.'],
    });
  });

  it('stop the packing when one of them is renamed', async () => {
    const renamed = JSON.parse(
      JSON.stringify(sources.manifest).replace('"krise ring"', '"krise telefon"'),
    ) as Json;
    expect(await packApp({ ...sources, manifest: renamed }, settingsWith(), '0.4.2')).toEqual({
      faults: [expect.stringMatching(/»krise telefon«, som ikke er en kommando/)],
    });
  });

  it.each([description.full, english['description.full']])(
    'are the only ones named in the app’s own words',
    (text) => {
      const named = [...(text ?? '').matchAll(/[»“](krise [^«”]+)[«”]/g)].map(([, words]) => words ?? '');
      expect(named).toHaveLength(3);
      expect(named.filter((words) => !listed.some(({ title }) => title === words))).toEqual([]);
    },
  );

  it('are twelve at most in each list, each named once', () => {
    for (const list of [team, personal]) {
      const titles = list?.commands.map(({ title }) => title) ?? [];
      expect(titles.length).toBeGreaterThan(5);
      expect(titles.length).toBeLessThanOrEqual(12);
      expect(new Set(titles).size).toBe(titles.length);
    }
  });

  it('begin with »krise« where others write too, so that a picked one is understood there', () => {
    expect(team).toMatchObject({ scopes: ['team', 'groupChat'], triggers: ['slash', 'mention'] });
    expect(team?.commands.filter(({ title }) => !title.startsWith('krise '))).toEqual([]);
    expect(personal).toMatchObject({ scopes: ['personal'] });
    expect(personal?.commands.filter(({ title }) => title.startsWith('krise '))).toEqual([]);
  });

  it.each(['start', 'status', 'ring', 'hjælp'])('have »%s« everywhere', (word) => {
    expect(team?.commands.map(({ title }) => title)).toContain(`krise ${word}`);
    expect(personal?.commands.map(({ title }) => title)).toContain(word);
  });
});
