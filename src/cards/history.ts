import { courseLasted } from '../domain/course-figures.ts';
import type { Crisis } from '../domain/crisis.ts';
import { kl, longDate, took } from '../domain/danish-time.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { Plan } from '../domain/plan.ts';
import { actionsOf, type Button } from './button.ts';
import { render } from './render.ts';
import { oneLine } from './text.ts';

/** A crisis or exercise of before: its log, what is left of one that was deleted, or neither where it does not hold. */
export interface PastCrisis {
  readonly crisisId: string;
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  readonly ledger?: Ledger;
  readonly deleted?: { readonly at: string; readonly entries: number; readonly caseNumber?: string };
}

export interface HistoryView {
  readonly page: number;
  readonly pages: number;
  /** Newest first. */
  readonly past: readonly PastCrisis[];
}

/** The crises and exercises there were, newest first, each with a button to its closing card. */
export function historyCard({ department }: Plan, { page, pages, past }: HistoryView): object {
  const head = {
    context: undefined,
    kicker: pages > 1 ? `HISTORIK · SIDE ${page} AF ${pages}` : 'HISTORIK',
    title: 'Tidligere kriser og øvelser',
    sub: department,
    foot: past.length > 0 ? 'Skriv »historik« og et nummer for at se en af dem' : '',
    buttons: turning(page, pages),
  };
  return render('history', head, {
    empty: past.length > 0 ? '' : 'Der har ingen været endnu.',
    past: past.map((one) => ({ title: titleOf(one), text: textOf(one), open: opening(one) })),
  });
}

function titleOf({ crisisId, ledger, deleted }: PastCrisis): string {
  if (deleted) return `${crisisId} er slettet`;
  return ledger ? oneLine(ledger.crisis.headline, 80) : `${crisisId} kan ikke læses`;
}

function textOf({ startedAt, ledger, deleted }: PastCrisis): string {
  const begun = `${longDate(startedAt)} ${kl(startedAt)}`;
  if (deleted) {
    const { entries, caseNumber } = deleted;
    const kept = caseNumber ? [`sag ${caseNumber}`] : [];
    return [begun, posts(entries), `slettet ${longDate(deleted.at)}`, ...kept].join(' · ');
  }
  if (!ledger) return [begun, 'Skriv »kontroller« for at se hvorfor'].join(' · ');
  const { crisis, entries } = ledger;
  return [
    begun,
    crisis.ended ? took(courseLasted(crisis)) : '',
    howOf(crisis),
    posts(crisis.ended?.entry ?? entries.length),
    crisis.caseNumber ? `sag ${crisis.caseNumber}` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

function posts(count: number): string {
  return count === 1 ? '1 post' : `${count} poster`;
}

const endings = { closed: 'afsluttet', falseAlarm: 'falsk alarm', interrupted: 'afbrudt' } as const;

function howOf({ exercise, contactOnly, ended }: Crisis): string {
  const what = contactOnly ? 'kontaktøvelse' : exercise ? 'øvelse' : 'krise';
  return `${what}, ${ended ? endings[ended.how] : 'i gang'}`;
}

function opening({ crisisId, ledger }: PastCrisis): readonly { readonly buttons: readonly object[] }[] {
  if (!ledger) return [];
  const see = { title: `Se ${crisisId}`, verb: 'historik', data: { krise: crisisId } };
  return [{ buttons: actionsOf(undefined, [see]) }];
}

function turning(page: number, pages: number): readonly Button[] {
  const to = (title: string, side: number) => ({ title, verb: 'historik', data: { side: String(side) } });
  return [...(page > 1 ? [to('Nyere', page - 1)] : []), ...(page < pages ? [to('Ældre', page + 1)] : [])];
}
