import type { Plan } from '../domain/plan.ts';
import { type Button, rowsOf } from './button.ts';
import { render } from './render.ts';

/** A command as the help tells it: an example to type, and what that does. */
export interface HelpLine {
  readonly example: string;
  readonly does: string;
}

/** The help on one card: the few commands needed now, or all of one topic. */
export interface HelpView {
  /** The topic in capitals; empty for the few. */
  readonly topic: string;
  readonly title: string;
  readonly lines: readonly HelpLine[];
  /** Topics a tap away, by name. */
  readonly topics: readonly string[];
  /** What is good to know of the topic. */
  readonly hint?: string;
}

/** What one can type, by example. For whoever has no time to read, the number to ring stands on it too. */
export function helpCard({ topic, title, lines, topics, hint = '' }: HelpView, plan: Plan): object {
  const head = {
    context: undefined,
    kicker: topic ? `HJÆLP · ${topic}` : 'HJÆLP',
    title,
    sub: 'Skriv det her, eller i en kanal med »@Krisebot« foran',
    buttons: topic ? [{ title: 'Hjælp', verb: 'hjælp', data: { emne: 'alle' } }] : [],
  };
  const { name, phoneText } = plan.dutyPhone;
  return render('help', head, {
    lines,
    topics: rowsOf(undefined, topics.map(topicButton)),
    hint: topic ? hint : `Haster det, så ring ${phoneText} (${name}).`,
  });
}

function topicButton(topic: string): Button {
  return { title: `Om ${topic.toLocaleLowerCase('da')}`, verb: 'hjælp', data: { emne: topic } };
}
