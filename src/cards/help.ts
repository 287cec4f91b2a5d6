import type { Button } from './button.ts';
import { render } from './render.ts';

/** A group of commands in the help: how each is typed, and what it does. */
export interface HelpLines {
  readonly title: string;
  readonly lines: readonly { readonly word: string; readonly does: string }[];
}

const shortcuts: readonly Button[] = [
  { title: 'Kontakter', verb: 'kontakter' },
  { title: 'Plan', verb: 'plan' },
];

/** What one can type, by group. The groups come from the list of commands. */
export function helpCard(groups: readonly HelpLines[]): object {
  const words = groups.flatMap(({ lines }) => lines.map(({ word }) => word));
  const head = {
    context: undefined,
    kicker: 'HJÆLP',
    title: 'Det kan du skrive',
    sub: 'Skriv ordene her, eller i en kanal »@Krisebot« foran',
    buttons: shortcuts.filter(({ verb }) => words.includes(verb)),
  };
  return render('help', head, { intro: '', groups });
}
