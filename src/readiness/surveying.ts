import { crisisOrganisation, type Plan } from '../domain/plan.ts';
import {
  type ContactFacts,
  type OpenCorrection,
  type PersonReadiness,
  readinessOf,
} from '../domain/readiness.ts';
import { eachOf } from '../each-of.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { Identity } from '../people/identity.ts';
import type { Reach } from '../people/reach.ts';
import type { ConversationRef, KnownAccount, Messenger, People } from '../ports.ts';
import { dataConfirmedAt, openCorrections } from './corrections.ts';
import type { CrisisChannel } from './crisis-channel.ts';

/** What was found out about reaching people, without disturbing anybody. */
export interface Survey {
  readonly people: readonly PersonReadiness[];
  /** Whether the app is in the crisis channel; undefined where none is chosen. */
  readonly seesChannel: 'yes' | 'no' | 'noAnswer' | undefined;
  readonly corrections: readonly OpenCorrection[];
}

interface Needs {
  readonly plan: Plan;
  readonly people: People;
  readonly identity: Identity;
  readonly reach: Reach;
  readonly messenger: Messenger;
}

/** Teams counts all that the bot asks: a survey leaves room for a call-out that begins meanwhile. */
const atOnce = 5;
const mostRosters = 5;

/** Looks for everyone of the crisis organisation in Teams. Whoever asks meanwhile gets the same answer. */
export function createSurveying({ plan, people, identity, reach, messenger }: Needs) {
  async function survey(channel: CrisisChannel | undefined, near: ConversationRef): Promise<Survey> {
    const seesChannel = channel && (await messenger.sees(channel.conversation));
    const rosters = rostersNear(await people.all(), channel, near);
    for (const roster of rosters) await identity.learn(roster);
    const accounts = await people.all();
    const facts = await eachOf(crisisOrganisation(plan), atOnce, ({ id }) =>
      factsOf(
        id,
        accounts.find((account) => identity.contactIdOf(account) === id),
        rosters[0] ?? near,
      ),
    );
    return {
      people: readinessOf(plan, facts),
      seesChannel,
      corrections: openCorrections(plan, accounts),
    };
  }

  async function factsOf(contactId: string, account: KnownAccount | undefined, near: ConversationRef) {
    if (!account) return { contactId, reach: 'unknown' } satisfies ContactFacts;
    const { confirmedAt } = account;
    const dataAt = dataConfirmedAt(plan, contactId, account);
    return {
      contactId,
      reach: await reach.probe(account, near),
      ...(confirmedAt ? { confirmedAt } : {}),
      ...(dataAt ? { dataConfirmedAt: dataAt } : {}),
    } satisfies ContactFacts;
  }

  return oneAtATime(survey).run;
}

export type Surveying = ReturnType<typeof createSurveying>;

/** The teams and group chats people were seen in: their rosters tell of those nobody has met yet. */
function rostersNear(
  accounts: readonly KnownAccount[],
  channel: CrisisChannel | undefined,
  near: ConversationRef,
): readonly ConversationRef[] {
  const seen = accounts.flatMap(({ seenAt }) => (seenAt ? [seenAt] : []));
  const all = [...(channel ? [channel.conversation] : []), near, ...seen];
  const rooms = all.filter(({ kind }) => kind !== 'personal');
  return [...new Map(rooms.map((room) => [room.id, room])).values()].slice(0, mostRosters);
}
