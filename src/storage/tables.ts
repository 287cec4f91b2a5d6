import { TableClient, type TableServiceClientOptions } from '@azure/data-tables';
import { askAgain, uncut } from './ask.ts';
import { createStoreClock, type StoreClock } from './store-clock.ts';

/** How to reach the table service. */
export type TableAccess =
  | { readonly connectionString: string }
  /** Signed in as the process's own identity (`DefaultAzureCredential`). */
  | { readonly endpoint: string };

export interface TableOptions {
  /** Begins every table's name; letters and digits. Default "Krise". */
  readonly prefix?: string;
  /** How long one call may take, in ms. Default 3000. */
  readonly timeoutMs?: number;
  /** The machine's clock, in ms since 1970. */
  readonly machineClock?: () => number;
}

/** A table that is made when first asked for. */
export interface Table {
  readonly client: TableClient;
  /** Makes the table where it is missing; asks once. */
  ready(): Promise<void>;
  /** Told that the table turned out to be missing. */
  gone(): void;
}

export interface Tables {
  /** One partition a crisis: head, entries, notices. */
  readonly log: Table;
  /** Which crisis is active, numbers, alarms. */
  readonly register: Table;
  readonly people: Table;
  readonly clock: StoreClock;
  /** Asks the store what time it is, so that not even the first entry carries a wrong one. Never throws. */
  learnTime(): Promise<void>;
  /** Names these tables and no others, whatever they are reached with. */
  readonly name: string;
  /** One cheap point read. Throws where the service does not answer, or not with a fact. */
  probe(): Promise<void>;
}

type Policy = NonNullable<TableServiceClientOptions['additionalPolicies']>[number]['policy'];

/**
 * Opens the bot's tables. Asks nothing yet: a table service that is away at start is found out by the
 * first call. Throws where the address is neither TLS nor this machine.
 */
export async function openTables(access: TableAccess, options: TableOptions = {}): Promise<Tables> {
  const { prefix = 'Krise', timeoutMs = 3000, machineClock = Date.now } = options;
  const clock = createStoreClock(machineClock);
  const clientFor = await connector(access, {
    // The mailbox decides what is tried again: the client's own repeats turn a lost answer into a
    // false conflict.
    retryOptions: { maxRetries: 0 },
    additionalPolicies: [
      { policy: timeoutPolicy(timeoutMs), position: 'perRetry' },
      { policy: clockPolicy(clock, machineClock), position: 'perRetry' },
    ],
  });
  const open = (name: string) => table(clientFor(`${prefix}${name}`));
  const register = open('Register');
  return {
    log: open('Log'),
    register,
    people: open('People'),
    clock,
    // Any answer tells the time, also that there is no such row or table.
    learnTime: () =>
      register.client.getEntity('clock', 'clock').then(
        () => undefined,
        () => undefined,
      ),
    name: `${register.client.url} ${register.client.tableName}`,
    probe: async () => {
      await askAgain(register, (client) => client.getEntity('clock', 'clock'));
    },
  };
}

async function connector(
  access: TableAccess,
  options: TableServiceClientOptions,
): Promise<(name: string) => TableClient> {
  if ('connectionString' in access) {
    const { connectionString } = access;
    const address = TableClient.fromConnectionString(connectionString, 'none').url;
    const secured = { ...options, allowInsecureConnection: isLoopback(address) };
    return (name) => TableClient.fromConnectionString(connectionString, name, secured);
  }
  const { endpoint } = access;
  const secured = { ...options, allowInsecureConnection: isLoopback(endpoint) };
  // Loaded where it is used: signing in takes a library that a local run has no need of.
  const { DefaultAzureCredential } = await import('@azure/identity');
  const credential = new DefaultAzureCredential();
  return (name) => new TableClient(endpoint, name, credential, secured);
}

/** True for http on this machine, false for https; anything else is refused. */
function isLoopback(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  if (protocol === 'https:') return false;
  if (['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) return true;
  throw new Error(`the table service at ${hostname} must be reached by https`);
}

function table(client: TableClient): Table {
  let made: Promise<void> | undefined;
  const make = async () => {
    try {
      await uncut(() => client.createTable());
    } catch (error) {
      made = undefined;
      // In production the bot may be allowed to use the tables but not to make them.
      if ((error as { statusCode?: number }).statusCode !== 403) throw error;
    }
  };
  return {
    client,
    ready: () => {
      made ??= make();
      return made;
    },
    gone: () => {
      made = undefined;
    },
  };
}

/** Works for transactions too, which the client's own timeout option does not. */
function timeoutPolicy(timeoutMs: number): Policy {
  return {
    name: 'callTimeout',
    sendRequest: (request, next) => {
      request.timeout = timeoutMs;
      return next(request);
    },
  };
}

function clockPolicy(clock: StoreClock, machineClock: () => number): Policy {
  return {
    name: 'storeClock',
    sendRequest: async (request, next) => {
      const leftAt = machineClock();
      const response = await next(request);
      const date = response.headers.get('date');
      if (date) clock.learn(date, leftAt, machineClock());
      return response;
    },
  };
}
