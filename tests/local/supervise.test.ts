import { EventEmitter, once } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import { supervise } from '../../src/local/supervise.ts';
import { actor, journalOf, story } from './actors.ts';
import { linesOf, scratchFolder } from './scratch.ts';

describe('the parts of the local trial', () => {
  test('start one after the other and end in the opposite order, each when the one before is gone', async () => {
    const folder = await scratchFolder();
    const outside = onlooker();
    const code = supervise([actor(folder, 'store'), actor(folder, 'bot'), actor(folder, 'page')], outside);
    await outside.ready;
    outside.stop();
    expect(await code).toBe(0);
    expect(await story(folder)).toEqual([
      'store began',
      'bot began',
      'page began',
      'page ended',
      'bot ended',
      'store ended',
    ]);
    expect(outside.said.at(-1)).toBe('Alt er gemt og lukket.');
  });

  test('are out of reach of the terminal: each leads its own process group', async () => {
    const folder = await scratchFolder();
    const outside = onlooker();
    const code = supervise([actor(folder, 'store')], outside);
    await outside.ready;
    const pid = Number((await linesOf(journalOf(folder)))[0]?.split(' ').at(-1));
    expect(() => process.kill(-pid, 0)).not.toThrow();
    outside.stop();
    await code;
  });

  test('all end when one of them dies, and the reason is told', async () => {
    const folder = await scratchFolder();
    const outside = onlooker();
    const parts = [actor(folder, 'store'), actor(folder, 'bot', { habit: 'dies', ready: false })];
    expect(await supervise(parts, outside)).toBe(1);
    expect((await story(folder)).at(-1)).toBe('store ended');
    expect(outside.said.join('\n')).toContain('bot stoppede uventet (3)');
    expect(outside.said.join('\n')).toContain('bot is talking');
  });

  test('all end when one of them dies later on', async () => {
    const folder = await scratchFolder();
    const outside = onlooker();
    const bot = { ...actor(folder, 'bot'), whenItEnds: 'Kør det igen.' };
    const code = supervise([actor(folder, 'store'), bot], outside);
    await outside.ready;
    const pid = Number((await linesOf(journalOf(folder)))[1]?.split(' ').at(-1));
    process.kill(pid, 'SIGKILL');
    expect(await code).toBe(1);
    expect((await story(folder)).at(-1)).toBe('store ended');
    expect(outside.said.join('\n')).toMatch(/bot stoppede uventet \(SIGKILL\)[\s\S]*Kør det igen\./);
  });

  test('that do not become ready in time are told of and ended', async () => {
    const folder = await scratchFolder();
    const outside = onlooker();
    const late = { ...actor(folder, 'bot', { ready: false }), readyWithinMs: 100 };
    expect(await supervise([actor(folder, 'store'), late], outside)).toBe(1);
    expect(outside.said.join('\n')).toContain('bot blev ikke klar');
    expect((await story(folder)).at(-1)).toBe('store ended');
  });

  test('end when a stop is asked for while they are starting', async () => {
    const folder = await scratchFolder();
    const outside = onlooker();
    const parts = [actor(folder, 'store'), actor(folder, 'bot', { ready: false }), actor(folder, 'page')];
    const code = supervise(parts, outside);
    await vi.waitFor(async () => expect(await story(folder)).toContain('bot began'), 10_000);
    outside.stop();
    expect(await code).toBe(0);
    expect(await story(folder)).toEqual(['store began', 'bot began', 'bot ended', 'store ended']);
  });

  test('that do not end in their time are ended by force, and the rest still in order', async () => {
    const folder = await scratchFolder();
    const outside = onlooker();
    const code = supervise([actor(folder, 'store'), actor(folder, 'bot', { habit: 'stubborn' })], outside);
    await outside.ready;
    outside.stop();
    expect(await code).toBe(1);
    expect(outside.said.join('\n')).toContain('bot svarede ikke og blev lukket.');
    expect(outside.said).not.toContain('Alt er gemt og lukket.');
    expect((await story(folder)).at(-1)).toBe('store ended');
  });
});

function onlooker() {
  const events = new EventEmitter();
  const said: string[] = [];
  return {
    said,
    ready: once(events, 'ready'),
    stop: () => events.emit('stop'),
    stopAsked: once(events, 'stop'),
    say: (line: string) => said.push(line),
    allReady: async () => void events.emit('ready'),
  };
}
