import { announce } from '../../src/domain/announce.ts';
import type { Entry } from '../../src/domain/entry.ts';
import type { Ledger } from '../../src/domain/ledger.ts';
import { isAlarm, type Notice, showsCard } from '../../src/domain/notice.ts';
import { fingerprint } from '../../src/fingerprint.ts';
import type { NoticeState, PostedCard } from '../../src/ports.ts';
import type { Json } from '../fake-teams/cards.ts';
import { cardOf, type Town, toPerson } from './whole-town.ts';

/** What was said before something happened. */
export interface Before {
  readonly messages: number;
  readonly entries: number;
}

/** How it was brought about: what one death may do to what is said. */
export interface Course {
  readonly isKilled: boolean;
  readonly crisisId: string;
  readonly before: Before;
}

interface Rows {
  readonly states: ReadonlyMap<string, NoticeState>;
  readonly cards: readonly PostedCard[];
}

const again = ' (sendt igen)';

/**
 * What is not as it should be with what was said of a crisis since then: an alarm that did not come, or came
 * without a mark a second time, an info twice, a row that is not settled, a card that shows something old.
 */
export async function saidWrongly(town: Town, course: Course): Promise<readonly string[]> {
  const { crisisId, before } = course;
  const ledger = await town.store.crises.read(crisisId);
  if (!ledger) return [`there is no ${crisisId}`];
  const { notices } = town.store;
  const [states, cards] = [await notices.states(crisisId), await notices.cards(crisisId)];
  const open = ['sending', 'repeating', 'waiting'];
  const unsettled = [...states].filter(([, state]) => open.includes(state));
  const since = ledger.entries.slice(before.entries);
  return [
    ...unsettled.map(([id, state]) => `${id} stays ${state}`),
    ...since.flatMap((entry) =>
      noticesOf(entry, ledger).flatMap((one) => wrongly(town, course, one, { states, cards })),
    ),
    ...oldCards(town, cards),
  ];
}

function noticesOf(entry: Entry, { crisis }: Ledger): readonly Notice[] {
  return announce(entry, crisis).filter(({ kind }) => kind !== 'sms');
}

function wrongly(
  town: Town,
  { before, isKilled }: Course,
  notice: Notice,
  { states, cards }: Rows,
): readonly string[] {
  const isKept = cards.some(({ target }) => target.endsWith(`#${notice.id}`));
  const sent = toPerson(town.teams, town.person(notice.to))
    .filter((message) => town.teams.world.messages.indexOf(message) >= before.messages)
    .map(({ activity }) => String(activity.summary ?? activity.text ?? ''));
  const once = sent.filter((said) => said === notice.text).length;
  const repeats = sent.filter((said) => said === `${notice.text}${again}`).length;
  const state = states.get(notice.id);
  const what = `${notice.id} (${state}): said ${once}, repeated ${repeats}`;
  if (once > 1 || repeats > (isKilled && isAlarm(notice) ? 1 : 0)) return [what];
  if (state === 'sent' && showsCard(notice.kind) && !isKept) return [`${notice.id}: nobody keeps its card`];
  const isTold = once + repeats > 0;
  return isTold || (isKilled && !isAlarm(notice) && state === 'unknown') ? [] : [what];
}

/** Cards that are kept up to date, and do not show what their row says, or are not there. */
function oldCards({ teams }: Town, rows: readonly PostedCard[]): readonly string[] {
  return rows.flatMap(({ target, activityId, shown }) => {
    const message = teams.world.messages.find(({ id }) => id === activityId);
    const card: Json | undefined = message && cardOf(message.activity);
    return card && fingerprint(card) === shown ? [] : [`${target} shows something else`];
  });
}
