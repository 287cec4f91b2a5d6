import { type Ledger, newest } from '../domain/ledger.ts';
import { type Button, contextOf } from './button.ts';
import { shownEntry } from './entry-lines.ts';
import { render } from './render.ts';

const pageSize = 10;

/** A page of the log, the newest entries first. `page` 1 is the newest; beyond the end shows the last. */
export function logCard(ledger: Ledger, page: number): object {
  const { crisis, entries } = ledger;
  const pages = Math.max(1, Math.ceil(entries.length / pageSize));
  const shown = Math.min(Math.max(1, Math.trunc(page) || 1), pages);
  const until = entries.length - (shown - 1) * pageSize;
  const head = {
    context: contextOf(ledger),
    kicker: `LOG · SIDE ${shown} AF ${pages}`,
    title: crisis.headline,
    sub: `${crisis.id} · ${counted(newest(ledger).number)}, de nyeste først`,
    foot: `Skriv »vis log ${until}« for én post, »find« og et ord for at søge`,
    buttons: turning(shown, pages),
  };
  const onPage = entries.slice(Math.max(0, until - pageSize), until).toReversed();
  return render('log', head, { intro: '', entries: onPage.map((entry) => shownEntry(entry, ledger)) });
}

function counted(count: number): string {
  return count === 1 ? '1 post' : `${count} poster`;
}

function turning(page: number, pages: number): readonly Button[] {
  const to = (title: string, side: number) => ({ title, verb: 'vis log', data: { side: String(side) } });
  return [
    ...(page > 1 ? [to('Nyere', page - 1)] : []),
    ...(page < pages ? [to('Ældre', page + 1)] : []),
    { title: 'Situationsbillede', verb: 'status' },
  ];
}
