import { setTimeout as sleep } from 'node:timers/promises';
import { announce } from '../domain/announce.ts';
import type { PersonId } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import { contactOf } from '../domain/plan.ts';
import { eachOf } from '../each-of.ts';
import type { Crises, Journal, SmsGateway } from '../ports.ts';
import { smsId } from '../sms/sms-id.ts';
import { type CallState, type CallsLeft, isLeft } from './calls-left.ts';

/** How the SMS to a person stands when somebody is answered. `tried`: it is not known to be sent, and goes on. */
export type SmsFate = 'sent' | 'tried' | 'failed';

/**
 * The SMS of a start that the log does not have yet: the one that the log would send, to the same people in the same
 * words. In doubt it goes once more, with the same id. The log sends those that are left when it has the start.
 */
export interface AwaySms {
  /** Begins, or goes on, and says how far it came within a moment. Undefined where nobody is to get one. Never throws. */
  send(crisisId: string, intent: string): Promise<ReadonlyMap<PersonId, SmsFate> | undefined>;
  /** True where somebody has not got it. */
  isOpen(ledger: Ledger, intent: string): boolean;
  /** How far each has come, by person, while the start waits for the log. */
  states(intent: string): ReadonlyMap<PersonId, CallState>;
  /** They are the log's from now on. Resolves when none is on its way any more; in a stop, no later than that. */
  handOver(intent: string): Promise<void>;
  /** The log did not take the start: they go on. */
  takeBack(intent: string): void;
  /** Begins no more, and waits a moment for what is on its way. */
  stop(): Promise<void>;
}

interface Needs {
  /** Absent where none can be sent. */
  readonly gateway: SmsGateway | undefined;
  readonly crises: Pick<Crises, 'read'>;
  readonly calls: Pick<CallsLeft, 'called' | 'note'>;
  readonly journal: Journal;
  /** No answer, and no stop, waits longer than this for a gateway, in ms. */
  readonly smsWaitMs?: number | undefined;
}

/** The SMS of one start. */
interface Texting {
  readonly crisisId: string;
  readonly intent: string;
  /** No state: nothing went to them. */
  readonly states: Map<PersonId, CallState>;
  running?: Promise<void>;
  /** So that a gateway that takes nothing for an hour does not fill the log. */
  hasPaused?: true;
}

interface Due {
  readonly to: PersonId;
  readonly text: string;
  readonly id: string;
  readonly number: string | undefined;
}

/** With the time it takes to find the tables away, an answer is there before anybody is told that it follows. */
const usualWaitMs = 1500;
/** The pause of a gateway that takes nothing grows from the first to the last of these, in ms. */
const [firstPauseMs, lastPauseMs] = [50, 60_000];
/** So many at once: none is waiting inside the gateway when the log takes over. */
const mostAtOnce = 8;

