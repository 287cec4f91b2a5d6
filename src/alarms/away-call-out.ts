import { keptAnswer } from '../answering/kept-answer.ts';
import { type AwayStart, awayCallCard } from '../cards/away-call.ts';
import { announce } from '../domain/announce.ts';
import { cleaned } from '../domain/cleaned.ts';
import type { CommandBody } from '../domain/command.ts';
import type { Entry } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import { label, shortened } from '../domain/notice-words.ts';
import { type Contact, contactOf, crisisOrganisation } from '../domain/plan.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { Reach } from '../people/reach.ts';
import type { ConversationRef, Crises, Journal } from '../ports.ts';
import { type Call, type Called, type CallState, callEveryone, leftToCall } from './call-everyone.ts';

/**
 * What cannot wait for the log while it does not answer, each said once. What the log calls for follows when it has
 * the entry.
 */
export interface AwayCallOut {
  /** Calls the crisis organisation out by a plain message to each in 1:1. The cards with roles follow. */
  start(start: AwayStart, intent: string, near: ConversationRef): Promise<Called>;
  /** Passes an alarm in a running crisis on to whoever would hear of it. */
  alarm(entry: Entry, ledger: Ledger, near: ConversationRef): Promise<Called>;
  /** Goes on with what a process before this one left half sent. Never throws. */
  goOn(): Promise<void>;
}

/** How far each call-out has come, where the next process finds it. */
export interface CallsLeft {
  /** Those that wait for the log. */
  open(): readonly {
    readonly crisisId: string;
    readonly intent: string;
    readonly body: CommandBody;
    readonly near: ConversationRef | undefined;
  }[];
  called(intent: string): ReadonlyMap<string, CallState>;
  note(intent: string, people: readonly string[], state: CallState): Promise<void>;
}

interface Needs {
  readonly reach: Pick<Reach, 'send'>;
  readonly crises: Pick<Crises, 'read'>;
  readonly calls: CallsLeft;
  readonly journal: Journal;
}

const comesAgain = 'Loggen svarer ikke. Den samme alarm kommer igen, når den står i loggen.';

/** So many are remembered: more do not come while one log does not answer. */
const mostRemembered = 200;

export function createAwayCallOut(needs: Needs): AwayCallOut {
  const { reach, crises, calls, journal } = needs;
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

  /** Whoever asked for it is told whom it got to, where anybody was left: no answer may have come. */
  async function finish({ crisisId, intent, body, near }: ReturnType<CallsLeft['open']>[number]) {
    if (called.has(intent) || !near) return;
    const ledger = await crises.read(crisisId);
    const entry = ledger?.entries.find((one) => one.intent === intent);
    // With a hash it stands in the log, which calls people by itself.
    if (!ledger || !entry || entry.hash !== '') return;
    const isStart = body.kind === 'start';
    const call = isStart ? startCall(ledger.crisis, intent, near) : alarmCall(entry, ledger, near);
    const isOver = leftToCall(call).length === 0;
    const result = await once(intent, () => call);
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
      return once(intent, () => startCall(start, intent, near));
    },
    alarm: (entry, ledger, near) => once(entry.intent, () => alarmCall(entry, ledger, near)),
    goOn: oneAtATime(finishAll).run,
  };
}

function again(text: string, isRepeat: boolean): string {
  return isRepeat ? `${text} (sendt igen)` : text;
}
