const lookMs = 500;

/**
 * Settles when this process is asked to end: Ctrl-C, a signal, a closed terminal, or the death of the
 * program that started it (npm ends its shell and not us). `again` is called for each further Ctrl-C.
 */
export function stopAsked(again: () => void): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const ask = () => {
      if (asked) return again();
      asked = true;
      clearInterval(watch);
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
    const parent = process.ppid;
    const watch = setInterval(() => process.ppid !== parent && ask(), lookMs);
    watch.unref();
  });
}
