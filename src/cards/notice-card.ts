import type { Entry } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { NoticeCard } from '../domain/notice.ts';
import { assignCard } from './assign.ts';
import { briefCard } from './brief.ts';
import { isAside } from './button.ts';
import { closedCard } from './closed.ts';
import { evaluationCard } from './evaluation.ts';
import { handoverCard } from './handover.ts';
import { personalCard } from './personal.ts';
import { approvalCard } from './picture-send.ts';
import { sentCard } from './picture-version.ts';
import { recordCard } from './record.ts';

type Shows = (ledger: Ledger, personId: string, entry: number) => object;

const cards: Readonly<Record<NoticeCard, Shows>> = {
  personalCard: (ledger, personId) => personalCard(ledger, personId),
  handOutCard: (ledger) => assignCard(ledger),
  handoverCard,
  briefCard: (ledger, personId) => briefCard(ledger, personId),
  evaluationCard,
  reportCard: (ledger) => closedCard(ledger),
  recordCard: (ledger) => recordCard(ledger),
  pictureCard: sentCard,
  approvalCard,
};

/** The card a notice shows a person, as it is now. Its id tells because of which entry it is shown. */
export function noticeCard(ledger: Ledger, kind: NoticeCard, personId: string, noticeId: string): object {
  return cards[kind](ledger, personId, Number(noticeId.split('-')[0]));
}

/**
 * False where an entry cannot change what such a card shows. Of the pictures that were sent many stand, and each
 * line of the log would else have all of them drawn anew.
 */
export function mayChange(kind: NoticeCard, { event }: Pick<Entry, 'event'>): boolean {
  return kind !== 'pictureCard' || !isAside(event);
}

const words: Readonly<Record<string, NoticeCard>> = {
  card: 'personalCard',
  handout: 'handOutCard',
  handover: 'handoverCard',
  brief: 'briefCard',
  report: 'reportCard',
  record: 'recordCard',
  picture: 'pictureCard',
  approve: 'approvalCard',
  evaluation: 'evaluationCard',
};

/** What kind of card stands where a notice was posted: "12-handout-anna" is the card for handing out roles. */
export function noticeCardKind(noticeId: string): NoticeCard {
  return words[noticeId.split('-')[1] ?? ''] ?? 'personalCard';
}
