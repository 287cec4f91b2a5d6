import type { CommandSpec } from '../commands/command.ts';
import { lineSpec } from '../commands/log-mode.ts';
import { plainLine } from '../commands/plain-line.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { Person } from '../people/identity.ts';
import type { Request } from '../request.ts';
import type { AppNeeds } from './app-needs.ts';
import type { LogCards } from './log-cards.ts';
import { readLogMode } from './log-mode.ts';
import type { WhichCrisis } from './which-crisis.ts';

/** What was typed without a command and is an entry all the same. */
export interface Line {
  readonly spec: CommandSpec;
  readonly args: string;
  readonly text: string;
  readonly ledger: Ledger;
}

/** Finds out whether what was typed is an entry by itself: undefined where it is a command, or nothing of ours. */
export type Lines = (request: Request, person: Person) => Promise<Line | undefined>;

interface Needs extends Pick<AppNeeds, 'people'> {
  readonly whichCrisis: WhichCrisis;
  readonly usable: readonly CommandSpec[];
  readonly logCards: LogCards;
}

/**
 * Each plain line in 1:1 of whoever holds the log role, and each plain reply to a card that shows the log. The
 * crisis is the one that runs: a card of another takes no entries any more.
 */
export function createLines({ whichCrisis, usable, people, logCards }: Needs): Lines {
  return async (request, person) => {
    const { tap, dialog, text } = request;
    if (tap || dialog || !(isOwn(request) || request.repliesTo)) return undefined;
    const line = plainLine(text, usable);
    if (!line) return undefined;
    const { ledger } = await whichCrisis({}, undefined);
    if (!ledger || ledger === 'unknownCrisis') return undefined;
    return (await isEntry(request, person, ledger))
      ? { spec: lineSpec(line), args: text, text, ledger }
      : undefined;
  };

  async function isEntry(request: Request, person: Person, ledger: Ledger): Promise<boolean> {
    if (isStored(ledger, request)) return true;
    if (await logCards.isAnswered(ledger.crisis.id, request)) return true;
    return isOwn(request) && (await readLogMode({ people }, request.sender, person, ledger)) === 'on';
  }
}

/** In the person's own chat with the bot, and not said to it by name. */
function isOwn({ conversation, called }: Request): boolean {
  return conversation.kind === 'personal' && !called;
}

/** A line delivered once more is the entry it became, whatever was turned off meanwhile. */
function isStored({ entries }: Ledger, { intent }: Request): boolean {
  return entries.some((entry) => entry.intent === intent && entry.event.kind === 'noted');
}
