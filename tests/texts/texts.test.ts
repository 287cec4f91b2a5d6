import { describe, expect, it } from 'vitest';
import { allTexts, textsOfJson } from './all-texts.ts';
import { broken, lacksFullStop } from './language.ts';
import { textsOfSource } from './source-texts.ts';

const all = allTexts();
const lines = all.flatMap(({ place, texts }) => texts.map((text) => ({ place, text })));

/** Lines on a terminal, and the help's lines: a verb and what it does, no full stop. */
const noSentences = /^(commands$|src\/(config|main|manifest|local|plan)\b)/;

describe('the words people see', () => {
  it('are those of the list: a change of wording is a change of the list', async () => {
    const chapters = all.map(
      ({ place, texts }) => `## ${place}\n\n${texts.map((text) => `- ${oneLine(text)}`).join('\n')}\n`,
    );
    const intro = 'Every Danish text of the bot, read from the sources. Made anew by `npm run texts`.';
    await expect(`# Texts\n\n${intro}\n\n${chapters.join('\n')}`).toMatchFileSnapshot('all-texts.md');
  });

  it('keep the house style', () => {
    const faults = lines.flatMap(({ place, text }) =>
      broken(text).map((rule) => `${place}: ${rule}: ${text}`),
    );
    expect(faults).toEqual([]);
  });

  it('end with a full stop where they are sentences', () => {
    const open = lines.filter(({ place, text }) => !noSentences.test(place) && lacksFullStop(text));
    expect(open.map(({ place, text }) => `${place}: ${text}`)).toEqual([]);
  });

  it('name no real person or number: those stand in the plan alone', () => {
    expect(
      lines.filter(({ text }) => /\b\d\d ?\d\d ?\d\d ?\d\d\b/.test(text) && !/\+46|0{8}/.test(text)),
    ).toEqual([]);
  });
});

describe('the list of texts', () => {
  /** A hole is written #{…} here. */
  const found = (source: string) => textsOfSource(source.replaceAll('#', '$'), 'a.ts');

  it('finds strings and templates, and shows what a hole may say', () => {
    expect(found('const a = `Nr. #{told.number} gemt`;')).toEqual(['Nr. {told.number} gemt']);
    expect(found("const a = `#{x ? 'Øvelsen' : 'Krisen'} er slut`;")).toEqual(['{Øvelsen | Krisen} er slut']);
    expect(found("const w = x ? 'to' : 'en'; const a = `Vi er #{w} her`;")).toEqual(['Vi er {to | en} her']);
    expect(found("const w = { a: 'syg', b: 'væk' }; const a = `Du er #{w[x]}`;")).toEqual([
      'syg',
      'væk',
      'Du er {syg | væk}',
    ]);
    expect(found('const a = `Ring #{call(1, `nu til #{name}`)}`;')).toEqual(['Ring {call}', 'nu til {name}']);
  });

  it('takes single words with a capital, and words of a table', () => {
    expect(found("const a = { title: 'Roller', verb: 'på vej' };")).toEqual(['Roller']);
    expect(found("const a = { x: 'på vej', y: 'online' };")).toEqual(['på vej', 'online']);
    expect(found("const a: 'ja tak' | 'nej' = 'nej';")).toEqual([]);
  });

  it('leaves out what people never see', () => {
    expect(found("import a from 'Et sted'; throw new Error('some thing');")).toEqual([]);
    expect(found("if (a === 'Et sted') ports.journal.error('some thing', e);")).toEqual([]);
    expect(found("switch (a) { case 'Et sted': break; }")).toEqual([]);
    expect(found("const a = { 'Et sted': 1 };")).toEqual([]);
  });

  it('reads a template of a card', () => {
    const template = {
      type: 'TextBlock',
      text: `Nr. \${number}`,
      items: [{ text: `\${x}`, label: 'Hvem?' }],
    };
    expect(textsOfJson(template)).toEqual(['Nr. {number}', 'Hvem?']);
  });

  it('knows each slip of style', () => {
    const slips = [
      'Sig "hej"',
      'kl. 02:14',
      'kl.02',
      'et  ord',
      'ja , nej',
      'vent...',
      'ja - nej',
      'Vil De er',
      'Klik her',
      'Nu!',
    ];
    expect(slips.filter((slip) => broken(slip).length === 0)).toEqual([]);
    expect(broken('Skriv »start«, og vent – det begyndte kl. 02.14.')).toEqual([]);
    expect(lacksFullStop('Det er gemt. Skriv igen')).toBe(true);
    expect(lacksFullStop('Det er gemt. Skriv igen.')).toBe(false);
  });
});

function oneLine(text: string): string {
  return text.replaceAll('\n', '⏎').replaceAll('<', '‹').replaceAll('>', '›').trim();
}
