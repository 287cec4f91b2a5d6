import { createHash } from 'node:crypto';
import type { Tap } from '../request.ts';

/** The same for every delivery of one message: Teams sends it again under the same id. */
export function messageIntent(conversationId: string, activityId: string): string {
  return `m:${digest([conversationId, activityId])}`;
}

export interface TapMarks {
  /** The card that was tapped. */
  readonly cardActivityId: string;
  readonly conversationId: string;
  readonly accountId: string;
  readonly tap: Tap;
}

/**
 * The same for every delivery of one tap. Teams sends a tap again under a new id, so it is known by what
 * it means: this person, this button of this card as it then was (its version is part of the data), with
 * these inputs.
 */
export function tapIntent({ cardActivityId, conversationId, accountId, tap }: TapMarks): string {
  const data = Object.keys(tap.data)
    .sort()
    .map((key) => [key, tap.data[key]]);
  return `t:${digest([conversationId, cardActivityId, tap.verb, accountId, tap.crisisId ?? '', data])}`;
}

/**
 * The same whenever that person does that with that message: opened or sent twice, or once more later. What the
 * crisis looked like then, the card's version, makes no difference.
 */
export function sharingIntent({
  messageId,
  ...marks
}: Omit<TapMarks, 'cardActivityId'> & { readonly messageId: string }): string {
  const { v: _version, ...data } = marks.tap.data;
  return tapIntent({ ...marks, cardActivityId: `message ${messageId}`, tap: { ...marks.tap, data } });
}

export interface ConsentMarks {
  readonly conversationId: string;
  /** The message that offered the file. */
  readonly offerId: string;
  readonly accountId: string;
  /** Where the file is to be put. */
  readonly address: string;
}

/** The same for every delivery of one answer to a file. */
export function consentIntent({ conversationId, offerId, accountId, address }: ConsentMarks): string {
  return `f:${digest([conversationId, offerId, accountId, address])}`;
}

/** 64 hex digits: short, and safe as a key anywhere. */
function digest(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
