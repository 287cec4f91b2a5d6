import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createJournal } from '../src/journal.ts';
import { StoreFault } from '../src/ports.ts';
import { inRequest, noteRequest, outsideRequest, requestNotes, sameRequest } from '../src/request-log.ts';

function linesOf(write: (journal: ReturnType<typeof createJournal>) => void): string[] {
  const lines: string[] = [];
  write(createJournal((line) => lines.push(line)));
  return lines;
}

/** An error that our own code made. */
function ours(message: string, ...frames: readonly string[]): Error {
  const error = new StoreFault(message);
  error.stack = ['StoreFault: x', '    at ask (/app/dist/src/storage/ask.js:1:1)', ...frames].join('\n');
  return error;
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

  it('cuts tokens and keys out of what it repeats', () => {
    const [line = ''] = linesOf((journal) =>
      journal.error(
        'failed',
        ours('to eyJhbGciOi.eyJzdWIi.c2ln AccountKey=abc123== sig=top Bearer xyz SharedKey a:b'),
      ),
    );
    expect(JSON.parse(line).message).toBe(
      'to [token] AccountKey=[skjult] sig=[skjult] Bearer=[skjult] SharedKey=[skjult]',
    );
  });

  it('says so much of an error and no more, and of its code what can be one', () => {
    const long = ours('x'.repeat(5_000), ...Array.from({ length: 30 }, (_, n) => `    at f${n} (x.js:1:1)`));
    const [line = ''] = linesOf((journal) =>
      journal.error('failed', Object.assign(long, { code: 'krise start hemmeligt' })),
    );
    const { message, frames, code } = JSON.parse(line);
    expect([message.length, frames.length, code]).toEqual([300, 5, undefined]);
  });

  it('is not lost where a number is larger than JSON has', () => {
    const [line = ''] = linesOf((journal) => journal.info('stored', { number: 7n }));
    expect(JSON.parse(line)).toMatchObject({ number: '7' });
  });

  it('repeats nothing that a library or the engine says, which may quote what somebody wrote', () => {
    const made: unknown[] = [];
    for (const make of [
      () => JSON.parse('krise start hemmeligt'),
      () => new URL('hemmeligt'),
      () => Buffer.from(7 as never, 'hemmeligt' as never),
    ])
      try {
        make();
      } catch (error) {
        made.push(error);
      }
    expect(made.map((error) => String(error)).join()).toContain('krise');
    const lines = linesOf((journal) => made.forEach((error) => void journal.error('failed', error)));
    expect(lines.join()).not.toMatch(/krise|hemmelig/);
    expect(lines.map((line) => JSON.parse(line).error)).toEqual(['SyntaxError', 'TypeError', 'TypeError']);
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ code: 'ERR_INVALID_URL' });
  });

  it('says what the system and our own code say', () => {
    const system = Object.assign(new Error('listen EADDRINUSE 127.0.0.1:3978'), { syscall: 'listen' });
    const own = ours('no answer within 300 ms');
    const library = new Error('hemmeligt');
    library.stack = 'Error: x\n    at read (/app/node_modules/lib/src/read.js:1:1)';
    const lines = linesOf((journal) =>
      [system, own, library].forEach((error) => void journal.error('failed', error)),
    );
    expect(lines.map((line) => JSON.parse(line).message)).toEqual([system.message, own.message, undefined]);
  });

  it('says what kind of thing went wrong, also when no error was thrown', () => {
    const [line = ''] = linesOf((journal) => journal.error('failed', 'a text that may hold anything'));
    expect(line).not.toContain('anything');
  });

  it('carries the id of the request and its crisis, also where it waited in a row of others', async () => {
    const lines = linesOf((journal) => {
      const waiting = inRequest(() => {
        noteRequest({ crisisId: 'K-2026-07' });
        journal.info('one.line');
        return sameRequest(() => journal.info('another.line'));
      });
      inRequest(() => waiting());
      inRequest(() => outsideRequest(() => journal.info('later.line')));
    }).map((line) => JSON.parse(line));
    const [one, another, later] = lines;
    expect(one).toMatchObject({ requestId: expect.stringMatching(/^[0-9a-f]{12}$/), crisisId: 'K-2026-07' });
    expect(another).toMatchObject({ requestId: one.requestId, crisisId: 'K-2026-07' });
    expect(later).not.toHaveProperty('requestId');
    const ids = [0, 1].map(() => inRequest(requestNotes)?.requestId);
    expect(new Set(ids).size).toBe(2);
  });

  it('takes no crisis’s id from a card that can be none', () => {
    const [line = ''] = linesOf((journal) =>
      inRequest(() => {
        noteRequest({ crisisId: 'Anna Holm er syg' });
        journal.info('a.line');
      }),
    );
    expect(line).not.toContain('Anna');
  });
});

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(`${root}src/${name}`, 'utf8'))
  .join('\n');

/** Every event that a line is written for: `journal.info('…'`, and where the name is chosen or handed on. */
const events = [
  ...sources.matchAll(/journal\??\.(?:info|error)\(\s*(?:\w+ \? '([^']+)' : )?'([^']+)'/g),
  ...sources.matchAll(/(?:lastLine\(|journal, |event: )()'([a-z]\w*\.\w+)'/g),
].flatMap(([, ...names]) => names.filter(Boolean));

describe('the events of the log', () => {
  it('have names of one style: what it is about, and what happened', () => {
    expect(events.length).toBeGreaterThan(40);
    expect(events.filter((event) => !/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/.test(event ?? ''))).toEqual([]);
  });

  it('each stand in the list for operators, and no other does', () => {
    const document = readFileSync(`${root}docs/drift.md`, 'utf8');
    const table = document.slice(document.indexOf('| hændelse | betyder |'));
    const rows = table.slice(0, table.indexOf('\n\n')).split('\n').slice(2);
    const listed = rows.flatMap((row) =>
      [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name),
    );
    expect([...new Set(events)].toSorted()).toEqual(listed.toSorted());
  });
});
