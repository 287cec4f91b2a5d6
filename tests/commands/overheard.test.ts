import { describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/commands.ts';
import { overheard } from '../../src/commands/overheard.ts';

describe('what the bot overhears, addressed by nobody', () => {
  it.each([
    'krise',
    '/Krise ',
    '/krise status',
    '/krise strat',
    '/krise slut nu Strømmen er tilbage',
    '/krisebot start Strømsvigt',
    'Krise: status',
    'krise status?',
    'krise slut',
    'krise start',
    'krise melding Elektrikeren er her',
    'krise log Vandet kom ind ad bagdøren',
    'krise beslutning Vi lukker nettet, fordi virus spreder sig',
    'krise vis log 18',
    'krise status S1',
    'krise opdater ramt: mail er nede',
    'krise opdater årsag (formodet): kabel',
    'krise opdater konsekvnes: nødkald er nede',
    'krise opdater ramt mail er nede',
    'krise send billede næste kl. 16',
    'krise godkend S2',
    'krise del billede',
    'krise vis log handlinger Jens siden kl. 13',
    'krise find telefoni',
    'krise kommunikation Besked sendt til skolerne',
    'krise opgave Ring til elværket @Jens',
    'krise klaret 18',
    'krise ret 18 fordi virus spreder sig',
    'krise mødested',
    'krise mødested bekræft',
    'krise på vej kl. 14.20',
    'krise kan ikke log syg',
    'krise ringet Lise Bro intet svar',
    'krise rolle log @Lise',
    'krise niveau 2',
    'krise meldt kl. 02.05',
    'krise krisekanal her',
    'krise hjælp vi har brug for en elektriker',
    'KRISE\u00a0set',
    'krise historik',
    'krise historik K-2026-07',
    'krise evaluering',
  ])('»%s« is a command', (text) => {
    expect(overheard(text, commands)).toBe('command');
  });

  it.each([
    'krise start Strømsvigt i serverrum',
    'Krise start er altid hektisk',
    'krise start øvelse Nedbrud',
    'krise start?',
    'krise øvelse på fredag bliver sjov',
    'krise alarm på rådhuset igen igen',
    'Krise slut nu? Jeg vil hjem',
    'Krise slut for i dag',
    'krise afblæs festen',
    'krise genåbn Strømmen er væk igen',
  ])('»%s« starts or ends nothing by itself', (text) => {
    expect(overheard(text, commands)).toBe('unsure');
  });

  it.each([
    'Krise i budgettet igen, haha',
    'krise, ikke sandt?',
    'krise strat', // a slip of the finger is helped only where the bot is addressed
    'Krise set fra min stol er det her ikke',
    'Krise cancel alle møder i dag',
    'Krise besluttet af ledelsen?',
    'Krise log ind virker ikke',
    'Krise kommer sjældent alene',
    'krise status er dårlig i dag',
    'krise opdater lige jeres telefoner',
    'krise godkend nu det budget',
    'krise ja',
    'krise ok',
    'Krise: hvad sker der?',
    'krise på vej?',
    'Krise på vej i budgettet',
    'Krise kan ikke undgås',
    'Krise kommunikation er svært',
    'Krise ret mig, hvis jeg tager fejl',
    'Krise fordi vi har travlt',
    'Krise klaret uden problemer',
    'Krise kan ikke bruges som undskyldning',
    'Krise status er uklar',
    'Krise plan b er i gang',
    'Krise roller ind over os',
    'Krise niveau er højt i dag',
    'Krise ringet ind af kunderne',
    'Krise er ikke noget, vi taler om',
    'krisen er slem',
    '/krisen er slem',
    'Skal vi starte krisestaben?',
    'start',
    'status på krise',
    '',
    '   ',
  ])('»%s« is people talking', (text) => {
    expect(overheard(text, commands)).toBe('talk');
  });

  it('understands every example of the help after »krise«, but the one that people say of much else', () => {
    const examples = commands.map(({ example, word }) => example ?? word);
    const lost = examples.filter((example) => overheard(`krise ${example}`, commands) === 'talk');
    expect(lost).toEqual(['kan ikke bruges Ingen strøm']);
  });
});
