import { packLinkCard } from '../cards/paper-pack.ts';
import type { HandedBy } from '../commands/command.ts';
import { isMoment, longDate, plusMinutes } from '../domain/danish-time.ts';
import type { PersonId } from '../domain/entry.ts';
import type { Plan } from '../domain/plan.ts';
import { may, phaseOf, standingsFor } from '../domain/rights.ts';
import type { Identity } from '../people/identity.ts';
import type {
  Clock,
  ConversationRef,
  Crises,
  FileRows,
  Journal,
  Message,
  Messenger,
  Packs,
} from '../ports.ts';
import type { FileAnswer, FileReply, LinkedFile, Request, StoreFile } from '../request.ts';
import { createAtOnce } from './at-once.ts';
import { linkMinutes, sealed, unsealed } from './file-ticket.ts';
import type { HandedFiles } from './handed-files.ts';
import { type HandingOut, homeOf } from './handing-out.ts';

/** The paper pack of a plan as a file. */
export interface MadePack {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
  readonly planPrint: string;
}

export interface HandingPackNeeds {
  readonly plan: Plan;
  readonly planPrint: string;
  readonly makePack: (plan: Plan, madeAt: string) => Promise<MadePack>;
  readonly packs: Packs;
  readonly crises: Pick<Crises, 'active'>;
  readonly rows: FileRows;
  readonly identity: Pick<Identity, 'recognise'>;
  readonly messenger: Messenger;
  readonly clock: Clock;
  readonly journal: Journal;
  /** Whether Teams can put a file into a person's OneDrive. */
  readonly canOffer: boolean;
  /** Where the bot's own server is reached, where that is known. */
  readonly address: () => string | undefined;
}

/** Which pack, for whom: made anew each time from the plan, so any replica can. */
interface WantedPack {
  readonly planPrint: string;
  readonly madeAt: string;
  readonly personId: PersonId;
  /** As the plan's owner reads it on the readiness card. */
  readonly name: string;
}

/** Hands the paper pack to whoever may read the plan, the same way as a record's files. */
export interface HandingPack {
  hand(request: Request, by: { readonly id: PersonId; readonly name: string }): Promise<HandedBy>;
  /** `another`: the offer is none of a pack. */
  answered(answer: FileAnswer, store: StoreFile): Promise<FileReply | undefined | 'another'>;
  /** `another`: the link is none of a pack. */
  file(token: string): Promise<LinkedFile | 'another'>;
  /** `another`: the link is none of a pack. Makes nothing, notes nothing. */
  isLink(token: string): Promise<boolean | 'another'>;
}

/** All that hands files out, and over. */
export interface HandsFiles {
  readonly handingOut: HandingOut;
  readonly handedFiles: HandedFiles;
  readonly handingPack: Pick<HandingPack, 'hand'>;
}

