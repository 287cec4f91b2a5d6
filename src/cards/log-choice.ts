import { hourMinute } from '../domain/danish-time.ts';
import type { EntryType } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import { type LogFilter, namesIn } from '../domain/log-filter.ts';
import { logView } from '../domain/log-view.ts';
import { shownId } from '../domain/provisional.ts';
import { contextOf, rowsOf } from './button.ts';
import { render } from './render.ts';
import { capital, oneLine } from './text.ts';

const mostPeople = 40;

/** What one can read of the log: a type, a person, since when, a word. Only what the log holds is offered. */
export function logChoiceCard(ledger: Ledger, filter: LogFilter = {}): object {
  const context = contextOf(ledger);
  const views = logView(ledger.entries);
  const types = [...new Set<EntryType>(views.map(({ type }) => type))];
  const people = [...new Set(views.flatMap(namesIn))].toSorted((one, other) =>
    one.localeCompare(other, 'da'),
  );
  const all = (title: string) => ({ title, value: 'alle' });
  return render(
    'log-choice',
    { context, kicker: 'LOG · SØG', title: ledger.crisis.headline, sub: shownId(ledger.crisis.id) },
    {
      types: [all('Alle typer'), ...types.map((type) => ({ title: capital(type), value: type }))],
      type: filter.type ?? 'alle',
      people: [
        all('Alle'),
        ...people
          .slice(0, mostPeople)
          .map((name) => ({ title: oneLine(name, 60), value: oneLine(name, 60) })),
      ],
      person: filter.person ?? 'alle',
      since: { typed: filter.since ? hourMinute(filter.since) : '' },
      word: { typed: filter.text ?? '' },
      show: rowsOf(context, [
        { title: 'Vis', verb: 'vis log', data: { vis: 'fundet' }, primary: true },
        { title: 'Åbne opgaver', verb: 'vis log', data: { mangler: 'done', side: '1' } },
        { title: 'Uden begrundelse', verb: 'vis log', data: { mangler: 'reason', side: '1' } },
      ]),
    },
  );
}
