import { keepCard } from '../cards/keep.ts';
import { capital } from '../cards/text.ts';
import type { Answer, CommandSpec } from '../commands/command.ts';
import { shown } from '../commands/find-in-plan.ts';
import type { Nearest } from '../commands/parse.ts';
import type { Refusal } from '../domain/command.ts';
import { kl } from '../domain/danish-time.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { Plan } from '../domain/plan.ts';
import { callDuty } from '../domain/wording.ts';
import type { Person } from '../people/identity.ts';
import type { Request } from '../request.ts';

/** Answers that belong to no command: who may not, what was not understood, and hello. */

export function refusedAccess(plan: Plan, { standing }: Person): string {
  const who =
    standing === 'guest'
      ? 'Gæster kan ikke bruge Krisebot'
      : `Krisebot er kun for ansatte i ${plan.organisation}`;
  return `${who}. Er der sket noget, så ${callDuty(plan)}`;
}

/**
 * Someone who may not: who can, and a message back with a way to send it on: into the log of the crisis they
 * take part in, else as an alarm.
 */
export function refusedCommand(
  plan: Plan,
  refusal: Refusal,
  { takesText, namesOnly }: CommandSpec,
  text: string,
  crisisId?: string,
): Answer {
  const isKept = takesText ? text !== '' : !namesOnly && isMessage(text);
  if (!isKept) return { text: refusal.text };
  const [only] = refusal.text.split(/(?<=\.) /, 1);
  const title = crisisId ? refusal.text : `${only} Er der sket noget, så meld en alarm.`;
  return { card: keepCard(title, text, plan, crisisId), summary: title };
}

/**
 * A command that needs a crisis while none runs: what would work, and the text back. `hasEnded`: there was one.
 * `awaySince`: the log has not answered since, so nobody knows.
 */
export function withoutCrisis(
  plan: Plan,
  text: string,
  { right }: CommandSpec,
  hasEnded: boolean,
  awaySince?: string,
): Answer {
  const none = awaySince
    ? `Loggen svarer ikke (siden ${kl(awaySince)}). Så vidt jeg ved, er der ingen krise i gang.`
    : 'Der er ingen krise i gang.';
  const start = `${none} Skriv »start« og en overskrift for at starte en.`;
  const isForRecord = hasEnded && (right === 'note' || right === 'correct' || right === 'updatePicture');
  const title = isForRecord
    ? `${start} Hører det til den, der er slut, så skriv »genåbn« og hvorfor.`
    : start;
  if (!text) return { text: title };
  return { card: keepCard(title, text, plan), summary: title };
}

/** What is no command: the nearest one as a button, and the text back with a way to keep it. */
export function unknownCommand(
  plan: Plan,
  ledger: Ledger | undefined,
  text: string,
  nearest: Nearest | undefined,
): Answer {
  if (!text) return { text: 'Den knap kender jeg ikke. Skriv »hjælp« for at se, hvad du kan skrive.' };
  const meant = nearest ? ` Mente du »${nearest.word}«?` : ' Skriv »hjælp« for at se, hvad du kan skrive.';
  const title = `Jeg forstod ikke »${shown(text)}«.${meant}`;
  const button = nearest && { title: capital(nearest.word), verb: nearest.spec.word };
  return { card: keepCard(title, text, plan, ledger?.crisis.id, button), summary: title };
}

/** A word that stands alone, with text after it: something else was meant, and nothing is done. */
export function meantAlone(plan: Plan, ledger: Ledger | undefined, spec: CommandSpec, text: string): Answer {
  const title = `Mente du »${spec.word}«? Så skriv det alene.`;
  return { card: keepCard(title, text, plan, ledger?.crisis.id), summary: title };
}

/** Nothing was stored: a message of more than a word or two comes back with a way to keep it. */
export function withTextBack(answer: Answer, text: string, plan: Plan, crisisId: string | undefined): Answer {
  if ('card' in answer || !isMessage(text)) return answer;
  return { ...answer, card: keepCard(answer.text, text, plan, crisisId), summary: answer.text };
}

/** More than a choice, a name or a word or two. */
function isMessage(text: string): boolean {
  return text.length > 20 && text.trim().split(/\s+/, 4).length > 3;
}

export const strayCard =
  'Kortet hører til en krise, jeg ikke kender. Skriv »krise« for at se den, der er i gang.';

export const unknownId = 'Den krise kender jeg ikke. Skriv »historik« for at se dem, der har været.';

/** To a colleague who stands in no plan and opens the chat. */
export function helloOutsider(plan: Plan, name: string): string {
  return `Hej ${name}. Her kan du melde en alarm til ${plan.department}: skriv »alarm«, og hvad der er sket. Haster det, så ${callDuty(plan)}`;
}

/** What somebody wrote, where it is not known what to do with it. */
export function textOf(request: Request, args: string): string {
  return request.tap ? (request.tap.data.tekst ?? '') : args;
}

/** The text that would go with the dialog when it closes; on other cards it stays where it was typed. */
export function lostIn({ dialog, tap }: Request): string {
  return dialog ? (tap?.data.tekst ?? '') : '';
}

/** People's own talk in a group chat, but for what quotes a message: that may be ours. */
export function mayAnswerUs({ conversation, repliesTo }: Request): boolean {
  return conversation.kind === 'groupChat' && repliesTo !== undefined;
}
