/** What is to be done now and again, and how often, in ms: never where that is 0. */
export type Repeated = readonly [everyMs: number, work: () => Promise<void>];

/** Does each now and then again and again, until what it returns is called. */
export function repeat(...all: readonly Repeated[]): () => void {
  const timers = all
    .filter(([everyMs]) => everyMs > 0)
    .map(([everyMs, work]) => {
      void work();
      return setInterval(() => void work(), everyMs);
    });
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}
