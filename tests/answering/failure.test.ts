import { describe, expect, it } from 'vitest';
import { failureAnswer } from '../../src/answering/failure.ts';
import { DaybookFault, LogRolledBack, StoreAway, StoreFault } from '../../src/ports.ts';
import type { Request } from '../../src/request.ts';
import { testPlan } from '../fixtures/plan.ts';

const request: Request = {
  intent: 'one',
  at: '2026-11-23T01:14:00.000Z',
  sender: { accountId: 'a1', name: 'Anna Holm' },
  conversation: { id: 'a:1', kind: 'personal', serviceUrl: 'https://smba.trafficmanager.net/emea/' },
  addressed: true,
  text: '',
  mentions: [],
};
const data = { v: '4', del: 'core', tekst: 'Mail er nede', ramt: 'Mail og telefoni', folk: '200' };
const told = (changes: Partial<Request>, error: unknown = new StoreFault('away')) => {
  const journal = { info: () => undefined, error: () => undefined };
  return failureAnswer(error, { ...request, ...changes }, testPlan, journal);
};

describe('what somebody is told when something failed', () => {
  it('says that it is not known whether it was stored, and whom to call', () => {
    expect(told({})).toMatch(/ved ikke, om det blev gemt\..*ring 96 11 00 00\. Fejl-id [0-9a-f]{8}\.$/);
  });

  it.each([
    [new StoreAway('2026-11-23T01:14:00.000Z'), /Loggen svarer ikke lige nu, .*Intet er gemt\./],
    [new DaybookFault('full'), /kunne heller ikke gemme det her hos mig\. Intet er gemt\./],
    [new LogRolledBack('K-2026-07', { number: 4, why: 'changed' }), /galt med loggen: nr\. 4 er ændret/],
    [new TypeError('ours'), /Noget gik galt hos mig, og jeg ved ikke, om det blev gemt\./],
  ])('says what became of it, as far as that is known: %s', (error, words) => {
    expect(told({}, error)).toMatch(words);
    expect(told({}, error)).not.toContain(error.message);
  });

  it('gives what was typed back', () => {
    expect(told({ text: 'log Mail er nede' })).toMatch(/Din tekst: log Mail er nede$/);
    expect(told({ tap: { verb: 'log', data } })).toMatch(/Din tekst: Mail er nede$/);
  });

  it('gives back all that stood in a dialog, which closes with it', () => {
    expect(told({ dialog: true, tap: { verb: 'opdater', data } })).toMatch(
      /Din tekst: Mail er nede\nMail og telefoni$/,
    );
  });
});
