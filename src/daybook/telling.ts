import { type KeptStory, saidTo, storyText, toSelf } from '../domain/kept-words.ts';
import { newErrorId } from '../error-id.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { Clock, ConversationRef, Journal, Message, SendResult } from '../ports.ts';
import type { Daybook } from './daybook.ts';
import type { Item } from './holding.ts';

/** Sends to a person of the plan, in their 1:1. */
export type SendTo = (
  person: string,
  message: Message,
  near: ConversationRef,
) => Promise<{ readonly result: SendResult | { readonly state: 'noAccount' } }>;

export interface TellingNeeds {
  readonly daybook: Daybook;
  readonly send: SendTo;
  readonly clock: Clock;
  readonly journal: Journal;
  /** Puts lines where an operator finds them by the id. */
  readonly putAside: (lines: readonly string[], errorId: string) => Promise<void>;
}

/** So much of people's texts goes into one message, in characters: Teams refuses what is too large, text and all. */
const mostInOne = 12_500;
/** When it was written, and why it was refused. */
const aroundText = 150;
/** After so many attempts in doubt it is let be. */
const mostTries = 3;

/**
 * Tells each author once what became of what was kept, when all of it has been entered. Where nobody knows whether
 * a message came through, what was entered is not told again; what was refused is, since a text is in it.
 */
export function createTelling({
  daybook,
  send,
  clock,
  journal,
  putAside,
}: TellingNeeds): () => Promise<void> {
  const tries = new Map<string, { readonly count: number; readonly notBefore: number }>();

  async function tellAll(): Promise<void> {
    if (daybook.isBehind()) return;
    for (const [author, items] of byAuthor(daybook.untold())) {
      if ((tries.get(author)?.notBefore ?? 0) > performance.now()) continue;
      await tellOne(author, items).catch((error: unknown) => {
        journal.error('daybook.notTold', error, { person: author });
      });
    }
  }

  async function tellOne(author: string, items: readonly Item[]): Promise<void> {
    const isSaid = (item: Item) => item.telling === 'sending' && item.settled?.state === 'entered';
    await daybook.tell(
      items.filter((item) => isSaid(item) || author === 'system'),
      'told',
    );
    const untold = items.filter((item) => !isTold(item));
    const left = inOneMessage(untold);
    const near = left.find(({ line }) => line.near)?.line.near;
    if (left.length === 0) return;
    if (!near) return giveUp(author, left, 'noConversation');
    const inDoubt = left.every(({ telling }) => telling === 'sending');
    const text = storyText(left.flatMap(storyOf), clock.now(), inDoubt);
    await daybook.tell(left, 'sending');
    await settle(author, left, await attempt(author, text, near));
    if (left.length < untold.length && left.every(isTold)) await tellOne(author, untold);
  }

  /** Where finding the person failed, nothing was sent. */
  async function attempt(author: string, text: string, near: ConversationRef) {
    try {
      return (await send(author, { text, summary: 'Loggen svarer igen', alert: true }, near)).result;
    } catch (error) {
      journal.error('daybook.notTold', error, { person: author });
      return { state: 'later', afterMs: 5000 } as const;
    }
  }

  async function settle(
    author: string,
    items: readonly Item[],
    result: SendResult | { readonly state: 'noAccount' },
  ): Promise<void> {
    const count = (tries.get(author)?.count ?? 0) + 1;
    if (result.state === 'sent') {
      tries.delete(author);
      return daybook.tell(items, 'told');
    }
    if (result.state === 'later') {
      tries.set(author, { count: count - 1, notBefore: performance.now() + result.afterMs });
      return daybook.tell(items, 'waiting');
    }
    if (result.state !== 'unknown' || count >= mostTries) return giveUp(author, items, result.state);
    tries.set(author, { count, notBefore: performance.now() + 10_000 * count });
  }

  /** A text that is in no log and cannot be given back is kept for whoever runs this. */
  async function giveUp(author: string, items: readonly Item[], why: string): Promise<void> {
    const errorId = newErrorId();
    const lost = items
      .filter(({ settled }) => settled?.state !== 'entered')
      .map(({ line }) => JSON.stringify(line));
    if (lost.length > 0) await putAside(lost, errorId);
    journal.info('daybook.untold', { person: author, lines: items.length, lost: lost.length, why, errorId });
    tries.delete(author);
    await daybook.tell(items, 'told');
  }

  return oneAtATime(tellAll).run;
}

/** As many of them as one message holds, the first in any case; the others follow in the next. */
function inOneMessage(items: readonly Item[]): readonly Item[] {
  let size = 0;
  const end = items.findIndex((item, index) => {
    size += sizeOf(item);
    return index > 0 && size > mostInOne;
  });
  return end < 0 ? items : items.slice(0, end);
}

/** Of what was entered the number alone is told; anything else comes back whole. */
function sizeOf(item: Item): number {
  if (item.settled?.state === 'entered') return 0;
  return storyOf(item).reduce((sum, { said }) => sum + said.length + aroundText, 0);
}

function isTold({ telling }: Item): boolean {
  return telling === 'told';
}

function byAuthor(items: readonly Item[]): ReadonlyMap<string, readonly Item[]> {
  const authors = new Map<string, Item[]>();
  for (const item of items) {
    const { id } = item.line.by;
    authors.set(id, [...(authors.get(id) ?? []), item]);
  }
  return authors;
}

function storyOf({ line, settled }: Item): readonly KeptStory[] {
  if (!settled) return [];
  const { what, at, text, by } = line;
  const body = what.kind === 'start' ? { ...what.request.start, crisisId: line.crisisId } : what.body;
  const end = settled.state === 'entered' ? { ...settled, text: toSelf(settled.text, by.name) } : settled;
  return [{ kind: body.kind, said: saidTo(by.name, body, text), at, end }];
}
