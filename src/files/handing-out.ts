import { fileLinksCard } from '../cards/file-links.ts';
import type { Exported, HandedBy } from '../commands/command.ts';
import { type Actor, type ExportFormat, upToOf } from '../domain/entry.ts';
import { formatName } from '../domain/export-format.ts';
import { type Ledger, newest } from '../domain/ledger.ts';
import {
  type ConversationRef,
  type Crises,
  type Journal,
  type Message,
  type Messenger,
  type Outcome,
  StoreFault,
} from '../ports.ts';
import type { Request } from '../request.ts';
import type { MakeLinks } from './file-links.ts';
import type { MadeFile, Making } from './making-files.ts';

export interface HandingOutNeeds {
  readonly crises: Crises;
  readonly making: Making;
  readonly links: MakeLinks;
  readonly messenger: Messenger;
  readonly journal: Journal;
  /** Told of what was stored. */
  readonly onStored: (crisisId: string) => void;
  /** Whether Teams can put a file into a person's OneDrive. */
  readonly canOffer: boolean;
}

/** Takes a log out as files and hands them to whoever asked, and to nobody else. */
export type HandingOut = (
  request: Request,
  by: Actor,
  ledger: Ledger,
  formats: readonly ExportFormat[],
) => Promise<Exported>;

type Noted = Extract<Outcome, { state: 'stored' | 'repeated' }>;

/** Files that are to go to a person. */
interface Handing extends Noted {
  /** Their 1:1. */
  readonly home: ConversationRef;
  /** True where the answer itself comes there. */
  readonly here: boolean;
}

/**
 * The export is an entry before anything is handed over. Then Teams offers each file in the person's 1:1; where
 * Teams cannot, they get links there that work for a short time.
 */
export function createHandingOut(needs: HandingOutNeeds): HandingOut {
  const { crises, making, messenger, journal } = needs;

  /** One export for each message and tap, however often Teams delivers it and whatever is written meanwhile. */
  function note(...[request, by, ledger, formats]: Parameters<HandingOut>): Promise<Outcome> {
    const upTo = newest(ledger).number;
    const { intent, at } = request;
    return crises.submit(ledger.crisis.id, intent, by, at, { kind: 'noteExport', formats, upTo });
  }

  async function hand(files: readonly MadeFile[], handing: Handing): Promise<HandedBy> {
    if (!needs.canOffer) return link(files, handing);
    const left = await offer(files, handing);
    if (left === 'unsure') return { way: 'unsure' };
    return left.length === 0 ? { way: 'offered' } : link(left, handing);
  }

  /** The files Teams did not take, or `unsure` where it did not answer. */
  async function offer(
    files: readonly MadeFile[],
    handing: Handing,
  ): Promise<readonly MadeFile[] | 'unsure'> {
    let isUnsure = false;
    for (const [index, file] of files.entries()) {
      const { state } = await messenger.post(handing.home, offerOf(file, handing));
      if (state === 'unknown') isUnsure = true;
      else if (state !== 'sent') return files.slice(index);
    }
    return isUnsure ? 'unsure' : [];
  }

  async function link(files: readonly MadeFile[], { entry, ledger, home, here }: Handing): Promise<HandedBy> {
    const made = await needs.links(
      { crisisId: ledger.crisis.id, entry: entry.number, personId: entry.by.id },
      files,
    );
    if (!made) return { way: 'noAddress' };
    const card = fileLinksCard(ledger, { upTo: upToOf(entry), ...made });
    if (here) return { way: 'linked', card };
    const { state } = await messenger.post(home, { card, summary: 'Loggen som fil', alert: true });
    return { way: state === 'sent' ? 'linked' : 'unsent' };
  }

  async function handTo(request: Request, noted: Noted, formats: readonly ExportFormat[]): Promise<HandedBy> {
    const { entry, ledger } = noted;
    const wanted = { crisisId: ledger.crisis.id, entry: entry.number, formats, personId: entry.by.id };
    const home = await homeOf(messenger, request);
    if (!home) return { way: 'unsent' };
    const made = await making(wanted);
    if (made.state !== 'made') return { way: 'busy' };
    // The answer to a tap is the card it was on.
    const here = request.conversation.kind === 'personal' && !request.tap;
    return hand(made.files, { ...noted, home, here });
  }

  return async (request, by, ledger, formats) => {
    const noted = await note(request, by, ledger, formats);
    if (noted.state === 'refused') return { done: false, text: noted.refusal.text };
    // Whoever keeps commands while the tables are away refuses this one: no files can be made from what is kept.
    if (noted.state === 'kept') throw new StoreFault('an export cannot be kept');
    const { number } = noted.entry;
    if (noted.state === 'stored') needs.onStored(ledger.crisis.id);
    const handed = await handTo(request, noted, formats);
    const ids = { crisisId: ledger.crisis.id, entry: number, by: by.id };
    journal.info('record.taken', { ...ids, formats, way: handed.way });
    const isOld = noted.state === 'repeated' && !isNewestExport(noted);
    return { done: true, number, upTo: upToOf(noted.entry), ledger: noted.ledger, isOld, ...handed };
  };
}

/** The 1:1 of whoever asks; undefined where Teams does not let the bot write there. */
export async function homeOf(
  messenger: Pick<Messenger, 'openPersonal'>,
  { sender, conversation }: Pick<Request, 'sender' | 'conversation'>,
): Promise<ConversationRef | undefined> {
  if (conversation.kind === 'personal') return conversation;
  const opened = await messenger.openPersonal(sender.accountId, conversation);
  return opened.state === 'open' ? opened.conversation : undefined;
}

/** True where nothing was stored since but exports. */
function isNewestExport({ entry, ledger }: Noted): boolean {
  return ledger.entries.slice(entry.number).every(({ event }) => event.kind === 'exported');
}

function offerOf({ format, name, bytes }: MadeFile, { entry, ledger }: Handing): Message {
  const { crisis } = ledger;
  const exercise = crisis.exercise ? 'ØVELSE: ' : '';
  const description = `${exercise}Loggen for ${crisis.id} som ${formatName(format)}, nr. 1 til ${upToOf(entry)}`;
  const context = { krise: crisis.id, nr: String(entry.number), format };
  return {
    offers: { name, description, size: bytes.byteLength, context },
    summary: description,
  };
}
