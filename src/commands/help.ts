import { cryCard } from '../cards/cry.ts';
import { type HelpView, helpCard } from '../cards/help.ts';
import { readByOthers } from '../cards/saved.ts';
import { may } from '../domain/rights.ts';
import type { Answer, Ask, CommandSpec, HelpGroup } from './command.ts';

/** What the help is divided into, each a card. */
export const helpTopics: readonly HelpGroup[] = [
  'Start og slut',
  'Situationsbillede',
  'Log',
  'Roller',
  'Dig selv',
  'Mødested',
  'Plan og kontakter',
];

/** What is needed most: while a crisis runs, and while none does. */
const most = {
  running: ['mit', 'status', 'log', 'ring', 'mødested'],
  quiet: ['start', 'øvelse', 'kontakter', 'parat', 'plan'],
} as const;

const insiders = ['start', 'mit', 'mine oplysninger'];

/** The help, made from the list of commands. The list is given late, since the help stands in it. */
export function helpFor(commands: () => readonly CommandSpec[]): CommandSpec {
  return {
    word: 'hjælp',
    aliases: ['help', 'hjaelp', '?', 'kommandoer'],
    group: 'Plan og kontakter',
    does: 'viser det, du mest har brug for at kunne skrive',
    right: 'readHelp',
    needs: 'nothing',
    reads: true,
    answer: (ask) => answer(ask, commands()),
  };
}

function answer(ask: Ask, commands: readonly CommandSpec[]): Answer {
  const wanted = ask.tapped ? (ask.tapped.emne ?? '') : ask.args;
  const topic = topicOf(wanted);
  if (/\p{L}/u.test(ask.args) && !topic) return cryForHelp(ask);
  const view = helpView(commands, ask.inOrganisation, ask.ledger !== undefined, topic);
  return {
    card: helpCard(view, ask.plan),
    summary: 'Hjælp',
    ...(ask.tapped?.emne ? { shows: 'inPlaceForTapper' as const } : {}),
  };
}

/** "Hjælp, der er røg i kælderen" asks for no list of words: whom to phone, and a way to pass it on. */
function cryForHelp({ plan, ledger, inOrganisation, args }: Ask): Answer {
  const inside = ledger ? { crisisId: ledger.crisis.id } : 'mayStart';
  return { card: cryCard(plan, args, inOrganisation ? inside : 'other'), summary: 'Er der sket noget?' };
}

/** As Danish words end in their definite form: rollerne, loggen, mødestedet. */
const ending = /^(en|et|t|ne|gen|s)?$/;

/** Longer is no topic's word. */
const longestTopic = 60;

/** "roller", "om roller", "til mødestedet": a text that is a topic's word and no more. All else cries for help. */
export function topicOf(typed: string): HelpGroup | undefined {
  if (typed.length > longestTopic) return undefined;
  const words = typed
    .normalize('NFC')
    .toLocaleLowerCase('da')
    .replace(/^(om|til|med)\s+/, '')
    .replace(/[.!?\s]+$/, '');
  const isMeant = (name: string) =>
    (words.length > 3 && name.startsWith(words)) ||
    (words.startsWith(name) && ending.test(words.slice(name.length)));
  return helpTopics.find((topic) => {
    const name = topic.toLocaleLowerCase('da');
    const short = topic === 'Situationsbillede' ? ['billede'] : [];
    return [name, ...name.split(' og '), ...short].some(isMeant);
  });
}

/** What a person may use: the few commands needed most, or all of a topic. */
export function helpView(
  commands: readonly CommandSpec[],
  inOrganisation: boolean,
  isRunning: boolean,
  topic?: HelpGroup,
): HelpView {
  // For others, starting raises an alarm: one word for that is enough.
  const isFor = ({ right, word }: CommandSpec) =>
    inOrganisation || (may(right, 'unled', ['tenant']) && !insiders.includes(word));
  const usable = commands.filter((spec) => !spec.localOnly && isFor(spec));
  const few = inOrganisation
    ? most[isRunning ? 'running' : 'quiet']
    : usable.map(({ word }) => word).filter((word) => word !== 'hjælp');
  const shown = topic
    ? usable.filter(({ group }) => group === topic)
    : few.flatMap((word) => usable.filter((spec) => spec.word === word));
  return {
    topic: topic?.toLocaleUpperCase('da') ?? '',
    title: topic ? 'Det kan du skrive' : isRunning ? 'Det mest brugte lige nu' : 'Er der sket noget?',
    lines: shown.map(({ example, word, does }) => ({ example: example ?? word, does })),
    topics: topic || !inOrganisation ? [] : helpTopics,
    hint: topic === 'Log' ? readByOthers : '',
  };
}
