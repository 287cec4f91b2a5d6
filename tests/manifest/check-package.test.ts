import { describe, expect, it } from 'vitest';
import { checkPackage } from '../../src/manifest/check-package.ts';
import { documentIn, type Manifest, packed, withFile, withManifest } from './packing.ts';

const { zip } = await packed();
const english = documentIn<Record<string, unknown>>(zip, 'en.json');

describe('the check of a package names', () => {
  it('every fault of the manifest at once', async () => {
    const faulty = withManifest(zip, (manifest) => {
      Object.assign(manifest, { id: 'krisebot', packageName: 'x', accentColor: 'blue', version: '0.9.0' });
      Object.assign(manifest.name, { short: '{{appNam}}', full: 'K'.repeat(101) });
      manifest.description.full = ' ';
      const list = manifest.bots[0].commandLists[0];
      list?.triggers.splice(0, 1, 'hash');
      list?.commands.push({ title: 'krise find', description: 'Finder' });
    });
    expect(await checkPackage(faulty)).toEqual([
      expect.stringMatching(/skemaet: must NOT have additional properties "packageName"/),
      expect.stringMatching(/skemaet: \/id must match pattern/),
      expect.stringMatching(/skemaet: \/name\/full must NOT have more than 100 characters/),
      expect.stringMatching(/skemaet: \/accentColor must match pattern/),
      expect.stringMatching(/skemaet: .*\/triggers\/0 must be equal to one of the allowed values/),
      expect.stringMatching(/skemaet: .*\/commands must NOT have more than 12 items/),
      'manifest.json: name.full er på 101 tegn. Teams tillader 100.',
      'manifest.json: description.full er tom.',
      'manifest.json: name.short er ikke udfyldt.',
      'manifest.json: version er »0.9.0«. Teams kræver tre tal, det første mindst 1: 1.2.3.',
      'en.json mangler teksten til bots[0].commandLists[0].commands[12].description.',
    ]);
  });

  it('every fault of a translation at once', async () => {
    const faulty = { ...english, 'name.full': '{{appName', 'name.abc': 'x', 'description.short': 7 };
    expect(await checkPackage(withFile(zip, 'en.json', JSON.stringify(faulty)))).toEqual([
      expect.stringMatching(/^en\.json passer ikke til skemaet: .*"name\.abc"/),
      expect.stringMatching(/^en\.json passer ikke til skemaet: \/description\.short must be string/),
      'en.json: name.abc findes ikke i manifest.json.',
      'en.json: description.short er ikke en tekst.',
      'en.json: name.full er ikke udfyldt.',
    ]);
  });

  it('another schema than the one it is made for, without fetching it', async () => {
    const other = { $schema: 'https://example.dk/other.json' };
    const faulty = withManifest(zip, (manifest) => Object.assign(manifest, other));
    expect(await checkPackage(withFile(faulty, 'en.json', JSON.stringify({ ...english, ...other })))).toEqual(
      [
        expect.stringMatching(
          /^manifest\.json: \$schema skal være .*\/v1\.29\/MicrosoftTeams\.schema\.json\.$/,
        ),
        expect.stringMatching(/^en\.json: \$schema skal være .*\.Localization\.schema\.json\.$/),
      ],
    );
  });

  it('every file that is missing, strange or in a folder', async () => {
    const without = withFile(withFile(zip, 'en.json', undefined), 'color.png', undefined);
    const faulty = withFile(withFile(without, 'noter.txt', 'x'), 'pakke/manifest.json', '{}');
    expect(await checkPackage(withFile(faulty, 'outline.png', '<svg/>'))).toEqual([
      'en.json mangler i pakken.',
      'color.png mangler i pakken.',
      'noter.txt hører ikke til i pakken.',
      'pakke/manifest.json ligger i en mappe.',
      'outline.png er ikke en PNG med 8 bit pr. farve.',
    ]);
  });

  it('icons that took each other’s place, and a translation that is not JSON', async () => {
    const faulty = withManifest(withFile(zip, 'en.json', '{,}'), (manifest: Manifest) =>
      Object.assign(manifest, { icons: { color: 'outline.png', outline: 'color.png' } }),
    );
    expect(await checkPackage(faulty)).toEqual([
      'en.json er ikke JSON.',
      'outline.png er 32 × 32. Teams kræver 192 × 192.',
      'color.png er 192 × 192. Teams kræver 32 × 32.',
    ]);
  });

  it.each([
    ['a missing manifest', undefined, 'manifest.json mangler i pakken.'],
    ['a manifest that is not JSON', '{,}', 'manifest.json er ikke JSON.'],
    ['a manifest that is a list', '[]', 'manifest.json er ikke et JSON-objekt.'],
  ])('%s', async (_, content, fault) => {
    expect(await checkPackage(withFile(zip, 'manifest.json', content))).toEqual([fault]);
  });

  it('a file that is no package', async () => {
    expect(await checkPackage(Buffer.from('not a zip'))).toEqual(['Pakken er ikke en zip-fil.']);
  });
});
