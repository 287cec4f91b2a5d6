import { folderFor } from './daybook/directory.ts';
import { openKeeping } from './daybook/keeping.ts';
import { openKeptAlarms } from './daybook/kept-alarms.ts';
import { createKnownPorts } from './daybook/known-ports.ts';
import type { KrisebotOptions } from './krisebot-options.ts';
import { openWatch } from './running/watch.ts';
import { createCrises } from './storage/crises.ts';
import { createStores } from './storage/stores.ts';
import { openTables } from './storage/tables.ts';

/** Opens the tables, what watches over them, and what stands in for them while they are away. */
export async function openStore(options: KrisebotOptions) {
  const { config, plan, tablePrefix: prefix, machineClock, storeBudgetMs: budgetMs } = options;
  const tables = await openTables(config.tables, {
    ...(prefix ? { prefix } : {}),
    ...(machineClock ? { machineClock } : {}),
  });
  const { clock, probe } = tables;
  await tables.learnTime();
  const stores = createStores(tables);
  const { log } = stores;
  const watch = await openWatch({ log, probe, clock, journal: options.journal, metrics: config.metrics });
  const { journal } = watch;
  const { daybookDirectory, daybookTimes: times } = options;
  const folder = daybookDirectory && folderFor(daybookDirectory, tables.name, plan.id);
  const keeping = await openKeeping({
    crises: createCrises({ log: watch.log, plan, ...(budgetMs ? { budgetMs } : {}) }),
    planId: plan.id,
    probe,
    clock,
    journal,
    ...(folder ? { directory: folder } : {}),
    ...(times ? { times } : {}),
  });
  const standIn = { presence: keeping.presence, planId: plan.id, journal, folder };
  const notices = watch.notices(stores.notices);
  const known = await createKnownPorts({ ...stores, notices }, standIn);
  const keptAlarms = await openKeptAlarms({ alarms: stores.alarms, ...standIn });
  const isAway = () => keeping.presence.awaySince() !== undefined;
  return { clock, watch, keeping, known, keptAlarms, isAway, plainNotices: notices };
}
