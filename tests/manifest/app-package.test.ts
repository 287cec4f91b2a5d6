import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appVersion, packApp } from '../../src/manifest/app-package.ts';
import { checkPackage } from '../../src/manifest/check-package.ts';
import { packageReport } from '../../src/manifest/package-report.ts';
import { documentIn, type Manifest, packed, packedAnew, settingsWith, sources } from './packing.ts';

const { fetch } = globalThis;
const fetched: unknown[] = [];

describe('the app package', () => {
  beforeAll(() => {
    globalThis.fetch = (target) => {
      fetched.push(target);
      return Promise.reject(new Error('offline'));
    };
  });
  afterAll(() => {
    globalThis.fetch = fetch;
  });

  it('holds manifest, translation and icons at its root, and nothing else', async () => {
    const { zip } = await packed();
    expect(Object.keys(unzipSync(zip)).toSorted()).toEqual([
      'color.png',
      'en.json',
      'manifest.json',
      'outline.png',
    ]);
  });

  it('is without faults when opened again, and no schema is fetched for it', async () => {
    expect(await checkPackage((await packed()).zip)).toEqual([]);
    expect(await checkPackage((await packed(settingsWith(), { consent: true })).zip)).toEqual([]);
    expect(fetched).toEqual([]);
  });

  it('carries the ids, addresses and name of its environment', async () => {
    const { zip, fileName, version } = await packed();
    expect(fileName).toBe('krisebot-drift.zip');
    expect(documentIn<Manifest>(zip, 'manifest.json')).toMatchObject({
      manifestVersion: '1.29',
      version,
      id: '6f0d3c1e-2a4b-4c5d-8e9f-0a1b2c3d4e5f',
      name: { short: 'Krisebot' },
      developer: { name: 'Eksempel Kommune', privacyUrl: 'https://www.example.dk/persondata' },
      validDomains: ['krisebot.example.dk'],
      bots: [{ botId: '1a2b3c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d', supportsTargetedMessages: true }],
    });
  });

  it('cannot be taken for the real app where it is made for trial', async () => {
    const { zip, fileName } = await packed(settingsWith({ TEAMS_ENVIRONMENT: 'test' }));
    expect(fileName).toBe('krisebot-test.zip');
    expect(documentIn<Manifest>(zip, 'manifest.json').name.short).toBe('Krisebot test');
    expect(documentIn<Record<string, string>>(zip, 'en.json')['name.short']).toBe('Krisebot test');
  });

  it('has room for the longest name of an environment', async () => {
    const longest = 'a'.repeat(20);
    expect(await checkPackage((await packed(settingsWith({ TEAMS_ENVIRONMENT: longest }))).zip)).toEqual([]);
  });

  it('is the same, byte for byte, when nothing changed', async () => {
    expect(Buffer.from((await packedAnew()).zip).equals((await packedAnew()).zip)).toBe(true);
  });

  it('asks to hear every message only in the variant made for it', async () => {
    const usual = documentIn<Manifest>((await packed()).zip, 'manifest.json');
    const variant = await packed(settingsWith(), { consent: true });
    expect(usual).not.toHaveProperty('authorization');
    expect(usual).not.toHaveProperty('webApplicationInfo');
    expect(variant.fileName).toBe('krisebot-drift-rsc.zip');
    const { authorization, webApplicationInfo, ...others } = documentIn<Manifest>(
      variant.zip,
      'manifest.json',
    );
    expect(others).toEqual(usual);
    expect(webApplicationInfo).toMatchObject({ id: '1a2b3c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d' });
    expect(authorization).toEqual({
      permissions: {
        resourceSpecific: [
          { name: 'ChannelMessage.Read.Group', type: 'Application' },
          { name: 'ChatMessage.Read.Chat', type: 'Application' },
        ],
      },
    });
  });

  it('is at least version 1.0.0, as Teams demands, and rises with the release', () => {
    expect(appVersion('0.1.0')).toBe('1.1.0');
    expect(appVersion('0.12.3')).toBe('1.12.3');
    expect(appVersion('1.0.0')).toBe('2.0.0');
    for (const strange of ['1.0', '1.0.0-beta.1', '1.0.0+5', 'v1.0.0', '']) {
      expect(appVersion(strange)).toBeUndefined();
    }
  });

  it('is not made of a release that Teams would refuse', async () => {
    expect(await packApp(sources, settingsWith(), '1.0.0-beta.1')).toEqual({
      faults: ['version i package.json er »1.0.0-beta.1«. Brug tre tal: 1.2.3.'],
    });
  });

  it('is not made of sources that fail the check', async () => {
    const result = await packApp({ ...sources, outline: sources.color }, settingsWith(), '0.4.2');
    expect(result).toEqual({ faults: ['outline.png er 192 × 192. Teams kræver 32 × 32.'] });
  });

  it('tells which address the bot must be registered with', async () => {
    const made = await packed();
    const report = packageReport(settingsWith(), made, '.data/package/krisebot-drift.zip', false);
    expect(report).toContain('https://krisebot.example.dk/api/messages');
    expect(report).toContain('.data/package/krisebot-drift.zip');
    expect(report).toContain('1a2b3c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d');
  });
});
