import { channelCard, confirmedCard } from '../cards/guide.ts';
import { readinessCard } from '../cards/readiness.ts';
import type { Answer, Ask, CommandSpec } from './command.ts';

/** Who of the crisis organisation can be reached, before it matters. Disturbs nobody. */
export const readiness: CommandSpec = {
  word: 'parat',
  aliases: ['parathed', 'ready', 'er vi klar'],
  group: 'Plan og kontakter',
  does: 'viser, om alle kan nås, og hvad der mangler',
  right: 'readReadiness',
  needs: 'nothing',
  reads: true,
  answer: async (ask) => ({
    card: readinessCard(ask.plan, await ask.act.readiness()),
    summary: 'Parat',
    about: null,
    ...(ask.args ? { leftover: ask.args } : {}),
  }),
};

/** A message to oneself, as it comes in a crisis. */
export const trial: CommandSpec = {
  word: 'prøve',
  aliases: ['prøv', 'proeve', 'test', 'prøvebesked'],
  group: 'Plan og kontakter',
  does: 'sender dig en prøve, så du ved, om du hører den',
  right: 'readReadiness',
  needs: 'nothing',
  reads: false,
  phrases: { 'jeg fik den': 'ja' },
  answer: (ask) => {
    const given = ask.tapped ? (ask.tapped.svar ?? '') : ask.args;
    if (given === 'ja') return confirm(ask);
    return given ? { text: 'Mente du »prøve«? Så skriv det alene.', about: null } : send(ask);
  },
};

async function confirm(ask: Ask): Promise<Answer> {
  await ask.act.confirmTrial();
  return { card: confirmedCard(ask.at), summary: 'Du kan nås i Teams', about: null, shows: 'inPlace' };
}

async function send(ask: Ask): Promise<Answer> {
  const sent = await ask.act.sendTrial();
  return { text: trialAnswers[sent], about: null };
}

const trialAnswers = {
  sent: 'Prøven er sendt til din chat med Krisebot. Kom den frem, så tryk på knappen på den.',
  refused:
    'Teams afviser beskeder fra Krisebot til dig. Find Krisebot under Apps i Teams, vælg Tilføj, og skriv »prøve« igen.',
  noAnswer: 'Teams svarede ikke, så prøven er måske ikke sendt. Skriv »prøve« igen om lidt.',
} as const;

/** The channel for the status card: which it is, and choosing the one this is typed in. */
export const crisisChannel: CommandSpec = {
  word: 'krisekanal',
  aliases: ['vælg kanal'],
  phrases: { 'brug denne kanal': 'her' },
  group: 'Plan og kontakter',
  does: 'vælger den kanal, du skriver i, til krisens status. »krisekanal« alene viser, hvilken det er',
  example: 'krisekanal her',
  right: 'chooseChannel',
  needs: 'nothing',
  reads: false,
  namesOnly: true,
  async answer(ask) {
    const chooses = /^(her|vælg|brug)$/i.test(ask.tapped?.valg ?? ask.args);
    const state = chooses ? await ask.act.chooseChannel() : await ask.act.channel();
    return {
      card: channelCard(ask.plan, state),
      summary: 'Krisekanal',
      about: null,
      ...(ask.tapped ? { shows: 'inPlace' as const } : {}),
      ...(ask.args && !chooses ? { leftover: ask.args } : {}),
    };
  },
};
