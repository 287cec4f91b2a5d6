import { plusMinutes } from './danish-time.ts';

/** How many alarms of one person outside the plan are passed on within an hour. */
export const mostAlarmsAnHour = 3;

/** How many of one person's alarms from before a crisis are written into its log. */
export const mostTakenIn = 20;

/** The alarms that go into the log of the crisis they led to: a flood of one person's does not. */
export function takenIn<Raised extends { readonly by: { readonly id: string } }>(
  alarms: readonly Raised[],
): readonly Raised[] {
  const counts = new Map<string, number>();
  return alarms.filter(({ by }) => {
    const count = (counts.get(by.id) ?? 0) + 1;
    counts.set(by.id, count);
    return count <= mostTakenIn;
  });
}

/** An alarm somebody raised: of which message, and when, ISO 8601 UTC. */
export interface RaisedAlarm {
  readonly intent: string;
  readonly at: string;
}

/** From when on alarms count at that moment, ISO 8601 UTC. */
export function alarmsCountFrom(at: string): string {
  return plusMinutes(at, -60);
}

/**
 * True where that alarm comes after as many of the same person as are passed on in an hour. One that is delivered
 * again counts as it did the first time.
 */
export function isBeyondBound(raised: readonly RaisedAlarm[], { intent, at }: RaisedAlarm): boolean {
  const from = alarmsCountFrom(at);
  const before = raised.findIndex((alarm) => alarm.intent === intent);
  const earlier = before < 0 ? raised : raised.slice(0, before);
  return (
    new Set(earlier.filter((alarm) => alarm.at >= from).map((alarm) => alarm.intent)).size >= mostAlarmsAnHour
  );
}