export function createAwaySms({ gateway, crises, calls, journal, smsWaitMs = usualWaitMs }: Needs): AwaySms {
  const textings = new Map<string, Texting>();
  const handedOver = new Set<string>();
  let isStopped = false;
  let stopNow: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => {
    stopNow = resolve;
  });

  /** What is on its way is waited for no longer than this from the stop on. */
  function lastMoment(): Promise<unknown> {
    return stopped.then(() => sleep(smsWaitMs, undefined, { ref: false }));
  }

  function isOff({ intent }: Texting): boolean {
    return isStopped || handedOver.has(intent);
  }

  /** Read anew for each round: in the newest words, and none once the log has the start or the crisis is over. */
  async function ledgerOf({ crisisId }: Texting): Promise<Ledger | undefined> {
    return crises.read(crisisId).catch(() => undefined);
  }

  function note({ intent, states }: Texting, to: PersonId, state: CallState): Promise<void> {
    states.set(to, state);
    return calls.note(intent, [to], state, 'sms');
  }

  /** One SMS. How long to wait before the next attempt, in ms, where the gateway took none yet. */
  async function tell(texting: Texting, sms: SmsGateway, due: Due): Promise<number | undefined> {
    const { to, number, id } = due;
    if (isOff(texting)) return undefined;
    if (number === undefined) return ended(note(texting, to, 'missed'));
    const isRepeat = texting.states.get(to) === 'sending';
    await note(texting, to, isRepeat ? 'repeating' : 'sending');
    const result = await sms.send(number, due.text, id);
    if (result.state === 'sent') return ended(note(texting, to, 'sent'));
    if (result.state !== 'later' || !texting.hasPaused) {
      journal.info('sms.notSent', { crisisId: texting.crisisId, person: to, ...result });
    }
    if (result.state === 'refused') return ended(note(texting, to, 'missed'));
    if (result.state === 'unknown') return isRepeat ? undefined : tell(texting, sms, due);
    // Nothing went out: for the next process it is in doubt, and here it is not.
    if (isRepeat) await note(texting, to, 'sending');
    else texting.states.delete(to);
    return result.afterMs;
  }

  async function round(texting: Texting, sms: SmsGateway, due: readonly Due[]): Promise<readonly number[]> {
    const waits = await eachOf(due, mostAtOnce, (one) => tell(texting, sms, one));
    return waits.filter((afterMs) => afterMs !== undefined);
  }

  async function run(texting: Texting, sms: SmsGateway): Promise<void> {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, lastPauseMs)) {
      const ledger = isOff(texting) ? undefined : await ledgerOf(texting);
      const waits = await round(texting, sms, ledger ? dueIn(ledger, texting.states) : []);
      if (waits.length === 0) return;
      texting.hasPaused = true;
      // In small steps: whoever hands over waits for it.
      for (let left = Math.max(Math.min(...waits), pauseMs); left > 0 && !isOff(texting); left -= 100) {
        await sleep(Math.min(left, 100), undefined, { ref: false });
      }
    }
  }

  function begin(texting: Texting, sms: SmsGateway): void {
    if (texting.running || isOff(texting)) return;
    texting.running = run(texting, sms)
      .catch((error: unknown) => journal.error('sms.notSent', error, { crisisId: texting.crisisId }))
      .finally(() => {
        delete texting.running;
        const states = [...texting.states.values()];
        const sent = states.filter((state) => state === 'sent').length;
        journal.info('callOut.bySms', { crisisId: texting.crisisId, sent, others: states.length - sent });
      });
  }

  function textingOf(crisisId: string, intent: string): Texting {
    const known = textings.get(intent);
    const texting = known ?? { crisisId, intent, states: new Map(calls.called(intent, 'sms')) };
    textings.set(intent, texting);
    return texting;
  }

  return {
    async send(crisisId, intent) {
      if (!gateway) return undefined;
      const texting = textingOf(crisisId, intent);
      const ledger = await ledgerOf(texting);
      const meant = ledger ? all(ledger) : [];
      begin(texting, gateway);
      await Promise.race([texting.running, sleep(smsWaitMs, undefined, { ref: false })]);
      if (meant.length === 0) return undefined;
      const isUnderWay = texting.running !== undefined || handedOver.has(intent);
      return new Map(meant.map(({ to }) => [to, fateOf(texting.states.get(to), isUnderWay)] as const));
    },
    isOpen: (ledger, intent) =>
      gateway !== undefined && dueIn(ledger, calls.called(intent, 'sms')).length > 0,
    states: (intent) => calls.called(intent, 'sms'),
    async handOver(intent) {
      handedOver.add(intent);
      // What is then still on its way is in doubt: the log sends it once more.
      await Promise.race([textings.get(intent)?.running, lastMoment()]);
    },
    takeBack(intent) {
      handedOver.delete(intent);
      const texting = textings.get(intent);
      if (texting && gateway) begin(texting, gateway);
    },
    async stop() {
      isStopped = true;
      stopNow();
      const running = [...textings.values()].map((texting) => texting.running);
      await Promise.race([Promise.all(running), lastMoment()]);
    },
  };
}

async function ended(noting: Promise<void>): Promise<undefined> {
  await noting;
}

function fateOf(state: CallState | undefined, isUnderWay: boolean): SmsFate {
  if (state === 'sent') return 'sent';
  return isUnderWay && state !== 'missed' ? 'tried' : 'failed';
}

/** Everybody whom the log would send one because of the start. */
function all({ entries, crisis }: Ledger): readonly Due[] {
  const [start] = entries;
  // With a hash it stands in the log, which sends them by itself.
  if (start?.hash !== '') return [];
  return announce(start, crisis)
    .filter(({ kind }) => kind === 'sms')
    .map(({ id, to, text }) => {
      return { to, text, id: smsId(crisis.id, start, id), number: contactOf(crisis.plan, to)?.phone };
    });
}

function dueIn(ledger: Ledger, states: ReadonlyMap<PersonId, CallState>): readonly Due[] {
  return all(ledger).filter(({ to }) => isLeft(states.get(to)));
}
