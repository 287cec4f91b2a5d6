import type { Acting } from '../commands/command.ts';
import type { Actor } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { HandingOut } from '../files/handing-out.ts';
import type { Crises } from '../ports.ts';
import type { Request } from '../request.ts';

/** What is done with a record as a whole, bound to who asks and where. */
export function createOnRecord(
  { crises, handingOut }: { readonly crises: Crises; readonly handingOut: HandingOut },
  request: Request,
  by: Actor,
  ledger: Ledger | undefined,
): Pick<Acting, 'exportRecord' | 'checkLog'> {
  const known = (): Ledger => {
    if (!ledger) throw new Error('there is no record without a crisis');
    return ledger;
  };
  return {
    exportRecord: async (formats) => handingOut(request, by, known(), formats),
    checkLog: async () => crises.check(known()),
  };
}
