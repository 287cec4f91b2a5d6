import type { ConversationRef } from '../ports.ts';
import type { AttemptParts } from './attempt.ts';
import { readRoster } from './roster.ts';

/** The id by which the connector is asked for an account. `near` is a conversation the person is in. */
export type Addressing = (accountId: string, near: ConversationRef) => Promise<string>;

/** Teams knows people by their Entra id. */
export const byAccount: Addressing = async (accountId) => accountId;

/** The local trial's Playground knows them only by its own ids, which its rosters tell. */
export function byRoster(parts: AttemptParts): Addressing {
  const known = new Map<string, string>();
  return async (accountId, near) => {
    if (!known.has(accountId)) {
      const { lines } = await readRoster(parts, near);
      for (const { id, member } of lines) known.set(member.accountId, id);
    }
    return known.get(accountId) ?? accountId;
  };
}
