import { cleaned } from '../domain/cleaned.ts';
import type { Command } from '../domain/command.ts';
import type { Actor } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import { isProvisional, judge, namesProvisional } from '../domain/provisional.ts';
import {
  type ActiveLedger,
  type ClaimRequest,
  type Crises,
  type Outcome,
  type Series,
  StoreAway,
  StoreFault,
} from '../ports.ts';
import type { Daybook } from './daybook.ts';
import type { Known } from './known.ts';
import { createLastKnown, isFor, provisionalFor } from './last-known.ts';
import type { KeptLine } from './line.ts';
import { neverKept, noNumber, notNow } from './not-kept.ts';
import type { WatchedPresence } from './presence.ts';

export interface DaybookNeeds {
  /** The crises as the tables have them; `known` remembers what is read through them. */
  readonly crises: Crises;
  readonly known: Known;
  readonly planId: string;
  readonly presence: WatchedPresence;
  /** Absent where there is no durable place for it: then nothing is kept, and nothing is claimed. */
  readonly daybook?: Daybook;
}

/** A whole log may take its time. */
const wholeLogMs = 12_000;

/**
 * The crises, also while the tables are away: what is read is then what was known last, and says so; what is asked
 * for is decided on that and kept, to be entered in the log afterwards. A call that was given up and succeeds all
 * the same does no harm: its intent is then found there.
 */
