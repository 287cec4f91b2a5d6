import { type Command, refuse } from './command.ts';
import { contactsAsked } from './contact-exercise.ts';
import { type Crisis, leaderOf } from './crisis.ts';
import { kl, klOnDay } from './danish-time.ts';
import type { Ruling } from './decide.ts';
import type { CalledBySms, PersonId } from './entry.ts';
import { contactOf, type Plan } from './plan.ts';
import { listed, onlyLeader, theCrisis } from './wording.ts';

type Of<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>;

/** Starting again joins nothing by itself: the person is told what runs and chooses. */
export function start(crisis: Crisis | undefined, command: Of<'start'>): Ruling {
  if (crisis) {
    const about = crisis.contactOnly ? '.' : `: ${crisis.headline}`;
    return refuse('running', `${theCrisis(crisis)} er i gang (startet ${kl(crisis.startedAt)})${about}`);
  }
  const { headline, level, plan, text, contactOnly, calledBySms } = command;
  const exercise = command.exercise || contactOnly === true;
  const words = { headline };
  if (contactOnly) {
    if (contactsAsked({ plan, startedBy: command.by }).length === 0) {
      return refuse('invalid', 'Planen har ikke andre i kriseorganisationen, så der er ingen at spørge.');
    }
    const event = { kind: 'started', level, exercise, contactOnly, plan, words } as const;
    return { type: 'system', text: 'Kontaktøvelse startet', event };
  }
  const what = exercise ? 'Øvelse startet' : 'Krise startet';
  const event = { kind: 'started', level, exercise, plan, words } as const;
  const begun = `${what}: ${text ?? headline} (niveau ${level})`;
  if (!calledBySms) return { type: 'system', text: begun, event };
  return {
    type: 'system',
    text: `${begun}. ${smsWords(plan, calledBySms)}.`,
    event: { ...event, calledBySms },
  };
}

/** What a reader of the log must know who looks for the SMS of the start. */
function smsWords(plan: Plan, { sent, unsure }: CalledBySms): string {
  const nameOf = (id: PersonId) => contactOf(plan, id)?.name ?? id;
  const doubt = `Usikkert, om sms'en kom frem til ${listed(unsure.map(nameOf))}`;
  if (sent.length === 0) return doubt;
  const people = sent.length === 1 ? '1 person' : `${sent.length} personer`;
  const went = `Sms sendt til ${people}, mens loggen ikke svarede`;
  return unsure.length > 0 ? `${went}. ${doubt}` : went;
}

/** Which of the plan's alarm sources reported it. */
export function nameSource(crisis: Crisis, { sourceId }: Of<'nameSource'>): Ruling {
  const source = crisis.plan.alarmSources.find((candidate) => candidate.id === sourceId);
  if (!source) return refuse('invalid', 'Den kilde kender planen ikke. Skriv »meldt« for at se listen.');
  if (crisis.sourceId === sourceId) return refuse('already', `Det er noteret: meldt af ${source.short}.`);
  return {
    type: 'melding',
    text: `Hændelsen blev meldt af: ${source.short}`,
    event: { kind: 'sourceNamed', sourceId },
  };
}

/** When the incident began; not in the future. */
export function nameTime({ happenedAt, at }: Of<'nameTime'>): Ruling {
  if (happenedAt > at) {
    return refuse('invalid', 'Det tidspunkt er ikke nået endnu. Skriv fx »meldt kl. 02.05«.');
  }
  return {
    type: 'melding',
    text: `Hændelsen begyndte ${klOnDay(happenedAt, at)}`,
    event: { kind: 'timeNamed' },
    happenedAt,
  };
}

/** The operating level (driftsniveau 1 or 2) is the crisis leader's to set; until there is one, anyone's. */
export function setLevel(crisis: Crisis, { by, level }: Of<'setLevel'>): Ruling {
  const leader = leaderOf(crisis);
  if (leader && leader.id !== by.id) {
    return refuse('notAllowed', onlyLeader(crisis, 'sætte niveauet'));
  }
  if (crisis.level === level)
    return refuse('already', `${theCrisis(crisis)} er allerede på niveau ${level}.`);
  const meaning = level === 1 ? 'afdelingen' : 'kommunen';
  return {
    type: 'niveau',
    text: `Driftsniveau ${level} (${meaning})`,
    event: { kind: 'levelSet', level },
  };
}
