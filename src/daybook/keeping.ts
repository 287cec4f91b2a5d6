import type { Clock, Crises, Journal } from '../ports.ts';
import type { Daybook } from './daybook.ts';
import { setAside } from './directory.ts';
import { createKeptCalls, type KeptCalls } from './kept-calls.ts';
import { remembering } from './known.ts';
import { openDaybook } from './open-daybook.ts';
import { createPlayback, type PlaybackNeeds } from './playback.ts';
import { createPresence, type Presence, type PresenceTimes } from './presence.ts';
import { createTelling, type SendTo } from './telling.ts';
import { withDaybook } from './with-daybook.ts';

/** The crises of this process, also while the tables are away. */
export interface Keeping {
  readonly presence: Presence;
  /** As the tables have them: for what the bot does by itself. */
  readonly crises: Crises;
  /** For what people ask: never waits for tables that are away. */
  readonly forPeople: Crises;
  /** Whom what was kept was told to at once. */
  readonly calls: KeptCalls;
  /** How much is kept here and not entered yet. */
  waiting(): number;
  /** Begins to enter what was kept, and to tell of it. */
  begin(then: Following): void;
  /** Resolves when everybody has been told of what was entered so far. */
  idle(): Promise<void>;
  /** Enters what can be entered at once, and leaves the rest on the disk. */
  stop(): Promise<void>;
}

/** What follows when something was entered. */
export interface Following extends Pick<PlaybackNeeds, 'onStored' | 'onStarted' | 'awaySms'> {
  readonly send: SendTo;
  /** The tables answer again, and all that was kept is in the log. */
  readonly onBack?: () => void;
}

export interface KeepingNeeds {
  readonly crises: Crises;
  readonly planId: string;
  /** One cheap point read of the tables. */
  readonly probe: () => Promise<unknown>;
  readonly clock: Clock;
  readonly journal: Journal;
  /** Where the daybook lies; absent where nothing can be kept. */
  readonly directory?: string;
  readonly times?: Partial<
    PresenceTimes & { readonly beat: number; readonly silentFor: number; readonly calm: number }
  >;
}

/** How often the files are looked after, in ms. */
const usualBeat = 3000;
/** How long a stop waits for what is being entered, in ms. */
const lastMoment = 5000;

/** Throws `DaybookFault` where the directory cannot be written. */
export async function openKeeping(needs: KeepingNeeds): Promise<Keeping> {
  const { planId, probe, clock, journal, directory, times = {} } = needs;
  const { crises, known } = remembering(needs.crises, clock);
  const silent = times.silentFor === undefined ? {} : { silentForMs: times.silentFor };
  const daybook = directory ? await openDaybook({ directory, journal, ...silent }) : undefined;
  let playback: ReturnType<typeof createPlayback> | undefined;
  let tell: () => Promise<void> = async () => undefined;
  let onBack: () => void = () => undefined;
  const presence = createPresence({
    probe,
    isBehind: () => daybook?.isBehind() === true,
    catchUp: async () => playback?.enter(),
    onBack() {
      onBack();
      // Not waited for: the tables are back, whatever Teams does.
      void tell();
    },
    clock,
    journal,
    times,
  });
  const forPeople = withDaybook({ crises, known, planId, presence, ...(daybook ? { daybook } : {}) });
  const calls = createKeptCalls(daybook, times.calm);
  let beating: NodeJS.Timeout | undefined;

  async function beat(kept: Daybook): Promise<void> {
    await kept.look();
    // Something may have been taken over from a dead replica.
    if (kept.isBehind()) presence.behind();
    await tell();
  }

  return {
    presence,
    crises,
    forPeople,
    calls,
    waiting: () => daybook?.waiting().length ?? 0,
    begin({ send, onBack: whenBack = onBack, ...then }) {
      onBack = whenBack;
      if (!daybook || !directory) return;
      const putAside = (lines: readonly string[], errorId: string) => setAside(directory, lines, errorId);
      playback = createPlayback({ crises, daybook, calls, clock, journal, ...then });
      tell = createTelling({ daybook, send, clock, journal, putAside });
      beating = setInterval(() => void beat(daybook), times.beat ?? usualBeat);
      void beat(daybook);
    },
    idle: () => tell(),
    async stop() {
      clearInterval(beating);
      const halt = setTimeout(() => playback?.halt(), lastMoment);
      await presence.stop();
      clearTimeout(halt);
      await tell();
      await daybook?.look();
      await daybook?.close();
    },
  };
}
