import { klOnDay } from '../domain/danish-time.ts';
import type { Ledger } from '../domain/ledger.ts';
import { filtered, type LogFilter } from '../domain/log-filter.ts';
import { type EntryView, logView } from '../domain/log-view.ts';
import { shownId } from '../domain/provisional.ts';
import { type Button, contextOf } from './button.ts';
import { shownEntry } from './entry-lines.ts';
import { render } from './render.ts';
import { capital, oneLine } from './text.ts';

const pageSize = 10;

/**
 * A page of the log, the newest entries first; `filter` narrows it. `page` 1 is the newest; beyond the end shows
 * the last.
 */
export function logCard(ledger: Ledger, page: number, filter: LogFilter = {}): object {
  const { crisis, entries } = ledger;
  const hits = filtered(logView(entries), filter);
  const pages = Math.max(1, Math.ceil(hits.length / pageSize));
  const shown = Math.min(Math.max(1, Math.trunc(page) || 1), pages);
  const until = hits.length - (shown - 1) * pageSize;
  const onPage = hits.slice(Math.max(0, until - pageSize), until).toReversed();
  const what = filterWords(filter, crisis.startedAt);
  const head = {
    context: contextOf(ledger),
    kicker: `${what ? 'FUNDET I LOGGEN' : 'LOG'} · SIDE ${shown} AF ${pages}`,
    title: what || crisis.headline,
    sub: `${shownId(crisis.id)} · ${counted(hits.length)}${what ? ` af ${entries.length}` : ''}, de nyeste først`,
    foot: foot(onPage, what !== ''),
    buttons: turning(shown, pages, filter),
  };
  return render('log', head, {
    intro: hits.length === 0 ? 'Ingen poster passer.' : '',
    entries: onPage.map((view) => shownEntry(view, ledger)),
  });
}

function counted(count: number): string {
  return count === 1 ? '1 post' : `${count} poster`;
}

function foot(onPage: readonly EntryView[], isFiltered: boolean): string {
  const first = onPage.find(({ entry }) => entry.hash !== '');
  const one = first ? `»vis log ${first.entry.number}« for én post, ` : '';
  if (onPage.length === 0) return 'Skriv »vis log« for at se hele loggen';
  return `Skriv ${one}${isFiltered ? '»vis log« for hele loggen' : '»find« og et ord for at søge'}`;
}

/** "Beslutning · Jens Krogh · siden kl. 13.00 · »telefoni«": what is asked for; empty for the whole log. */
export function filterWords({ type, person, since, text, lacks }: LogFilter, reference: string): string {
  return [
    lacks === 'reason' ? 'Uden begrundelse' : '',
    lacks === 'done' ? 'Åbne opgaver' : '',
    type ? capital(type) : '',
    person ? oneLine(person, 60) : '',
    since ? `siden ${klOnDay(since, reference)}` : '',
    text ? `»${oneLine(text, 60)}«` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** A filter as a button carries it. */
function filterData({ type, person, since, text, lacks }: LogFilter): Readonly<Record<string, string>> {
  return {
    ...(type ? { type } : {}),
    ...(person ? { navn: person } : {}),
    ...(since ? { siden: since } : {}),
    ...(text ? { ord: text } : {}),
    ...(lacks ? { mangler: lacks } : {}),
  };
}

function turning(page: number, pages: number, filter: LogFilter): readonly Button[] {
  const data = filterData(filter);
  const to = (title: string, side: number) => ({
    title,
    verb: 'vis log',
    data: { ...data, side: String(side) },
  });
  return [
    ...(page > 1 ? [to('Nyere', page - 1)] : []),
    ...(page < pages ? [to('Ældre', page + 1)] : []),
    { title: 'Søg', verb: 'vis log', data: { ...data, vis: 'valg' } },
    Object.keys(data).length > 0
      ? { title: 'Hele loggen', verb: 'vis log', data: { side: '1' } }
      : { title: 'Situationsbillede', verb: 'status' },
  ];
}
