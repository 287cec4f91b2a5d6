import type { ReadinessView } from './cards/readiness.ts';
import type { CrisisChannels } from './crisis-channel.ts';
import type { Plan } from './domain/plan.ts';
import type { ConversationRef, Reviews } from './ports.ts';
import { channelState } from './setting-up.ts';
import type { Surveying } from './surveying.ts';

interface Needs {
  readonly plan: Plan;
  readonly channels: CrisisChannels;
  readonly survey: Surveying;
  readonly reviews: Reviews;
}

/** Whom the readiness is shown to: corrections are for the plan's owner alone, in 1:1. */
export type Reader = 'owner' | 'others';

/** All that is known before a crisis of reaching people, as `parat` and the monthly card show it. */
export function createReadiness({ plan, channels, survey, reviews }: Needs) {
  return async (at: string, near: ConversationRef, reader: Reader): Promise<ReadinessView> => {
    const chosen = await channels.current(near);
    const [{ people, seesChannel, corrections }, review] = await Promise.all([
      survey(chosen, near),
      reviews.last(plan.id),
    ]);
    return {
      at,
      people,
      channel: { ...channelState(chosen, near), seen: seesChannel },
      corrections,
      reader,
      ...(review ? { review } : {}),
    };
  };
}

export type Readiness = ReturnType<typeof createReadiness>;
