import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createLogStream, writeLast } from '../../src/running/log-stream.ts';

/** A reader that stands still: nothing that is written goes away until it is told to. */
class Standing extends EventEmitter {
  waiting: string[] = [];
  get writableLength(): number {
    return this.waiting.reduce((sum, line) => sum + line.length, 0);
  }
  write(line: string): boolean {
    this.waiting.push(line);
    return false;
  }
}

describe('the stream that the log is written to', () => {
  it('keeps only so much for a reader that stands still, and says afterwards how much is missing', () => {
    const reader = new Standing();
    const write = createLogStream(reader, 1_000);
    for (let count = 0; count < 10_000; count += 1) write(`${'x'.repeat(99)}\n`);
    expect(reader.writableLength).toBeLessThan(1_200);
    const written = reader.waiting.length;
    reader.waiting = [];
    reader.emit('drain');
    expect(JSON.parse(reader.waiting[0] ?? '')).toMatchObject({
      event: 'log.dropped',
      lines: 10_000 - written,
    });
    write('next\n');
    expect(reader.waiting).toHaveLength(2);
  });

  it('keeps a million characters if nothing else is said, and tells of what is missing before it goes on', () => {
    const reader = new Standing();
    const write = createLogStream(reader);
    for (let count = 0; count < 30; count += 1) write('x'.repeat(50_000));
    expect(reader.waiting).toHaveLength(21);
    reader.waiting = [];
    write('next\n');
    expect(reader.waiting.map((line) => line.slice(0, 9))).toEqual(['{"time":"', 'next\n']);
  });

  it('is not there for the last line where it was closed', () => {
    expect(() => writeLast('a line\n', 999_999)).not.toThrow();
  });

  it('does not fail where its reader has gone away', () => {
    const reader = new Standing();
    const write = createLogStream(reader);
    expect(() => reader.emit('error', new Error('EPIPE'))).not.toThrow();
    expect(() => write('a line\n')).not.toThrow();
  });
});
