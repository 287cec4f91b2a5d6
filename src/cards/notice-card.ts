import type { Ledger } from '../domain/ledger.ts';
import type { NoticeCard } from '../domain/notice.ts';
import { assignCard } from './assign.ts';
import { closedCard } from './closed.ts';
import { personalCard } from './personal.ts';

const cards: Readonly<Record<NoticeCard, (ledger: Ledger, personId: string) => object>> = {
  personalCard,
  handOutCard: (ledger) => assignCard(ledger),
  handoverCard: personalCard,
  briefCard: personalCard,
  reportCard: (ledger) => closedCard(ledger),
};

/** The card a notice shows a person, as it is now. */
export function noticeCard(ledger: Ledger, kind: NoticeCard, personId: string): object {
  return cards[kind](ledger, personId);
}

const words: Readonly<Record<string, NoticeCard>> = {
  card: 'personalCard',
  handout: 'handOutCard',
  handover: 'handoverCard',
  brief: 'briefCard',
  report: 'reportCard',
};

/** What kind of card stands where a notice was posted: "12-handout-anna" is the card for handing out roles. */
export function noticeCardKind(noticeId: string): NoticeCard {
  return words[noticeId.split('-')[1] ?? ''] ?? 'personalCard';
}
