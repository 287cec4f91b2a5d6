import type { Bot, CardPlace, Request } from '../request.ts';
import type { AppNeeds } from './app-needs.ts';

/**
 * Where cards that show the log stand, remembered beside the crisis: a reply to one is an entry, on whichever
 * replica it comes. They are never edited, so they are not among the cards that are kept up to date.
 */
export interface LogCards {
  readonly showsLog: NonNullable<Bot['showsLog']>;
  /** True where the message answers such a card of that crisis. */
  isAnswered(crisisId: string, request: Request): Promise<boolean>;
}

export function createLogCards({ notices, journal }: Pick<AppNeeds, 'notices' | 'journal'>): LogCards {
  return {
    async showsLog(crisisId, at) {
      // Nobody else can answer what one person alone sees in a conversation.
      if (at.privately) return;
      try {
        await notices.saveLogCard(crisisId, placeOf(at));
      } catch (error) {
        journal.error('logCard.notKept', error, { crisisId });
      }
    },
    async isAnswered(crisisId, { repliesTo, conversation }) {
      return repliesTo ? notices.isLogCard(crisisId, `${conversation.id}#${repliesTo}`) : false;
    },
  };
}

/** A channel's card is answered in its thread, any other by quoting it. */
function placeOf({ conversation, activityId }: CardPlace): string {
  const [id = '', thread] = conversation.id.split(';messageid=');
  return `${id}#${thread ?? activityId}`;
}