export function createHandingPack(needs: HandingPackNeeds): HandingPack {
  const { plan, planPrint, packs, rows, messenger, identity, clock, journal } = needs;
  const limited = createAtOnce(1, mostWaiting);
  const makePack = (madeAt: string) => limited(() => needs.makePack(plan, madeAt));

  async function hand(request: Request, by: Parameters<HandingPack['hand']>[1]): Promise<HandedBy> {
    const home = await homeOf(messenger, request);
    if (!home) return { way: 'unsent' };
    const pack = await makePack(request.at);
    if (pack === 'busy') return { way: 'busy' };
    if (needs.canOffer) {
      const { state } = await messenger.post(home, offerOf(plan, pack, request.at));
      if (state === 'sent') return { way: 'offered' };
      if (state === 'unknown') return { way: 'unsure' };
    }
    const wanted = { planPrint, madeAt: request.at, personId: by.id, name: by.name };
    return link(pack, wanted, home, request.conversation.kind === 'personal');
  }

  async function link(
    pack: MadePack,
    wanted: WantedPack,
    home: ConversationRef,
    here: boolean,
  ): Promise<HandedBy> {
    const message = await linkTo(pack, wanted);
    if (!message?.card) return { way: 'noAddress' };
    if (here) return { way: 'linked', card: message.card };
    const { state } = await messenger.post(home, { ...message, alert: true });
    return { way: state === 'sent' ? 'linked' : 'unsent' };
  }

  /** A link, where the bot has an address. */
  async function linkTo({ name }: MadePack, wanted: WantedPack, note = ''): Promise<Message | undefined> {
    const base = needs.address();
    if (!base) return undefined;
    const until = plusMinutes(clock.now(), linkMinutes);
    const token = sealed(await rows.linkKey(), [kind, ...Object.values(ordered(wanted)), Date.parse(until)]);
    const url = `${base}/filer/${token}/${encodeURIComponent(name)}`;
    return { card: packLinkCard(plan, url, until, note), summary: 'Papirpakken' };
  }

  /** The pack, where it is still of this plan and the person may still have it. */
  async function made(wanted: WantedPack): Promise<MadePack | 'busy' | undefined> {
    if (wanted.planPrint !== planPrint) return undefined;
    const crisis = (await needs.crises.active(plan.id))?.ledger.crisis;
    const standings = standingsFor('readPlan', plan, crisis, wanted.personId);
    return may('readPlan', phaseOf(crisis), standings) ? makePack(wanted.madeAt) : undefined;
  }

  async function taken({ personId, name }: WantedPack): Promise<void> {
    await packs.note(plan.id, { planPrint, at: clock.now(), by: { id: personId, name } });
    journal.info('pack.taken', { by: personId });
  }

  async function accepted(answer: FileAnswer, store: StoreFile): Promise<FileReply | undefined> {
    const { actor, standing } = await identity.recognise(answer);
    if (standing === 'guest' || standing === 'stranger')
      return { message: { text: outdated }, settles: true };
    const { pakke = '', lavet = '' } = answer.context;
    const madeAt = isMoment(lavet) ? lavet : answer.at;
    const wanted = { planPrint: pakke, madeAt, personId: actor.id, name: actor.name };
    const pack = await made(wanted);
    if (!pack) return { message: { text: outdated }, settles: true };
    if (pack === 'busy') return { message: { text: busy }, settles: false };
    if (!(await rows.takeUpload(answer.intent, answer.at))) return undefined;
    const state = await store(pack.bytes);
    await rows.settleUpload(answer.intent, state, clock.now());
    if (state === 'failed') {
      const message = (await linkTo(pack, wanted, notStored)) ?? { text: `${notStored} Prøv igen om lidt.` };
      return { message, settles: false };
    }
    await taken(wanted);
    return { message: { text: `✔ ${pack.name} ligger i dit OneDrive. Print den.` }, settles: true };
  }

  async function wantedBy(token: string): Promise<WantedPack | undefined | 'another'> {
    return wantedIn(unsealed(await rows.linkKey(), token), Date.parse(clock.now()));
  }

  return {
    hand,
    async answered(answer, store) {
      if (answer.context.pakke === undefined) return 'another';
      if (!answer.accepted) return { message: { text: declined }, settles: true };
      try {
        return await accepted(answer, store);
      } catch (error) {
        journal.error('pack.notHanded', error, { intent: answer.intent });
        return { message: { text: notMade }, settles: false };
      }
    },
    async isLink(token) {
      const wanted = await wantedBy(token);
      return wanted === 'another' ? wanted : wanted !== undefined;
    },
    async file(token) {
      const wanted = await wantedBy(token);
      if (wanted === 'another') return 'another';
      const pack = wanted && (await made(wanted));
      if (!wanted || !pack) return { state: 'none' };
      if (pack === 'busy') return { state: 'busy' };
      await taken(wanted);
      return { state: 'made', file: pack };
    },
  };
}

const kind = 'pakke';
/** A pack takes the whole machine a while: one at a time, and so many wait. */
const mostWaiting = 6;

/** In the order in which a link carries them. */
function ordered({ planPrint, madeAt, personId, name }: WantedPack) {
  return { planPrint, madeAt, personId, name };
}

/** Only what we have signed gets here. Undefined where its time is up. */
function wantedIn(values: readonly unknown[] | undefined, now: number): WantedPack | undefined | 'another' {
  const [said, planPrint, madeAt, personId, name, until] = values ?? [];
  if (said !== kind) return 'another';
  const isWhole = [planPrint, madeAt, personId, name].every((value) => typeof value === 'string');
  if (!isWhole || typeof until !== 'number' || now >= until) return undefined;
  return { planPrint, madeAt, personId, name } as WantedPack;
}

function offerOf(plan: Plan, { name, bytes, planPrint }: MadePack, madeAt: string): Message {
  const description = `Kriseplanen for ${plan.department} på papir, lavet ${longDate(madeAt)}`;
  const context = { pakke: planPrint, lavet: madeAt };
  return { offers: { name, description, size: bytes.byteLength, context }, summary: description };
}

const outdated = 'Den papirpakke gælder ikke mere. Skriv »papirpakke«, så får du den nyeste.';
const declined = 'Papirpakken er ikke lagt i dit OneDrive. Vil du have den senere, så skriv »papirpakke«.';
const notStored = 'Papirpakken kunne ikke lægges i dit OneDrive.';
const busy = 'Der bliver lavet filer til andre lige nu. Vent et minut, og sig ja på kortet igen.';
const notMade = 'Papirpakken blev ikke lavet. Vent et øjeblik, og sig ja på kortet igen.';
