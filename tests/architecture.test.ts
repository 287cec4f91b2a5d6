import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Which may import which (docs/architecture.md). A name is a folder or file of src, or a package. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  plan: ['domain', 'node:', 'yaml', 'zod'],
  cards: ['domain', '../cards', 'adaptivecards-templating'],
  commands: ['domain', 'cards'],
  ports: ['domain'],
  'ports.ts': ['ports'],
  'request.ts': ['domain', 'ports.ts'],
  people: ['domain', 'ports.ts', 'request.ts'],
  announcing: [
    'domain',
    'cards',
    'people',
    'sms',
    'ports.ts',
    'request.ts',
    'fingerprint.ts',
    'one-at-a-time.ts',
    'node:',
  ],
  alarms: [
    'domain',
    'cards',
    'commands',
    'answering',
    'people',
    'sms',
    'ports.ts',
    'request.ts',
    'each-of.ts',
    'one-at-a-time.ts',
    'node:',
  ],
  readiness: [
    'domain',
    'cards',
    'commands',
    'answering',
    'people',
    'ports.ts',
    'request.ts',
    'fingerprint.ts',
    'each-of.ts',
    'one-at-a-time.ts',
    'node:',
  ],
  answering: [
    'domain',
    'cards',
    'commands',
    'alarms',
    'announcing',
    'files',
    'people',
    'readiness',
    'ports.ts',
    'request.ts',
    'request-log.ts',
    'error-id.ts',
    'fingerprint.ts',
  ],
  'app.ts': ['domain', 'commands', 'answering', 'people', 'readiness', 'request.ts', 'request-log.ts'],
  files: ['domain', 'cards', 'commands', 'answering', 'people', 'ports.ts', 'request.ts', 'node:'],
  'ticking.ts': ['domain', 'ports.ts', 'one-at-a-time.ts'],
  'after-away.ts': ['ports.ts', 'one-at-a-time.ts'],
  'coalescing.ts': ['request-log.ts'],
  'error-id.ts': ['node:'],
  'fingerprint.ts': ['node:'],
  'each-of.ts': [],
  'one-at-a-time.ts': [],
  'request-log.ts': ['refusals.ts', 'node:'],
  'refusals.ts': ['coalescing.ts', 'ports.ts'],
  'journal.ts': ['ports.ts', 'request-log.ts'],
  'config.ts': ['metrics', 'sms'],
  'krisebot-options.ts': ['config.ts', 'daybook', 'domain', 'ports.ts', 'teams'],
  'opening-store.ts': ['daybook', 'storage', 'running', 'krisebot-options.ts'],
  running: [
    'domain',
    'announcing',
    'answering',
    'metrics',
    'teams',
    'ports.ts',
    'request.ts',
    'request-log.ts',
    'error-id.ts',
    'journal.ts',
    'one-at-a-time.ts',
    'refusals.ts',
    'node:',
  ],
  metrics: ['ports.ts', '@opentelemetry/'],
  sms: ['domain', 'ports.ts', 'node:'],
  storage: ['domain', 'ports.ts', 'node:', '@azure/'],
  daybook: ['domain', 'error-id.ts', 'one-at-a-time.ts', 'ports.ts', 'node:'],
  teams: [
    'coalescing.ts',
    'error-id.ts',
    'refusals.ts',
    'ports.ts',
    'request.ts',
    'request-log.ts',
    'node:',
    'botbuilder',
    'botframework-connector',
    'restify',
    '@azure/',
  ],
  export: ['domain', 'cards', 'ports.ts', 'fingerprint.ts', 'node:', 'pdfkit'],
  local: ['plan', 'domain', 'node:'],
  operating: ['domain', 'export', 'plan', 'people', 'storage', 'local', 'ports.ts', 'config.ts', 'node:'],
  manifest: ['plan', 'commands', 'node:', 'fflate', '@microsoft/app-manifest'],
};
/** Puts everything together, so it may import anything. */
const free = ['main.ts', 'krisebot.ts'];

const files = typeScriptFiles(join(root, 'src'));

describe('the architecture', () => {
  it.each(files.filter((file) => !free.includes(file)))('%s imports only what its place may', (file) => {
    const place = file.split('/')[0] ?? file;
    const rule = allowed[place];
    expect(rule, `no rule for src/${place}`).toBeDefined();
    const strange = importsOf(file).filter(
      (name) => name !== place && !rule?.some((ok) => permits(ok, name)),
    );
    expect(strange).toEqual([]);
  });

  it('lets the SDK of Teams be known in src/teams alone', () => {
    const others = files.filter((file) => !file.startsWith('teams/'));
    const knowing = others.filter((file) =>
      importsOf(file).some((name) => /^(botbuilder|botframework|restify)/.test(name)),
    );
    expect(knowing).toEqual([]);
  });

  it('has no clock, randomness or environment in the domain', () => {
    const impure = files
      .filter((file) => file.startsWith('domain/'))
      .filter((file) => /Date\.now|new Date\(\)|Math\.random|process\.|crypto/.test(read(file)));
    expect(impure).toEqual([]);
  });

  it('keeps files small enough to be read at once', () => {
    const long = files.filter((file) => read(file).split('\n').length > 220);
    expect(long).toEqual([]);
  });

  it('has no folder deeper than one below src, and none named for what it is not', () => {
    expect(files.filter((file) => file.split('/').length > 2)).toEqual([]);
    expect(
      files.filter((file) => /(^|\/)(utils?|helpers?|common|services?|types)(\.ts|\/|$)/.test(file)),
    ).toEqual([]);
  });

  it('has no unfinished work in it', () => {
    expect(files.filter((file) => /\b(TODO|FIXME|XXX)\b/.test(read(file)))).toEqual([]);
  });
});

function permits(rule: string, name: string): boolean {
  return name === rule || (/[:/]$/.test(rule) && name.startsWith(rule)) || name.startsWith(`${rule}/`);
}

/** What a file imports: packages by name, own modules by their folder or file below src. */
function importsOf(file: string): readonly string[] {
  const specifiers = [
    ...read(file).matchAll(/(?:^import|^(?:import|export|}).* from|import\()\s*'([^']+)'/gm),
  ].map((match) => match[1] ?? '');
  return specifiers.map((name) => {
    if (!name.startsWith('.')) return name;
    const target = relative(join(root, 'src'), join(root, 'src', dirname(file), name));
    return target.startsWith('..')
      ? target.split('/').slice(0, 2).join('/')
      : (target.split('/')[0] ?? target);
  });
}

function read(file: string): string {
  return readFileSync(join(root, 'src', file), 'utf8');
}

function typeScriptFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? typeScriptFiles(path).map((file) => join(name, file)) : [name];
    })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
}
