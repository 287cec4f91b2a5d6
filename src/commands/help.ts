import { type HelpLines, helpCard } from '../cards/help.ts';
import type { CommandSpec, HelpGroup } from './command.ts';

const order: readonly HelpGroup[] = [
  'Start og slut',
  'Situation og log',
  'Roller',
  'Dig selv',
  'Mødested',
  'Plan og kontakter',
];

const insiders = ['start', 'mit'];

/** The help, made from the list of commands. The list is given late, since the help stands in it. */
export function helpFor(commands: () => readonly CommandSpec[]): CommandSpec {
  return {
    word: 'hjælp',
    aliases: ['help', 'hjaelp', '?', 'kommandoer'],
    group: 'Plan og kontakter',
    does: 'viser, hvad du kan skrive',
    who: 'everyone',
    needs: 'nothing',
    reads: true,
    alone: true,
    answer: (ask) => ({ card: helpCard(helpLines(commands(), ask.inOrganisation)), summary: 'Hjælp' }),
  };
}

/** The commands a person may use, by group, in the order they are needed. */
export function helpLines(commands: readonly CommandSpec[], inOrganisation: boolean): readonly HelpLines[] {
  // For others, starting raises an alarm: one word for that is enough.
  const isFor = ({ who, word }: CommandSpec) =>
    inOrganisation || (who === 'everyone' && !insiders.includes(word));
  const usable = commands.filter((spec) => !spec.localOnly && isFor(spec));
  return order
    .map((title) => ({
      title,
      lines: usable
        .filter(({ group }) => group === title)
        .map((spec) => ({ word: spec.usage ?? spec.word, does: spec.does })),
    }))
    .filter(({ lines }) => lines.length > 0);
}
