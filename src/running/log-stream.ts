import { writeSync } from 'node:fs';

/** What of a stream the log needs. */
export interface LineSink {
  readonly writableLength: number;
  write(line: string): unknown;
  on(event: 'error' | 'drain', listener: () => void): unknown;
}

/** So much may wait to be read; what comes beyond it is counted instead. Characters. */
const mostWaiting = 1_000_000;

/**
 * Writes lines to a stream that may be slow, full or closed, and never waits for it or fails: a reader that has
 * gone away ends no process, and one that stands still costs lines, which are counted, not memory.
 */
export function createLogStream(sink: LineSink, most = mostWaiting): (line: string) => void {
  let dropped = 0;
  const tellOfDropped = () => {
    if (dropped === 0 || sink.writableLength > most / 2) return;
    const told = { time: new Date().toISOString(), level: 'error', event: 'log.dropped', lines: dropped };
    dropped = 0;
    sink.write(`${JSON.stringify(told)}\n`);
  };
  sink.on('error', () => undefined);
  sink.on('drain', tellOfDropped);
  return (line) => {
    tellOfDropped();
    if (sink.writableLength > most) dropped += 1;
    else sink.write(line);
  };
}

/** Milliseconds that a full pipe is waited for when a process has one line left to say. */
const lastPatience = 500;

/** Writes at once, for a process that is about to end: what a stream still held would be lost with it. */
export function writeLast(line: string, descriptor = 2): void {
  let rest = Buffer.from(line);
  const giveUpAt = performance.now() + lastPatience;
  while (rest.length > 0 && performance.now() < giveUpAt) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}
