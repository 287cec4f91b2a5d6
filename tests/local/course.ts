/**
 * Walks through a crisis in the running local trial, as the person at the screen would, and prints what
 * they see: `npm start` in one terminal, `npm run course` in another.
 * Arguments: the Playground's address, and a folder for pictures.
 *
 * A course is read from standard input when something is piped in, one act a line: `> text` types,
 * `[Title]` taps, `@ chat` opens a chat, `label = text` fills an input, `# name` takes a picture.
 * `{1}` is the second person of the plan, and so on; `{0}` is the one at the screen.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openPlayground, type PlaygroundPage } from './playground-page.ts';

const quietMs = 700;
const giveUpMs = 10_000;

const standard = `
> /krise start Strømsvigt i serverrum
# start
> /krise som {1}
> jeg tager rollen log
> på vej
> /krise som {2}
> kan ikke personer
> jeg tager rollen intern
> /krise som {0}
> mødested bekræft
> log UPS i serverrum 2 holder 20 minutter
> beslutning Vi lukker testmiljøet ned, fordi strømmen er knap
> status
# status
> roller
# roller
> vis log
# log
> slut
# slut
[Afslut krisen]
# sluttet
`;

const [address = 'http://127.0.0.1:56150', folder = '.data/course'] = process.argv.slice(2);

mkdirSync(folder, { recursive: true });
const names = await namesAt(address);
const course = process.stdin.isTTY ? standard : readFileSync(0, 'utf8').trim() || standard;
const page = await openPlayground(address);
try {
  for (const line of course.split('\n').filter((each) => each.trim() !== '')) {
    const act = line.trim().replace(/\{(\d)\}/g, (_, position) => names[Number(position)] ?? '');
    const began = performance.now();
    const seen = await changes(page, () => perform(page, act));
    console.log(
      `\n=== ${act}   (${Math.round(performance.now() - began)} ms until quiet)\n${seen.join('\n')}`,
    );
  }
} finally {
  await page.close();
}

async function perform(on: PlaygroundPage, act: string): Promise<void> {
  if (act.startsWith('> ')) return on.say(act.slice(2));
  if (act.startsWith('@ ')) return on.open(act.slice(2));
  if (act.startsWith('# ')) return on.picture(join(folder, `${act.slice(2)}.png`));
  const title = /^\[(.+)\]$/.exec(act)?.[1];
  if (title) return on.tap(title);
  const [, label, text] = /^(.+?) = (.*)$/.exec(act) ?? [];
  if (label && text !== undefined) await on.fill(label, text);
}

/** The lines that an act brings onto the screen. */
async function changes(on: PlaygroundPage, act: () => Promise<void>): Promise<readonly string[]> {
  const before = await on.lines();
  await act();
  const after = await quietLines(on);
  const known = new Map<string, number>();
  for (const line of before) known.set(line, (known.get(line) ?? 0) + 1);
  return after.filter((line) => {
    const left = known.get(line) ?? 0;
    known.set(line, left - 1);
    return left <= 0;
  });
}

/** The lines on the screen once they have stood still for a while. */
async function quietLines(on: PlaygroundPage): Promise<readonly string[]> {
  const giveUpAt = performance.now() + giveUpMs;
  let seen = await on.lines();
  let since = performance.now();
  while (performance.now() < giveUpAt && performance.now() - since < quietMs) {
    await pause(100);
    const now = await on.lines();
    if (now.join('\n') !== seen.join('\n')) since = performance.now();
    seen = now;
  }
  return seen;
}

async function namesAt(root: string): Promise<string[]> {
  const answer = await fetch(`${root}/_internal/v1/config`);
  const { config } = (await answer.json()) as {
    config: { currentUser: { name: string }; users: { name: string }[] };
  };
  return [config.currentUser, ...config.users].map(({ name }) => name);
}
