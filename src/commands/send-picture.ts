import { pictureFormCard } from '../cards/picture-form.ts';
import { pictureSendCard, type SendOptions } from '../cards/picture-send.ts';
import { versionCard } from '../cards/picture-version.ts';
import { leaderOf } from '../domain/crisis.ts';
import { plusMinutes } from '../domain/danish-time.ts';
import type { Ledger } from '../domain/ledger.ts';
import { parseTime } from '../domain/parse-time.ts';
import { newestOf } from '../domain/picture.ts';
import { type Answer, type Ask, type CommandSpec, ledgerOf, lineOf } from './command.ts';
import { noVersion, versionIn } from './picture.ts';
import { numberIn } from './typed-text.ts';

/** Sending the situation picture: first what has changed, then one tap. */
export const sendPicture: CommandSpec = {
  word: 'send billede',
  aliases: ['send billedet', 'send situationsbillede', 'send situationsbilledet', 'udgiv'],
  phrases: {
    'bed om godkendelse': 'bed',
    'send udkast': 'udkast',
    'send som udkast': 'udkast',
    'næste billede': 'næste',
  },
  group: 'Situationsbillede',
  does: 'viser, hvad der er ændret, og sender billedet. »send billede næste kl. 16« sætter den næste tid',
  right: 'publishPicture',
  needs: 'crisis',
  reads: false,
  answer(ask) {
    if (ask.tapped) return tapped(ask, ask.tapped);
    const [, how = '', rest = ''] = /^(nu|udkast|bed)?(?:\s+|$)?(.*)$/is.exec(ask.args) ?? [];
    const next = rest.replace(/^næste(?:\s+senest)?(?:\s+|$)/i, '').trim();
    if (how === '') return show(ask, ledgerOf(ask), { typed: next });
    return how.toLowerCase() === 'nu' || how.toLowerCase() === 'udkast'
      ? typed(ask, next)
      : askTyped(ask, next);
  },
};

/** The crisis leader's yes: to a draft that was sent, or else to the picture as it stands. */
export const approvePicture: CommandSpec = {
  word: 'godkend',
  aliases: ['godkend billede', 'godkend billedet', 'godkend situationsbillede', 'godkend situationsbilledet'],
  phrases: { 'godkend og send': '' },
  group: 'Situationsbillede',
  does: 'godkender et situationsbillede, der er sendt som udkast. Det kan kriselederen',
  example: 'godkend S1',
  right: 'approvePicture',
  needs: 'crisis',
  reads: false,
  answer(ask) {
    const { versions } = ledgerOf(ask).crisis.picture;
    const draft = versions.findLast(({ approved }) => !approved)?.number;
    const number = ask.tapped ? numberIn(ask.tapped.version) : ask.args ? versionIn(ask.args) : draft;
    if (number) return approve(ask, number);
    if (ask.args) return { text: 'Skriv, hvilket billede du godkender, fx »godkend S1«.' };
    return show(ask, ledgerOf(ask), {});
  },
};

async function approve(ask: Ask, version: number): Promise<Answer> {
  const { versions } = ledgerOf(ask).crisis.picture;
  if (!versions.some(({ number }) => number === version))
    return { text: noVersion(versions.length, version) };
  const told = await ask.act.submit({ kind: 'approvePicture', version });
  if (!told.done) return { text: told.text };
  const card = versionCard(told.ledger, version, ask.by.id);
  return { card, summary: told.text, shows: 'inPlace' };
}

type CardAnswer = Extract<Answer, { card: object }>;

/** What would be sent; while nothing is stated, the form that says what the log proposes. */
function show(ask: Ask, ledger: Ledger, options: SendOptions): CardAnswer {
  if (ledger.crisis.picture.changedBy === 0) {
    const note = 'Der står intet i billedet endnu. Bekræft forslagene, eller skriv to linjer.';
    return {
      card: pictureFormCard(ledger, { note, dialogs: ask.dialogs }),
      summary: 'Opdater situationsbilledet',
    };
  }
  return { card: pictureSendCard(ledger, ask.by.id, options), summary: 'Send situationsbilledet' };
}

