import { describe, expect, it } from 'vitest';
import { readPackageSettings } from '../../src/manifest/package-settings.ts';
import { documentIn, environment, type Manifest, packed, settingsWith } from './packing.ts';

function faultsOf(changes: Readonly<Record<string, string | undefined>>): readonly string[] {
  const reading = readPackageSettings({ ...environment, ...changes });
  return 'faults' in reading ? reading.faults : [];
}

describe('the environment of a package', () => {
  it('names everything that is missing at once', () => {
    const reading = readPackageSettings({});
    const named = ('faults' in reading ? reading.faults : []).map((line) => line.split(' ')[0]);
    expect(named.toSorted()).toEqual(Object.keys(environment).toSorted());
  });

  it.each([
    ['TEAMS_APP_ID', 'krisebot'],
    ['TEAMS_APP_ID', '00000000-0000-0000-0000-000000000000'],
    ['MicrosoftAppId', '6f0d3c1e2a4b4c5d8e9f0a1b2c3d4e5f'],
    ['MicrosoftAppId', '6f0d3c1e-2a4b-4c5d-8e9f-0a1b2c3d4e5f\n{"x":1}'],
    ['PUBLIC_URL', 'krisebot.example.dk'],
    ['PUBLIC_URL', 'http://krisebot.example.dk'],
    ['PUBLIC_URL', 'https://krisebot.example.dk/api/messages'],
    ['PUBLIC_URL', 'https://krisebot.example.dk/?a=b'],
    ['PUBLIC_URL', 'https://navn:kode@krisebot.example.dk'],
    ['PUBLIC_URL', 'https://localhost:3978'],
    ['PUBLIC_URL', 'https://krisebot.example.dk:3978'],
    ['PUBLIC_URL', 'https://-krisebot.example.dk'],
    ['PUBLIC_URL', 'https://krisebot-.example.dk'],
    ['PUBLIC_URL', 'https://krisebot.example-.dk'],
    ['PUBLIC_URL', 'https://krisebot..example.dk'],
    ['PUBLIC_URL', 'https://127.0.0.1'],
    ['PUBLIC_URL', 'https://2130706433'],
    ['PUBLIC_URL', 'https://[::1]'],
    ['PUBLIC_URL', 'https://*.example.dk'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['TEAMS_PRIVACY_URL', 'http://www.example.dk/persondata'],
    ['TEAMS_TERMS_URL', 'vilkår'],
    ['TEAMS_WEBSITE_URL', `https://www.example.dk/${'x'.repeat(2048)}`],
    ['TEAMS_DEVELOPER_NAME', 'Eksempel Kommunes afdeling for drift'],
    ['TEAMS_DEVELOPER_NAME', 'Eksempel\u202eenummoK'],
    ['TEAMS_DEVELOPER_NAME', '{{botId}}'],
    ['TEAMS_DEVELOPER_NAME', 'Eksempel\nKommune'],
    ['TEAMS_ENVIRONMENT', '../../etc'],
    ['TEAMS_ENVIRONMENT', 'Drift'],
    ['TEAMS_ENVIRONMENT', 'a'.repeat(21)],
    ['TEAMS_ENVIRONMENT', '-rsc'],
  ])('%s is not taken as %j', (name, value) => {
    const faults = faultsOf({ [name]: value });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name} er [^\\n]{1,170}$`));
  });

  it.each([
    ['PUBLIC_URL', 'https://krisebot.example.dk/', 'publicUrl', 'https://krisebot.example.dk'],
    ['PUBLIC_URL', ' https://KRISEBOT.example.dk ', 'publicHost', 'krisebot.example.dk'],
    ['PUBLIC_URL', 'https://krisebot.blåbærgrød.dk', 'publicHost', 'krisebot.xn--blbrgrd-fxak7p.dk'],
    ['MicrosoftAppId', '1A2B3C4D-5E6F-4A8B-9C0D-1E2F3A4B5C6D', 'botId', environment.MicrosoftAppId],
    ['TEAMS_ENVIRONMENT', ' ', 'environment', 'drift'],
  ] as const)('%s %j is read as what it means', (name, value, setting, meant) => {
    expect(settingsWith({ [name]: value })[setting]).toBe(meant);
  });

  it('changes texts alone, whatever characters its values have', async () => {
    const strange = `O'Brian & "Søn" \\ $& $1`;
    const { zip } = await packed(settingsWith({ TEAMS_DEVELOPER_NAME: strange }));
    const usual = documentIn<Manifest>((await packed()).zip, 'manifest.json');
    const { developer, ...others } = documentIn<Manifest>(zip, 'manifest.json');
    expect(developer).toMatchObject({ name: strange });
    expect({ ...others, developer: usual.developer }).toEqual(usual);
  });
});
