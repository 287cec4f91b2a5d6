import type { SmsFate } from '../alarms/away-sms.ts';
import type { Called } from '../alarms/call-everyone.ts';
import type { Answer } from '../commands/command.ts';
import type { CommandBody } from '../domain/command.ts';
import { kl } from '../domain/danish-time.ts';
import type { Actor, Entry } from '../domain/entry.ts';
import { countsOnlyInTheLog, saidTo } from '../domain/kept-words.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { Contact, Plan } from '../domain/plan.ts';
import { allWithNumber, listed, withNumber } from '../domain/wording.ts';
import type { Outcome } from '../ports.ts';

/** A command that was kept on this machine's disk, for the log when it answers. */
export interface Kept {
  readonly body: CommandBody;
  readonly entry: Entry;
  /** Whom it was told to at once: it could not wait. */
  readonly called?: Called;
}

/** Takes note of what commands came to while the log could not be asked. */
export interface KeptNotes {
  note(outcome: Outcome, body: CommandBody, called?: Called): void;
  /** The answer as it may be given: another where something was kept, else as of when what it tells was known. */
  fitting(given: Answer, by: Actor): Answer;
}

export function createKeptNotes(): KeptNotes {
  const kept: Kept[] = [];
  let stale: Ledger | undefined;
  return {
    note(outcome, body, called) {
      const { state } = outcome;
      if (state === 'kept') kept.push({ body, entry: outcome.entry, ...(called ? { called } : {}) });
      if (outcome.ledger?.asOf) stale = outcome.ledger;
    },
    fitting(given, by) {
      if (kept.length > 0) return keptAnswer(kept, by, given);
      return stale && given.about === undefined ? { ...given, about: stale } : given;
    },
  };
}

/**
 * The answer to whatever was kept, in place of the command's own: that shows numbers nobody has given yet, and
 * buttons that need them. Always a message of its own, never the tapped card, which others see.
 */
export function keptAnswer(
  kept: readonly Kept[],
  by: Actor,
  given: Answer,
): Extract<Answer, { readonly text: string }> {
  const [first] = kept;
  const called = kept.find((one) => one.called)?.called;
  const about = given.about === undefined ? {} : { about: given.about };
  if (first?.body.kind === 'start') return { text: startText(first, first.body), ...about };
  const what = kept.map(({ body, entry }) => `»${saidTo(by.name, body, entry.text)}«`).join(', ');
  const when = first ? ` ${kl(first.entry.at)}` : '';
  const counts = kept.some(({ body }) => countsOnlyInTheLog(body.kind));
  const leftover = 'leftover' in given && given.leftover ? `\n\nIkke brugt: »${given.leftover}«` : '';
  const text = [
    `Loggen svarer ikke. Gemt her${when}, ikke i den fælles log endnu: ${what}.`,
    ...(counts ? ['Det gælder først, når det står i loggen: aftal det på telefon imens.'] : []),
    ...(called ? [...calledLines(called), callToo(called.plan)] : ['Andres poster kan mangle.']),
    'Jeg skriver til dig, når det står i loggen.',
  ].join(' ');
  const last = called ? toPhone(called).map((numbers) => `\n\n${numbers}`) : [];
  return { text: [text, ...last, leftover].join(''), ...about };
}

/** A start that people have been told of, and that is not in the log yet: there is no card to show. Whom to phone comes last. */
function startText({ entry, called }: Kept, { exercise, headline }: StartBody): string {
  return [
    `${exercise ? 'Øvelsen' : 'Krisen'} er startet ${kl(entry.at)}: »${headline}«. Loggen svarer ikke, så starten er gemt her, ikke i den fælles log endnu.`,
    ...(called ? calledLines(called) : []),
    'Rollekort og statuskort kommer, når loggen svarer. Vent ikke på dem: »mit« viser dine roller imens. Teams vækker ingen om natten: ring også til dem, der ikke svarer. »kontakter« viser numrene.',
    ...(called ? toPhone(called) : []),
  ].join('\n\n');
}

function callToo({ dutyPhone: { name, phoneText } }: Plan): string {
  return `En besked i Teams er ikke nok: ring også ${phoneText} (${name}).`;
}

type StartBody = Extract<CommandBody, { kind: 'start' }>;

/** In Teams and by SMS, each person by how they got it. */
function calledLines(called: Called): readonly string[] {
  const { reached, missed, sms } = called;
  const everyone = [...reached, ...missed];
  if (everyone.length === 0) return [];
  const are = (fate: SmsFate) => (one: Contact) => sms?.get(one.id) === fate;
  const [bySms, tried] = [everyone.filter(are('sent')), everyone.filter(are('tried'))];
  const failed = reached.filter(are('failed'));
  const onlyBySms = missed.filter(are('sent'));
  const how = sms && tried.length === 0 ? 'i Teams eller på sms' : 'i Teams';
  return [
    ...names('Sendt i Teams og på sms til', reached.filter(are('sent'))),
    ...names(
      'Sendt i Teams til',
      reached.filter((one) => ![...bySms, ...failed].includes(one)),
    ),
    ...names('Sendt i Teams, men ikke på sms, til', failed),
    ...names('Sendt på sms, men ikke i Teams, til', onlyBySms),
    ...(reachedInNoWay(called).length === everyone.length ? [`Ingen kunne nås ${how}.`] : []),
    ...(tried.length > 2 && tried.length === everyone.length
      ? ['Jeg prøver stadig at sende sms til dem alle.']
      : names('Jeg prøver stadig at sende sms til', tried)),
  ];
}

function reachedInNoWay({ missed, sms }: Called): readonly Contact[] {
  return missed.filter(({ id }) => sms?.get(id) !== 'sent');
}

const mostOnALine = 2;

/** With numbers; where there are more than a few, each on a line of its own, for a thumb. */
function toPhone(called: Called): readonly string[] {
  const people = reachedInNoWay(called);
  if (people.length === 0) return [];
  if (people.length <= mostOnALine) return [`Ring til: ${allWithNumber(called.plan, people)}.`];
  return [`Ring til:\n${people.map((one) => withNumber(called.plan, one)).join('\n')}`];
}

/** "Sendt i Teams til Anna Holm og Lise Bro.", where there are any. */
function names(begins: string, people: readonly Contact[]): readonly string[] {
  return people.length > 0 ? [`${begins} ${listed(people.map(({ name }) => name))}.`] : [];
}
