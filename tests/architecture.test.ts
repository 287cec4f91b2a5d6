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
  'ports.ts': ['domain'],
  'request.ts': ['ports.ts'],
  'request-log.ts': ['refusals.ts', 'node:'],
  'refusals.ts': ['coalescing.ts', 'ports.ts', 'request-log.ts'],
  'alarm-bound.ts': ['domain', 'commands', 'ports.ts', 'request.ts', 'identity.ts', 'app.ts'],
  'matching.ts': ['domain', 'ports.ts'],
  'accounts.ts': ['domain', 'ports.ts', 'request.ts', 'matching.ts'],
  'identity.ts': ['domain', 'ports.ts', 'request.ts', 'matching.ts', 'accounts.ts'],
  'reach.ts': ['domain', 'ports.ts', 'identity.ts', 'matching.ts'],
  'before-start.ts': ['domain', 'ports.ts'],
  'kept-answer.ts': ['call-everyone.ts', 'domain', 'commands', 'ports.ts'],
  'error-id.ts': ['node:'],
  'failure.ts': ['domain', 'error-id.ts', 'ports.ts', 'request.ts', 'request-log.ts'],
  'crisis-channel.ts': ['domain', 'ports.ts'],
  'greeting.ts': [
    'domain',
    'cards',
    'ports.ts',
    'request.ts',
    'identity.ts',
    'answers.ts',
    'setting-up.ts',
    'app.ts',
  ],
  'corrections.ts': ['domain', 'ports.ts', 'fingerprint.ts'],
  'surveying.ts': ['domain', 'ports.ts', 'identity.ts', 'reach.ts', 'crisis-channel.ts', 'corrections.ts'],
  'readiness.ts': ['domain', 'cards', 'ports.ts', 'crisis-channel.ts', 'setting-up.ts', 'surveying.ts'],
  'monthly.ts': ['domain', 'cards', 'ports.ts', 'reach.ts', 'readiness.ts', 'node:'],
  'own-data.ts': [
    'domain',
    'cards',
    'commands',
    'ports.ts',
    'request.ts',
    'identity.ts',
    'corrections.ts',
    'fingerprint.ts',
    'app.ts',
  ],
  'setting-up.ts': [
    'domain',
    'cards',
    'commands',
    'ports.ts',
    'request.ts',
    'identity.ts',
    'matching.ts',
    'crisis-channel.ts',
    'own-data.ts',
    'app.ts',
  ],
  'coalescing.ts': [],
  'in-order.ts': [],
  'log-cards.ts': ['request.ts', 'app.ts'],
  'cpr-gate.ts': ['domain', 'cards', 'commands', 'request.ts', 'fingerprint.ts'],
  'log-mode.ts': ['domain', 'commands', 'ports.ts', 'request.ts', 'identity.ts', 'app.ts'],
  'lines.ts': [
    'domain',
    'commands',
    'request.ts',
    'identity.ts',
    'log-mode.ts',
    'log-cards.ts',
    'which-crisis.ts',
    'app.ts',
  ],
  'dressing.ts': ['domain', 'cards', 'commands', 'request.ts', 'identity.ts', 'fingerprint.ts'],
  'sharing.ts': ['domain', 'cards', 'ports.ts', 'request.ts', 'identity.ts', 'app.ts'],
  'history.ts': ['domain', 'cards', 'ports.ts'],
  'which-crisis.ts': ['domain', 'commands', 'ports.ts', 'request.ts'],
  'answers.ts': ['domain', 'cards', 'commands', 'identity.ts', 'request.ts'],
  'alarm-call.ts': ['domain', 'cards', 'ports.ts', 'reach.ts', 'node:'],
  'alarm-calls.ts': ['domain', 'commands', 'ports.ts', 'alarm-call.ts'],
  'on-record.ts': ['domain', 'commands', 'files', 'ports.ts', 'request.ts'],
  'acting.ts': [
    'call-everyone.ts',
    'alarm-bound.ts',
    'before-start.ts',
    'on-record.ts',
    'domain',
    'cards',
    'commands',
    'ports.ts',
    'request.ts',
    'identity.ts',
    'setting-up.ts',
    'history.ts',
    'sms-view.ts',
    'log-mode.ts',
    'app.ts',
  ],
  'app.ts': [
    'away-call-out.ts',
    'domain',
    'cards',
    'commands',
    'ports.ts',
    'request.ts',
    'identity.ts',
    'reach.ts',
    'acting.ts',
    'alarm-calls.ts',
    'answers.ts',
    'crisis-channel.ts',
    'failure.ts',
    'greeting.ts',
    'readiness.ts',
    'announcer.ts',
    'dressing.ts',
    'in-order.ts',
    'log-cards.ts',
    'cpr-gate.ts',
    'lines.ts',
    'kept-answer.ts',
    'kept-cards.ts',
    'request-log.ts',
    'sharing.ts',
    'which-crisis.ts',
    'files',
  ],
  files: ['domain', 'cards', 'commands', 'ports.ts', 'request.ts', 'identity.ts', 'which-crisis.ts', 'node:'],
  'announcer.ts': ['domain', 'ports.ts', 'reach.ts', 'kept-cards.ts', 'course.ts', 'settling.ts'],
  'course.ts': [
    'domain',
    'ports.ts',
    'announcer.ts',
    'announcing.ts',
    'arriving.ts',
    'errands.ts',
    'hold.ts',
    'left-open.ts',
    'posted-cards.ts',
    'round.ts',
    'settling.ts',
    'texting.ts',
  ],
  'ticking.ts': ['domain', 'ports.ts'],
  'sms-view.ts': ['domain', 'cards', 'ports.ts'],
  'texting.ts': ['domain', 'ports.ts', 'telling.ts', 'round.ts', 'settling.ts'],
  'away-call-out.ts': ['domain', 'cards', 'ports.ts', 'call-everyone.ts', 'kept-answer.ts', 'reach.ts'],
  'call-everyone.ts': ['domain', 'ports.ts', 'reach.ts'],
  'late-arrivals.ts': ['ports.ts', 'request.ts'],
  'after-away.ts': ['ports.ts'],
  'opening-store.ts': ['daybook', 'storage', 'running', 'krisebot-options.ts'],
  'round.ts': ['domain', 'ports.ts', 'announcer.ts', 'errands.ts', 'settling.ts'],
  'errands.ts': ['ports.ts'],
  'hold.ts': ['ports.ts'],
  'settling.ts': ['domain', 'ports.ts'],
  'left-open.ts': ['domain', 'ports.ts', 'posted-cards.ts', 'round.ts', 'telling.ts'],
  'announcing.ts': ['domain', 'ports.ts', 'posted-cards.ts', 'round.ts', 'telling.ts'],
  'telling.ts': [
    'fingerprint.ts',
    'domain',
    'cards',
    'ports.ts',
    'reach.ts',
    'posted-cards.ts',
    'round.ts',
    'settling.ts',
  ],
  'arriving.ts': [
    'fingerprint.ts',
    'domain',
    'cards',
    'ports.ts',
    'telling.ts',
    'posted-cards.ts',
    'round.ts',
  ],
  'fingerprint.ts': ['node:'],
  'kept-cards.ts': ['domain', 'cards', 'ports.ts', 'request.ts', 'fingerprint.ts'],
  'blocked-channel.ts': ['domain', 'ports.ts', 'round.ts', 'telling.ts', 'node:'],
  'posted-cards.ts': [
    'domain',
    'cards',
    'ports.ts',
    'blocked-channel.ts',
    'round.ts',
    'moving.ts',
    'fingerprint.ts',
    'kept-cards.ts',
    'reach.ts',
  ],
  'moving.ts': ['domain', 'cards', 'ports.ts', 'round.ts', 'node:', 'blocked-channel.ts'],
  'journal.ts': ['ports.ts', 'request-log.ts'],
  'krisebot-options.ts': ['config.ts', 'daybook', 'domain', 'ports.ts', 'teams'],
  running: [
    'domain',
    'announcer.ts',
    'error-id.ts',
    'refusals.ts',
    'in-order.ts',
    'journal.ts',
    'metrics',
    'ports.ts',
    'request.ts',
    'request-log.ts',
    'teams',
    'node:',
  ],
  'config.ts': ['metrics', 'sms'],
  metrics: ['ports.ts', '@opentelemetry/'],
  sms: ['domain', 'ports.ts', 'node:'],
  storage: ['domain', 'ports.ts', 'node:', '@azure/'],
  daybook: ['domain', 'error-id.ts', 'ports.ts', 'node:'],
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
  operating: [
    'domain',
    'export',
    'plan',
    'ports.ts',
    'config.ts',
    'matching.ts',
    'storage',
    'local',
    'node:',
  ],
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
    const long = files.filter((file) => read(file).split('\n').length > 220 && file !== 'ports.ts');
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
