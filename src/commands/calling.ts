import { callAfter, callCard, callFocus } from '../cards/call.ts';
import { attendanceOf } from '../cards/people-lines.ts';
import type { CommandBody } from '../domain/command.ts';
import type { CallOutcome, PersonId } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { Contact } from '../domain/plan.ts';
import { type Answer, type Ask, type CommandSpec, ledgerOf, lineOf, type Told } from './command.ts';
import { asActor, findContact, findRole, leadingContact } from './find-in-plan.ts';

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
  group: 'Plan og kontakter',
  does: 'noterer et opkald: »intet svar«, »kommer« eller »tager rollen«',
  example: 'ringet @navn intet svar',
  right: 'phone',
  needs: 'crisis',
  reads: false,
  answer: (ask) => (ask.tapped ? fromTap(ask, ask.tapped) : fromText(ask)),
};

async function fromTap(ask: Ask, tapped: Readonly<Record<string, string>>): Promise<Answer> {
  const contact = ask.plan.contacts.find(({ id }) => id === tapped.person);
  const outcome = tapped.udfald;
  if (!contact || !(outcome === 'coming' || outcome === 'takesRole' || outcome === 'noAnswer')) {
    return { text: 'Det opkald kender jeg ikke. Skriv »ring« for at se listen igen.' };
  }
  // The card is turned before the call is stored: else what follows from it could turn the card back.
  const next = callAfter(ledgerOf(ask), contact.id);
  const about = (await ask.act.turn(next, contact.id)) ?? next;
  const told = await ask.act.submit({ kind: 'phone', person: asActor(contact), outcome });
  if (told.done) return { ...cardAbout(told.ledger, about), summary: told.text, shows: 'inPlace' };
  await ask.act.turn(contact.id, next);
  return { text: told.text };
}

async function fromText(ask: Ask): Promise<Answer> {
  const person = whom(ask);
  if ('why' in person) return { text: person.why };
  const body = readOutcome(ask, person.found, person.rest.toLocaleLowerCase('da'));
  if ('why' in body) return { text: body.why };
  const told = await ask.act.submit(body);
  return { text: `${lineOf(told, ask.by)}${alreadyThere(told, person.found)}` };
}

/** Someone noted as not answering who has said in Teams how they take part: the caller may not know. */
function alreadyThere(told: Told, { id, name }: Contact): string {
  if (!told.done || !told.text.includes('intet svar')) return '';
  const said = attendanceOf(told.ledger.crisis.people[id]);
  return said ? ` ${name} er meldt ${said}.` : '';
}

function whom({ plan, args, mentions }: Ask): { found: Contact; rest: string } | { why: string } {
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

function readOutcome(
  ask: Ask,
  contact: Contact,
  rest: string,
): Extract<CommandBody, { kind: 'phone' }> | { why: string } {
  const person = asActor(contact);
  const phoned = (outcome: CallOutcome) => ({ kind: 'phone', person, outcome }) as const;
  if (/^(kommer|på vej|talt med)/.test(rest)) return phoned('coming');
  if (/^(intet svar|ingen svar|tog den ikke|telefonsvarer|svarer ikke)/.test(rest)) return phoned('noAnswer');
  const takes = /^tager (?:rollen)?\s*(.*)$/.exec(rest);
  if (!takes)
    return {
      why: `Skriv, hvad opkaldet gav: »ringet ${contact.name} kommer«, »… tager rollen« eller »… intet svar«.`,
    };
  if (!takes[1]) return phoned('takesRole');
  const role = findRole(ask.plan, takes[1]);
  return 'why' in role ? role : { ...phoned('takesRole'), role: role.found.id };
}
