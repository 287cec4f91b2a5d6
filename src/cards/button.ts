import type { CrisisEvent } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import { oneLine } from './text.ts';

/** A button: its verb is a command word, its data ids and short choices, strings only. */
export interface Button extends Look {
  readonly verb: string;
  readonly data?: Readonly<Record<string, string>>;
}

/** A button that opens a message in Teams, and no other address. */
export interface Opening extends Look {
  readonly opens: string;
}

interface Look {
  readonly title: string;
  /** The one thing most people should do. */
  readonly primary?: boolean;
  /** Behind "…" where the client has it. */
  readonly secondary?: boolean;
  /** Opens its answer as a dialog, where the client has dialogs (`Ask.dialogs`). */
  readonly dialog?: boolean;
}

/** The crisis a card belongs to, and its state then: the same tap on a newer card is another tap. */
export interface CardContext {
  readonly crisisId: string;
  readonly exercise: boolean;
  readonly version: number;
}

/**
 * What a card's buttons carry of its crisis. The version is the newest entry that can change a card:
 * notes and their corrections, and what is written in the situation picture, change no personal card, and need
 * not send it anew; the start's correction does.
 */
export function contextOf({ crisis, entries }: Ledger): CardContext {
  const last = entries.findLast(({ event }) => !isAside(event));
  return { crisisId: crisis.id, exercise: crisis.exercise, version: last?.number ?? 0 };
}

/** True for what changes no personal card: notes, corrections of them, and what is written in the picture. */
export function isAside(event: CrisisEvent): boolean {
  if (event.kind === 'corrected') return event.of > 1;
  return event.kind === 'noted' || event.kind === 'pictureUpdated' || event.kind === 'approvalAsked';
}

const longestTitle = 40;
/** What makes Teams ask the bot for a dialog (msteams-docs, "Invoke dialogs"). */
const openingDialog = { msteams: { type: 'task/fetch' } };

/**
 * Buttons as card actions: Action.Execute, and the same as Action.Submit for clients without it. A dialog is
 * opened by Action.Submit alone; a client without dialogs sends the same as a plain tap. What opens a message
 * opens one of Teams: any other address is left out.
 */
export function actionsOf(
  context: CardContext | undefined,
  buttons: readonly (Button | Opening)[],
): readonly object[] {
  const own = context ? { k: context.crisisId, v: String(context.version) } : {};
  return buttons.flatMap((button): readonly object[] => {
    const { title, primary, secondary, dialog } = button;
    const shared = {
      title: oneLine(title, longestTitle),
      ...(primary ? { style: 'positive' } : {}),
      ...(secondary ? { mode: 'secondary' } : {}),
    };
    if ('opens' in button) {
      return isInTeams(button.opens) ? [{ type: 'Action.OpenUrl', ...shared, url: button.opens }] : [];
    }
    const { verb, data } = button;
    const submit = { type: 'Action.Submit', ...shared, data: { verb, ...own, ...data } };
    if (dialog) return [{ ...submit, data: { ...openingDialog, ...submit.data } }];
    return [{ type: 'Action.Execute', ...shared, verb, data: { ...own, ...data }, fallback: submit }];
  });
}

/** True for the address of a message in Teams, without anything that a card or a client takes for its own. */
export function isInTeams(address: string): boolean {
  return /^https:\/\/teams\.(?:microsoft\.com|cloud\.microsoft)\/[\w./:@%?=&;,+~-]{1,1500}$/.test(address);
}

/** Pixels for a row of buttons on a card 320 wide, with the last gap: on the card, and inside a box on it. */
const room = { card: 294, box: 262 } as const;

/** Rows of buttons that fit beside each other on a phone, as data for one ActionSet a row. */
export function rowsOf(
  context: CardContext | undefined,
  buttons: readonly Button[],
  within: keyof typeof room = 'card',
): readonly { readonly buttons: readonly object[] }[] {
  const rows: Button[][] = [];
  for (const button of buttons) {
    const row = rows.at(-1);
    if (row && width([...row, button]) <= room[within]) row.push(button);
    else rows.push([button]);
  }
  return rows.map((row) => ({ buttons: actionsOf(context, row) }));
}

/** The buttons at a card's foot: those that fit on a phone stand open, the rest behind "…". */
export function footOf(
  context: CardContext | undefined,
  buttons: readonly (Button | Opening)[],
): readonly object[] {
  const overflow = 48;
  const open = buttons.filter(
    (button, index) => !button.secondary && width(buttons.slice(0, index + 1)) <= room.card - overflow,
  );
  const all = buttons.every(({ secondary }) => !secondary) && width(buttons) <= room.card;
  return actionsOf(
    context,
    buttons.map((button) => ({ ...button, secondary: !all && !open.includes(button) })),
  );
}

/** Pixels on a phone, on the safe side: padding, letters, and the gap between two. */
function width(buttons: readonly Look[]): number {
  return buttons.reduce((sum, { title }) => sum + 34 + Math.min(title.length, longestTitle) * 7.8, 0);
}
