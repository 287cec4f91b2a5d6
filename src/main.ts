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
    ...(daybookDirectory ? { daybookDirectory } : {}),
  });
  process.stdout.write(`Krisebot lytter på ${bot.address}\n`);
  stopOnSignal(bot);
}

/** The local trial always has a place for it: its tables are ended with everything else on this machine. */
function daybookOf(mode: 'bot' | 'serve'): string | undefined {
  const given = process.env.KRISE_DAYBOOK?.trim();
  return given || (mode === 'bot' ? join(projectRoot(), '.data', 'daybook') : undefined);
}

function giveUp(text: string): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}

function stopOnSignal(bot: Krisebot): void {
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void bot.stop().then(
        () => process.exit(0),
        (error) => {
          journal.error('process.stopFailed', error);
          process.exit(1);
        },
      );
    });
  }
}

endOnFault(process);

main(process.argv[2]).catch((error: unknown) => {
  journal.error('process.startFailed', error);
  giveUp('Krisebot kunne ikke starte. Se linjen ovenfor.');
});
