import { StoreFault } from '../ports.ts';
import type { Folded } from './folded.ts';
import type { Ask, Verdict } from './verdicts.ts';

/** How an ask was settled, and the crisis as it stood then. */
export interface Settled {
  readonly verdict: Verdict;
  readonly known: Folded | undefined;
}

/** An ask that waits for its answer, for a limited time. */
export interface Waiting {
  readonly ask: Ask;
  /** True once a transaction was sent with it: an entry found later is then its own. */
  tried: boolean;
  isSettled(): boolean;
  settle(answer: Settled): void;
  fail(error: unknown): void;
}

/**
 * Lets an ask wait. After `budgetMs` it fails with `StoreFault`: what it asked for may have happened.
 */
export function waitFor(
  ask: Ask,
  budgetMs: number,
  lastFault: () => unknown,
): { waiting: Waiting; answer: Promise<Settled> } {
  const { promise: answer, resolve, reject } = withResolvers<Settled>();
  let settled = false;
  // Whatever comes first counts: a promise takes no second answer.
  const end = (act: () => void) => {
    settled = true;
    clearTimeout(timer);
    act();
  };
  const fail = (error: unknown) => end(() => reject(error));
  const timer = setTimeout(
    () => fail(new StoreFault(`no answer within ${budgetMs} ms`, { cause: lastFault() })),
    budgetMs,
  );
  const waiting: Waiting = {
    ask,
    tried: false,
    isSettled: () => settled,
    settle: (given) => end(() => resolve(given)),
    fail,
  };
  return { waiting, answer };
}

/** `Promise.withResolvers`, which Node 20 lacks. */
function withResolvers<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<Value>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
}
