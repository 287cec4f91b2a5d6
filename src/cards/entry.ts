import { klOnDay } from '../domain/danish-time.ts';
import type { Entry } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import { isLate } from '../domain/note.ts';
import { roleOf } from '../domain/plan.ts';
import { type Button, contextOf } from './button.ts';
import { fitting } from './fitting.ts';
import { render } from './render.ts';
import { capital, oneLine } from './text.ts';

/** One entry whole: its text, when it happened and was written, and by whom. */
export function entryCard(ledger: Ledger, entry: Entry): object {
  const { crisis } = ledger;
  const { shown, isCut } = fitting(entry.text);
  const head = {
    context: contextOf(ledger),
    kicker: `LOG · POST NR. ${entry.number}`,
    title: capital(entry.type),
    sub: crisis.headline,
    foot: `${crisis.id} · ${entry.hash.slice(0, 4)} ${entry.hash.slice(4, 8)}`,
    buttons: neighbours(ledger, entry.number),
  };
  return render('entry', head, {
    paragraphs: shown.map((text) => ({ text })),
    cut: isCut ? '… Resten er for lang til et kort. Hele teksten er gemt i loggen.' : '',
    facts: facts(ledger, entry),
  });
}

function facts({ crisis }: Ledger, entry: Entry) {
  const { happenedAt, at, by } = entry;
  const roles = by.roles.map((id) => roleOf(crisis.plan, id).short).join(', ');
  const late = isLate(entry) ? ' (efterregistreret)' : '';
  const written = `${klOnDay(at, crisis.startedAt)}${late}`;
  const times =
    happenedAt === at
      ? [{ label: 'Skete og skrevet', value: written }]
      : [
          { label: 'Skete', value: klOnDay(happenedAt, crisis.startedAt) },
          { label: 'Skrevet', value: written },
        ];
  return [...times, { label: 'Af', value: [oneLine(by.name, 60), roles].filter(Boolean).join(', ') }];
}

function neighbours({ entries }: Ledger, number: number): readonly Button[] {
  const to = (title: string, nr: number) => ({ title, verb: 'vis log', data: { nr: String(nr) } });
  return [
    ...(number > 1 ? [to(`Nr. ${number - 1}`, number - 1)] : []),
    ...(number < entries.length ? [to(`Nr. ${number + 1}`, number + 1)] : []),
    { title: 'Vis log', verb: 'vis log' },
  ];
}
