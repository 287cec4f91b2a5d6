import type { Answer, Ask, CommandSpec, HandedBy } from './command.ts';

/** The plan on paper, for when Teams is what is broken. */
export const paperPack: CommandSpec = {
  word: 'papirpakke',
  aliases: [
    'papirpakken',
    'pakke',
    'papir',
    'print',
    'print plan',
    'print planen',
    'print papirpakken',
    'paper',
  ],
  group: 'Plan og kontakter',
  does: 'giver dig planen som PDF til print: numre, handlingskort og tom log',
  right: 'readPlan',
  needs: 'nothing',
  reads: true,
  answer: async (ask) => ({
    ...answerOf(await ask.act.takePack(), ask),
    about: null,
    ...(ask.args ? { leftover: ask.args } : {}),
  }),
};

function answerOf({ way, card }: HandedBy, { personal }: Ask): Answer {
  return card ? { card, summary: 'Papirpakken' } : { text: words(way, personal) };
}

function words(way: HandedBy['way'], personal: boolean): string {
  const where = personal ? 'her i chatten' : 'i din chat med Krisebot';
  const texts: Readonly<Record<typeof way, string>> = {
    offered: `Sig ja på kortet ${where}, så ligger papirpakken i dit OneDrive. Print den.`,
    linked: `Linket til papirpakken er ${where}.`,
    unsure: `Teams svarede ikke. Ser du ikke et kort ${where}, så skriv »papirpakke« igen.`,
    unsent:
      'Jeg kan ikke skrive til dig i 1:1, og pakken har navne og numre. Åbn chatten med Krisebot, og skriv »papirpakke« der.',
    noAddress:
      'Teams tog ikke imod papirpakken. Få fat i den, der driver Krisebot: »npm run pack« laver den, og med PUBLIC_URL kommer den som link.',
    busy: 'Der bliver lavet filer til andre lige nu. Skriv »papirpakke« igen om et minut.',
  };
  return texts[way];
}
