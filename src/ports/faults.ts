import type { LogFault } from '../domain/log-check.ts';

/** The store did not answer in time or not at all. What was to be written may or may not be there. */
export class StoreFault extends Error {
  override readonly name: string = 'StoreFault';
}

/** The store is known to be away: it was not asked, so nothing was written. */
export class StoreAway extends StoreFault {
  override readonly name = 'StoreAway';
  /** ISO 8601 UTC. */
  readonly since: string;

  constructor(since: string) {
    super(`tables away: ${since}`);
    this.since = since;
  }
}

/** What should have been kept on this machine's disk could not be: it is full, read-only or gone. */
export class DaybookFault extends Error {
  override readonly name = 'DaybookFault';
}

/** The table holds less than, or other than, what this process has read from it: it was rolled back. */
export class LogRolledBack extends Error {
  override readonly name = 'LogRolledBack';
  /** The first entry that does not hold, where it is known. */
  readonly fault: LogFault | undefined;

  constructor(message: string, fault?: LogFault) {
    super(message);
    this.fault = fault;
  }
}
