import { createAlarmBound } from '../alarms/alarm-bound.ts';
import type { Called } from '../alarms/call-everyone.ts';
import type { Acting, Told } from '../commands/command.ts';
import { linked } from '../commands/link.ts';
import type { CommandBody } from '../domain/command.ts';
import { leaderOf } from '../domain/crisis.ts';
import { linkRefusal } from '../domain/decide-link.ts';
import type { Entry } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import { contactOf } from '../domain/plan.ts';
import type { Person } from '../people/identity.ts';
import { type Outcome, StoreFault } from '../ports.ts';
import { createSettingUp } from '../readiness/setting-up.ts';
import type { Request } from '../request.ts';
import type { AppNeeds } from './app-needs.ts';
import { createBeforeStart } from './before-start.ts';
import { createHistory } from './history.ts';
import { createLogMode } from './log-mode.ts';
import { createOnRecord } from './on-record.ts';
import { readSmsView } from './sms-view.ts';

/** `called`: whom a start that is not in the log yet was told to. */
export type OnOutcome = (outcome: Outcome, body: CommandBody, called?: Called) => void;

/**
 * The ways a command may act, bound to who asks and to the message or tap that asked. `onOutcome` is told what came
 * of each.
 */
export function createActing(
  needs: AppNeeds,
  request: Request,
  person: Person,
  ledger: Ledger | undefined,
  onOutcome: OnOutcome = () => undefined,
): Acting {
  const { plan, crises, people, alarms, announcer, awayCallOut, journal } = needs;
  const { at, intent } = request;
  const by = person.actor;
  const origin = request.conversation;

  async function submit(body: Parameters<Acting['submit']>[0]): Promise<Told> {
    if (!ledger) throw new Error('nothing to submit to without a crisis');
    const outcome = await crises.submit(ledger.crisis.id, intent, by, at, body);
    const isAlarm = outcome.state === 'kept' && body.kind === 'raiseAlarm';
    const called = isAlarm ? await callOut(outcome.entry, outcome.ledger) : undefined;
    onOutcome(outcome, body, called);
    if (outcome.state === 'stored') announcer.poke(ledger.crisis.id);
    return told(outcome);
  }

  /** A start that is delivered again meets its own crisis, and would be an alarm in it. */
  function callOut(entry: Entry, about: Ledger): Promise<Called> {
    const isStart = entry.event.kind === 'started';
    return isStart
      ? awayCallOut.start(about.crisis, intent, origin)
      : awayCallOut.alarm(entry, about, origin);
  }

  async function start(headline: string, level: 1 | 2, exercise: boolean, text?: string): Promise<Told> {
    const running = await runningNow();
    if (exercise && running && !running.crisis.exercise) return runs(running);
    const kind = { kind: 'start', by, at, headline, level, exercise, plan } as const;
    const start = { ...kind, ...(text ? { text } : {}) };
    const outcome = await crises.start({ planId: plan.id, exercise }, { intent, origin, start });
    // The cards follow, and what went before it is settled, when it stands in the log; people hear of it now.
    const called =
      outcome.state === 'kept' ? await awayCallOut.start(outcome.ledger.crisis, intent, origin) : undefined;
    onOutcome(outcome, { ...start, crisisId: '' }, called);
    if (outcome.state === 'refused' || outcome.state === 'kept') return told(outcome);
    // The call-out comes first: what went before the start is read after it, and cannot stop it.
    announcer.poke(outcome.ledger.crisis.id);
    const before = createBeforeStart({ planId: plan.id, crises, alarms, journal, onStored: announcer.poke });
    if (!exercise) {
      await before.settle(
        outcome.ledger.crisis.id,
        at,
        running?.crisis.exercise ? running.crisis.id : undefined,
      );
    }
    return told(outcome);
  }

  /** The crisis that runs, as far as that is known: a start waits for nothing. */
  async function runningNow(): Promise<Ledger | undefined> {
    try {
      return (await crises.active(plan.id))?.ledger;
    } catch (error) {
      if (!(error instanceof StoreFault)) throw error;
      return undefined;
    }
  }

  /** Its headline is its kind: it is about nothing. */
  async function startContactExercise(): Promise<Told> {
    const running = await crises.active(plan.id);
    if (running && !running.ledger.crisis.exercise) return runs(running.ledger);
    const [headline, level] = ['Kontaktøvelse', 1] as const;
    const kind = { kind: 'start', exercise: true, contactOnly: true } as const;
    const start = { ...kind, by, at, headline, level, plan };
    const outcome = await crises.start({ planId: plan.id, exercise: true }, { intent, origin, start });
    if (outcome.state === 'stored') announcer.poke(outcome.ledger.crisis.id);
    return told(outcome);
  }

  async function alarm(text: string) {
    const raised = { intent, at, by, text, near: origin };
    const recorded = await alarms.record(plan.id, raised);
    return recorded === 'known' ? undefined : { recorded, ...(await needs.alarmCalls.pass(raised)) };
  }

  async function link(...[mention, contact]: Parameters<Acting['link']>): Promise<string | undefined> {
    if (contactOf(plan, contact.id)?.name !== contact.name) return `${contact.name} står ikke i planen nu.`;
    const leader = ledger ? leaderOf(ledger.crisis)?.id : undefined;
    const refusalOf = (person: string) => linkRefusal(plan, by.id, leader, person)?.text;
    const mentioned = request.mentions.find(({ name }) => name === mention.name);
    const account = mentioned && (await needs.identity.colleague(mentioned, origin));
    const refusal = refusalOf(contact.id) ?? (account && refusalOf(account.person.id));
    if (refusal) return refusal;
    if (!account) {
      return `${mention.name} er ikke medarbejder her og kan ikke kobles. Gæster kan ikke bruge Krisebot.`;
    }
    const { accountId, person } = account;
    if (person.id === contact.id) return `${mention.name} er allerede koblet til ${contact.name}.`;
    if (ledger) {
      const to = { id: contact.id, name: contact.name };
      const outcome = await submit({ kind: 'linkPerson', person: to, accountId });
      if (!outcome.done) return outcome.text;
    }
    const without = await needs.identity.link(accountId, contact, origin);
    const former = contactOf(plan, person.id);
    needs.journal.info('person.linked', {
      by: by.id,
      contact: contact.id,
      account: accountId,
      ...(former ? { former: former.id } : {}),
    });
    return without.length > 0 || former ? linked(mention.name, contact, former, without) : undefined;
  }

  return {
    ...createSettingUp(needs, request, person, async () => {
      if (ledger && !ledger.crisis.ended) await submit({ kind: 'chooseChannel' });
    }),
    ...createLogMode(needs, request.sender, person, ledger),
    submit,
    async turn(to, from) {
      const messageId = request.tap?.messageId;
      if (!ledger || !messageId) return undefined;
      const card = { conversationId: origin.id, messageId };
      return (await needs.kept.turn(ledger.crisis.id, card, to, from))?.about;
    },
    ...createHistory(needs),
    ...createOnRecord(needs, request, by, ledger),
    smsView: (about) => readSmsView(needs.notices, about, needs.hasSms, awayCallOut.sms.states),
    ...createAlarmBound(needs, request, person, ledger),
    start,
    startContactExercise,
    alarm,
    link,
    async become(contact) {
      await people.change(request.sender.accountId, (known) => ({
        ...(known ?? { accountId: request.sender.accountId, name: request.sender.name, guest: false }),
        actsAs: contact.id,
      }));
    },
  };
}

