import { baseActivity, messageActivity, privately } from './activities.ts';
import { isJson, type Json, textOf } from './cards.ts';
import { fromDialog, menuValue } from './menus.ts';
import type { OneDrive } from './one-drive.ts';
import { type Seen, seenBy } from './seen.ts';
import { submitBody, type TapHow, tapBody } from './taps.ts';
import { type Account, type Place, personalPlace, type World } from './world.ts';

/** What came back over HTTP, and a way to have it delivered again. */
export interface Delivery {
  readonly status: number;
  readonly body: unknown;
  readonly activity: Json;
  /** The short text Teams shows whoever tapped, if that was the answer. */
  readonly toast: string | undefined;
  /** What is open on the screen now, if a dialog was the answer. */
  readonly dialog: Dialog | undefined;
  /** Sends it again: as it was, or under a new id, as Teams also does with taps. */
  redeliver(how?: { readonly newId: boolean }): Promise<Delivery>;
}

/** A dialog as the person who opened it sees it. */
export interface Dialog {
  readonly title: string;
  readonly card: Json;
  /** Everything to be read in it. */
  readonly text: string;
  /** Presses a button in it. */
  submits(title: string, inputs?: Readonly<Record<string, string>>): Promise<Delivery>;
}

export interface TypeHow {
  /** A channel or group chat; the 1:1 with the bot when absent. */
  readonly in?: Place;
  readonly mention?: boolean;
  /** Quotes this message, as one replies in a chat. */
  readonly quoting?: Seen;
  /** Writes in this message's thread; otherwise a new one begins. */
  readonly thread?: Seen;
  /** As picked from the slash menu: seen by this person and the bot alone. */
  readonly targeted?: boolean;
}

/** Someone with a Teams client in their hand. */
export interface Person extends Account {
  types(text: string, how?: TypeHow): Promise<Delivery>;
  taps(
    seen: Seen | undefined,
    title: string,
    inputs?: Readonly<Record<string, string>>,
    how?: TapHow,
  ): Promise<Delivery>;
  /** Writes to the others in a chat the bot is not in. */
  writes(text: string, place: Place, how?: { readonly at?: string }): Seen;
  /** Chooses one of the app's entries on a message's menu. */
  opensMenu(seen: Seen | undefined, title: string): Promise<Delivery>;
  /** Says yes or no to a file that is offered; yes makes an address for it, unless one is given. */
  answersFile(
    seen: Seen | undefined,
    action: 'accept' | 'decline',
    how?: { readonly uploadUrl?: string; readonly context?: Json },
  ): Promise<Delivery>;
  /** Messages in a conversation, oldest first: the 1:1 with the bot when none is named. */
  sees(place?: Place): readonly Seen[];
  /** The newest message of the bot there. */
  latest(place?: Place): Seen | undefined;
  /** The newest card of the bot there. */
  card(place?: Place): Seen | undefined;
  /** Installs the app for themselves, or in a channel's team. */
  installs(place?: Place): Promise<Delivery>;
  /** Removes the app from their 1:1, or from a channel's team. */
  uninstalls(place?: Place): Promise<Delivery>;
  /** From now on Teams refuses everything sent to this person. */
  blocks(): void;
  unblocks(): void;
  /** Is no member of a channel or group chat any longer. */
  leaves(place: Place): void;
}

/** Sends one activity to the bot. */
export type Deliver = (activity: Json) => Promise<{ readonly status: number; readonly body: unknown }>;

export interface PersonParts {
  readonly world: World;
  readonly serviceUrl: string;
  readonly deliver: Deliver;
  readonly oneDrive: OneDrive;
}

