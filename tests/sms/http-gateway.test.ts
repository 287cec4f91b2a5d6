import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpGateway } from '../../src/sms/http-gateway.ts';
import { type Fate, startGateway, type TestGateway } from './gateway.ts';

const number = '+4596110001';
const hostile = 'Røg "i" \\ kælder & 50 % {{til}} + \u0001';

describe('a gateway over HTTP', () => {
  let gateway: TestGateway;
  beforeEach(async () => {
    gateway = await startGateway();
  });
  afterEach(() => gateway.close());

  const send = (settings = gateway.settings, text = 'Strømsvigt') =>
    createHttpGateway(settings, 400).send(number, text, 'K-2026-01-1-sms-anna');

  it('gets the SMS as JSON, escaped, with its headers and the same id', async () => {
    expect(await send(gateway.settings, hostile)).toEqual({ state: 'sent' });
    const [taken] = gateway.taken;
    expect(taken).toMatchObject({ method: 'POST', headers: { 'x-key': 'hemmelig' } });
    expect(taken?.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(gateway.messages).toEqual([{ to: number, text: hostile, id: 'K-2026-01-1-sms-anna' }]);
  });

  it('gets it as a form, with the number without plus and the sender', async () => {
    const body = 'modtager={{til_uden_plus}}&besked={{ tekst }}&navn={{afsender}}&ref={{id}}';
    await send({ ...gateway.settings, body }, hostile);
    const [taken] = gateway.taken;
    expect(taken?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    const form = new URLSearchParams(taken?.body);
    expect(form.get('modtager')).toBe('4596110001');
    expect(form.get('besked')).toBe(hostile);
    expect(form.get('navn')).toBe('Krisebot');
  });

  it('gets it in the address, where the gateway wants it there', async () => {
    const url = `${gateway.address}?to={{til}}&text={{tekst}}`;
    await send({ url, method: 'GET', headers: {}, sender: '' }, hostile);
    const [taken] = gateway.taken;
    const query = new URL(taken?.url ?? '', gateway.address).searchParams;
    expect(taken?.method).toBe('GET');
    expect(query.get('to')).toBe(number);
    expect(query.get('text')).toBe(hostile);
  });

  it('gets the id as a header, as a key by which it knows a repetition', async () => {
    await send({ ...gateway.settings, headers: { 'Idempotency-Key': '{{id}}' } });
    expect(gateway.taken[0]?.headers['idempotency-key']).toBe('K-2026-01-1-sms-anna');
  });

  it.each<[Fate, object]>([
    [200, { state: 'sent' }],
    [202, { state: 'sent' }],
    [400, { state: 'refused', detail: 'HTTP 400' }],
    [401, { state: 'refused', detail: 'HTTP 401' }],
    [302, { state: 'refused', detail: 'HTTP 302' }],
    [500, { state: 'unknown' }],
    [503, { state: 'unknown' }],
    [408, { state: 'unknown' }],
    [429, { state: 'later', afterMs: 5_000 }],
    [
      { status: 429, retryAfter: '7' },
      { state: 'later', afterMs: 7_000 },
    ],
    [
      { status: 503, retryAfter: '2' },
      { state: 'later', afterMs: 2_000 },
    ],
    [
      { status: 503, retryAfter: '999999' },
      { state: 'later', afterMs: 60_000 },
    ],
    [
      { status: 429, retryAfter: 'snart' },
      { state: 'later', afterMs: 5_000 },
    ],
    [
      { status: 429, retryAfter: 'Thu, 01 Jan 1970 00:00:00 GMT' },
      { state: 'later', afterMs: 0 },
    ],
    ['drop', { state: 'unknown' }],
    ['hang', { state: 'unknown' }],
  ])('that answers %o, is asked once, and its words are not passed on', async (fate, result) => {
    gateway.answers(fate);
    expect(await send()).toEqual(result);
    expect(gateway.taken).toHaveLength(1);
  });

  it('that cannot be connected to has sent nothing: it is asked later', async () => {
    const { settings } = gateway;
    await gateway.close();
    expect(await send(settings)).toEqual({ state: 'later', afterMs: 5_000 });
    gateway = await startGateway();
  });

  it('is not met by a crowd at once, and none is forgotten', async () => {
    const sms = createHttpGateway(gateway.settings);
    const ids = Array.from({ length: 60 }, (_, index) => `id-${index}`);
    gateway.answers('drop', 500);
    await Promise.all(ids.map((id) => sms.send(number, 'Strømsvigt', id)));
    expect(gateway.messages.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect(gateway.mostOpen()).toBeLessThanOrEqual(8);
  });
});
