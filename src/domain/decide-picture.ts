import { type Command, refuse } from './command.ts';
import { type Crisis, leaderOf } from './crisis.ts';
import { kl, plusMinutes } from './danish-time.ts';
import type { Ruling } from './decide.ts';
import { statementLabel } from './fold-record.ts';
import { pictureToRemind } from './picture-due.ts';
import { type Certainty, isPictureField } from './picture-field.ts';
import { listed, onlyLeader } from './wording.ts';

type Of<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>;

/** Writing fields of the situation picture; *ukendt* is a valid answer. */
export function updatePicture(_: Crisis, { statements }: Of<'updatePicture'>): Ruling {
  const known = statements.filter(({ field, text, certainty }) => {
    return isPictureField(field) && (text !== '' || certainty === 'unknown');
  });
  if (known.length === 0) {
    return refuse('invalid', 'Skriv feltet og teksten, fx »opdater ramt: mail og telefoni er nede«.');
  }
  const said = known.map(({ field, certainty, text }) => {
    return `${statementLabel(field, certainty)}: ${saidOf(text, certainty)}`;
  });
  return {
    type: 'situationsbillede',
    text: said.join(' · '),
    event: {
      kind: 'pictureUpdated',
      statements: known.map(({ field, certainty }) => ({ field, certainty })),
      words: Object.fromEntries(known.map(({ field, text }) => [field, text])),
    },
  };
}

function saidOf(text: string, certainty: Certainty): string {
  if (certainty !== 'unknown') return text;
  return text ? `ukendt – ${text}` : 'ukendt';
}

const nothingStated = refuse(
  'invalid',
  'Der står intet i situationsbilledet endnu. Skriv fx »opdater ramt: mail og telefoni er nede«; to linjer er nok.',
);

const nextIsPast = refuse(
  'invalid',
  'Næste billede må være senere end nu. Skriv fx »send billede næste kl. 16«.',
);

/** The crisis leader approves before it is sent (doctrine: approves pictures, minutes and messages). */
export function askApproval(crisis: Crisis, { by, at, nextDue }: Of<'askApproval'>): Ruling {
  const { changedBy, approvalAsked } = crisis.picture;
  if (changedBy === 0) return nothingStated;
  const leader = leaderOf(crisis);
  if (!leader) return refuse('invalid', 'Der er ingen kriseleder endnu. Send billedet som udkast.');
  if (leader.id === by.id) return refuse('invalid', 'Du er kriseleder: tryk »Godkend og send«.');
  if (approvalAsked) return refuse('already', `${leader.name} er allerede spurgt.`);
  if (nextDue && nextDue <= at) return nextIsPast;
  const next = nextDue ? `, næste senest ${kl(nextDue)}` : '';
  return {
    type: 'situationsbillede',
    text: `${leader.name} er bedt om at godkende situationsbillede S${crisis.picture.versions.length + 1}${next}`,
    event: { kind: 'approvalAsked', ...(nextDue ? { nextDue } : {}) },
  };
}

/** Sent by the crisis leader it is approved; sent by others it is a draft, and says so. */
export function publishPicture(crisis: Crisis, { by, at, seen, nextDue }: Of<'publishPicture'>): Ruling {
  const { changedBy, versions } = crisis.picture;
  if (changedBy === 0) return nothingStated;
  if (seen < changedBy) {
    return refuse('outdated', 'Billedet er ændret, siden du så det. Se det igennem igen, før det sendes.');
  }
  const sent = versions.at(-1);
  if (sent && seen < sent.entry) {
    return refuse(
      'already',
      `S${sent.number} er sendt af ${sent.by.name} ${kl(sent.at)}, siden du så billedet.`,
    );
  }
  const next = nextDue ?? plusMinutes(at, crisis.plan.timings.nextPictureMinutes);
  if (next <= at) return nextIsPast;
  const approved = leaderOf(crisis)?.id === by.id;
  const version = versions.length + 1;
  return {
    type: 'situationsbillede',
    text: `Situationsbillede S${version} ${approved ? 'godkendt og sendt' : 'sendt som udkast'}, næste senest ${kl(next)}`,
    event: { kind: 'picturePublished', version, approved, nextDue: next },
  };
}

/** A draft that was sent is approved afterwards. */
export function approvePicture(crisis: Crisis, { by, version }: Of<'approvePicture'>): Ruling {
  const found = crisis.picture.versions.find(({ number }) => number === version);
  if (!found) return refuse('invalid', `S${version} findes ikke.`);
  if (leaderOf(crisis)?.id !== by.id) return refuse('notAllowed', onlyLeader(crisis, 'godkende billedet'));
  if (found.approved) return refuse('already', `S${version} er godkendt af ${found.approved.by.name}.`);
  return {
    type: 'situationsbillede',
    text: `Situationsbillede S${version} godkendt`,
    event: { kind: 'pictureApproved', version },
  };
}

/** What was promised is overdue: whoever makes the picture is reminded, once for each promise. */
export function remindPicture(crisis: Crisis, { at }: Of<'remindPicture'>): Ruling {
  const found = pictureToRemind(crisis, at);
  if (!found) return refuse('already', 'Det er sket, eller det er for tidligt.');
  return {
    type: 'situationsbillede',
    text: `Situationsbilledet skulle være kommet ${kl(found.due)}. ${listed(found.people.map(({ name }) => name))} er mindet om det`,
    event: { kind: 'pictureOverdue', ...found },
  };
}
