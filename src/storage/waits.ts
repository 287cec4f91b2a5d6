/** A random wait that grows with the attempts, so that two writers do not meet again. At most 0.2 s. */
export function shortWait(attempt: number): Promise<void> {
  return wait(Math.random() * Math.min(200, 5 * 2 ** Math.min(attempt, 6)));
}

export function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
