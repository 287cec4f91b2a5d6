import type { Answer } from './commands/command.ts';
import type { CommandBody } from './domain/command.ts';
import { kl } from './domain/danish-time.ts';
import type { Actor, Entry } from './domain/entry.ts';
import { countsOnlyInTheLog, saidIn } from './domain/kept-words.ts';
import type { Ledger } from './domain/ledger.ts';
import type { Outcome } from './ports.ts';

/** A command that was kept on this machine's disk, for the log when it answers. */
export interface Kept {
  readonly body: CommandBody;
  readonly entry: Entry;
}

/** Takes note of what commands came to while the log could not be asked. */
export interface KeptNotes {
  note(outcome: Outcome, body: CommandBody): void;
  /** The answer as it may be given: another where something was kept, else as of when what it tells was known. */
  fitting(given: Answer, by: Actor): Answer;
}

export function createKeptNotes(): KeptNotes {
  const kept: Kept[] = [];
  let stale: Ledger | undefined;
  return {
    note(outcome, body) {
      if (outcome.state === 'kept') kept.push({ body, entry: outcome.entry });
      if (outcome.ledger?.asOf) stale = outcome.ledger;
    },
    fitting(given, by) {
      if (kept.length > 0) return keptAnswer(kept, by, given);
      return stale && given.about === undefined ? { ...given, about: stale } : given;
    },
  };
}

/**
 * The answer to whatever was kept, in place of the command's own: that shows numbers nobody has given yet, and
 * buttons that need them. Always a message of its own, never the tapped card, which others see.
 */
export function keptAnswer(kept: readonly Kept[], by: Actor, given: Answer): Answer {
  const [first] = kept;
  const what = kept.map(({ body, entry }) => `»${toSelf(saidIn(body, entry.text), by)}«`).join(', ');
  const when = first ? ` ${kl(first.entry.at)}` : '';
  const counts = kept.some(({ body }) => countsOnlyInTheLog(body.kind));
  const leftover = 'leftover' in given && given.leftover ? `\n\nIkke brugt: »${given.leftover}«` : '';
  const text = [
    `Loggen svarer ikke. Gemt her${when}, ikke i den fælles log endnu: ${what}.`,
    ...(counts ? ['Det gælder først, når det står i loggen.'] : []),
    'Andres poster kan mangle. Jeg skriver til dig, når det står i loggen.',
  ].join(' ');
  return { text: `${text}${leftover}` };
}

function toSelf(text: string, by: Actor): string {
  return text.startsWith(`${by.name} `) ? `Du${text.slice(by.name.length)}` : text;
}
