import { describe, expect, it } from 'vitest';
import { readSmsView } from '../../src/answering/sms-view.ts';
import type { Ledger } from '../../src/domain/ledger.ts';
import { type NoticeState, type Notices, StoreFault } from '../../src/ports.ts';
import { started } from '../domain/course.ts';

const rows = (states: Readonly<Record<string, NoticeState>>) =>
  ({ states: async () => new Map(Object.entries(states)) }) as unknown as Notices;
const standing = async (
  ledger: Ledger,
  notices: Notices,
  away: ReadonlyMap<string, 'sent' | 'repeating'>,
) => {
  const { people } = await readSmsView(notices, ledger, true, () => away);
  return Object.fromEntries([...people].map(([person, { state }]) => [person, state]));
};

describe('how the SMS to each stands', () => {
  it('is told of a start that waits for the log by how far each came, and asks no table', async () => {
    const { ledger } = started();
    const entries = ledger.entries.map((entry) => ({ ...entry, hash: '' }));
    const away = new Map([
      ['anna', 'sent'],
      ['peter', 'repeating'],
    ] as const);
    const stands = await standing({ ...ledger, entries }, {} as Notices, away);
    expect(stands).toEqual({ anna: 'sent', peter: 'unknown', jens: 'waiting', lise: 'waiting' });
  });

  it('is unknown where a start stands in the log and the rows beside it do not answer', async () => {
    const away = { states: () => Promise.reject(new StoreFault('away')) } as unknown as Notices;
    const view = await readSmsView(away, started().ledger, true, () => new Map());
    expect(view).toEqual({ hasGateway: true, away: 'unknown', people: new Map() });
    const broken = { states: () => Promise.reject(new Error('broken')) } as unknown as Notices;
    await expect(readSmsView(broken, started().ledger, true, () => new Map())).rejects.toThrow('broken');
  });

  it('counts what went out before the log had the start, until another is sent', async () => {
    const course = started('anna', { calledBySms: { sent: ['anna', 'lise'], unsure: ['peter'] } });
    const stands = await standing(course.ledger, rows({ '1-sms-jens': 'sent' }), new Map());
    expect(stands).toEqual({ anna: 'sent', lise: 'sent', peter: 'unknown', jens: 'sent' });
    const { ledger } = course.does('jens', { kind: 'askSms' });
    const again = await standing(ledger, rows({ '2-sms-anna': 'refused' }), new Map());
    expect(again).toMatchObject({ anna: 'refused', lise: 'waiting' });
  });
});
