import { isCrisisId } from '../answering/which-crisis.ts';
import { fileLinksCard } from '../cards/file-links.ts';
import { upToOf } from '../domain/entry.ts';
import { exportFormats, formatName } from '../domain/export-format.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { Identity } from '../people/identity.ts';
import type { Clock, FileRows, Journal, Message } from '../ports.ts';
import type { Bot, FileAnswer, FileReply, StoreFile } from '../request.ts';
import type { MakeLinks } from './file-links.ts';
import { type FileTicket, readTicket } from './file-ticket.ts';
import type { MadeFile, Making, WantedFiles } from './making-files.ts';

export interface HandedFilesNeeds {
  readonly rows: FileRows;
  readonly making: Making;
  readonly links: MakeLinks;
  readonly identity: Pick<Identity, 'recognise'>;
  readonly clock: Clock;
  readonly journal: Journal;
}

interface Uploaded extends FileReply {
  readonly state: 'stored' | 'failed';
}

/** What is asked of the app about a file that was offered or linked. */
export type HandedFiles = Required<Pick<Bot, 'fileAnswered' | 'file' | 'isLink'>>;

/** Hands a file over where it was accepted, and where somebody follows a link. */
export function createHandedFiles(needs: HandedFilesNeeds): HandedFiles {
  const { rows, making, identity, clock, journal } = needs;

  async function accepted(answer: FileAnswer, store: StoreFile): Promise<FileReply | undefined> {
    const { actor, standing } = await identity.recognise(answer);
    const isInside = standing !== 'guest' && standing !== 'stranger';
    const wanted = isInside ? wantedBy(actor.id, answer) : undefined;
    if (!wanted) return { message: { text: unknownFile }, settles: true };
    if (!(await rows.takeUpload(answer.intent, answer.at))) return undefined;
    let state: Uploaded['state'] = 'failed';
    try {
      const uploaded = await upload(wanted, store);
      state = uploaded.state;
      return uploaded;
    } finally {
      await rows.settleUpload(answer.intent, state, clock.now());
      journal.info('file.accepted', { ...idsOf(wanted), state });
    }
  }

  async function upload(wanted: WantedFiles, store: StoreFile): Promise<Uploaded> {
    const made = await making(wanted);
    if (made.state === 'busy') return { message: { text: busy }, settles: false, state: 'failed' };
    const [file] = made.state === 'made' ? made.files : [];
    if (made.state !== 'made' || !file) {
      return { message: { text: unknownFile }, settles: true, state: 'failed' };
    }
    if ((await store(file.bytes)) === 'failed') {
      return { message: await instead(wanted, file, made.ledger), settles: false, state: 'failed' };
    }
    const text = `${first(made.ledger)}✔ ${file.name} ligger i dit OneDrive.`;
    return { message: { text }, settles: true, state: 'stored' };
  }

  /** A link, where the bot has an address. */
  async function instead(wanted: WantedFiles, file: MadeFile, ledger: Ledger): Promise<Message> {
    const made = await needs.links(wanted, [file]);
    const entry = ledger.entries[wanted.entry - 1];
    if (!made || !entry) return { text: `${first(ledger)}${notStored} Sig ja på kortet igen om lidt.` };
    const card = fileLinksCard(ledger, { upTo: upToOf(entry), ...made, note: notStored });
    return { card, summary: notStored };
  }

  async function ticketOf(token: string): Promise<FileTicket | undefined> {
    return readTicket(await rows.linkKey(), token, Date.parse(clock.now()));
  }

  return {
    async fileAnswered(answer, store) {
      if (!answer.accepted) return { message: { text: declined(answer) }, settles: true };
      try {
        return await accepted(answer, store);
      } catch (error) {
        journal.error('file.notHanded', error, { intent: answer.intent });
        return { message: { text: notMade }, settles: false };
      }
    },
    isLink: async (token) => (await ticketOf(token)) !== undefined,
    async file(token) {
      const ticket = await ticketOf(token);
      if (!ticket) return { state: 'none' };
      const wanted = { ...ticket, formats: [ticket.format] };
      const made = await making(wanted);
      journal.info('file.byLink', { ...idsOf(wanted), state: made.state });
      if (made.state === 'busy') return { state: 'busy' };
      const [file] = made.state === 'made' ? made.files : [];
      return file ? { state: 'made', file } : { state: 'none' };
    },
  };
}

const unknownFile = 'Den fil kan jeg ikke lave. Skriv »eksport«, så får du loggen som fil.';
const busy = 'Der bliver lavet filer til andre lige nu. Vent et minut, og sig ja på kortet igen.';
const notStored = 'Filen kunne ikke lægges i dit OneDrive.';
const notMade = 'Filen blev ikke lavet. Vent et øjeblik, og sig ja på kortet igen.';

function first({ crisis }: Ledger): string {
  return crisis.exercise ? 'ØVELSE: ' : '';
}

function declined({ context }: FileAnswer): string {
  const format = exportFormats.find((one) => one === context.format);
  const typed = format ? `eksport ${formatName(format).toLocaleLowerCase('da')}` : 'eksport';
  return `Filen er ikke lagt i dit OneDrive. Vil du have den senere, så skriv »${typed}«.`;
}

/** What the answer is about, as far as it can be one of ours. */
function wantedBy(personId: string, { context }: FileAnswer): WantedFiles | undefined {
  const { krise: crisisId = '', nr = '' } = context;
  const format = exportFormats.find((one) => one === context.format);
  if (!format || !isCrisisId(crisisId) || !/^\d{1,7}$/.test(nr)) return undefined;
  return { crisisId, entry: Number(nr), formats: [format], personId };
}

function idsOf({ crisisId, entry, formats, personId }: WantedFiles) {
  return { crisisId, entry, formats, by: personId };
}
