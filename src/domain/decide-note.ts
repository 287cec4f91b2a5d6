import { type Command, type Refusal, refuse } from './command.ts';
import { type Crisis, leaderOf } from './crisis.ts';
import type { Ruling } from './decide.ts';
import type { PersonId } from './entry.ts';
import { contactOf, type Plan } from './plan.ts';
import { withNumber } from './wording.ts';

type Of<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>;

/** The longest text one entry takes, in characters. */
export const longestText = 12_000;

const examples = {
  melding: 'Telefonerne er nede',
  handling: 'Elektrikeren er tilkaldt',
  beslutning: 'Vi lukker nettet, fordi virus spreder sig',
  fravalg: 'Vi genstarter ikke, fordi spor går tabt',
} as const;

/** Writing in the log: what was reported, done, decided, or deliberately left undone (doctrine). */
export function note({ type, text, reason }: Of<'note'>): Ruling {
  if (!text) return refuse('invalid', `Der er ingen tekst. Skriv fx »${type} ${examples[type]}«.`);
  const words = { text, ...(reason ? { reason } : {}) };
  return {
    type,
    text: reason ? `${text} – begrundelse: ${reason}` : text,
    event: { kind: 'noted', type, words },
  };
}

/** An alarm while a crisis runs is a message to the crisis leader and an entry. Anyone in the tenant may. */
export function raiseAlarm({ by, text, raisedAt }: Of<'raiseAlarm'>): Ruling {
  if (!text) return refuse('invalid', 'Skriv, hvad der er sket, fx »alarm Ingen kan logge på«.');
  return {
    type: 'melding',
    text: `Alarm fra ${by.name}: ${text}`,
    event: { kind: 'alarmRaised', words: { text } },
    ...(raisedAt ? { happenedAt: raisedAt } : {}),
  };
}

/** Why what was typed takes up too much room for one entry; undefined where it does not. */
export function tooLong(command: Command): Refusal | undefined {
  const { length } = typedIn(command);
  if (length <= longestText) return undefined;
  const danish = new Intl.NumberFormat('da-DK');
  return refuse(
    'invalid',
    `Teksten fylder ${danish.format(length)} tegn. Der er plads til ${danish.format(longestText)} i en post. Del den i to.`,
  );
}

/** The free text a command carries. */
function typedIn(command: Command): string {
  switch (command.kind) {
    case 'note':
      return `${command.text}${command.reason ?? ''}`;
    case 'raiseAlarm':
      return command.text;
    case 'rejectPlace':
    case 'callOff':
      return command.reason;
    case 'end':
      return command.remark;
    default:
      return '';
  }
}

/**
 * Tying a Teams account to a contact of the plan. Whoever is the crisis leader's contact decides in the
 * crisis, so that contact is tied, and its account taken away, on few people's word alone.
 */
export function linkPerson(crisis: Crisis, { by, person, accountId }: Of<'linkPerson'>): Ruling {
  const refusal = linkRefusal(crisis.plan, by.id, leaderOf(crisis)?.id, person.id);
  if (refusal) return refusal;
  return {
    type: 'system',
    text: `${person.name} er koblet til en Teams-konto af ${by.name}`,
    event: { kind: 'personLinked', person, accountId },
  };
}

/** Where the status card goes from now on. The channel itself is no part of the crisis: it outlives it. */
export function chooseChannel({ by }: Of<'chooseChannel'>): Ruling {
  return { type: 'system', text: `${by.name} har valgt en krisekanal`, event: { kind: 'channelChosen' } };
}

/**
 * Why this one may not tie an account to, or take it from, this person; the same rule with and without a
 * crisis. The planned and the acting crisis leader's accounts are the acting leader's and the plan's owner's
 * to tie, and so is the owner's own, who could tie theirs; the planned leader may as well while nobody else
 * leads.
 */
export function linkRefusal(
  plan: Plan,
  by: PersonId,
  leader: PersonId | undefined,
  person: PersonId,
): Refusal | undefined {
  const [planned] = plan.succession;
  if (person !== planned && person !== leader && person !== plan.owner) return undefined;
  const ownContact = by === planned && person !== leader && leader === undefined;
  if (by === leader || by === plan.owner || ownContact) return undefined;
  const owner = contactOf(plan, plan.owner);
  const who = owner ? ` eller planens ejer, ${withNumber(plan, owner)},` : '';
  return refuse('notAllowed', `Kun kriselederen${who} kan koble denne kontakt.`);
}