export function createPerson(parts: PersonParts, account: Account): Person {
  const { world } = parts;
  const home = () => personalPlace(world, account);
  const base = (place: Place, threadId?: string) =>
    baseActivity(world, parts.serviceUrl, account, place, threadId);
  const sees: Person['sees'] = (place = home()) =>
    world.messages
      .filter(
        ({ placeId, onlyFor }) =>
          placeId === place.id && (onlyFor ?? account.accountId) === account.accountId,
      )
      .map((message) => seenBy(account, place, message));
  const latest: Person['latest'] = (place) => sees(place).findLast(({ from }) => from === 'bot');
  const tell = (activity: Json) => send(parts, account, activity);
  return Object.assign(account, {
    async types(text: string, how: TypeHow = {}) {
      const place = how.in ?? home();
      const first = place.kind === 'channel' && !how.thread ? world.nextId() : undefined;
      const threadId = how.thread?.threadId ?? first;
      const plain = { ...base(place, threadId), ...(first ? { id: first } : {}) };
      const quotes = how.quoting?.id;
      const plainly = { text, place, mention: how.mention ?? false, targeted: how.targeted ?? false };
      const typing = { ...plainly, ...(quotes ? { quotes } : {}) };
      const activity = messageActivity(world, plain, typing);
      stand(world, account, { place, activity, threadId, targeted: typing.targeted });
      return tell(activity);
    },
    async taps(seen: Seen | undefined, title: string, inputs = {}, how: TapHow = {}) {
      if (!seen?.card) throw new Error(`${account.name} sees no card with "${title}"`);
      const { way, value } = tapBody(seen.card, title, inputs, how);
      const plain = base(seen.place, seen.threadId);
      const told = how.targeted ? privately(plain) : plain;
      const common = { ...told, replyToId: seen.id, value };
      if (way === 'submit') return tell({ ...common, type: 'message' });
      if (way === 'dialog')
        return tell({ ...common, type: 'invoke', name: 'task/fetch', value: asked(value) });
      return tell({ ...common, type: 'invoke', name: 'adaptiveCard/action' });
    },
    writes(text: string, place: Place, how: { readonly at?: string } = {}) {
      const activity = { ...base(place), text, ...(how.at ? { timestamp: how.at } : {}) };
      stand(world, account, { place, activity, threadId: undefined, targeted: false });
      return sees(place).at(-1) as Seen;
    },
    async opensMenu(seen: Seen | undefined, title: string) {
      const message = world.messages.find(({ id }) => id === seen?.id);
      if (!seen || !message) throw new Error(`${account.name} sees no message with a menu`);
      const value = menuValue(world, message, title);
      return tell({
        ...base(seen.place, seen.threadId),
        type: 'invoke',
        name: 'composeExtension/fetchTask',
        value,
      });
    },
    async answersFile(
      seen: Seen | undefined,
      action: 'accept' | 'decline',
      how: { readonly uploadUrl?: string; readonly context?: Json } = {},
    ) {
      if (seen?.file?.kind !== 'offered') throw new Error(`${account.name} is offered no file`);
      const { name, content } = seen.file;
      const context = how.context ?? content[`${action}Context`];
      const uploadUrl = how.uploadUrl ?? `${parts.oneDrive.origin}/upload/${world.nextId()}`;
      const uploadInfo = {
        contentUrl: `https://fake-my.sharepoint.com/personal/${account.upn}/${name}`,
        name,
        uploadUrl,
        uniqueId: world.nextId(),
        fileType: name.split('.').at(-1),
      };
      const value = { type: 'fileUpload', action, context, ...(action === 'accept' ? { uploadInfo } : {}) };
      const common = { ...base(seen.place), replyToId: seen.id, value };
      return tell({ ...common, type: 'invoke', name: 'fileConsent/invoke' });
    },
    sees,
    latest,
    card: (place?: Place) => sees(place).findLast(({ from, card }) => from === 'bot' && card !== undefined),
    async installs(place: Place = home()) {
      const membersAdded = [{ id: `28:${world.appId}` }];
      await tell({ ...base(place), type: 'conversationUpdate', membersAdded });
      return tell({ ...base(place), type: 'installationUpdate', action: 'add' });
    },
    uninstalls: (place = home()) => tell({ ...base(place), type: 'installationUpdate', action: 'remove' }),
    blocks() {
      account.blocked = true;
    },
    unblocks() {
      account.blocked = false;
    },
    leaves: (place: Place) => void account.outside.add(place.id),
  });
}

interface Standing {
  readonly place: Place;
  readonly activity: Json;
  readonly threadId: string | undefined;
  readonly targeted: boolean;
}

function stand(world: World, account: Account, { place, activity, threadId, targeted }: Standing): void {
  const message = {
    id: String(activity.id),
    placeId: place.id,
    ...(threadId ? { threadId } : {}),
    ...(targeted ? { onlyFor: account.accountId } : {}),
    from: account.name,
    activity,
    edits: 0,
  };
  world.messages.push({ ...message, replaced: new Map() });
}

async function send(parts: PersonParts, account: Account, activity: Json): Promise<Delivery> {
  const { status, body } = await parts.deliver(activity);
  const answer = isJson(body) ? body : {};
  const tapped = parts.world.messages.find(({ id }) => id === activity.replyToId);
  if (answer.type === 'application/vnd.microsoft.card.adaptive' && isJson(answer.value)) {
    tapped?.replaced.set(account.accountId, answer.value);
  }
  const task = isJson(answer.task) ? answer.task : answer;
  const isShort = task.type === 'message' || task.type === 'application/vnd.microsoft.activity.message';
  return {
    status,
    body,
    activity,
    toast: isShort ? String(task.value) : undefined,
    dialog:
      task.type === 'continue' && isJson(task.value)
        ? opened(parts, account, activity, task.value)
        : undefined,
    redeliver: (how) =>
      send(parts, account, how?.newId ? { ...activity, id: parts.world.nextId() } : activity),
  };
}

function asked(data: Json): Json {
  return { data, context: { theme: 'default' } };
}

/** What stands on the screen; what is sent from it comes from where it was opened. */
function opened(parts: PersonParts, account: Account, activity: Json, { title, card }: Json): Dialog {
  const content = isJson(card) && isJson(card.content) ? card.content : {};
  return {
    title: String(title),
    card: content,
    text: textOf(content),
    submits: (pressed, inputs = {}) => {
      const from = { ...activity, id: parts.world.nextId() };
      return send(parts, account, fromDialog(from, submitBody(content, pressed, inputs)));
    },
  };
}
