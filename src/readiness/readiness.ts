import type { ReadinessView } from '../cards/readiness.ts';
import { type ContactSummary, contactSummary } from '../domain/contact-exercise.ts';
import type { Plan } from '../domain/plan.ts';
import type { ConversationRef, Crises, Packs, Reviews } from '../ports.ts';
import type { CrisisChannels } from './crisis-channel.ts';
import { channelState } from './setting-up.ts';
import type { Surveying } from './surveying.ts';

interface Needs {
  readonly plan: Plan;
  readonly crises: Crises;
  readonly channels: CrisisChannels;
  readonly survey: Surveying;
  readonly reviews: Reviews;
  readonly packs: Pick<Packs, 'last'>;
  /** Fingerprint of the plan as it is. */
  readonly planPrint: string;
}

/** Whom the readiness is shown to: corrections are for the plan's owner alone, in 1:1. */
export type Reader = 'owner' | 'others';

/** All that is known before a crisis of reaching people, as `parat` and the monthly card show it. */
export function createReadiness({ plan, crises, channels, survey, reviews, packs, planPrint }: Needs) {
  return async (at: string, near: ConversationRef, reader: Reader): Promise<ReadinessView> => {
    const chosen = await channels.current(near);
    const [{ people, seesChannel, corrections }, review, contactExercise, pack] = await Promise.all([
      survey(chosen, near),
      reviews.last(plan.id),
      lastContactExercise(crises, plan.id),
      packs.last(plan.id),
    ]);
    return {
      at,
      people,
      channel: { ...channelState(chosen, near), seen: seesChannel },
      corrections,
      reader,
      ...(review ? { review } : {}),
      ...(contactExercise ? { contactExercise } : {}),
      ...(pack ? { pack: { at: pack.at, by: pack.by.name, isCurrent: pack.planPrint === planPrint } } : {}),
    };
  };
}

/** The newest contact exercise among the newest exercises. */
async function lastContactExercise(crises: Crises, planId: string): Promise<ContactSummary | undefined> {
  const recent = await crises.recent(planId);
  const exercises = recent.filter(({ crisisId }) => crisisId.startsWith('Ø'));
  const ledgers = await Promise.all(exercises.map(({ crisisId }) => crises.read(crisisId)));
  return ledgers
    .flatMap((ledger) => (ledger && contactSummary(ledger.crisis)) ?? [])
    .toSorted((one, other) => other.at.localeCompare(one.at))[0];
}

export type Readiness = ReturnType<typeof createReadiness>;