function tapped(ask: Ask, data: Readonly<Record<string, string>>): Promise<Answer> | Answer {
  if (data.valg !== 'send' && data.valg !== 'bed') return show(ask, ledgerOf(ask), {});
  const choice = { chosen: data.naeste ?? '', typed: (data.tid ?? '').trim() };
  const nextDue = choice.typed ? timeIn(ask, choice.typed) : inMinutes(ask, choice.chosen);
  if (nextDue === undefined) return again(ask, ledgerOf(ask), unreadable, choice);
  if (data.valg === 'send') return send(ask, numberIn(data.set), nextDue, choice);
  const isUsual = !choice.typed && choice.chosen === String(ask.plan.timings.nextPictureMinutes);
  return askFrom(ask, numberIn(data.set), isUsual ? '' : nextDue, choice);
}

/** "send billede nu": as it stands, by someone who knows it. */
function typed(ask: Ask, next: string): Promise<Answer> | Answer {
  const { picture } = ledgerOf(ask).crisis;
  if (picture.changedBy === 0) return show(ask, ledgerOf(ask), {});
  const nextDue = next ? timeIn(ask, next) : '';
  if (nextDue === undefined) return again(ask, ledgerOf(ask), unreadable, { typed: next });
  return send(ask, newestOf(picture), nextDue, { typed: next });
}

const unreadable = 'Det tidspunkt forstod jeg ikke. Skriv fx »kl. 16« eller »om 2 timer«.';

/** When the next is due; undefined where it cannot be read. */
function timeIn(ask: Ask, text: string): string | undefined {
  return parseTime(text, ask.at, 'coming');
}

/** Empty where nothing was chosen: the plan's time then. */
function inMinutes(ask: Ask, minutes: string): string {
  const count = numberIn(minutes);
  return count > 0 && count <= 24 * 60 ? plusMinutes(ask.at, count) : '';
}

async function send(ask: Ask, seen: number, nextDue: string, choice: SendOptions): Promise<Answer> {
  const told = await ask.act.submit({
    kind: 'publishPicture',
    seen,
    ...(nextDue ? { nextDue } : {}),
  });
  if (!told.done) return again(ask, told.ledger ?? ledgerOf(ask), told.text, choice);
  const { length } = told.ledger.crisis.picture.versions;
  return { card: versionCard(told.ledger, length, ask.by.id), summary: told.text, shows: 'inPlace' };
}

/** The card once more, as it is now, with why it was not sent and what was chosen. */
function again(ask: Ask, ledger: Ledger, note: string, choice: SendOptions): Answer {
  if (ledger.crisis.ended) return { text: note };
  const card = pictureSendCard(ledger, ask.by.id, { ...choice, note });
  return { card, summary: note, shows: 'inPlaceForTapper' };
}

/** A card that shows an older picture is drawn anew first: the leader is asked about what was looked at. */
function askFrom(ask: Ask, seen: number, nextDue: string, choice: SendOptions): Promise<Answer> | Answer {
  const ledger = ledgerOf(ask);
  const isOld = seen < ledger.crisis.picture.changedBy;
  return isOld ? again(ask, ledger, changedMeanwhile, choice) : askLeader(ask, nextDue);
}

/** "bed om godkendelse", and perhaps when the next comes. */
function askTyped(ask: Ask, next: string): Promise<Answer> | Answer {
  const nextDue = next ? timeIn(ask, next) : '';
  if (nextDue === undefined) return again(ask, ledgerOf(ask), unreadable, { typed: next });
  return askLeader(ask, nextDue);
}

const changedMeanwhile = 'Billedet er ændret, siden du så det. Se det igennem igen.';

async function askLeader(ask: Ask, nextDue: string): Promise<Answer> {
  const told = await ask.act.submit({ kind: 'askApproval', ...(nextDue ? { nextDue } : {}) });
  if (!told.done) return { text: told.text };
  const leader = leaderOf(told.ledger.crisis)?.name ?? 'kriselederen';
  return {
    text: `${lineOf(told, ask.by)} ${leader} får det i sin chat. Haster det, så ring, eller send det som udkast.`,
  };
}
