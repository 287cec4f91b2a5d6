import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandOf, commands } from '../../src/commands/commands.ts';
import { overheard } from '../../src/commands/overheard.ts';
import { parse } from '../../src/commands/parse.ts';

const wordOf = (text: string) => parse(text, commands).spec?.word;
const argsOf = (text: string) => {
  const parsed = parse(text, commands);
  return parsed.spec ? parsed.args : undefined;
};

describe('what is typed', () => {
  it.each([
    ['/krise start Strømsvigt i serverrum', 'start', 'Strømsvigt i serverrum'],
    ['krise start Strømsvigt', 'start', 'Strømsvigt'],
    ['  KRISE\u00a0 Start   Strømsvigt ', 'start', 'Strømsvigt'],
    ['start: Strømsvigt', 'start', 'Strømsvigt'],
    ['/start Strømsvigt', 'start', 'Strømsvigt'],
    ['Krisebot hjælp', 'hjælp', ''],
    ['kan ikke komme', 'forhindret', ''],
    ['kan ikke log syg', 'kan ikke', 'log syg'],
    ['kan ikke bruges Ingen strøm', 'kan ikke bruges', 'Ingen strøm'],
    ['jeg tager rollen log', 'jeg tager rollen', 'log'],
    ['JA', 'jeg tager rollen', ''],
    ['vis log 18', 'vis log', '18'],
    ['log Elektrikeren ER her', 'log', 'Elektrikeren ER her'],
    ['vi mødes her', 'mødested', 'bekræft'],
    ['telefon/Teams i stedet', 'mødested', 'online'],
    ['gå med', 'set', ''],
    ['undladelse Vi venter', 'fravalg', 'Vi venter'],
    ['situationsbillede', 'status', ''],
    ['er her', 'fremme', ''],
    ['kommer ikke', 'forhindret', ''],
    ['kommer 14.20', 'på vej', '14.20'],
    ['start øvelse Nedbrud', 'øvelse', 'Nedbrud'],
    ['jeg kommer ikke', 'forhindret', ''],
    ['jeg er på vej', 'på vej', ''],
    ['slut nu Strømmen er tilbage', 'slut', 'nu Strømmen er tilbage'],
    ['ret 5: Nødstrøm kører nu', 'ret', '5: Nødstrøm kører nu'],
    ['nr 4 er en beslutning', 'ret', '4 beslutning'],
    ['4 er en beslutning', 'ret', '4 beslutning'],
    ['gør nr. 4 til en beslutning', 'ret', '4 beslutning'],
    ['opgave 6 er løst', 'klaret', '6'],
    ['vis S1', 'status', 'S1'],
    ['S1', 'status', 'S1'],
    ['næste billede kl. 4', 'send billede', 'næste kl. 4'],
    ['eksport til excel', 'eksport', 'til excel'],
    ['hvad mangler?', 'overblik', ''],
    ['afslut krise', 'slut', ''],
    ['Nr. 4 er bekræftet.', 'ret', '4 bekræftet'],
    ['nr. 4 er forkert', 'ret', '4'],
    ['slet 4', 'ret', '4'],
    ['det var en fejl', 'ret', ''],
    ['nr. 6 er klaret', 'klaret', '6'],
    ['vis beslutninger siden kl. 13', 'vis log', 'beslutninger siden kl. 13'],
    ['hvad er der sket siden kl 3', 'vis log', 'siden kl 3'],
    ['vis hele loggen', 'vis log', ''],
    ['vis status', 'status', ''],
    ['vis mig situationsbilledet', 'status', ''],
    ['vis opgaver', 'plan', 'mine opgaver'],
    ['vis historik', 'historik', ''],
    ['se roller', 'roller', ''],
    ['opdatér billedet', 'opdater', ''],
    ['opdater situationsbilledet ramt: mail', 'opdater', 'ramt: mail'],
    ['send situationsbilledet', 'send billede', ''],
    ['godkend og send', 'godkend', ''],
    ['eksportér loggen', 'eksport', ''],
    ['hent pdf', 'eksport', 'pdf'],
    ['kontrollér loggen', 'kontroller', ''],
    ['slut krisen', 'slut', ''],
    ['krisen er slut', 'slut', ''],
    ['evaluér', 'evaluering', ''],
    ['print planen', 'papirpakke', ''],
    ['sag nr. 24/1234', 'sagsnummer', '24/1234'],
  ])('»%s« is %s', (text, word, args) => {
    expect(wordOf(text)).toBe(word);
    expect(argsOf(text)).toBe(args);
  });

  it.each([
    ['hvor?', 'mødested'],
    ['Hvor mødes vi?', 'mødested'],
    ['hvor er I', 'mødested'],
    ['hvem leder?', 'roller'],
    ['hvem er kriseleder', 'roller'],
    ['who is leading?', 'roller'],
    ['hvem ringer jeg til', 'ring'],
    ['hvem mangler', 'ring'],
    ['hvad nu??', 'mit'],
    ['hvad skal jeg gøre?', 'mit'],
    ['OK.', 'set'],
    ['hvad sker der', 'status'],
  ])('the plain question or answer »%s« is %s', (text, word) => {
    expect(wordOf(text)).toBe(word);
  });

  it.each([
    'hvor er nøglen til serverrummet',
    'hvem leder efter nøglen',
    'ok vi lukker nettet',
    'hvad nu hvis det er virus',
    'nr 4 er på vej hjem',
    'nr. 4 er en fejlmelding fra i går',
    'slet 4 servere fra listen',
    'vis hensyn',
    'se her hvordan det ryger',
  ])('»%s« is no plain question, but a text', (text) => {
    expect(wordOf(text)).toBeUndefined();
  });

  it('keeps the text after the word as it was written, line breaks and all', () => {
    expect(argsOf('melding  linje 1\n  linje 2  ')).toBe('linje 1\n  linje 2');
  });

  it.each([
    ['strat', 'start'],
    ['mødestet', 'mødested'],
    ['besluning', 'beslutning'],
    ['hjelp', 'hjælp'],
    ['rolller', 'roller'],
    ['statsu', 'status'],
    ['på vje', 'på vej'],
    ['jeg tager rolen log', 'jeg tager rollen'],
  ])('an unknown »%s« suggests »%s«', (text, nearest) => {
    expect(parse(text, commands)).toMatchObject({ spec: undefined, nearest: { word: nearest } });
  });

  it.each(['Serveren i kælderen brænder', '🔥🔥', '???', 'kom med alt'])('»%s« suggests nothing', (text) => {
    expect(parse(text, commands)).toMatchObject({ spec: undefined, nearest: undefined });
  });

  it.each(['krise start\u00a0', '\u00a0/krise start', '/krise  start ', 'krise\u202fstart'])(
    '»%s« is start without a headline',
    (text) => {
      expect(wordOf(text)).toBe('start');
      expect(argsOf(text)).toBe('');
    },
  );

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (text) => {
        parse(text, commands);
        overheard(text, commands);
      }),
      { numRuns: 2_000, seed: 7 },
    );
  });
});

describe('the list of commands', () => {
  it('has every word, alias and phrase once', () => {
    const words = commands.flatMap(({ word, aliases, phrases, whole }) => [
      ...(whole ?? []),
      word,
      ...aliases,
      ...Object.keys(phrases ?? {}),
    ]);
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  });

  it('has a help line and an example that is understood for each', () => {
    for (const spec of commands) {
      expect(spec.does, spec.word).toMatch(/^[a-zæøå]/);
      expect(wordOf(spec.example ?? spec.word), spec.word).toBe(spec.word);
    }
  });

  it('finds a button’s command by its verb alone', () => {
    expect(commandOf('jeg tager rollen')?.word).toBe('jeg tager rollen');
    expect(commandOf('constructor')).toBeUndefined();
  });
});
