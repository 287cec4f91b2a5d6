import { describe, expect, test } from 'vitest';
import { LocalFault } from '../../src/local/local-fault.ts';
import { readPorts, requireFree } from '../../src/local/ports.ts';
import { freePort } from './free-port.ts';
import { takenPort } from './scratch.ts';

describe('the ports of the local trial', () => {
  test('are the standard ones where the environment names none', () => {
    expect(readPorts({ KRISE_BOT_PORT: '' })).toEqual({ table: 10_002, bot: 3978, playground: 56_150 });
  });

  test('can each be chosen', () => {
    const env = { KRISE_TABLE_PORT: '1', KRISE_BOT_PORT: '2', KRISE_PLAYGROUND_PORT: '65535' };
    expect(readPorts(env)).toEqual({ table: 1, bot: 2, playground: 65_535 });
  });

  test.each(['0', '65536', 'abc', '-1', '80.5', ' '])('refuse »%s« and name the variable', (text) => {
    expect(() => readPorts({ KRISE_BOT_PORT: text })).toThrow(LocalFault);
    expect(() => readPorts({ KRISE_BOT_PORT: text })).toThrow(/KRISE_BOT_PORT er »/);
  });

  test('name every wrong variable at once', () => {
    expect(() => readPorts({ KRISE_BOT_PORT: 'x', KRISE_TABLE_PORT: 'y' })).toThrow(
      /KRISE_TABLE_PORT[\s\S]*KRISE_BOT_PORT/,
    );
  });

  test('must differ', () => {
    expect(() => readPorts({ KRISE_BOT_PORT: '10002' })).toThrow(/samme port/);
  });

  test.each(['127.0.0.1', '0.0.0.0'])(
    'that a program on %s has are named, with the variable',
    async (host) => {
      const ports = { table: await freePort(), bot: await takenPort(host), playground: await freePort() };
      const refused = requireFree(ports);
      await expect(refused).rejects.toThrow(LocalFault);
      await expect(refused).rejects.toThrow(`Port ${ports.bot} er optaget`);
      await expect(refused).rejects.toThrow(`KRISE_BOT_PORT=${ports.bot + 1}`);
    },
  );

  test('that nobody has can be used', async () => {
    const ports = { table: await freePort(), bot: await freePort(), playground: await freePort() };
    await expect(requireFree(ports)).resolves.toBeUndefined();
  });
});
