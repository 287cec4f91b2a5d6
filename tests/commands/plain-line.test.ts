import { describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/commands.ts';
import { weighty } from '../../src/commands/overheard.ts';
import { plainLine } from '../../src/commands/plain-line.ts';

const isCommand = (text: string) => plainLine(text, commands) === undefined;

describe('a line of whoever writes the log', () => {
  it.each([
    'Elektrikeren er på stedet',
    'kl. 13.40 Nødstrøm er startet',
    'Status fra vagten: alt er nede',
    'Find ud af, hvem der har nøglen til rummet',
    'Hjælp er på vej fra Falck',
    'På vej er to mand fra Falck',
    'På vej 3 mand fra Falck',
    'Fremme om lidt er brandvæsenet',
    'Ringet til Falck, de kommer',
    'Kan ikke komme ind, Lise er syg',
    'Rolle fordelingen er på plads nu',
    'Jeg tager rollen op på mødet i eftermiddag',
    'Kobl strømmen fra i rum 3',
    'Log ind virker ikke',
    'Overlever batterierne natten er spørgsmålet',
    'Roller ind over os nu',
    'Plan b er i gang',
    'Mødested er flyttet til rådhuset',
    'Fremme?',
    'Ret mig, hvis jeg tager fejl',
    'Klaret med Falck',
    'Strømsvigt',
    'Statsu på telefonerne er uklar',
    'ja, de har fået besked',
    'Nej til flere interviews i dag',
    'tak for lån af bilen',
    'Vis status til borgmesteren, når den er klar',
    'Se loggen fra firewallen: angreb kl. 03',
    'Hvad der skete kl. 3, ved vi ikke',
    'Nr. 4 på listen har svaret',
    'Slet 4 servere fra listen',
    'Opdater billedet på væggen',
    '1',
    '…',
  ])('»%s« is an entry', (text) => {
    expect(plainLine(text, commands)).toEqual({});
  });

  it.each([
    ['alarm på døren er væk', 'alarm'],
    ['Alarm: ingen kan logge på', 'alarm'],
    ['Start på nødstrøm kl. 13.40', 'start'],
    ['slut nu', 'slut'],
    ['Slut med strøm i hele huset', 'slut'],
    ['afblæs festen', 'afblæs'],
    ['Øvelse i morgen er aflyst', 'øvelse'],
    ['Falsk alarm', 'afblæs'],
    ['slut?', 'slut'],
  ])('»%s« is an entry, and may have meant »krise %s«', (text, near) => {
    expect(plainLine(text, commands)).toEqual({ near });
  });

  it.each([
    'overlever Lise Bro',
    'Overlever log til Lise Bro',
    'krise',
    'krise status',
    '/krise status er uklar',
    'Krise: alarm Ingen kan logge på',
    '/status',
    '/alarm Ingen kan logge på',
    'status',
    'Status?',
    'roller',
    'se log',
    'vis log 18',
    'hvad sker der?',
    'Hvor?',
    'ja',
    'Nej',
    'ok',
    'set',
    'vi mødes her',
    'alarm',
    'slut',
    'hjælp',
    'hjælp log',
    'find telefoni',
    'log Elektrikeren er her',
    'beslutning Vi lukker nettet, fordi virus spreder sig',
    'melding: Telefonerne er nede',
    'Opgave ring til elværket',
    'Kommunikation besked sendt til skolerne',
    'fordi virus spreder sig',
    'ret 18 Kun mail er nede',
    'ret 18: Kun mail er nede',
    'nr 4 er en beslutning',
    'slet 4',
    'ret sidste',
    'vis S1',
    'hvad mangler?',
    'det var en fejl',
    'fortryd',
    'nr. 6 er klaret',
    'vis beslutninger',
    'vis beslutninger siden kl. 13',
    'hvad er der sket siden kl 3',
    'vis log fra Peter',
    'vis status',
    'vis opgaver',
    'opdatér billedet',
    'eksportér loggen',
    'hent pdf',
    'pdf',
    'vis historik',
    'klaret 18',
    'på vej kl. 14.20',
    'fremme om en halv time',
    'meldt kl. 02.05',
    'rolle log @Lise Bro',
    'rolle log Lise Bro',
    'ringet Lise Bro intet svar',
    'kan ikke log syg',
    'jeg tager rollen log',
    'logtilstand fra',
    'slå logtilstand fra',
    'logtilstand',
    'kobl @Lise Bro Lise Bro',
    'statsu',
    'rolller',
    '',
  ])('»%s« is a command', (text) => {
    expect(isCommand(text)).toBe(true);
  });

  it('is a command wherever it is an example of the help, but for what starts or ends something for everyone', () => {
    const examples = commands.map(({ example, word }) => example ?? word);
    const entries = examples.flatMap((text) => plainLine(text, commands)?.near ?? []);
    const lost = examples.filter((text) => plainLine(text, commands)?.near === undefined && !isCommand(text));
    expect(entries.filter((word) => !weighty.includes(word))).toEqual([]);
    expect(lost).toEqual(['kan ikke bruges Ingen strøm']);
  });
});
