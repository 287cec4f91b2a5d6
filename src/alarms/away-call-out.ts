import { keptAnswer } from '../answering/kept-answer.ts';
import { type AwayStart, awayCallCard } from '../cards/away-call.ts';
import { announce } from '../domain/announce.ts';
import { cleaned } from '../domain/cleaned.ts';
import type { Crisis } from '../domain/crisis.ts';
import type { Entry } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import { label, shortened } from '../domain/notice-words.ts';
import { type Contact, contactOf, crisisOrganisation } from '../domain/plan.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { Reach } from '../people/reach.ts';
import type { ConversationRef, Crises, Journal, SmsGateway } from '../ports.ts';
import { type AwaySms, createAwaySms } from './away-sms.ts';
import { type Call, type Called, callEveryone, leftToCall } from './call-everyone.ts';
import type { CallsLeft } from './calls-left.ts';

/**
 * What cannot wait for the log while it does not answer, each said once. What the log calls for follows when it has
 * the entry.
 */
export interface AwayCallOut {
  /** Calls the crisis organisation out, by a plain message to each in 1:1 and by SMS. The cards with roles follow. */
  start(start: AwayStart & Pick<Crisis, 'id'>, intent: string, near: ConversationRef): Promise<Called>;
  /** Passes an alarm in a running crisis on to whoever would hear of it. */
  alarm(entry: Entry, ledger: Ledger, near: ConversationRef): Promise<Called>;
  /** Goes on with what a process before this one left half sent. Never throws. */
  goOn(): Promise<void>;
  readonly sms: AwaySms;
}

interface Needs {
  readonly reach: Pick<Reach, 'send'>;
  readonly crises: Pick<Crises, 'read'>;
  readonly calls: CallsLeft;
  readonly journal: Journal;
  /** Absent where no SMS can be sent. */
  readonly gateway?: SmsGateway | undefined;
  /** How long an answer waits for it at most, in ms. */
  readonly smsWaitMs?: number;
}

const comesAgain = 'Loggen svarer ikke. Den samme alarm kommer igen, når den står i loggen.';

/** So many are remembered: more do not come while one log does not answer. */
const mostRemembered = 200;

export function createAwayCallOut(needs: Needs): AwayCallOut {
  const { reach, crises, calls, journal, gateway, smsWaitMs } = needs;
  const sms = createAwaySms({ gateway, crises, calls, journal, smsWaitMs });
  const called = new Map<string, Promise<Called>>();

  function once(intent: string, call: () => Call): Promise<Called> {
    const calling = called.get(intent) ?? noted(callEveryone(needs, call()));
    called.set(intent, calling);
    const [oldest] = called.keys();
    if (called.size > mostRemembered && oldest !== undefined) called.delete(oldest);
    return calling;
  }

  async function noted(calling: Promise<Called>): Promise<Called> {
    const result = await calling;
    const missed = result.missed.map(({ id }) => id);
    journal.info('callOut.withoutLog', { reached: result.reached.length, missed });
    return result;
  }

  function stateOf(intent: string): Pick<Call, 'before' | 'note'> {
    return { before: calls.called(intent), note: (people, state) => calls.note(intent, people, state) };
  }

  function startCall(start: AwayStart, intent: string, near: ConversationRef): Call {
    const { plan } = start;
    const summary = shortened(`${label(start)}: ${start.headline}`);
    const people = crisisOrganisation(plan).filter(({ id }) => id !== start.startedBy.id);
    const messageTo = ({ id }: Contact, isRepeat: boolean) => {
      return { card: awayCallCard(start, id, isRepeat), summary: again(summary, isRepeat), alert: true };
    };
    return { plan, people, near, messageTo, ...stateOf(intent) };
  }

  function alarmCall(entry: Entry, { crisis }: Ledger, near: ConversationRef): Call {
    const { plan } = crisis;
    const texts = new Map(announce(entry, crisis).map(({ to, text }) => [to, text]));
    const people = [...texts.keys()].flatMap((id) => contactOf(plan, id) ?? []);
    const messageTo = ({ id }: Contact, isRepeat: boolean) => {
      const summary = again(texts.get(id) ?? '', isRepeat);
      return { text: `${summary}\n\n${comesAgain}`, summary, alert: true };
    };
    return { plan, people, near, messageTo, ...stateOf(entry.intent) };
  }

  async function both(calling: Promise<Called>, texting: ReturnType<AwaySms['send']>): Promise<Called> {
    const [called, fates] = await Promise.all([calling, texting]);
    return fates ? { ...called, sms: fates } : called;
  }

  /** Whoever asked for it is told whom it got to, where anybody was left: no answer may have come. */
  async function finish({ crisisId, intent, body, near }: ReturnType<CallsLeft['open']>[number]) {
    if (called.has(intent) || !near) return;
    const ledger = await crises.read(crisisId);
    const entry = ledger?.entries.find((one) => one.intent === intent);
    // With a hash it stands in the log, which calls people by itself.
    if (!ledger || !entry || entry.hash !== '') return;
    const isStart = body.kind === 'start';
    const call = isStart ? startCall(ledger.crisis, intent, near) : alarmCall(entry, ledger, near);
    const isOver = leftToCall(call).length === 0 && !(isStart && sms.isOpen(ledger, intent));
    const calling = once(intent, () => call);
    const result = await (isStart ? both(calling, sms.send(crisisId, intent)) : calling);
    if (isOver) return;
    const { text } = keptAnswer([{ body, entry, called: result }], entry.by, { text: '' });
    await reach.send(entry.by.id, { text, alert: true }, near);
  }

  async function finishAll(): Promise<void> {
    for (const one of calls.open()) {
      await finish(one).catch((error: unknown) => journal.error('callOut.notResumed', error));
    }
  }

  return {
    start: (start, given, near) => {
      const intent = cleaned(given);
      const texting = sms.send(start.id, intent);
      return both(
        once(intent, () => startCall(start, intent, near)),
        texting,
      );
    },
    alarm: (entry, ledger, near) => once(entry.intent, () => alarmCall(entry, ledger, near)),
    goOn: oneAtATime(finishAll).run,
    sms,
  };
}

function again(text: string, isRepeat: boolean): string {
  return isRepeat ? `${text} (sendt igen)` : text;
}
