import type { ContactSummary } from '../domain/contact-exercise.ts';
import { kl, longDate } from '../domain/danish-time.ts';
import { isQuarterly, monthName, type Review } from '../domain/monthly.ts';
import { contactOf, type Plan } from '../domain/plan.ts';
import type { OpenCorrection, PersonReadiness } from '../domain/readiness.ts';
import { type Button, rowsOf } from './button.ts';
import { type ChannelState, channelName } from './guide.ts';
import { type PackState, packLine } from './paper-pack.ts';
import { adviceFor, lackingPeople, readyPeople, unconfirmedNames } from './readiness-people.ts';
import { render } from './render.ts';
import { oneLine } from './text.ts';

const mostWeakPoints = 6;
const mostCorrections = 5;

/** What readiness is computed from, at a moment (ISO 8601 UTC). */
export interface ReadinessView {
  readonly at: string;
  readonly people: readonly PersonReadiness[];
  readonly channel: ChannelState & {
    /** Whether the app is in it; undefined where none is chosen. */
    readonly seen: 'yes' | 'no' | 'noAnswer' | undefined;
  };
  /** What people say is wrong in the plan, oldest first. */
  readonly corrections: readonly OpenCorrection[];
  /** `owner`: the plan's owner alone sees this, with what people wrote. */
  readonly reader: 'owner' | 'others';
  /** The newest contact exercise, where one of the newest exercises was. */
  readonly contactExercise?: ContactSummary;
  /** The paper pack last taken out, if any was. */
  readonly pack?: PackState;
  /** How the newest monthly card went. */
  readonly review?: Review;
  /** The month ("2026-12") where this is the monthly card. */
  readonly month?: string;
}

/** Before the crisis: who cannot be reached and why, what to do about it, then what is as it should be. */
export function readinessCard(plan: Plan, view: ReadinessView): object {
  const { at, people, channel, month } = view;
  const lacking = people.filter(({ gaps }) => gaps.length > 0);
  const ready = people.filter(({ gaps }) => gaps.length === 0);
  const head = {
    context: undefined,
    kicker: month ? `PARAT · ${monthName(month).toLocaleUpperCase('da')}` : 'PARAT',
    title: titleOf(ready.length, people.length, channel.seen === 'no'),
    sub: `Undersøgt den ${longDate(at)} ${kl(at)}. Ingen er blevet forstyrret.${month ? monthly : ''}`,
    ...(lacking.length > 0 || channel.seen === 'no' ? { tone: 'attention' as const } : {}),
    buttons,
  };
  const unconfirmed = month && isQuarterly(month) ? unconfirmedNames(people) : '';
  return render('readiness', head, {
    hasLacking: lacking.length > 0,
    lacking: lackingPeople(lacking),
    advice: adviceFor(lacking).map((text) => ({ text })),
    hasUnconfirmed: unconfirmed !== '',
    unconfirmed,
    ...correctionsOf(plan, view),
    channel: channelLine(channel),
    contactExercise: contactLine(view.contactExercise),
    pack: packLine(view.pack),
    hasReady: ready.length > 0,
    ready: readyPeople(ready),
    owner: ownerLine(plan, view.review),
    weak: weakPoints(plan),
  });
}

const monthly = ' Du får det hver måned, fordi du ejer planen.';

function titleOf(ready: number, all: number, lacksChannel: boolean): string {
  const people = ready === all ? `Alle ${all} kan nås` : `${ready} af ${all} kan nås`;
  return lacksChannel ? `${people} – kanalen mangler` : people;
}

const buttons: readonly Button[] = [
  { title: 'Prøve', verb: 'prøve', primary: true },
  { title: 'Om planen', verb: 'plan', data: { afsnit: 'om' } },
  { title: 'Kontakter', verb: 'kontakter' },
  { title: 'Papirpakke', verb: 'papirpakke' },
];

/** The owner reads them with a button each; others see how many there are. */
function correctionsOf(plan: Plan, { corrections, reader }: ReadinessView) {
  const shown = reader === 'owner' ? corrections.slice(0, mostCorrections) : [];
  const rest = corrections.length - shown.length;
  const waiting = `${rest} ${rest === 1 ? 'rettelse' : 'rettelser'}`;
  return {
    hasCorrections: corrections.length > 0,
    corrections: shown.map(({ id, contact, at, text, isChanged }) => ({
      name: oneLine(contact.name, 60),
      when: `den ${longDate(at)}`,
      text,
      since: isChanged ? 'Planen er ændret siden. Personen har ikke bekræftet, at det passer nu.' : '',
      settle: rowsOf(undefined, [
        { title: 'Rettelse klaret', verb: 'rettelse klaret', data: { rettelse: id, kort: 'parat' } },
      ]),
    })),
    moreCorrections:
      rest === 0
        ? ''
        : reader === 'owner'
          ? `Og ${waiting} til.`
          : `${waiting} venter på ${ownerName(plan)}.`,
  };
}

function ownerName(plan: Plan): string {
  return oneLine(contactOf(plan, plan.owner)?.name ?? plan.department, 60);
}

/** What the monthly card came to, where the owner may not have it. */
function ownerLine(plan: Plan, review: Review | undefined): string {
  if (!review || (review.state !== 'failed' && review.state !== 'sending')) return '';
  const what = `oversigten for ${monthName(review.month)} til ${ownerName(plan)}, der ejer planen`;
  return review.state === 'failed'
    ? `✖ Teams kunne ikke sende ${what}. Sidst prøvet den ${longDate(review.at)}.`
    : `○ Det er uvist, om Teams fik sendt ${what}.`;
}

function weakPoints({ warnings }: Plan): readonly { readonly text: string }[] {
  if (warnings.length === 0) return [{ text: '✔ Ingen kendte svage punkter.' }];
  const more = warnings.length - mostWeakPoints;
  return [
    ...warnings.slice(0, mostWeakPoints).map((text) => ({ text: `○ ${oneLine(text, 160)}` })),
    ...(more > 0 ? [{ text: `Og ${more} til: tryk »Om planen«.` }] : []),
  ];
}

function contactLine(last: ContactSummary | undefined): string {
  if (!last) return '○ Ingen for nylig. Skriv »kontaktøvelse«, så ser I, hvem der svarer, og hvor hurtigt.';
  const mark = last.answered === last.asked ? '✔' : '○';
  return `${mark} Sidst den ${longDate(last.at)}: ${last.answered} af ${last.asked} svarede.`;
}

function channelLine(channel: ReadinessView['channel']): string {
  if (channel.where === 'none') {
    return '○ Ingen er valgt. Skriv »@Krisebot krisekanal her« i den kanal, hvor krisens status skal stå.';
  }
  const name = channelName(channel);
  if (channel.seen === 'yes') return `✔ ${name}`;
  return channel.seen === 'no'
    ? `✖ ${name}. Krisebot er der ikke mere: tilføj Krisebot dér igen, eller vælg en anden.`
    : `○ ${name}. Teams svarede ikke, da jeg så efter.`;
}
