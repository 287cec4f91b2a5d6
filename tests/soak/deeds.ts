import { actionsOf } from '../fake-teams/cards.ts';
import type { Person } from '../fake-teams/person.ts';
import type { Seen } from '../fake-teams/seen.ts';
import { pick } from '../faults/store-clients.ts';

/** Something a person does next. A note is asked for until it is known to be stored. */
export type Deed =
  | { readonly kind: 'note' | 'line'; readonly text: string }
  | { readonly kind: 'tap'; readonly seen: Seen; readonly title: string };

const people = ['Jens Krogh', 'Lise Bro', 'Peter Lund'];
const roles = ['log', 'personer', 'teknik', 'intern', 'ekstern'];

const entries = [
  'handling Nødstrøm er startet',
  'beslutning Vi lukker nettet, fordi virus spreder sig',
  'fravalg Vi genstarter ikke, fordi spor går tabt',
  'kommunikation Besked sendt til skolerne',
  'opgave Ring til elværket @Lise Bro',
  'opdater ramt: mail og telefoni er nede',
  'opdater årsag: måske en brand, det er ikke sikkert',
  'ret 3 Kun mail er nede',
  'niveau 2',
  'niveau 1',
  'mødested 2',
  'sagsnummer 24/1234',
  'klaret 5',
  'meldt kl. 02.05',
  'alarm Ingen kan logge på',
  'Elektrikeren er på stedet',
];

const presence = [
  'set',
  'på vej om 20 min',
  'fremme',
  'online',
  'kan ikke',
  'ringet @Jens Krogh intet svar',
  'ringet @Peter Lund kommer',
];

const readings = [
  'status',
  'status S1',
  'overblik',
  'til telefon',
  'vis log',
  'vis log side 2',
  'vis log beslutninger',
  'find besked',
  'roller',
  'fordel',
  'mit',
  'opgaver',
  'fremmøde',
  'ring',
  'sms',
  'kontakter',
  'plan',
  'hjælp',
  'hjælp log',
  'parat',
  'historik',
  'kontroller',
  'klaret',
  'logtilstand',
  'mine oplysninger',
  'mødested',
];

const pictures = [
  'send billede',
  'send billede næste om 1 time',
  'godkend S1',
  'godkend S2',
  'del billede',
  'opdater',
];

const files = ['eksport csv', 'eksport pdf', 'papirpakke'];

/** Who may write in the log; the others read, answer and are refused. */
export const staff = ['anna', 'jens', 'lise', 'peter'];

/** As people do in a crisis: mostly they write and read, a quarter of it on cards. */
export function nextDeed(who: Person, id: string, n: number, luck: () => number): Deed {
  const way = luck();
  if (way < 0.3 && staff.includes(id)) return { kind: 'note', text: `melding Besked ${n} fra ${id}` };
  if (way < 0.55) return someTap(who, luck) ?? { kind: 'line', text: 'mit' };
  const text = () => {
    if (way < 0.65) return pick(entries, luck);
    if (way < 0.7) return pick(presence, luck);
    if (way < 0.73) return `jeg tager rollen ${pick(roles, luck)}`;
    if (way < 0.75) return `rolle ${pick(roles, luck)} @${pick(people, luck)}`;
    if (way < 0.77) return `overlever ${pick(roles, luck)} @${pick(people, luck)}`;
    if (way < 0.81) return pick(pictures, luck);
    return way < 0.99 ? pick(readings, luck) : pick(files, luck);
  };
  return { kind: 'line', text: text() };
}

/** What ends a crisis is left to its course. */
const isEnding = /slut|afblæs|genåbn/i;

function someTap(who: Person, luck: () => number): Deed | undefined {
  const cards = who
    .sees()
    .filter(({ from, card }) => from === 'bot' && card)
    .slice(-3);
  const taps = cards.flatMap((seen) =>
    actionsOf(seen.card)
      .filter(({ action, title }) => action.type === 'Action.Execute' && !isEnding.test(title))
      .map(({ title }) => ({ kind: 'tap', seen, title }) as const),
  );
  return taps.length > 0 ? pick(taps, luck) : undefined;
}
