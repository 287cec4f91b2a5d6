import type { Crisis } from '../domain/crisis.ts';
import { kl, longDate } from '../domain/danish-time.ts';
import type { PersonId } from '../domain/entry.ts';
import { contactOf, type Plan, type PlanRole, plannedHolders } from '../domain/plan.ts';
import { render } from './render.ts';
import { capital, oneLine } from './text.ts';

const mostTasks = 3;

/** A start as it was asked for while the log did not answer. */
export type AwayStart = Pick<Crisis, 'plan' | 'headline' | 'level' | 'exercise' | 'startedAt' | 'startedBy'>;

/**
 * To one of the crisis organisation, while the log does not answer: what has happened, where, whom to phone and what
 * the plan has the person do first. A repeat says that it is one. It has no button of a crisis, which has no number yet.
 */
export function awayCallCard(start: AwayStart, personId: PersonId, isRepeat = false): object {
  const { plan, headline, level, exercise, startedAt, startedBy } = start;
  const where = level === 2 ? 'NIVEAU 2 · KOMMUNEN' : 'NIVEAU 1 · AFDELINGEN';
  const kicker = `${exercise ? 'ØVELSE' : 'KRISE'} · ${where}`;
  const head = {
    context: undefined,
    tone: exercise ? ('accent' as const) : ('attention' as const),
    kicker,
    title: headline,
    sub: `Startet ${kl(startedAt)}, ${longDate(startedAt)}, af ${oneLine(startedBy.name, 60)}`,
    buttons: [
      { title: 'Kontakter', verb: 'kontakter' },
      { title: 'Plan', verb: 'plan' },
    ],
  };
  const role = plannedRole(plan, personId);
  const tasks = role ? firstTasks(role) : [];
  const repeat = isRepeat ? 'Måske har du fået det her før. ' : '';
  const first = exercise
    ? 'Loggen svarer ikke lige nu. Rollekortet kommer, når den svarer. Øv det, I kan, imens.'
    : 'Loggen svarer ikke lige nu. Rollekortet kommer, når den svarer. Vent ikke på det.';
  return render('away-call', head, {
    first: `${repeat}${first}`,
    facts: factsOf(start, role),
    hasTasks: tasks.length > 0,
    tasks,
    hint: 'Skriv her, hvad I gør, fx »handling …«: jeg siger, om det er gemt. »mit« viser dine roller imens. Teams vækker ingen om natten: ring til dem, du mangler.',
  });
}

function factsOf({ plan, startedBy }: AwayStart, role: PlanRole | undefined) {
  const [place] = plan.meetingPlaces;
  const { name, phoneText } = plan.dutyPhone;
  const starter = contactOf(plan, startedBy.id)?.phoneText;
  return [
    ...(place
      ? [{ label: 'Mødested, forslag', value: place.name, note: capital(plan.meetingPlaceSettled.text) }]
      : []),
    ...(starter ? [{ label: `Ring til ${oneLine(startedBy.name, 60)}`, value: starter, note: '' }] : []),
    { label: name, value: phoneText, note: '' },
    { label: 'Kan I ikke nå hinanden', value: plan.callOutFallback.text, note: plan.address },
    ...(role ? [{ label: 'Din rolle i planen', value: role.short, note: '' }] : []),
  ];
}

/** The role the plan gives this person alone; of one that a group shares, nobody knows yet who takes it. */
function plannedRole(plan: Plan, personId: PersonId): PlanRole | undefined {
  return plan.roles.find((role) => {
    const [only, another] = plannedHolders(plan, role);
    return only === personId && another === undefined;
  });
}

function firstTasks({ tasks }: PlanRole) {
  return tasks
    .filter(({ phase }) => phase === '0-5')
    .slice(0, mostTasks)
    .map(({ text }) => ({ text }));
}