/** The same ways to act, and whether one of them did something. */
export function watched(acting: Acting): { readonly acting: Acting; changedSomething(): boolean } {
  let changed = false;
  const noting = async <T>(result: Promise<T>, didSomething: (value: T) => boolean): Promise<T> => {
    const value = await result;
    changed = changed || didSomething(value);
    return value;
  };
  return {
    changedSomething: () => changed,
    acting: {
      ...acting,
      submit: (body) => noting(acting.submit(body), ({ done }) => done),
      start: (...start) => noting(acting.start(...start), ({ done }) => done),
      startContactExercise: () => noting(acting.startContactExercise(), ({ done }) => done),
      exportRecord: (formats) => noting(acting.exportRecord(formats), ({ done }) => done),
      alarm: (text) => noting(acting.alarm(text), () => true),
      holdAlarm: (text) => noting(acting.holdAlarm(text), (isHeld) => isHeld),
      link: (...pair) => noting(acting.link(...pair), (refusal) => refusal === undefined),
      correctOwnData: (text) => noting(acting.correctOwnData(text), () => true),
      become: (contact) => noting(acting.become(contact), () => true),
    },
  };
}

function told(outcome: Outcome): Told {
  if (outcome.state === 'refused') {
    const { refusal, ledger } = outcome;
    return { done: false, text: refusal.text, code: refusal.code, ...(ledger ? { ledger } : {}) };
  }
  const { entry, ledger } = outcome;
  return { done: true, text: entry.text, number: entry.number, ledger };
}

function runs(ledger: Ledger): Told {
  const text = `En rigtig krise er i gang: ${ledger.crisis.headline}. Start øvelsen, når den er slut.`;
  return { done: false, text, code: 'realCrisis', ledger };
}
