import { callCard } from '../cards/call.ts';
import { withActor } from '../cards/with-actor.ts';
import type { PersonId } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import { fingerprint } from '../fingerprint.ts';
import type {
  Clock,
  Crises,
  Journal,
  Message,
  Messenger,
  Notices,
  PostedCard,
  SendResult,
} from '../ports.ts';
import type { Bot, CardPlace, KeptCard } from '../request.ts';

const callsPrefix = 'calls:';
/** So many call cards of a crisis are kept up to date: edits must not grow without bound. */
const mostKept = 20;
/** Someone may act while a card is being edited; more often than this it can wait for the next entry. */
const mostEdits = 4;

/** Where a tapped card stands: the conversation without its thread, and the message. */
export interface TappedCard {
  readonly conversationId: string;
  readonly messageId: string;
}

/**
 * Call cards, kept up to date where they stand. Each stays on the person it shows, whatever happens: a thumb
 * that is about to tap must not meet somebody else. Only a tap on the card turns it.
 */
export interface KeptCards {
  stands: NonNullable<Bot['stands']>;
  /**
   * The tapped card shows this person from now on, where `from`, if given, is still whom it shows. Whom it
   * shows then; undefined where the card is not one of those kept.
   */
  turn(
    crisisId: string,
    card: TappedCard,
    to: PersonId,
    from?: PersonId,
  ): Promise<{ readonly about?: PersonId } | undefined>;
  /** Edits the card until it shows what holds now. One at a time for each card. */
  freshen(crisisId: string, target: string): Promise<SendResult | 'asItIs'>;
}

interface Needs {
  readonly notices: Notices;
  readonly crises: Crises;
  readonly messenger: Messenger;
  readonly clock: Clock;
  readonly journal: Journal;
}

export function createKeptCards({ notices, crises, messenger, clock, journal }: Needs): KeptCards {
  const underWay = new Map<string, Promise<unknown>>();

  function freshen(crisisId: string, target: string): Promise<SendResult | 'asItIs'> {
    const key = `${crisisId} ${target}`;
    const before = underWay.get(key) ?? Promise.resolve();
    const mine = before.then(() => edit(crisisId, target));
    const done = mine
      .catch(() => undefined)
      .then(() => void (underWay.get(key) === done && underWay.delete(key)));
    underWay.set(key, done);
    return mine;
  }

  /** Edits, and looks again: another replica may have edited with what held a moment earlier. */
  async function edit(crisisId: string, target: string): Promise<SendResult | 'asItIs'> {
    let result: SendResult | 'asItIs' = 'asItIs';
    let mine: string | undefined;
    for (let times = 0; times < mostEdits; times += 1) {
      const [card, ledger] = await Promise.all([notices.card(crisisId, target), crises.read(crisisId)]);
      if (!card || !ledger) return result;
      const { message, shown } = keptView(ledger, card);
      if (shown === (mine ?? card.shown)) return result;
      result = await messenger.update(card.conversation, card.activityId, message);
      if (result.state === 'later' || result.state === 'unknown') return result;
      mine = shown;
      await notices.changeCard(crisisId, target, (known) => ({ ...known, shown }));
    }
    return result;
  }

  async function remember({ crisisId, about, actingAs, shown }: KeptCard, at: CardPlace): Promise<void> {
    const { conversation, activityId, privately, isShown } = at;
    const target = callsTarget({ conversationId: conversation.id, messageId: activityId });
    const used = { usedAt: clock.now(), ...(actingAs ? { actingAs } : {}) };
    const known = await notices.changeCard(crisisId, target, ({ actingAs: _before, ...card }) => ({
      ...card,
      ...used,
      ...(isShown ? { shown } : {}),
    }));
    const look = {
      shown: isShown ? shown : '',
      ...(about ? { about } : {}),
      ...(privately ? { privately } : {}),
    };
    if (!known) await notices.saveCard(crisisId, { target, conversation, activityId, ...look, ...used });
    await freshen(crisisId, target);
  }

  return {
    freshen,
    async stands(card, at) {
      try {
        await remember(card, at);
      } catch (error) {
        journal.error('callCard.notUpdated', error, { crisisId: card.crisisId });
      }
    },
    async turn(crisisId, tapped, to, from) {
      // That a call was made is worth more than where the card stands.
      try {
        return await notices.changeCard(crisisId, callsTarget(tapped), (card) =>
          from === undefined || card.about === from ? { ...card, about: to } : card,
        );
      } catch (error) {
        journal.error('callCard.notTurned', error, { crisisId });
        return undefined;
      }
    },
  };
}

/** The newest call cards among those posted, and whether each shows what holds now. */
export function callCardsToEdit(ledger: Ledger, cards: readonly PostedCard[]): readonly PostedCard[] {
  return cards
    .filter(isCallCard)
    .toSorted((a, b) => (b.usedAt ?? '').localeCompare(a.usedAt ?? ''))
    .slice(0, mostKept)
    .filter((card) => keptView(ledger, card).shown !== card.shown);
}

/** True for a call card. */
export function isCallCard({ target }: PostedCard): boolean {
  return target.startsWith(callsPrefix);
}

function callsTarget({ conversationId, messageId }: TappedCard): string {
  return `${callsPrefix}${conversationId.split(';', 1)[0]}#${messageId}`;
}

function keptView(ledger: Ledger, { about, actingAs, privately }: PostedCard) {
  const plain = callCard(ledger, about);
  const card = actingAs ? withActor(plain, actingAs) : plain;
  const message: Message = { card, summary: 'Ring nu', ...(privately ? { privately } : {}) };
  return { message, shown: fingerprint(card) };
}
