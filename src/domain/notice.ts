import type { PersonId } from './entry.ts';

/** The cards a notice can be; each is kept up to date where it stands. */
export type NoticeCard =
  | 'personalCard'
  | 'handOutCard'
  | 'handoverCard'
  | 'briefCard'
  | 'reportCard'
  | 'pictureCard'
  | 'approvalCard'
  | 'recordCard'
  | 'evaluationCard';

/**
 * What the bot says to one person unasked. A card that asks for something is an alarm: in doubt it is sent again,
 * once, and marked as a repeat. Anything else is said once or, in doubt, not again. An `sms` goes to the plan's
 * number.
 */
export interface Notice {
  /** Deterministic: entry number, kind and person. */
  readonly id: string;
  readonly to: PersonId;
  readonly kind: NoticeCard | 'message' | 'sms';
  readonly text: string;
  /** True where nobody must act on it: it comes without an alert. */
  readonly quiet?: true;
}

const alarms: readonly Notice['kind'][] = [
  'personalCard',
  'handOutCard',
  'handoverCard',
  'briefCard',
  'approvalCard',
];

/** True where somebody waits for what the person does: one too many is better than none. */
export function isAlarm({ kind }: Pick<Notice, 'kind'>): boolean {
  return alarms.includes(kind);
}

/** True where the notice shows a card; else it is a text. */
export function showsCard<Kind extends Notice['kind']>(kind: Kind): kind is Kind & NoticeCard {
  return kind !== 'message' && kind !== 'sms';
}
