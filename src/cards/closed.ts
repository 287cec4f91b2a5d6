import type { Crisis } from '../domain/crisis.ts';
import { klOnDay } from '../domain/danish-time.ts';
import { type Ledger, newest } from '../domain/ledger.ts';
import { roleLines, toCall } from '../domain/overview.ts';
import { markOf } from '../domain/picture.ts';
import { crisisOrganisation } from '../domain/plan.ts';
import { contextOf } from './button.ts';
import { contactExerciseResultCard } from './contact-exercise-result.ts';
import { namesOf } from './people-lines.ts';
import { render } from './render.ts';
import { oneLine } from './text.ts';

const longestReason = 200;

/** The end: the course in numbers, and number and hash that anchor the log. */
export function closedCard(ledger: Ledger): object {
  const { crisis } = ledger;
  if (crisis.contactOnly) return contactExerciseResultCard(ledger);
  const last = newest(ledger);
  const head = {
    context: contextOf(ledger),
    kicker: kicker(crisis),
    title: crisis.headline,
    sub: [`${crisis.id} · startet ${klOnDay(crisis.startedAt, crisis.lastAt)}`, ...caseOf(crisis)].join(
      ' · ',
    ),
    foot: `${crisis.id} · ${last.number} poster · ${markOf(last)}`,
    buttons: [
      { title: 'Situationsbillede', verb: 'status' },
      { title: 'Vis log', verb: 'vis log' },
      { title: 'Sagsnummer', verb: 'sagsnummer', secondary: true },
    ],
  };
  return render('closed', head, { verdict: verdict(ledger), figures: figures(ledger), roles: roles(crisis) });
}

function caseOf({ caseNumber }: Crisis): readonly string[] {
  return caseNumber ? [`sag ${caseNumber}`] : [];
}

function kicker({ ended, exercise }: Crisis): string {
  if (ended?.how === 'falseAlarm') return exercise ? 'AFBLÆST' : 'AFBLÆST · FALSK ALARM';
  if (ended?.how === 'interrupted') return 'AFBRUDT';
  return exercise ? 'SLUT' : 'KRISEN ER SLUT';
}

function verdict({ crisis: { ended, exercise, startedAt }, entries }: Ledger): string {
  if (!ended) return '';
  const at = klOnDay(ended.at, startedAt);
  const event = entries.findLast((entry) => entry.event.kind === 'ended')?.event;
  const reason = event?.kind === 'ended' ? oneLine(event.words.reason, longestReason) : '';
  if (ended.how === 'falseAlarm') return `✔ Afblæst ${at}: ${reason || 'falsk alarm'}`;
  if (ended.how === 'interrupted') return `✖ Afbrudt ${at} af en rigtig hændelse`;
  return `✔ ${exercise ? 'Øvelsen' : 'Krisen'} sluttede ${at}${reason ? `: ${reason}` : ''}`;
}

/** The whole course took this long: the only place that tells an age, because it no longer grows. */
function figures({ crisis, entries }: Ledger) {
  const all = crisisOrganisation(crisis.plan).length;
  const count = (type: string) =>
    String(entries.filter(({ event, ...entry }) => entry.type === type && event.kind === 'noted').length);
  const minutes = Math.round((Date.parse(crisis.lastAt) - Date.parse(crisis.startedAt)) / 60_000);
  const filled = roleLines(crisis).filter(({ standing }) => standing === 'filled').length;
  return [
    { label: 'Varede', value: duration(minutes) },
    { label: 'Har svaret', value: `${all - toCall(crisis).length} af ${all}` },
    { label: 'Roller besat', value: `${filled} af ${crisis.plan.roles.length}` },
    { label: 'Poster i loggen', value: String(entries.length) },
    { label: 'Beslutninger', value: count('beslutning') },
    { label: 'Fravalg', value: count('fravalg') },
  ];
}

function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = `${minutes % 60} min.`;
  if (hours === 0) return rest;
  return `${hours} ${hours === 1 ? 'time' : 'timer'} ${rest}`;
}

function roles(crisis: Crisis) {
  return roleLines(crisis).map(({ role, state, standing }) => ({
    mark: standing === 'filled' ? '✔' : '✖',
    role: role.short,
    who:
      standing === 'filled'
        ? namesOf(
            crisis,
            state.holders.map(({ id }) => id),
          )
        : 'ubesat',
  }));
}
