import { describe, expect, inject, it } from 'vitest';
import { createStoreClock } from '../../src/storage/store-clock.ts';
import { openTables } from '../../src/storage/tables.ts';
import { startProxy } from '../azurite/proxy.ts';
import { testStore } from '../azurite/test-store.ts';

const here = Date.parse('2026-11-23T02:00:00.000Z');

describe('the clock', () => {
  it('is the machine’s own while the store tells about the same time', () => {
    const clock = createStoreClock(() => here);
    expect(clock.now()).toBe('2026-11-23T02:00:00.000Z');
    clock.learn('Mon, 23 Nov 2026 02:00:01 GMT', here, here + 10);
    expect(clock.now()).toBe('2026-11-23T02:00:00.000Z');
  });

  it('is corrected by the store’s when it is far off', () => {
    const clock = createStoreClock(() => here);
    clock.learn('Mon, 23 Nov 2026 02:10:00 GMT', here, here);
    expect(clock.now()).toBe('2026-11-23T02:10:00.500Z');
    clock.learn('Mon, 23 Nov 2026 01:50:00 GMT', here, here);
    expect(clock.now()).toBe('2026-11-23T01:50:00.500Z');
  });

  it('learns nothing from an answer that was long under way, or that tells no time', () => {
    const clock = createStoreClock(() => here);
    clock.learn('Mon, 23 Nov 2026 02:10:00 GMT', here, here + 2500);
    clock.learn('i morgen', here, here);
    expect(clock.offset()).toBeUndefined();
  });

  it('learns from every answer of the table service', async () => {
    const proxy = await startProxy(inject('azurite'));
    const { people, tables } = await testStore({ connectionString: proxy.connectionString });
    proxy.date = () => new Date(Date.now() + 600_000);
    await people.find('x');
    const ahead = Date.parse(tables.clock.now()) - Date.now();
    expect(Math.abs(ahead - 600_000)).toBeLessThan(3000);
    await proxy.close();
  });
});

describe('the tables', () => {
  it('are reached without TLS on this machine only', async () => {
    await expect(openTables({ endpoint: 'http://krise.table.core.windows.net' })).rejects.toThrow('https');
    const elsewhere =
      'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;TableEndpoint=http://example.org/a;';
    await expect(openTables({ connectionString: elsewhere })).rejects.toThrow('https');
  });

  it('are opened with the process’s own identity where only an endpoint is given', async () => {
    const tables = await openTables(
      { endpoint: 'https://krise.table.core.windows.net' },
      { prefix: 'Prøve' },
    );
    expect(tables.log.client.tableName).toBe('PrøveLog');
  });

  it('keep no signature in what a failed call leaves behind', async () => {
    const proxy = await startProxy(inject('azurite'));
    const { people } = await testStore({ connectionString: proxy.connectionString });
    proxy.fate = () => 'busy';
    const fault: unknown = await people.find('x').catch((error: unknown) => error);
    const { inspect } = await import('node:util');
    expect(inspect(fault, { depth: 10, showHidden: true })).not.toMatch(/SharedKey|authorization/i);
    await proxy.close();
  });
});
