import { oneAtATime } from '../one-at-a-time.ts';
import type { Journal, Notices } from '../ports.ts';

/** The right to announce one crisis, as this process has it. */
export interface Hold {
  /** Takes or renews it; true while it is ours. */
  take(): Promise<boolean>;
  /** False as soon as another may have it. */
  isHeld(): boolean;
  /** Renews it by itself until `rest`. */
  keep(): void;
  rest(): void;
  release(): Promise<void>;
}

/** Counted by this process's own time, from before the store was asked: it ends here before it ends there. */
export function createHold(
  notices: Notices,
  journal: Journal,
  lease: { readonly crisisId: string; readonly owner: string; readonly forMs: number },
): Hold {
  const { crisisId, owner, forMs } = lease;
  let until = 0;
  let renewing: NodeJS.Timeout | undefined;

  async function ask(): Promise<boolean> {
    const askedAt = performance.now();
    const isOurs = await notices.lease(crisisId, owner, forMs);
    until = isOurs ? askedAt + forMs : 0;
    return isOurs;
  }

  /** Two renewals of ours would look like another owner to each other. */
  const take = oneAtATime(ask).run;

  async function renew(): Promise<void> {
    try {
      await take();
    } catch (error) {
      journal.error('lease.renewFailed', error, { crisisId });
    }
  }

  return {
    take,
    isHeld: () => performance.now() < until,
    keep() {
      renewing ??= setInterval(() => void renew(), forMs / 4).unref();
    },
    rest() {
      clearInterval(renewing);
      renewing = undefined;
    },
    async release() {
      if (until > 0) await notices.releaseLease(crisisId, owner);
      until = 0;
    },
  };
}
