import type { Crisis } from '../domain/crisis.ts';
import { klOnDay } from '../domain/danish-time.ts';
import type { PersonId } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import { smsText } from '../domain/phone-words.ts';
import { contactOf } from '../domain/plan.ts';
import { smsReaders } from '../domain/sms-readers.ts';
import { type Button, contextOf } from './button.ts';
import { entryFoot } from './headings.ts';
import { nameOf, numberOf } from './people-lines.ts';
import { render } from './render.ts';

const mostPeople = 40;

/** How the newest SMS to a person stands, and when it was called for, ISO 8601 UTC. */
export interface SmsStanding {
  readonly state: 'sent' | 'waiting' | 'unknown' | 'refused' | 'noNumber';
  readonly askedAt: string;
}

/** What is known of SMS in a crisis. */
export interface SmsView {
  /** False where the bot can send none itself. */
  readonly hasGateway: boolean;
  /** The log does not answer, so none can be asked for. `unknown`: nor is it known who has got one. */
  readonly away?: 'known' | 'unknown';
  readonly people: ReadonlyMap<PersonId, SmsStanding>;
}

/** The text, and who has got it; where the bot can send none, also for now, text and numbers to copy. */
export function smsCard(ledger: Ledger, view: SmsView): object {
  const { crisis } = ledger;
  const readers = smsReaders(crisis);
  const head = {
    context: contextOf(ledger),
    kicker: kicker(readers, view),
    title: crisis.headline,
    foot: entryFoot(ledger),
    buttons: buttons(crisis, view, readers.length),
  };
  const text = smsText(crisis);
  const isSent = canSend(view);
  return render('sms', head, {
    how: howWords(crisis, view, readers.length),
    isShown: isSent,
    text: isSent ? text : '',
    copy: isSent ? [] : [{ typed: text }],
    numbers: isSent || readers.length === 0 ? [] : [{ typed: dialList(crisis, readers) }],
    hasPeople: readers.length > 0,
    people: lackingFirst(readers, view)
      .slice(0, mostPeople)
      .map((id) => personLine(crisis, id, view)),
    more: readers.length > mostPeople ? `… og ${readers.length - mostPeople} til` : '',
  });
}

function canSend({ hasGateway, away }: SmsView): boolean {
  return hasGateway && !away;
}

function knowsStates({ hasGateway, away }: SmsView): boolean {
  return hasGateway && away !== 'unknown';
}

function kicker(readers: readonly PersonId[], view: SmsView): string {
  if (!view.hasGateway) return 'SMS · SEND DEN SELV';
  if (!knowsStates(view)) return 'SMS · STATUS UKENDT';
  const sent = readers.filter((id) => view.people.get(id)?.state === 'sent').length;
  return `SMS · ${sent} AF ${readers.length} SENDT`;
}

function howWords(crisis: Crisis, { hasGateway, away }: SmsView, readers: number): string {
  if (readers === 0) {
    return 'I en øvelse går der kun sms til dem, planen har på listen til det. Der er ingen på listen.';
  }
  if (crisis.ended) return crisis.exercise ? 'Øvelsen er slut.' : 'Krisen er slut.';
  if (away === 'known') {
    return 'Herunder står, hvem der har fået den ved starten. En ny kan jeg først sende, når loggen svarer. Haster den, så send den selv: kopiér teksten og numrene.';
  }
  if (away) {
    return 'Jeg kan ikke se, hvem der har fået en sms, før loggen svarer. Haster det, så send den selv: kopiér teksten og numrene.';
  }
  return hasGateway
    ? 'Krisebot sender selv ved start, og når mødestedet ændres.'
    : 'Krisebot kan ikke selv sende sms her. Kopiér teksten og numrene.';
}

function buttons({ ended, contactOnly }: Crisis, view: SmsView, readers: number): readonly Button[] {
  if (ended) return [];
  const send: Button = { title: 'Send sms til alle', verb: 'sms', data: { valg: 'send' }, primary: true };
  return [
    ...(canSend(view) && readers > 0 && !contactOnly ? [send] : []),
    ...(view.hasGateway ? [{ title: 'Opdatér sms', verb: 'sms', data: { valg: 'vis' } }] : []),
    { title: 'Ring nu', verb: 'ring' },
    { title: 'Til telefon', verb: 'til telefon' },
  ];
}

/** Whoever must be phoned first, then those it has not got to yet, then the others. */
function lackingFirst(readers: readonly PersonId[], { people }: SmsView): readonly PersonId[] {
  const rank = (id: PersonId) => {
    const state = people.get(id)?.state ?? 'waiting';
    return state === 'sent' ? 2 : state === 'waiting' ? 1 : 0;
  };
  return readers.toSorted((one, other) => rank(one) - rank(other));
}

/** One line that a phone takes as recipients. */
function dialList({ plan }: Crisis, readers: readonly PersonId[]): string {
  return readers.flatMap((id) => contactOf(plan, id)?.phone ?? []).join(', ');
}

function personLine(crisis: Crisis, id: PersonId, view: SmsView) {
  return {
    name: nameOf(crisis, id),
    number: numberOf(crisis.plan, id),
    state: knowsStates(view) ? standingWords(crisis, view.people.get(id)) : '',
  };
}

function standingWords({ startedAt }: Crisis, standing: SmsStanding | undefined): string {
  if (!standing) return '○ ikke sendt endnu';
  return words[standing.state].replace('{}', klOnDay(standing.askedAt, startedAt));
}

const words: Readonly<Record<SmsStanding['state'], string>> = {
  sent: '✔ sendt (bedt om {})',
  waiting: '○ afventer (bedt om {})',
  unknown: '✖ usikkert, om den er kommet frem – ring',
  refused: '✖ kunne ikke sendes – ring',
  noNumber: '✖ intet nummer i planen',
};