export function withDaybook({ crises, known, planId, presence, daybook }: DaybookNeeds): Crises {
  const lastKnown = createLastKnown(known, daybook);
  /** What is being written down: whoever asks again meanwhile gets the same answer. */
  const underWay = new Map<string, Promise<Outcome>>();

  async function askOr<Value>(
    call: () => Promise<Value>,
    instead: (fault: StoreFault) => Value | Promise<Value>,
  ) {
    try {
      return await presence.ask(call);
    } catch (error) {
      if (!(error instanceof StoreFault)) throw error;
      return instead(error);
    }
  }

  /** A real crisis comes before an exercise. */
  function running(): ActiveLedger | undefined {
    return lastKnown.running({ exercise: false }) ?? lastKnown.running({ exercise: true });
  }

  function orFail<Value>(value: Value | undefined, fault: StoreFault): Value {
    if (value === undefined) throw fault;
    return value;
  }

  /** The id a crisis has in the log, where that is known: a card may carry a provisional one. */
  async function idOf(given: string): Promise<string> {
    const crisisId = daybook?.realOf(given) ?? given;
    if (!isProvisional(crisisId) || lastKnown.ledger(crisisId)) return crisisId;
    return (await startedAs(crisisId))?.crisis.id ?? crisisId;
  }

  async function read(given: string): Promise<Ledger | undefined> {
    const crisisId = await idOf(given);
    if (isProvisional(crisisId)) return lastKnown.ledger(crisisId);
    return askOr(
      () => crises.read(crisisId),
      (fault) => orFail(lastKnown.ledger(crisisId), fault),
    );
  }

  /** The crisis that another replica's provisional id came to stand for: its first entry has that start's intent. */
  async function startedAs(crisisId: string): Promise<Ledger | undefined> {
    const recent = await presence.ask(() => crises.recent(planId));
    for (const { crisisId: real } of recent) {
      const ledger = await presence.ask(() => crises.read(real));
      if (ledger?.entries[0] && isFor(crisisId, ledger.entries[0].intent)) return ledger;
    }
    return undefined;
  }

  /** Decides on what is known, and writes down what is accepted. */
  function keep(
    crisisId: string,
    intent: string,
    by: Actor,
    at: string,
    command: Command,
    what: KeptLine['what'],
    fault: StoreFault,
  ): Promise<Outcome> {
    if (!daybook) throw new Error('there is no daybook');
    const key = `${crisisId} ${cleaned(intent)}`;
    const again = underWay.get(key);
    if (again) return again;
    const before = lastKnown.ledger(crisisId);
    const judged = judge(before, crisisId, intent, command);
    if (judged.state === 'refused') {
      // What was given up may be in the log by now: then nobody knows.
      if (!(fault instanceof StoreAway)) throw fault;
      return Promise.resolve({
        state: 'refused',
        refusal: judged.refusal,
        ...(before ? { ledger: before } : {}),
      });
    }
    const { entry, ledger } = judged;
    // Whatever has no hash stands in the daybook.
    if (judged.state === 'known') {
      return Promise.resolve({ state: entry.hash === '' ? 'kept' : 'repeated', entry, ledger });
    }
    const near = what.kind === 'start' ? what.request.origin : lastKnown.origin(crisisId);
    const line = { crisisId, intent, by, at, what, text: entry.text, ...(near ? { near } : {}) };
    const writing = daybook
      .keep(line, lastKnown.base(crisisId))
      .then((): Outcome => ({ state: 'kept', entry, ledger: lastKnown.ledger(crisisId) ?? ledger }))
      .finally(() => underWay.delete(key));
    underWay.set(key, writing);
    presence.behind();
    return writing;
  }

  async function keepCommand(
    ...[crisisId, intent, by, at, body, fault]: [...Parameters<Crises['submit']>, StoreFault]
  ): Promise<Outcome> {
    if (neverKept.includes(body.kind)) {
      if (!(fault instanceof StoreAway)) throw fault;
      const ledger = lastKnown.ledger(crisisId);
      return { state: 'refused', refusal: notNow, ...(ledger ? { ledger } : {}) };
    }
    const known = lastKnown.ledger(crisisId);
    if (!daybook || !known) throw fault;
    if (namesProvisional(known, body)) return { state: 'refused', refusal: noNumber(body), ledger: known };
    return keep(crisisId, intent, by, at, { ...body, by, at }, { kind: 'command', body }, fault);
  }

  async function keepStart(series: Series, request: ClaimRequest, fault: StoreFault): Promise<Outcome> {
    const { intent, start } = request;
    if (start.contactOnly && !(fault instanceof StoreAway)) throw fault;
    if (start.contactOnly) return { state: 'refused', refusal: notNow };
    const found = lastKnown.running(series)?.ledger;
    const crisisId = provisionalFor(request);
    if (found && found.crisis.id !== crisisId) {
      const judged = judge(found, found.crisis.id, intent, { ...start, crisisId: found.crisis.id });
      if (judged.state === 'refused') return { state: 'refused', refusal: judged.refusal, ledger: found };
      return { state: 'repeated', entry: judged.entry, ledger: found };
    }
    const { by, at } = start;
    return keep(crisisId, intent, by, at, { ...start, crisisId }, { kind: 'start', series, request }, fault);
  }

  return {
    ...crises,
    active: (planId) =>
      askOr(
        () => crises.active(planId),
        (fault) => running() ?? (known.active() ? undefined : orFail<ActiveLedger>(undefined, fault)),
      ),
    recent: (planId) =>
      askOr(
        () => crises.recent(planId),
        (fault) => orFail(known.recent()?.value, fault),
      ),
    started: (planId) => presence.ask(() => crises.started(planId), wholeLogMs),
    deleted: (planId) => presence.ask(() => crises.deleted(planId), wholeLogMs),
    chain: (crisisId) => presence.ask(() => crises.chain(crisisId), wholeLogMs),
    record: (crisisId, upTo) => presence.ask(() => crises.record(crisisId, upTo), wholeLogMs),
    check: (ledger) => presence.ask(() => crises.check(ledger), wholeLogMs),
    read,
    start: (series, request) =>
      askOr(
        () => crises.start(series, request),
        (fault) => {
          if (!daybook) throw fault;
          return keepStart(series, request, fault);
        },
      ),
    async submit(given, intent, by, at, body) {
      const crisisId = await idOf(given);
      return askOr(
        () => crises.submit(crisisId, intent, by, at, body),
        (fault) => keepCommand(crisisId, intent, by, at, body, fault),
      );
    },
  };
}
