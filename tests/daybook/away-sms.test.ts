import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AwayCallOut, createAwayCallOut } from '../../src/alarms/away-call-out.ts';
import { type Keeping, openKeeping } from '../../src/daybook/keeping.ts';
import type { CalledBySms } from '../../src/domain/entry.ts';
import { type ClaimRequest, type Crises, type Message, type Series, StoreFault } from '../../src/ports.ts';
import { createHttpGateway } from '../../src/sms/http-gateway.ts';
import { startGateway, type TestGateway } from '../sms/gateway.ts';
import { channel, drill, jens, noon, real, startBy } from '../storage/cast.ts';

const numbers = { anna: '+4596110001', peter: '+4596110002', jens: '+4596110003', lise: '+4596110004' };
const everyone = Object.values(numbers).toSorted();
const away = () => Promise.reject(new StoreFault('away'));
const journal = { info: (event: string) => void noted.push(event), error: () => undefined };

let directory: string;
let gateway: TestGateway;
let running: Process[];
/** Who had the SMS, by each start that the tables were asked to enter. */
let entered: (CalledBySms | undefined)[];
let noted: string[];
/** Texts in Teams, but those that call somebody out. */
let told: string[];
let letGo: (() => void)[];
let tables: 'away' | 'failing' | 'hanging';
beforeEach(async () => {
  [directory, gateway] = await Promise.all([mkdtemp(join(tmpdir(), 'daybook-')), startGateway()]);
  [running, entered, letGo, tables] = [[], [], [], 'away'];
  [noted, told] = [[], []];
});
afterEach(async () => {
  for (const go of letGo) go();
  tables = 'away';
  await gateway.close();
  for (const { keeping, callOut } of running) await callOut.sms.stop().then(keeping.stop);
  await rm(directory, { recursive: true, force: true });
});

/** Tables that never take the start: what the log does with it is another test's. */
const crises = new Proxy({} as Crises, {
  get: (_, name) => (name === 'start' ? enter : away),
});
async function enter(_series: Series, { start }: ClaimRequest): Promise<never> {
  if (tables !== 'away') entered.push(start.calledBySms);
  if (tables === 'hanging') await new Promise<void>((resolve) => letGo.push(resolve));
  return away();
}

interface Process {
  readonly keeping: Keeping;
  readonly callOut: AwayCallOut;
}

/** `hungMs`: when a gateway that hangs is given up. */
async function process({ hungMs = 10_000, smsWaitMs = 10_000 } = {}): Promise<Process> {
  const times = { patience: 50, proof: 20, longest: 100, every: 20, calm: 0 };
  const probe = async () => (tables === 'away' ? away() : undefined);
  const clock = { now: () => noon };
  const keeping = await openKeeping({ crises, planId: real.planId, probe, clock, journal, directory, times });
  const send = async (person: string, { text }: Message) => {
    if (text) told.push(`${person}: ${text}`);
    return { result: { state: 'sent', activityId: '1' } as const };
  };
  const { forPeople, calls } = keeping;
  const needs = { reach: { send }, crises: forPeople, calls, journal, smsWaitMs };
  const callOut = createAwayCallOut({ ...needs, gateway: createHttpGateway(gateway.settings, hungMs) });
  const following = { send, onStored: () => undefined, onStarted: async () => undefined };
  keeping.begin({ ...following, awaySms: callOut.sms });
  running.push({ keeping, callOut });
  return { keeping, callOut };
}

/** Jens starts; what he is told of the SMS, by person. */
async function starts({ keeping, callOut }: Process, series = real) {
  const request = startBy('s1', series);
  const outcome = await keeping.forPeople.start(series, {
    ...request,
    start: { ...request.start, by: jens },
  });
  if (outcome.state !== 'kept') throw new Error(outcome.state);
  const { sms } = await callOut.start(outcome.ledger.crisis, 's1', channel);
  return sms ? Object.fromEntries(sms) : undefined;
}

const sentTo = () => gateway.messages.map(({ to }) => to).toSorted();
const times = (number: string) => sentTo().filter((to) => to === number).length;
const until = (holds: () => unknown) =>
  vi.waitFor(() => expect(holds()).toBeTruthy(), { timeout: 15_000, interval: 5 });
const stateOf = ({ callOut }: Process, person: string) => callOut.sms.states('s1').get(person);

