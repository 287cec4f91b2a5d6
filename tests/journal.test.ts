import { describe, expect, it } from 'vitest';
import { createJournal } from '../src/journal.ts';

function linesOf(write: (journal: ReturnType<typeof createJournal>) => void): string[] {
  const lines: string[] = [];
  write(createJournal((line) => lines.push(line)));
  return lines;
}

describe('the structured log', () => {
  it('is one line of JSON an event, with its ids', () => {
    const [line] = linesOf((journal) => journal.info('stored', { crisisId: 'K-2026-01', number: 7 }));
    expect(JSON.parse(line ?? '')).toMatchObject({
      level: 'info',
      event: 'stored',
      crisisId: 'K-2026-01',
      number: 7,
    });
    expect(line?.trimEnd()).not.toContain('\n');
  });

  it('cuts tokens and keys out of what a library says', () => {
    const [line = ''] = linesOf((journal) =>
      journal.error('failed', new Error('Bearer eyJhbGciOi.eyJzdWIi.c2ln AccountKey=abc123== sig=topsecret')),
    );
    for (const secret of ['eyJhbGciOi', 'abc123', 'topsecret']) expect(line).not.toContain(secret);
  });

  it('says what kind of thing went wrong, also when no error was thrown', () => {
    const [line = ''] = linesOf((journal) => journal.error('failed', 'a text that may hold anything'));
    expect(line).not.toContain('anything');
  });
});
