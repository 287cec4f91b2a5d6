import { callAfter, callCard, callFocus } from '../cards/call.ts';
import { attendanceOf } from '../cards/people-lines.ts';
import type { CallOutcome, PersonId } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { Contact } from '../domain/plan.ts';
import { readOutcome } from './call-outcome.ts';
import { type Answer, type Ask, type CommandSpec, ledgerOf, lineOf, type Told } from './command.ts';
import { asActor, findContact, leadingContact } from './find-in-plan.ts';

const outcomes: readonly CallOutcome[] = ['coming', 'takesRole', 'notComing', 'noAnswer'];

/** Everyone without a receipt, with number: for whoever phones. */
export const callList: CommandSpec = {
  word: 'ring',
  aliases: ['ring nu', 'ringeliste'],
  whole: ['hvem ringer jeg til', 'hvem skal jeg ringe til', 'hvem mangler', 'hvem har ikke svaret'],
  group: 'Plan og kontakter',
  does: 'viser, hvem I mangler svar fra, med numre',
  right: 'readCalls',
  needs: 'crisis',
  reads: true,
  answer: (ask) => (ask.tapped?.person ? turned(ask, ask.tapped.person) : list(ask)),
};

/** "ring Jens" begins with Jens; other words after it are kept for the log. */
function list(ask: Ask): Answer {
  const named = ask.args ? findContact(ask.plan, ask.args) : undefined;
  const isNamed = named !== undefined && 'found' in named;
  const answer = cardAbout(ledgerOf(ask), isNamed ? named.found.id : undefined);
  return ask.args && !isNamed ? { ...answer, leftover: ask.args } : answer;
}

async function turned(ask: Ask, person: string): Promise<Answer> {
  const ledger = ledgerOf(ask);
  const about = callFocus(ledger, person);
  if (about) await ask.act.turn(about);
  return { ...cardAbout(ledger, about), shows: 'inPlace' };
}

function cardAbout(ledger: Ledger, person: PersonId | undefined): Extract<Answer, { card: object }> {
  const about = callFocus(ledger, person);
  return { card: callCard(ledger, about), summary: 'Ring nu', calls: about ? { about } : {} };
}

/** What a phone call achieved. What is said by phone counts as the person's own answer. */
export const called: CommandSpec = {
  word: 'ringet',
  aliases: ['ringet til', 'talt med'],
  phrases: { 'sms fra': 'sms' },
  group: 'Plan og kontakter',
  does: 'noterer et opkald: »intet svar«, »kommer kl. 14.20« eller »tager rollen«. Et svar på sms: »sms fra …«',
  example: 'ringet @navn intet svar',
  right: 'phone',
  needs: 'crisis',
  reads: false,
  answer: (ask) => (ask.tapped ? fromTap(ask, ask.tapped) : fromText(ask)),
};

async function fromTap(ask: Ask, tapped: Readonly<Record<string, string>>): Promise<Answer> {
  const contact = ask.plan.contacts.find(({ id }) => id === tapped.person);
  const outcome = tapped.udfald;
  if (!contact || !isOutcome(outcome)) {
    return { text: 'Det opkald kender jeg ikke. Skriv »ring« for at se listen igen.' };
  }
  const { act } = ask;
  // The card is turned before the call is stored: else what follows from it could turn the card back.
  const next = callAfter(ledgerOf(ask), contact.id);
  const about = (await act.turn(next, contact.id)) ?? next;
  let isNoted = false;
  try {
    const told = await act.submit({ kind: 'phone', person: asActor(contact), outcome });
    isNoted = told.done;
    if (!told.done) return { text: told.text };
    return { ...cardAbout(told.ledger, about), summary: told.text, shows: 'inPlace' };
  } finally {
    if (!isNoted) await act.turn(contact.id, next);
  }
}

function isOutcome(udfald: string | undefined): udfald is CallOutcome {
  return outcomes.some((outcome) => outcome === udfald);
}

async function fromText(ask: Ask): Promise<Answer> {
  const { plan, at, by } = ask;
  const [, isSms, args = ''] = /^(sms(?: fra)? )?([\s\S]*)$/i.exec(ask.args) ?? [];
  const person = whom(ask, args);
  if ('why' in person) return { text: person.why };
  const reading = readOutcome(plan, at, person.found, person.rest, isSms ? 'sms' : undefined);
  if ('why' in reading) return { text: reading.why };
  const told = await ask.act.submit(reading.body);
  const more = reading.unread ? unreadTime(told, person.found) : alreadyThere(told, person.found);
  return { text: `${lineOf(told, by)}${more}` };
}

function unreadTime(told: Told, { name }: Contact): string {
  if (!told.done) return '';
  return ` Tidspunktet forstod jeg ikke. Skriv fx »ringet ${name} kommer 14.20« eller »… kommer om 20 min«.`;
}

/** Someone noted as not answering who has said in Teams how they take part: the caller may not know. */
function alreadyThere(told: Told, { id, name }: Contact): string {
  if (!told.done || !told.text.includes('intet svar')) return '';
  const said = attendanceOf(told.ledger.crisis.people[id]);
  return said ? ` ${name} er meldt ${said}.` : '';
}

function whom({ plan, mentions }: Ask, args: string): { found: Contact; rest: string } | { why: string } {
  const contact = plan.contacts.find(({ id }) => id === mentions[0]?.id);
  if (contact)
    return {
      found: contact,
      rest: args
        .replace(mentions[0]?.name ?? '', '')
        .replace('@', '')
        .trim(),
    };
  return leadingContact(plan, args);
}