describe('the SMS of a start that was kept', () => {
  it('goes at once to everybody the log would send it to, and the log is told who had it', async () => {
    gateway.answersTo(numbers.lise, 400);
    const one = await process();
    expect(await starts(one)).toEqual({ anna: 'sent', jens: 'sent', peter: 'sent', lise: 'failed' });
    expect(sentTo()).toEqual(everyone);
    expect(await starts(one)).toMatchObject({ anna: 'sent' });
    tables = 'failing';
    await until(() => entered.length > 0);
    expect(entered[0]).toEqual({ sent: expect.arrayContaining(['anna', 'jens', 'peter']), unsure: [] });
    expect(sentTo()).toEqual(everyone);
  });

  it('goes in an exercise to nobody but those the plan lists for it', async () => {
    expect(await starts(await process(), drill)).toEqual({ peter: 'sent' });
    expect(sentTo()).toEqual([numbers.peter]);
  });

  it('goes once more where it is in doubt, with the same id, and is then the log’s to tell of', async () => {
    gateway.answersTo(numbers.peter, 'drop');
    const one = await process();
    expect(await starts(one)).toMatchObject({ peter: 'failed', anna: 'sent' });
    const toPeter = gateway.messages.filter(({ to }) => to === numbers.peter);
    expect(toPeter).toHaveLength(2);
    expect(new Set(toPeter.map(({ id }) => id)).size).toBe(1);
    tables = 'failing';
    await until(() => entered.length > 0);
    expect(entered[0]?.unsure).toEqual(['peter']);
  });

  it('left half sent by a process that ended goes on in the next, to nobody twice but in doubt', async () => {
    gateway.answersTo(numbers.peter, 'hang');
    const first = await process();
    void starts(first);
    await until(() => stateOf(first, 'lise') === 'sent' && stateOf(first, 'peter') === 'sending');
    // It ends here: of what it has begun it notes nothing more.
    await first.keeping.stop();
    gateway.answersTo(numbers.peter, undefined);
    const next = await process();
    await next.callOut.goOn();
    expect(stateOf(next, 'peter')).toBe('sent');
    expect(told).toEqual([expect.stringMatching(/^jens: Krisen er startet[\s\S]*på sms til .*Peter Lund\./)]);
    expect(sentTo()).toEqual([...everyone, numbers.peter].toSorted());
  });

  it('waits for a gateway that asks for it', async () => {
    gateway.answersTo(numbers.peter, { status: 429, retryAfter: '0' });
    const one = await process();
    const telling = starts(one);
    await until(() => times(numbers.peter) > 1);
    gateway.answersTo(numbers.peter, undefined);
    expect(await telling).toMatchObject({ anna: 'sent', peter: 'sent' });
    expect(sentTo().filter((to) => to !== numbers.peter)).toHaveLength(3);
    expect(noted.filter((event) => event === 'sms.notSent')).toHaveLength(1);
  });

  it('on its way when the log answers is waited for, and no other is begun', async () => {
    gateway.answersTo(numbers.peter, { status: 429, retryAfter: '0' });
    gateway.answersTo(numbers.lise, { afterMs: 200 });
    const one = await process({ smsWaitMs: 200 });
    const telling = starts(one);
    await until(() => stateOf(one, 'lise') && stateOf(one, 'anna') === 'sent');
    tables = 'hanging';
    await until(() => entered.length > 0);
    expect(entered[0]?.sent.toSorted()).toEqual(['anna', 'jens', 'lise']);
    expect(await telling).toMatchObject({ peter: 'tried' });
    const before = times(numbers.peter);
    expect(await starts(one)).toMatchObject({ peter: 'tried', lise: 'sent' });
    expect(times(numbers.peter)).toBe(before);
  });

  it('in doubt when the log answers is the log’s to repeat; where that takes no start, it goes on here', async () => {
    gateway.answersTo(numbers.peter, 'hang');
    const one = await process({ hungMs: 500 });
    void starts(one);
    await until(() => stateOf(one, 'peter') === 'sending');
    tables = 'hanging';
    await until(() => entered.length > 0);
    expect(entered[0]).toEqual({ sent: expect.not.arrayContaining(['peter']), unsure: [] });
    expect(times(numbers.peter)).toBe(1);
    gateway.answersTo(numbers.peter, undefined);
    tables = 'away';
    for (const go of letGo) go();
    await until(() => stateOf(one, 'peter') === 'sent');
  });

  it('holds no answer and no stop up where the gateway hangs', async () => {
    for (const number of everyone) gateway.answersTo(number, 'hang');
    const one = await process({ smsWaitMs: 20 });
    const fates = await starts(one);
    expect(Object.values(fates ?? {})).toEqual(['tried', 'tried', 'tried', 'tried']);
    const held = new Promise((resolve) => setTimeout(resolve, 5000, 'held up').unref());
    // The last look of a stop finds the tables there, and enters the start.
    tables = 'failing';
    const stopping = one.callOut.sms.stop().then(one.keeping.stop);
    expect(await Promise.race([stopping, held])).toBeUndefined();
    expect(entered[0]).toBeUndefined();
    expect(entered.length).toBeGreaterThan(0);
  });

  it('is begun for nobody after a stop', async () => {
    gateway.answersTo(numbers.peter, { status: 429, retryAfter: '0' });
    const one = await process();
    const telling = starts(one);
    await until(() => times(numbers.peter) > 1);
    await one.callOut.sms.stop();
    expect(await telling).toMatchObject({ anna: 'sent', peter: 'failed' });
    gateway.answersTo(numbers.peter, undefined);
    expect(await starts(one)).toMatchObject({ peter: 'failed' });
  });
});
