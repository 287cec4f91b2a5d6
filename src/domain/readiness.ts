import { type Contact, crisisOrganisation, type Plan } from './plan.ts';

/**
 * How the app reaches a person's 1:1. `open`: the conversation can be made. `refused`: Teams refuses it, the
 * app is blocked or not allowed. `removed`: the person removed the app. `unknown`: no account in Teams is
 * this contact. `noAnswer`: Teams did not answer now.
 */
export type AppReach = 'open' | 'refused' | 'removed' | 'unknown' | 'noAnswer';

/** What is known of one contact before a crisis. */
export interface ContactFacts {
  readonly contactId: string;
  readonly reach: AppReach;
  /** When the person last said that a message of the bot's had come through, ISO 8601 UTC. */
  readonly confirmedAt?: string;
  /** When the person confirmed what the plan says of them today, ISO 8601 UTC. */
  readonly dataConfirmedAt?: string;
}

/** What stands between a person and the call-out. */
export type Gap = Exclude<AppReach, 'open'> | 'noNumber';

export interface PersonReadiness {
  readonly contact: Contact;
  readonly gaps: readonly Gap[];
  readonly confirmedAt?: string;
  readonly dataConfirmedAt?: string;
}

/** What someone says is wrong about them in the plan. */
export interface OpenCorrection {
  readonly id: string;
  readonly contact: Contact;
  /** When it was sent, ISO 8601 UTC. */
  readonly at: string;
  readonly text: string;
  /** True where the plan says something else of the person since; whether all is right now, they must say. */
  readonly isChanged: boolean;
}

/** Everyone of the crisis organisation, in the plan's order, with what is missing for each. */
export function readinessOf(plan: Plan, facts: readonly ContactFacts[]): readonly PersonReadiness[] {
  return crisisOrganisation(plan).map((contact) => {
    const known = facts.find(({ contactId }) => contactId === contact.id);
    const reach = known?.reach ?? 'unknown';
    const gaps: Gap[] = [
      ...(reach === 'open' ? [] : [reach]),
      ...(contact.phone === undefined ? (['noNumber'] as const) : []),
    ];
    const { confirmedAt, dataConfirmedAt } = known ?? {};
    return {
      contact,
      gaps,
      ...(confirmedAt ? { confirmedAt } : {}),
      ...(dataConfirmedAt ? { dataConfirmedAt } : {}),
    };
  });
}
