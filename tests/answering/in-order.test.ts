import { describe, expect, it } from 'vitest';
import { createInOrder } from '../../src/answering/in-order.ts';

/** Something that is done when it is told so. */
function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

describe('what arrives nearly at once', () => {
  it('is done in the order it was sent, however it came', async () => {
    const { run } = createInOrder({ gatherMs: 5, patienceMs: 1_000 });
    const done: number[] = [];
    const work = (sentAt: number) => run('anna', sentAt, async () => void done.push(sentAt));
    await Promise.all([3, 1, 10, 2, 9].map(work));
    expect(done).toEqual([1, 2, 3, 9, 10]);
    // Sent at the same moment: what came first.
    const came: string[] = [];
    await Promise.all(['a', 'b', 'c'].map((name) => run('anna', 1, async () => void came.push(name))));
    expect(came).toEqual(['a', 'b', 'c']);
  });

  it('begins the next only when the one before is done', async () => {
    const { run } = createInOrder({ gatherMs: 0, patienceMs: 1_000 });
    const first = gate();
    const done: string[] = [];
    const begun = gate();
    const one = run('anna', 1, async () => {
      begun.open();
      await first.opened;
      done.push('one');
    });
    const two = run('anna', 2, async () => void done.push('two'));
    await begun.opened;
    first.open();
    await Promise.all([one, two]);
    expect(done).toEqual(['one', 'two']);
  });

  it('never waits for what another sent', async () => {
    const { run } = createInOrder({ gatherMs: 0, patienceMs: 60_000 });
    const never = gate();
    void run('anna', 1, () => never.opened);
    await expect(run('jens', 2, async () => 'answered')).resolves.toBe('answered');
  });

  it('is not held up for ever by one that hangs', async () => {
    const { run } = createInOrder({ gatherMs: 0, patienceMs: 10 });
    const never = gate();
    void run('anna', 1, () => never.opened);
    await expect(run('anna', 2, async () => 'answered')).resolves.toBe('answered');
  });

  it('gives each its own result, and a failure to its own alone', async () => {
    const { run } = createInOrder({ gatherMs: 0, patienceMs: 1_000 });
    const failing = run('anna', 1, async () => {
      throw new Error('away');
    });
    const next = run('anna', 2, async () => 'two');
    await expect(failing).rejects.toThrow('away');
    await expect(next).resolves.toBe('two');
    await expect(run('anna', 1, async () => 'again')).resolves.toBe('again');
  });
});
