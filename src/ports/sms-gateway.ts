import type { SendResult } from './messenger.ts';

/** What a gateway answers: as a `SendResult`, without an id of its own. */
export type SmsResult =
  | { readonly state: 'sent' }
  | Extract<SendResult, { state: 'later' | 'unknown' | 'refused' }>;

/** Sending SMS. Never throws for what the gateway answers; one attempt a call. */
export interface SmsGateway {
  /** `number` in E.164. `id` is the same in every attempt at the same SMS. */
  send(number: string, text: string, id: string): Promise<SmsResult>;
}
