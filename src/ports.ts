/** What is asked of the outside world. Adapters are functions that return these objects. */
export type * from './ports/alarms.ts';
export type * from './ports/clock.ts';
export type * from './ports/crises.ts';
export * from './ports/faults.ts';
export type * from './ports/file-rows.ts';
export type * from './ports/journal.ts';
export type * from './ports/log-store.ts';
export type * from './ports/messenger.ts';
export type * from './ports/notices.ts';
export type * from './ports/packs.ts';
export type * from './ports/people.ts';
export type * from './ports/reviews.ts';
export type * from './ports/rooms.ts';
export type * from './ports/sms-gateway.ts';
