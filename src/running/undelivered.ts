import type { Entry } from '../domain/entry.ts';
import type { LogStore, NoticeState, Notices } from '../ports.ts';

/** Told what became of a notice: `kind` and `state` are words of the code; the time from its entry on, in ms. */
export type OnNotice = (kind: string, state: NoticeState, ms: number) => void;

/** The notices that this process is sending, by what it writes of them. */
export interface Undelivered {
  /** Age of the oldest one under way, counted from its entry, in ms; 0 where none is. */
  oldestMs(): number;
  /** How many are under way, and how many wait because Teams asked for it. */
  count(state: 'sending' | 'waiting'): number;
}

interface Open {
  readonly state: 'sending' | 'waiting';
  readonly since: number;
}

const mostEntries = 5_000;

/**
 * Watches the notices' rows and the entries they come from. One that Teams asked to wait with counts apart: a
 * person whom nothing gets through to is told of in the log, and makes no process unfit.
 */
export function watchUndelivered(
  now: () => number,
  onNotice: OnNotice,
): Undelivered & { log(log: LogStore): LogStore; notices(notices: Notices): Notices } {
  const open = new Map<string, Map<string, Open>>();
  const entries = new Map<string, number>();

  function learn(crisisId: string, known: readonly Entry[]): void {
    for (const { number, at } of known) entries.set(`${crisisId} ${number}`, Date.parse(at));
    for (const oldest of entries.keys()) {
      if (entries.size <= mostEntries) return;
      entries.delete(oldest);
    }
  }

  function note(crisisId: string, id: string, state: NoticeState): void {
    // An alarm's rows are named by whom they are for: no attribute of a figure.
    const [, number = '', kind = 'alarm'] = /^(\d+)-([a-zA-Z]+)-/.exec(id) ?? [];
    const ofCrisis = open.get(crisisId) ?? new Map<string, Open>();
    open.set(crisisId, ofCrisis);
    const since = ofCrisis.get(id)?.since ?? entries.get(`${crisisId} ${number}`) ?? now();
    if (state === 'waiting') return void ofCrisis.set(id, { state, since });
    if (state === 'sending' || state === 'repeating')
      return void ofCrisis.set(id, { state: 'sending', since });
    ofCrisis.delete(id);
    onNotice(kind, state, Math.max(0, now() - since));
  }

  const all = (state: Open['state']) =>
    [...open.values()].flatMap((ofCrisis) => [...ofCrisis.values()].filter((one) => one.state === state));

  return {
    oldestMs: () => Math.max(0, ...all('sending').map(({ since }) => now() - since)),
    count: (state) => all(state).length,
    log: (log) => ({
      ...log,
      async entriesAfter(crisisId, after) {
        const found = await log.entriesAfter(crisisId, after);
        learn(crisisId, found);
        return found;
      },
      async append(crisisId, head, drafts) {
        const result = await log.append(crisisId, head, drafts);
        if (result.state === 'stored') learn(crisisId, result.entries);
        return result;
      },
    }),
    notices: (notices) => ({
      ...notices,
      async lease(crisisId, owner, forMs) {
        const isOurs = await notices.lease(crisisId, owner, forMs);
        // Another replica announces: what was under way here is its to finish.
        if (!isOurs) open.delete(crisisId);
        return isOurs;
      },
      async releaseLease(crisisId, owner) {
        open.delete(crisisId);
        await notices.releaseLease(crisisId, owner);
      },
      mark(crisisId, states) {
        // What became of it is known now, whether or not it can be written.
        for (const [id, state] of states) note(crisisId, id, state);
        return notices.mark(crisisId, states);
      },
    }),
  };
}
