import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openPlayground, type PlaygroundPage, type Window } from '../local/playground-page.ts';
import { startTrial, type Trial } from './trial.ts';

/** One course through the real thing, step by step. */
export interface Walk {
  readonly page: PlaygroundPage;
  readonly trial: Trial;
  /** Keeps a picture of what the step led to. A step that fails says which it was, and keeps the page's text too. */
  step(name: string, act: () => Promise<void>): Promise<void>;
}

/** Starts the trial, opens its page and walks; ends both afterwards. Pictures go into `.data/e2e/<course>`. */
export async function walk(
  course: string,
  window: Window,
  act: (walk: Walk) => Promise<void>,
): Promise<void> {
  const folder = join('.data', 'e2e', course);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const trial = await startTrial(join(folder, 'trial'));
  try {
    const page = await openPlayground(trial.address, window);
    try {
      await act({ page, trial, step: stepsIn(folder, page) });
    } finally {
      await page.close();
    }
  } finally {
    await trial.stop();
  }
}

function stepsIn(folder: string, page: PlaygroundPage): Walk['step'] {
  let count = 0;
  return async (name, act) => {
    count += 1;
    const number = String(count).padStart(2, '0');
    const file = join(folder, `${number}-${name.replace(/[^\p{L}\d]+/gu, '-')}`);
    try {
      await act();
      const faults = page.takeFaults();
      if (faults.length > 0) throw new Error(`the browser told of faults:\n${faults.join('\n')}`);
      await page.picture(`${file}.png`);
    } catch (error) {
      await page.picture(`${file}.failed.png`).catch(() => undefined);
      await writeFile(`${file}.failed.txt`, (await page.lines().catch(() => [])).join('\n'));
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`step ${number} "${name}": ${why}\nsee ${file}.failed.png and .txt`, { cause: error });
    }
  };
}
