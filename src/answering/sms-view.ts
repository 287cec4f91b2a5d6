import type { CallState } from '../alarms/calls-left.ts';
import type { SmsStanding, SmsView } from '../cards/sms.ts';
import { announce } from '../domain/announce.ts';
import type { PersonId } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import { smsBefore } from '../domain/notice-words.ts';
import { contactOf } from '../domain/plan.ts';
import { type NoticeState, type Notices, StoreFault } from '../ports.ts';

/** How far each SMS of a start has come that waits for the log, by the start's intent. */
export type StatesAway = (intent: string) => ReadonlyMap<PersonId, CallState>;

/** How the newest SMS to each person stands, by the rows beside the log; where they do not answer, nobody knows. */
export async function readSmsView(
  notices: Notices,
  ledger: Ledger,
  hasGateway: boolean,
  statesAway: StatesAway,
): Promise<SmsView> {
  if (!hasGateway) return { hasGateway, people: new Map() };
  const [start] = ledger.entries;
  if (start?.hash === '') {
    return { hasGateway, away: 'known', people: newestOf(ledger, awayStates(statesAway(start.intent))) };
  }
  const before = start ? smsBefore(start) : [];
  const states = await statesIn(notices, ledger.crisis.id);
  if (!states) return { hasGateway, away: 'unknown', people: new Map() };
  return { hasGateway, people: newestOf(ledger, new Map([...before, ...states])) };
}

async function statesIn(notices: Notices, crisisId: string) {
  try {
    return await notices.states(crisisId);
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
    return undefined;
  }
}

const asNotice = { sending: 'sending', repeating: 'unknown', sent: 'sent', missed: 'refused' } as const;

/** A start that waits for the log will be its first entry. */
function awayStates(states: ReturnType<StatesAway>): ReadonlyMap<string, NoticeState> {
  return new Map([...states].map(([person, state]) => [`1-sms-${person}`, asNotice[state]] as const));
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
