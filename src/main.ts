import { join } from 'node:path';
import { readConfig } from './config.ts';
import { directoryFault } from './daybook/directory.ts';
import { createJournal } from './journal.ts';
import type { Krisebot } from './krisebot.ts';
import { formatFaults } from './plan/fault.ts';
import { defaultPlanPath, projectRoot } from './plan/project-root.ts';
import { readPlan } from './plan/read-plan.ts';
import { endOnFault } from './running/last-words.ts';
import { createLogStream } from './running/log-stream.ts';

const journal = createJournal(createLogStream(process.stderr));

/** `bot` for the local trial, `serve` for production. Faults are said in Danish, all at once. */
async function main(mode: string | undefined): Promise<void> {
  if (mode !== 'bot' && mode !== 'serve')
    return giveUp('Skriv »bot« (prøve på denne maskine) eller »serve« (drift).');
  const reading = readConfig(mode, process.env);
  const planReading = await readPlan(process.env.KRISE_PLAN || defaultPlanPath());
  const daybookDirectory = daybookOf(mode);
  const noDaybook = daybookDirectory && (await directoryFault(daybookDirectory));
  const faults = [
    ...('faults' in reading ? reading.faults : []),
    ...(noDaybook ? [noDaybook] : []),
    ...(planReading.ok ? [] : [formatFaults(planReading.faults)]),
  ];
  if ('faults' in reading || !planReading.ok || noDaybook) {
    return giveUp(
      `Krisebot kan ikke starte. Ret dette, og start igen:\n${faults.map((fault) => `- ${fault}`).join('\n')}`,
    );
  }
  // Loaded only now: the SDKs take a second, and a fault should be told at once.
  const { startKrisebot } = await import('./krisebot.ts');
  const bot = await startKrisebot({
    config: reading.config,
    plan: planReading.plan,
    journal,
    drainMs: mode === 'serve' ? serveDrainMs : 0,
    ...(daybookDirectory ? { daybookDirectory } : {}),
  });
  process.stdout.write(`Krisebot lytter på ${bot.address}\n`);
  stopOnSignal(bot);
}

/** Whoever shares out requests among replicas needs a moment to hear that this one takes no more. */
const serveDrainMs = 2_000;

/** The local trial always has a place for it: its tables are ended with everything else on this machine. */
function daybookOf(mode: 'bot' | 'serve'): string | undefined {
  const given = process.env.KRISE_DAYBOOK?.trim();
  return given || (mode === 'bot' ? join(projectRoot(), '.data', 'daybook') : undefined);
}

function giveUp(text: string): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}

/** Once asks it to finish what is under way; twice ends it. */
function stopOnSignal(bot: Krisebot): void {
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) return process.exit(1);
      isStopping = true;
      journal.info('process.stopping', { signal });
      void bot.stop().then(ended, (error) => {
        journal.error('process.stopFailed', error);
        process.exit(1);
      });
    });
  }
}

function ended(isDone: boolean): void {
  if (isDone) journal.info('process.stopped');
  else journal.error('process.stopFailed', new Error('time ran out'));
  process.exit(isDone ? 0 : 1);
}

endOnFault(process);

main(process.argv[2]).catch((error: NodeJS.ErrnoException) => {
  journal.error('process.startFailed', error);
  giveUp(
    error.code === 'EADDRINUSE'
      ? 'Porten er i brug af et andet program. Luk det, eller vælg en anden med PORT, og start igen.'
      : 'Krisebot kunne ikke starte. Se linjen ovenfor.',
  );
  // Whatever was begun must not keep half a bot alive.
  process.exit();
});
