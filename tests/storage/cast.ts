import type { CommandBody } from '../../src/domain/command.ts';
import type { Actor } from '../../src/domain/entry.ts';
import type { ClaimRequest, ConversationRef, Crises, Outcome, Series } from '../../src/ports.ts';
import { testPlan } from '../fixtures/plan.ts';

const [first = { id: '', name: '' }, second = { id: '', name: '' }] = testPlan.succession.map((id) =>
  testPlan.contacts.find((contact) => contact.id === id),
);

/** The plan's crisis leader, and the one who comes next. */
export const anna: Actor = { id: first.id, name: first.name };
export const jens: Actor = { id: second.id, name: second.name };

export const real: Series = { planId: testPlan.id, exercise: false };
export const drill: Series = { planId: testPlan.id, exercise: true };
/** When everything in these tests happens, unless a test says otherwise. */
export const noon = '2026-11-23T12:00:00.000Z';

export const channel: ConversationRef = {
  id: '19:krise@thread.tacv2',
  kind: 'channel',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
};

/** A start typed by the crisis leader. */
export function startBy(intent: string, series: Series = real, at = noon): ClaimRequest {
  return {
    intent,
    origin: channel,
    start: {
      kind: 'start',
      headline: 'Strømsvigt',
      level: 1,
      exercise: series.exercise,
      plan: testPlan,
      by: anna,
      at,
    },
  };
}

export function note(text: string): CommandBody {
  return { kind: 'note', type: 'melding', text };
}

/** Writes a note as the crisis leader. */
export function write(crises: Crises, crisisId: string, intent: string, text = intent): Promise<Outcome> {
  return crises.submit(crisisId, intent, anna, noon, note(text));
}

/** Starts a crisis; its id. */
export async function begin(crises: Crises, intent = 'start', series: Series = real): Promise<string> {
  const outcome = await crises.start(series, startBy(intent, series));
  if (outcome.state === 'refused') throw new Error(outcome.refusal.text);
  return outcome.ledger.crisis.id;
}

/** The numbers 1 … n. */
export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
