import { anchorOf, type CourseFigures, courseFigures } from '../domain/course-figures.ts';
import type { Crisis } from '../domain/crisis.ts';
import { klOnDay, took } from '../domain/danish-time.ts';
import { isEvaluated } from '../domain/evaluation-answers.ts';
import type { Ledger } from '../domain/ledger.ts';
import { roleLines } from '../domain/overview.ts';
import { type Button, contextOf, rowsOf } from './button.ts';
import { contactExerciseResultCard } from './contact-exercise-result.ts';
import { ways } from './contact-exercise-words.ts';
import { anchorFoot } from './headings.ts';
import { namesOf } from './people-lines.ts';
import { render } from './render.ts';
import { oneLine } from './text.ts';

const longestReason = 200;
/** Lines that leave the card for a large organisation short enough to read on a phone. */
const most = { left: 7, answers: 8, silent: 8 } as const;

/** The end: the course in numbers, what goes on, and number and hash that anchor the log. */
export function closedCard(ledger: Ledger): object {
  const { crisis } = ledger;
  if (crisis.contactOnly) return contactExerciseResultCard(ledger);
  const figures = courseFigures(ledger);
  const head = {
    context: contextOf(ledger),
    kicker: kicker(crisis),
    title: crisis.headline,
    sub: [
      `${crisis.id} · startet ${klOnDay(crisis.startedAt, crisis.ended?.at ?? crisis.lastAt)}`,
      ...caseOf(crisis),
    ].join(' · '),
    foot: anchorFoot(ledger),
    buttons: buttons(crisis),
  };
  return render('closed', head, {
    verdict: verdict(ledger),
    figures: courseLines(figures),
    ...left(figures),
    record: recordLines(figures),
    tools: rowsOf(contextOf(ledger), recordTools),
    roles: roles(crisis),
    ...answers(figures),
  });
}

function caseOf({ caseNumber }: Crisis): readonly string[] {
  return caseNumber ? [`sag ${caseNumber}`] : [];
}

function buttons(crisis: Crisis): readonly Button[] {
  const { ended } = crisis;
  const canReopen = ended && ended.how !== 'interrupted';
  return [
    { title: 'Situationsbillede', verb: 'status' },
    ...(isEvaluated(crisis) ? [{ title: 'Evaluering', verb: 'evaluering', secondary: true }] : []),
    { title: 'Historik', verb: 'historik', secondary: true },
    ...(canReopen ? [{ title: 'Genåbn', verb: 'genåbn', secondary: true }] : []),
  ];
}

/** They stand by what they are about. */
const recordTools: readonly Button[] = [
  { title: 'Vis log', verb: 'vis log' },
  { title: 'Hent loggen', verb: 'eksport' },
  { title: 'Sagsnummer', verb: 'sagsnummer' },
];

function kicker({ ended, exercise }: Crisis): string {
  if (ended?.how === 'falseAlarm') return exercise ? 'AFBLÆST' : 'AFBLÆST · FALSK ALARM';
  if (ended?.how === 'interrupted') return 'AFBRUDT';
  return exercise ? 'SLUT' : 'KRISEN ER SLUT';
}

/** How and when it ended: "✔ Krisen sluttede kl. 05.10: Alt kører igen". */
export function verdict(ledger: Ledger): string {
  const { ended, exercise, startedAt } = ledger.crisis;
  if (!ended) return '';
  const at = klOnDay(ended.at, startedAt);
  const event = anchorOf(ledger)?.entry.event;
  const reason = event?.kind === 'ended' ? oneLine(event.words.reason, longestReason) : '';
  if (ended.how === 'falseAlarm') return `✔ Afblæst ${at}: ${reason || 'falsk alarm'}`;
  if (ended.how === 'interrupted') return `✖ Afbrudt ${at} af en rigtig hændelse`;
  return `✔ ${exercise ? 'Øvelsen' : 'Krisen'} sluttede ${at}${reason ? `: ${reason}` : ''}`;
}

interface Line {
  readonly label: string;
  readonly value: string;
}

/** What tells most of how the staff came to work. The card alone tells ages, because they no longer grow. */
function courseLines(figures: CourseFigures): readonly Line[] {
  const { receipts, rolesFilled, roles: all, rolesAfterMs, reopened, closedMs } = figures;
  const { answers: answered, asked, median, slowest } = receipts;
  return [
    { label: 'Varede', value: took(figures.lastedMs) },
    ...(reopened > 0 ? [{ label: 'Heraf lukket, før den blev genåbnet', value: took(closedMs) }] : []),
    { label: 'Har svaret af de tilkaldte', value: `${answered.length} af ${asked}` },
    ...(median === undefined ? [] : [{ label: 'Halvdelen af svarene inden for', value: took(median) }]),
    ...(slowest === undefined ? [] : [{ label: 'Sidste svar efter', value: took(slowest) }]),
    { label: 'Kriseleder efter', value: after(figures.leaderAfterMs, 'ingen') },
    rolesAfterMs === undefined
      ? { label: 'Roller besat', value: `${rolesFilled} af ${all}` }
      : { label: 'Alle roller besat efter', value: took(rolesAfterMs) },
    { label: 'Mødested besluttet efter', value: after(figures.placeAfterMs, 'ikke besluttet') },
    { label: 'Første situationsbillede efter', value: after(figures.firstPictureAfterMs, 'ikke sendt') },
  ];
}

function after(ms: number | undefined, never: string): string {
  return ms === undefined ? never : took(ms);
}

/** What the record holds, and where it is thin. */
function recordLines(figures: CourseFigures): readonly Line[] {
  const { withoutReason, decisions, omissions, late, corrections, pictures } = figures;
  return [
    { label: 'Poster', value: String(figures.entries) },
    { label: 'Beslutninger', value: String(decisions) },
    { label: 'Fravalg', value: String(omissions) },
    { label: 'Uden begrundelse', value: String(withoutReason.length) },
    { label: 'Skrevet sent', value: String(late) },
    { label: 'Rettelser', value: String(corrections) },
    { label: 'Situationsbilleder', value: String(pictures) },
  ];
}

function left({ left: tasks }: CourseFigures) {
  return {
    hasLeft: tasks.length > 0,
    left: tasks.slice(0, most.left).map(({ number, text, owner }) => ({
      text: `Nr. ${number}: ${oneLine(text, 120)}`,
      owner: owner ? oneLine(owner.name, 60) : 'ingen ejer',
    })),
    moreLeft: more(tasks.length - most.left),
  };
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

/** Who answered after how long, then who never did. */
function answers({ receipts }: CourseFigures) {
  const { answers: answered, silent } = receipts;
  const shown = [
    ...answered.slice(0, most.answers).map(({ contact, afterMs, way }) => ({
      mark: '✔',
      name: oneLine(contact.name, 60),
      how: `${took(afterMs)} · ${ways[way]}`,
    })),
    ...silent
      .slice(0, most.silent)
      .map(({ name }) => ({ mark: '✖', name: oneLine(name, 60), how: 'svarede ikke' })),
  ];
  return {
    hasAnswers: shown.length > 0,
    answers: shown,
    moreAnswers: more(answered.length + silent.length - shown.length),
  };
}

function more(rest: number): string {
  return rest > 0 ? `Og ${rest} til` : '';
}
