import { type Locked, runtimePackages } from './lock.ts';

/** Packages that do not name their licence in their manifest, or not by its short name: where it stands instead. */
const saidElsewhere: Readonly<Record<string, string>> = {
  'dejavu-fonts-ttf': 'Bitstream-Vera',
  'escape-regexp-component': 'MIT',
  jspath: 'MIT',
  'png-js': 'MIT',
};

/** Licences that ask no more than that their text goes along: what is shipped may be used and changed freely. */
export const permissive: readonly string[] = [
  '(AFL-2.1 OR BSD-3-Clause)',
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Bitstream-Vera',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MIT AND OFL-1.1',
  'Unlicense',
];

export function licenceOf({ name, license }: Locked): string {
  return saidElsewhere[name] ?? license ?? 'unknown';
}

/** The document of all licences: what runs in production, by licence. */
export function licencesDocument(): string {
  const byLicence = new Map<string, Set<string>>();
  for (const locked of runtimePackages()) {
    const licence = licenceOf(locked);
    const named = byLicence.get(licence) ?? new Set();
    byLicence.set(licence, named.add(`${locked.name} ${locked.version}`));
  }
  const sections = [...byLicence]
    .toSorted(([one], [other]) => one.localeCompare(other, 'en'))
    .map(([licence, named]) => `## ${licence} (${named.size})\n\n${[...named].toSorted().join(', ')}\n`);
  return `${opening}\n${sections.join('\n')}`;
}

const opening = `# Licences of what runs in production

Made from \`package-lock.json\` by \`npm run licences\`; a test compares. All of them ask no more than that their text goes along, and each package brings its own. The licence of dejavu-fonts-ttf (Bitstream Vera), escape-regexp-component, jspath and png-js stands in their own texts, not in their manifest.
`;
