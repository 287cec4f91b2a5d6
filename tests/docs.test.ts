import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { commands } from '../src/commands/commands.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const documents = ['README.md', 'CHANGELOG.md', ...markdownIn('docs')];
const scripts = Object.keys(
  (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts,
);

describe('the documents are true', () => {
  it.each(documents)('%s names only paths that exist', (file) => {
    const named = [...read(file).matchAll(/`((?:src|cards|plan|tests|docs|manifest)\/[\w./-]*)`/g)].map(
      ([, path]) => path ?? '',
    );
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it.each(documents)('%s links only to files that exist', (file) => {
    const links = [...read(file).matchAll(/(?:\]\(|<img src=")(?!https?:)([^)#"]+)/g)].map(
      ([, path]) => path ?? '',
    );
    expect(links.filter((path) => !existsSync(join(root, file, '..', path)))).toEqual([]);
  });

  it.each(documents)('%s names only scripts that package.json has', (file) => {
    const named = [...read(file).matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script ?? '');
    expect(named.filter((script) => !scripts.includes(script))).toEqual([]);
  });

  it('the README lists every command as the help shows it', () => {
    const rows = [...read('README.md').matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)].map(
      ([, typed, does]) => `${typed}: ${does}`,
    );
    const listed = commands
      .filter(({ localOnly }) => !localOnly)
      .map(({ example, word, does }) => `${example ?? word}: ${does}`);
    expect(rows).toEqual(listed);
  });

  it('.env.example documents every environment variable that is read, and no other', () => {
    const documented = [...read('.env.example').matchAll(/^([A-Za-z_]+)=/gm)].map(([, name]) => name ?? '');
    expect(documented.toSorted()).toEqual([...variablesRead()].toSorted());
  });

  it('docs/drift.md explains every event of the log and every figure stands in docs/installation.md', () => {
    const sources = typeScriptIn('src').map(read);
    const events = sources.flatMap((source) =>
      [...source.matchAll(/\b(?:info|error|fatal)\(\s*'([a-z]\w*\.\w+)'/g)].map(([, event]) => event ?? ''),
    );
    expect(events.length).toBeGreaterThan(50);
    expect(events.filter((event) => !read('docs/drift.md').includes(`\`${event}\``))).toEqual([]);
    const figures = sources.flatMap((source) => source.match(/(?<=')krisebot\.[a-z._]+(?=')/g) ?? []);
    expect(figures.length).toBeGreaterThan(10);
    expect(figures.filter((figure) => !read('docs/installation.md').includes(`\`${figure}\``))).toEqual([]);
  });
});

function variablesRead(): ReadonlySet<string> {
  const sources = ['src', 'tests/cards'].flatMap((folder) => typeScriptIn(folder)).map(read);
  const names = sources.flatMap((source) => [
    ...source.matchAll(
      /\b(MicrosoftApp[A-Za-z]+|AZURE_[A-Z_]+|KRISE_[A-Z_]+|CHROMIUM_PATH|PUBLIC_URL|TEAMS_[A-Z_]+|OTEL_[A-Z_]+|Certificate(?:Thumbprint|PrivateKey))\b/g,
    ),
  ]);
  return new Set([...names.map(([name]) => name), 'PORT', 'HOST']);
}

function markdownIn(folder: string): readonly string[] {
  return filesIn(folder).filter((file) => file.endsWith('.md'));
}

function typeScriptIn(folder: string): readonly string[] {
  return filesIn(folder).filter((file) => file.endsWith('.ts'));
}

function filesIn(folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = `${folder}/${name}`;
    return statSync(join(root, path)).isDirectory() ? filesIn(path) : [path];
  });
}
