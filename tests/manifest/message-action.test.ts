import { describe, expect, it } from 'vitest';
import { commandOf } from '../../src/commands/commands.ts';
import { packApp } from '../../src/manifest/app-package.ts';
import type { Json } from '../../src/manifest/render.ts';
import { messageAction } from '../../src/teams/tap-of.ts';
import { documentIn, type Manifest, packed, settingsWith, sources } from './packing.ts';

interface Extension {
  botId: string;
  commands: { id: string; type: string; context: string[]; fetchTask: boolean; title: string }[];
}

describe.each([false, true])('the entry on a message’s menu (consent: %s)', (consent) => {
  it('opens a dialog of the bot’s, by the id and for the command the bot knows', async () => {
    const { zip } = await packed(settingsWith(), { consent });
    const { composeExtensions, bots } = documentIn<Manifest>(zip, 'manifest.json');
    const [extension] = composeExtensions as [Extension];
    expect(extension.botId).toBe(bots[0].botId);
    expect(extension.commands).toHaveLength(1);
    expect(extension.commands[0]).toMatchObject({
      id: messageAction.id,
      type: 'action',
      context: ['message'],
      fetchTask: true,
    });
    expect(commandOf(messageAction.verb)).toBeDefined();
    expect(extension.commands[0]?.title.toLocaleLowerCase('da')).toBe(messageAction.verb);
  });

  it('is called so in English too, as it is only read', async () => {
    const { zip } = await packed(settingsWith(), { consent });
    expect(documentIn<Record<string, string>>(zip, 'en.json')).toMatchObject({
      'composeExtensions[0].commands[0].title': 'Add to crisis log',
      'composeExtensions[0].commands[0].description': expect.stringMatching(/^Puts the message/),
    });
  });

  it('is not packed without its English name, or with one too long for Teams', async () => {
    const without = JSON.parse(
      JSON.stringify(sources.english).replace(
        '"composeExtensions[0].commands[0].title":"Add to crisis log",',
        '',
      ),
    ) as Json;
    expect(await packApp({ ...sources, english: without }, settingsWith(), '0.4.2', { consent })).toEqual({
      faults: ['en.json mangler teksten til composeExtensions[0].commands[0].title.'],
    });
    const long = JSON.parse(
      JSON.stringify(sources.manifest).replace('"Føj til kriselog"', `"${'Føj til kriselog '.repeat(3)}"`),
    ) as Json;
    const result = await packApp({ ...sources, manifest: long }, settingsWith(), '0.4.2', { consent });
    expect('faults' in result && result.faults.join()).toMatch(/manifest\.json passer ikke til skemaet/);
  });
});
