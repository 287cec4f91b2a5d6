import { type Ledger, newest } from '../domain/ledger.ts';
import type { ConversationRef } from '../ports.ts';
import type { AnnouncerNeeds } from './announcer.ts';
import { sendNotices } from './announcing.ts';
import { welcome } from './arriving.ts';
import { createErrands } from './errands.ts';
import { createHold } from './hold.ts';
import { settleLeftOpen } from './left-open.ts';
import { keepCards } from './posted-cards.ts';
import type { Memory, Round } from './round.ts';
import { createSettling } from './settling.ts';
import { sendSms } from './texting.ts';

/** One crisis, as this process announces it. */
export interface Course {
  /** Begins what is missing. `origin` is where the crisis was started. One at a time. */
  announce(ledger: Ledger, origin: ConversationRef): Promise<void>;
  /** Gives someone who opened the chat their card. True where they have it, or are about to get it. */
  welcome(ledger: Ledger, person: string, conversation: ConversationRef): Promise<boolean>;
  /** Teams answers again: what was put off is looked at in the next round. */
  resume(): void;
  /** The end is told: nothing follows. */
  isOver(): boolean;
  isBusy(): boolean;
  idle(): Promise<void>;
  /** Gives up the right to announce. */
  leave(): Promise<void>;
}

const defaultLeaseMs = 20_000;

/** `onDone` is called when it is time for another look. */
export function createCourse(needs: AnnouncerNeeds, crisisId: string, onDone: () => void): Course {
  const { notices, journal, clock, owner, leaseMs = defaultLeaseMs } = needs;
  const errands = createErrands(clock, journal, onDone);
  const settling = createSettling(needs, crisisId);
  const hold = createHold(notices, journal, { crisisId, owner, forMs: leaseMs });
  const memory: Memory = {
    saidTo: 0,
    textedTo: 0,
    unstarted: new Set(),
    inDoubt: new Set(),
    upToDate: new Map(),
  };
  /** All that can be said up to this entry is said: nothing is asked of the tables until there is more. */
  let quiet: { readonly number: number; readonly until: number } | undefined;
  let isOver = false;

  async function announce(ledger: Ledger, origin: ConversationRef): Promise<void> {
    const { number } = newest(ledger);
    const isQuiet = quiet?.number === number && Date.parse(clock.now()) < quiet.until;
    if (isQuiet && settling.isStored()) return;
    // What came after the end is shown, too: by whoever holds the lease, and so until it is done.
    isOver = false;
    if (!(await hold.take())) {
      hold.rest();
      return memory.unstarted.clear();
    }
    hold.keep();
    const isStored = await settling.store();
    const round = await look(ledger, origin);
    keepCards(round);
    await sendNotices(round);
    await sendSms(round);
    await settleLeftOpen(round);
    if (!errands.endRound() || !isStored || !round.mayPostStatus) return;
    hold.rest();
    quiet = { number, until: errands.nextFree() };
    isOver = ledger.crisis.ended !== undefined && quiet.until === Number.POSITIVE_INFINITY;
  }

  /** What is under way is noted before the tables are read: they may not tell of it yet. */
  async function look(ledger: Ledger, origin: ConversationRef): Promise<Round> {
    errands.startRound();
    const [said, channel] = await Promise.all([read(), channelOf(origin)]);
    const isElsewhere = channel && channel !== 'notKnown' && channel.id !== origin.id;
    const places = isElsewhere ? [channel, origin] : [origin];
    const mayPostStatus = channel !== 'notKnown';
    return { ...said, needs, ledger, errands, settling, memory, places, mayPostStatus, mayPost: hold.isHeld };
  }

  /** The call-out does not wait for the table that knows the channel; the status card does. */
  async function channelOf(origin: ConversationRef): Promise<ConversationRef | undefined | 'notKnown'> {
    try {
      return await needs.channel(origin);
    } catch (error) {
      journal.error('channel.notKnown', error, { crisisId });
      return 'notKnown';
    }
  }

  /** What was said so far, by the tables and by what is on its way into them. */
  async function read() {
    const [states, stored] = await Promise.all([notices.states(crisisId), notices.cards(crisisId)]);
    const unstored = settling.cards();
    const replaced = new Set(unstored.map(({ target }) => target));
    return {
      cards: [...stored.filter(({ target }) => !replaced.has(target)), ...unstored],
      noticeIds: [...states.keys()],
      stateOf: (id: string) => settling.stateOf(id) ?? states.get(id),
    };
  }

  return {
    announce,
    async welcome(ledger, person, conversation) {
      // Teams tells of one arrival in two ways, and each may come to another replica.
      const isOurs = await notices.lease(`${crisisId} ${person}`, owner, leaseMs);
      if (!isOurs) return true;
      const said = await read();
      return welcome({ ...said, needs, ledger, errands, settling }, person, conversation);
    },
    resume() {
      errands.resume();
      quiet = undefined;
    },
    isOver: () => isOver,
    isBusy: errands.isBusy,
    idle: errands.idle,
    async leave() {
      hold.rest();
      await hold.release();
    },
  };
}
