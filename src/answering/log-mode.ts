import type { LogModeActing } from '../commands/command.ts';
import type { Ledger } from '../domain/ledger.ts';
import { type LogMode, type LogModeOff, logModeOf, logSince } from '../domain/log-mode.ts';
import type { Person } from '../people/identity.ts';
import type { KnownAccount } from '../ports.ts';
import type { Sender } from '../request.ts';
import type { AppNeeds } from './app-needs.ts';

type Needs = Pick<AppNeeds, 'people'>;

/**
 * Log mode as a preference of one person's chat: beside the log, in the account's row, so that it is the same on
 * all replicas and after a restart.
 */
export async function readLogMode(
  { people }: Needs,
  sender: Sender,
  person: Person,
  { crisis }: Ledger,
): Promise<LogMode> {
  if (!logSince(crisis, person.actor.id)) return 'none';
  const known = await people.find(sender.accountId);
  return logModeOf(crisis, person.actor.id, known?.logModeOff);
}

/** What a person can do about their own log mode. */
export function createLogMode(
  needs: Needs,
  sender: Sender,
  person: Person,
  ledger: Ledger | undefined,
): LogModeActing {
  const { accountId, name } = sender;
  const blank: KnownAccount = { accountId, name, guest: false };

  async function write(off: LogModeOff | undefined): Promise<void> {
    await needs.people.change(accountId, (known = blank) => {
      const { logModeOff: _, ...rest } = known;
      return off ? { ...rest, logModeOff: off } : rest;
    });
  }

  return {
    logMode: async () => (ledger ? readLogMode(needs, sender, person, ledger) : 'none'),
    async turnLogMode(to) {
      const since = ledger && logSince(ledger.crisis, person.actor.id);
      if (!ledger || !since) return 'none';
      await write(to === 'off' ? { crisisId: ledger.crisis.id, person: person.actor.id, since } : undefined);
      return to;
    },
  };
}
