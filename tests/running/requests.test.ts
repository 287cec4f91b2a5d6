import { describe, expect, it } from 'vitest';
import type { Announcer } from '../../src/announcing/announcer.ts';
import type { Crises, Outcome } from '../../src/ports.ts';
import type { Refused } from '../../src/refusals.ts';
import type { Bot, Reply, Request } from '../../src/request.ts';
import { inRequest, noteRequest, type RequestNotes, requestNotes } from '../../src/request-log.ts';
import {
  announcingApart,
  inOrderOfRequests,
  withRequestLines,
  withRequestNotes,
} from '../../src/running/requests.ts';

const by = { id: 'teams:anna', name: 'Anna Berg' };
const at = '2026-11-23T01:14:00.000Z';
const asked = { intent: 'm:1', text: 'krise start hemmeligt' } as Request;
const said: Reply = { message: { text: 'svar' }, shows: 'new' };

/** What is logged, refused and counted of one request whose answer notes this. */
async function told(notes: Omit<RequestNotes, 'requestId'>, reply: Reply | undefined, request = asked) {
  const all: { lines: unknown[]; refused: Refused[]; counted: unknown[] } = {
    lines: [],
    refused: [],
    counted: [],
  };
  const answer = async () => {
    noteRequest(notes);
    return reply;
  };
  const bot = withRequestLines(
    { answer } as Partial<Bot> as Bot,
    { info: (...line) => void all.lines.push(line), error: () => undefined },
    { add: (one) => void all.refused.push(one), flush: () => undefined },
    (word, outcome) => void all.counted.push([word, outcome]),
  );
  await inRequest(() => bot.answer(request));
  return all;
}

describe('what is told of a request', () => {
  it('is a line of ids and words of the code, by which way it came', async () => {
    const notes = { word: 'start', outcome: 'stored' } as const;
    const ms = expect.any(Number);
    for (const [way, request] of [
      ['typed', asked],
      ['tap', { ...asked, tap: { verb: 'start', data: {} } }],
      ['dialog', { ...asked, dialog: true }],
    ] as const)
      expect(await told(notes, said, request)).toEqual({
        lines: [['request.answered', { intent: 'm:1', way, word: 'start', outcome: 'stored', ms }]],
        refused: [],
        counted: [['start', 'stored']],
      });
  });

  it('is nothing where it was talk', async () => {
    expect(await told({}, undefined)).toEqual({ lines: [], refused: [], counted: [] });
  });

  it('is told with the refusals alone where somebody was told no', async () => {
    const refused = { by: by.id, code: 'notAllowed', right: 'start' } as const;
    const notes = { word: 'start', outcome: 'notAllowed', crisisId: 'K-2026-07', refused } as const;
    expect(await told(notes, said)).toEqual({
      lines: [],
      refused: [{ ...refused, word: 'start', crisisId: 'K-2026-07' }],
      counted: [['start', 'notAllowed']],
    });
  });
});

describe('what is noted of a request', () => {
  const submitting = (outcome: Outcome) =>
    inRequest(async () => {
      const crises = withRequestNotes({ submit: async () => outcome } as Partial<Crises> as Crises);
      await crises.submit('K-2026-07', 'm:1', by, at, { kind: 'end' } as never);
      return requestNotes();
    });
  const refusal = (code: string) => ({ state: 'refused', refusal: { code } }) as Outcome;

  it('is what came of it, and who was told no by the table of rights', async () => {
    expect(await submitting({ state: 'repeated' } as Outcome)).toMatchObject({
      crisisId: 'K-2026-07',
      outcome: 'repeated',
    });
    expect(await submitting(refusal('notAllowed'))).toMatchObject({
      outcome: 'notAllowed',
      refused: { by: by.id, code: 'notAllowed', right: 'end' },
    });
    const other = await submitting(refusal('ended'));
    expect([other?.outcome, other?.refused]).toEqual(['refused', undefined]);
  });

  it('goes with what waits in a row of others, and not with what goes on after it', async () => {
    const later: (() => Promise<unknown>)[] = [];
    const { run } = inOrderOfRequests({
      run: (_key, _sentAt, work) => new Promise((resolve) => later.push(async () => resolve(await work()))),
    });
    const poked: unknown[] = [];
    const { poke } = announcingApart({
      poke: () => void poked.push(requestNotes()),
    } as Partial<Announcer> as Announcer);
    const ran = inRequest(() => {
      poke('K-2026-07');
      return run('a:1', 0, async () => requestNotes()?.requestId);
    });
    await later[0]?.();
    expect(await ran).toMatch(/^[0-9a-f]{12}$/);
    expect(poked).toEqual([undefined]);
  });
});
