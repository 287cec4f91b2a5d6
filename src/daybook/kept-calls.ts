import { cleaned } from '../domain/cleaned.ts';
import type { CommandBody } from '../domain/command.ts';
import type { PersonId } from '../domain/entry.ts';
import type { ConversationRef } from '../ports.ts';
import type { Daybook } from './daybook.ts';
import type { Item } from './holding.ts';
import type { Calling, CallWay } from './line.ts';

/** Something that was kept and that people must hear of at once. */
export interface KeptCall {
  readonly crisisId: string;
  readonly intent: string;
  readonly body: CommandBody;
  readonly near: ConversationRef | undefined;
}

/** Whom such things were told to: it stands in the daybook, so that the next process goes on, and calls nobody twice. */
export interface KeptCalls {
  /** Those that have waited for the log a while, whoever kept them. */
  open(): readonly KeptCall[];
  called(intent: string, by?: CallWay): ReadonlyMap<PersonId, Calling>;
  note(intent: string, people: readonly PersonId[], state: Calling, by?: CallWay): Promise<void>;
}

/** Tables that answer have taken what a dead process left long before this, in ms: then the log calls people. */
const usualCalm = 4000;

/** What one replica noted holds where another's says less. The last is the surest. */
const surest: readonly Calling[] = ['sending', 'repeating', 'missed', 'sent'];

export function createKeptCalls(daybook: Daybook | undefined, calmMs = usualCalm): KeptCalls {
  /** When each was first seen here, on this process's own clock. */
  const seen = new WeakMap<Item, number>();

  function calling(): readonly Item[] {
    return (daybook?.waiting() ?? []).filter(
      ({ line: { what } }) => what.kind === 'start' || what.body.kind === 'raiseAlarm',
    );
  }

  /** One message may have been kept by two replicas, one of which is dead. */
  function itemsOf(intent: string): readonly Item[] {
    return calling().filter(({ line }) => cleaned(line.intent) === cleaned(intent));
  }

  function isCalm(item: Item): boolean {
    const since = seen.get(item) ?? performance.now();
    seen.set(item, since);
    return performance.now() - since >= calmMs;
  }

  return {
    open: () =>
      calling()
        .filter(isCalm)
        .map(({ line: { crisisId, intent, what, near } }) => {
          const body = what.kind === 'start' ? { ...what.request.start, crisisId } : what.body;
          return { crisisId, intent: cleaned(intent), body, near };
        }),
    called(intent, by = 'teams') {
      const all = itemsOf(intent).flatMap(({ called }) => [...called[by]]);
      return new Map(all.toSorted(([, one], [, other]) => surest.indexOf(one) - surest.indexOf(other)));
    },
    async note(intent, people, state, by = 'teams') {
      const [item] = itemsOf(intent);
      if (item) await daybook?.call(item, people, state, by);
    },
  };
}
