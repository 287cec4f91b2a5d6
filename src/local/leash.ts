/**
 * Node arguments that tie a child process to its parent's end of the child's standard input. When that
 * closes, on purpose or because the parent is dead, the child does what it does on `signal`, or ends when
 * it does nothing on it. So no child outlives its parent, and one way of ending works on every system.
 */
export function leashed(signal: 'SIGINT' | 'SIGTERM'): readonly string[] {
  return preload(`(${followStdin})(${JSON.stringify(signal)})`);
}

/** Node arguments that run a program text before the child's own. */
export function preload(program: string): readonly string[] {
  return ['--import', `data:text/javascript,${encodeURIComponent(program)}`];
}

/** Runs inside the child, from its text: it may use globals only. */
function followStdin(signal: 'SIGINT' | 'SIGTERM'): void {
  const obey = () => {
    if (process.listenerCount(signal) > 0) process.emit(signal, signal);
    else process.exit(0);
  };
  process.stdin.once('end', obey).on('error', obey).resume().unref();
}
