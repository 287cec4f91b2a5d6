import { readTablesConfig } from '../config.ts';
import { connectionStringTo } from '../local/azurite.ts';
import { readPorts } from '../local/ports.ts';
import { openTables, type Tables } from '../storage/tables.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The bot's tables, for what an operator runs beside the bot: those of the environment, or with `local` those of
 * the trial on this machine. Faults are in Danish.
 */
export async function operatorTables(
  local: boolean,
  env: Environment,
): Promise<{ readonly tables: Tables } | { readonly faults: readonly string[] }> {
  const trial = local && { AZURE_STORAGE_CONNECTION_STRING: connectionStringTo(readPorts(env).table) };
  const reading = readTablesConfig(local, { ...trial, ...env });
  if ('faults' in reading) return reading;
  const tables = await openTables(reading.tables);
  await tables.learnTime();
  return { tables };
}
