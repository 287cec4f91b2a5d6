import { kl, longDate } from '../domain/danish-time.ts';
import type { Plan } from '../domain/plan.ts';
import type { Gap, PersonReadiness } from '../domain/readiness.ts';
import type { Button } from './button.ts';
import { type ChannelState, channelName } from './guide.ts';
import { render } from './render.ts';
import { oneLine } from './text.ts';

const mostPeople = 40;

/** What readiness is computed from, at a moment (ISO 8601 UTC). */
export interface ReadinessView {
  readonly at: string;
  readonly people: readonly PersonReadiness[];
  readonly channel: ChannelState & {
    /** Whether the app is in it; undefined where none is chosen. */
    readonly seen: 'yes' | 'no' | 'noAnswer' | undefined;
  };
}

/** Before the crisis: who cannot be reached and why, what to do about it, then what is as it should be. */
export function readinessCard(plan: Plan, { at, people, channel }: ReadinessView): object {
  const lacking = people.filter(({ gaps }) => gaps.length > 0);
  const ready = people.filter(({ gaps }) => gaps.length === 0);
  const head = {
    context: undefined,
    kicker: 'PARAT',
    title: titleOf(ready.length, people.length, channel.seen === 'no'),
    sub: `Undersøgt den ${longDate(at)} ${kl(at)}. Ingen er blevet forstyrret.`,
    ...(lacking.length > 0 || channel.seen === 'no' ? { tone: 'attention' as const } : {}),
    buttons,
  };
  return render('readiness', head, {
    hasLacking: lacking.length > 0,
    lacking: [...lacking.slice(0, mostPeople).map(lackingPerson), ...overflow(lacking)],
    advice: adviceFor(lacking).map((text) => ({ text })),
    channel: channelLine(channel),
    hasReady: ready.length > 0,
    ready: [
      ...ready.slice(0, mostPeople).map(({ contact, confirmedAt }) => ({
        name: oneLine(contact.name, 60),
        mark: confirmedAt ? '✔' : '○',
        tried: confirmedAt ? `prøvet den ${longDate(confirmedAt)}` : 'har ikke prøvet',
      })),
      ...overflow(ready),
    ],
    plan:
      plan.warnings.length === 0
        ? '✔ Ingen kendte svage punkter.'
        : `○ ${plan.warnings.length} ${plan.warnings.length === 1 ? 'svagt punkt' : 'svage punkter'}. Skriv »plan om« for at se dem.`,
  });
}

function titleOf(ready: number, all: number, lacksChannel: boolean): string {
  const people = ready === all ? `Alle ${all} kan nås` : `${ready} af ${all} kan nås`;
  return lacksChannel ? `${people} – kanalen mangler` : people;
}

const buttons: readonly Button[] = [
  { title: 'Prøve', verb: 'prøve', primary: true },
  { title: 'Om planen', verb: 'plan', data: { afsnit: 'om' } },
  { title: 'Kontakter', verb: 'kontakter' },
];

function lackingPerson({ contact, gaps }: PersonReadiness) {
  return {
    mark: '✖',
    name: oneLine(contact.name, 60),
    number: contact.phoneText ?? '',
    why: gaps.map((gap) => reasons[gap]).join(' · '),
  };
}

function overflow(people: readonly PersonReadiness[]) {
  const more = people.length - mostPeople;
  return more > 0 ? [{ mark: '', name: `og ${more} til`, number: '', why: '', tried: '' }] : [];
}

const reasons: Readonly<Record<Gap, string>> = {
  unknown: 'kendes ikke i Teams',
  refused: 'Teams afviste den seneste besked',
  removed: 'har fjernet Krisebot',
  noAnswer: 'Teams svarede ikke, da jeg så efter',
  noNumber: 'nummer mangler i planen',
};

const cures: Readonly<Record<Gap, string>> = {
  unknown:
    'Kendes en person ikke, så føj personen til et team med Krisebot. Er navnet et andet i Teams, så skriv »kobl @navn navn i planen«.',
  refused: 'Afviser Teams, så bed personen om at finde Krisebot under Apps i Teams og skrive »prøve«.',
  removed: 'Er Krisebot fjernet, så bed personen om at tilføje den igen under Apps i Teams.',
  noAnswer: 'Svarede Teams ikke, så skriv »parat« igen om lidt.',
  noNumber: 'Mangler et nummer, så ret det i planen.',
};

function adviceFor(lacking: readonly PersonReadiness[]): readonly string[] {
  const gaps = new Set(lacking.flatMap((person) => person.gaps));
  return (Object.keys(cures) as Gap[]).filter((gap) => gaps.has(gap)).map((gap) => cures[gap]);
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
