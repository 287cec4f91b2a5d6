import type { AnswerWay } from '../domain/entry.ts';

/** How an answer came, as it stands after "svaret": "på telefon". */
export const ways: Readonly<Record<'teams' | AnswerWay, string>> = {
  teams: 'i Teams',
  phone: 'på telefon',
  sms: 'på sms',
};
