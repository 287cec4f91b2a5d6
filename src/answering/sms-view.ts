import type { SmsStanding, SmsView } from '../cards/sms.ts';
import { announce } from '../domain/announce.ts';
import type { Ledger } from '../domain/ledger.ts';
import { contactOf } from '../domain/plan.ts';
import type { NoticeState, Notices } from '../ports.ts';

/** How the newest SMS to each person stands, by the rows beside the log. */
export async function readSmsView(notices: Notices, ledger: Ledger, hasGateway: boolean): Promise<SmsView> {
  if (!hasGateway) return { hasGateway, people: new Map() };
  const states = await notices.states(ledger.crisis.id);
  return { hasGateway, people: newestOf(ledger, states) };
}

function newestOf(ledger: Ledger, states: ReadonlyMap<string, NoticeState>): SmsView['people'] {
  const called = ledger.entries.flatMap((entry) => announce(entry, ledger.crisis).map(({ id }) => id));
  const people = new Map<string, SmsStanding & { readonly entry: number }>();
  for (const id of new Set([...called, ...states.keys()])) {
    const [, number = '', person = ''] = /^(\d+)-sms-(.+)$/.exec(id) ?? [];
    const askedAt = ledger.entries[Number(number) - 1]?.at;
    if (!askedAt || Number(number) < (people.get(person)?.entry ?? 0)) continue;
    const state = standingOf(states.get(id), contactOf(ledger.crisis.plan, person)?.phone !== undefined);
    people.set(person, { state, askedAt, entry: Number(number) });
  }
  return people;
}

function standingOf(state: NoticeState | undefined, hasNumber: boolean): SmsStanding['state'] {
  if (!hasNumber) return 'noNumber';
  if (state === 'sent' || state === 'refused' || state === 'unknown') return state;
  return state === 'unreachable' ? 'refused' : 'waiting';
}
