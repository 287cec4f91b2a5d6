import { kl, longDate } from '../domain/danish-time.ts';
import type { Actor } from '../domain/entry.ts';
import { contactOf, type Plan } from '../domain/plan.ts';
import { rowsOf } from './button.ts';
import { render } from './render.ts';
import { oneLine } from './text.ts';

const longestHeadline = 120;
const longestText = 1_000;

/** An alarm as it was raised. */
export interface RaisedAlarm {
  readonly at: string;
  readonly by: Actor;
  readonly text: string;
}

/** To the crisis organisation: who reports what, whom to phone, and the one tap that starts the crisis. */
export function alarmCard(plan: Plan, { at, by, text }: RaisedAlarm): object {
  const own = contactOf(plan, by.id)?.phoneText;
  const { name, phoneText } = plan.dutyPhone;
  const head = {
    context: undefined,
    tone: 'attention' as const,
    kicker: 'ALARM · KRISEN ER IKKE STARTET',
    title: oneLine(text, longestHeadline),
    sub: `Fra ${oneLine(by.name, 60)} ${kl(at)}, ${longDate(at)}`,
    buttons: [{ title: 'Kontakter', verb: 'kontakter' }],
  };
  const shown = oneLine(text, longestText);
  const isLong = shown !== oneLine(text, longestHeadline);
  return render('alarm', head, {
    paragraphs: isLong ? [{ text: shown }] : [],
    cut: shown.endsWith('…') ? 'Hele teksten kommer i loggen, når krisen startes.' : '',
    facts: [
      ...(own ? [{ label: `Ring til ${oneLine(by.name, 60)}`, value: own }] : []),
      { label: name, value: phoneText },
    ],
    typed: oneLine(text, longestHeadline),
    start: rowsOf(undefined, [{ title: 'Start krise', verb: 'start', primary: true }]),
    hint: 'Er I i tvivl, så start. En falsk alarm kan altid afblæses.',
  });
}
