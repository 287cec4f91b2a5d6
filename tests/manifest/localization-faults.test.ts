import { describe, expect, it } from 'vitest';
import { localizationFaults } from '../../src/manifest/localization-faults.ts';

const manifest = {
  developer: { name: 'Eksempel Kommune' },
  name: { short: 'Krisebot' },
  description: { short: 'Kort', full: 'Lang' },
  bots: [{ commandLists: [{ commands: [{ title: 'krise start', description: 'Starter' }] }] }],
};
const english = {
  'name.short': 'Krisebot',
  'description.short': 'Short',
  'description.full': 'Long',
  'bots[0].commandLists[0].commands[0].description': 'Starts',
};
const start = 'bots[0].commandLists[0].commands[0]';
const { 'description.full': _, ...incomplete } = english;

describe('a translation of the app’s texts', () => {
  it('that has them all and no other is without faults', () => {
    expect(localizationFaults('en.json', manifest, english)).toEqual([]);
  });

  it('may not lack a text that people see', () => {
    expect(localizationFaults('en.json', manifest, incomplete)).toEqual([
      'en.json mangler teksten til description.full.',
    ]);
  });

  it.each<[string, string, unknown, string]>([
    ['of nothing', 'bots[0].commandLists[0].commands[1].description', 'x', ' findes ikke i manifest.json.'],
    ['of a title', `${start}.title`, 'x', ' må ikke oversættes. Teams sender titlen til botten som tekst.'],
    ['of what is no text for people', 'developer.name', 'x', ' kan ikke oversættes.'],
    ['of a whole group', 'name', 'x', ' findes ikke i manifest.json.'],
    ['too long', 'name.short', 'x'.repeat(31), ' er på 31 tegn. Teams tillader 30.'],
    ['too long to be listed', 'description.short', 'x'.repeat(81), ' er på 81 tegn. Teams tillader 80.'],
    ['that is empty', 'name.short', ' ', ' er tom.'],
    ['that is no text', 'name.short', 7, ' er ikke en tekst.'],
  ])('may not have one %s', (_case, key, text, fault) => {
    const faults = localizationFaults('en.json', manifest, { ...english, [key]: text as string });
    expect(faults).toEqual([`en.json: ${key}${fault}`]);
  });
});
