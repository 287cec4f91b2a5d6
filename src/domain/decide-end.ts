import { type Command, refuse } from './command.ts';
import { contactExerciseHours, isOverdue } from './contact-exercise.ts';
import { type Crisis, leaderOf } from './crisis.ts';
import type { Ruling } from './decide.ts';
import { onlyLeader, theCrisis } from './wording.ts';

type Of<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>;

/** "afblæs krise" is a slip for "afslut krise": what is called off is no reason. */
const noReason = /^\s*((hele\s+)?(krisen?|alarmen?|øvelsen?|den|nu)\s*)*[.!?]*$/i;

/** False alarm: ends at once. The crisis leader's, or the starter's while there is no leader. */
export function callOff(crisis: Crisis, { by, reason }: Of<'callOff'>): Ruling {
  const leader = leaderOf(crisis);
  const allowed = leader ? leader.id === by.id || crisis.startedBy.id === by.id : true;
  if (!allowed) return refuse('notAllowed', onlyLeader(crisis, 'afblæse'));
  if (noReason.test(reason)) {
    return refuse(
      'invalid',
      'Skriv hvorfor, fx »afblæs Det var en planlagt test«. Skal den sluttes, så skriv »slut«.',
    );
  }
  return {
    type: 'beslutning',
    text: `Afblæst, falsk alarm: ${reason}`,
    event: { kind: 'ended', how: 'falseAlarm', words: { reason } },
  };
}

/** The end of the staff's work, decided by the crisis leader. */
export function end(crisis: Crisis, { by, remark, owners = [] }: Of<'end'>): Ruling {
  const leader = leaderOf(crisis);
  if (leader && leader.id !== by.id)
    return refuse('notAllowed', onlyLeader(crisis, crisis.exercise ? 'slutte øvelsen' : 'slutte krisen'));
  const stray = owners.find(({ task }) => crisis.notes[task - 1] !== 'opgave');
  if (stray) return refuse('invalid', `Nr. ${stray.task} er ikke en opgave.`);
  const what = `${theCrisis(crisis)} er slut`;
  const left = owners.map(({ task, owner }) => `${owner.name} (nr. ${task})`);
  const rest = left.length > 0 ? `. Går videre med det, der er tilbage: ${left.join(', ')}` : '';
  return {
    type: 'beslutning',
    text: `${remark ? `${what}: ${remark}` : what}${rest}`,
    event: {
      kind: 'ended',
      how: 'closed',
      ...(owners.length > 0 ? { owners } : {}),
      words: { reason: remark },
    },
  };
}

/** A contact exercise nobody has ended ends when its time is up. */
export function endByItself(crisis: Crisis, { at }: Of<'end'>): Ruling {
  if (!isOverdue(crisis, at)) return refuse('already', 'Det er for tidligt.');
  return {
    type: 'system',
    text: `${theCrisis(crisis)} sluttede af sig selv efter ${contactExerciseHours} timer`,
    event: { kind: 'ended', how: 'closed', words: { reason: '' } },
  };
}

/** The key of that breaking off: whoever does it, it happens once. */
export function interruptIntent(realId: string): string {
  return `interrupted-by-${realId}`;
}

/** A real crisis breaks off an exercise: it is closed, never converted. */
export function interrupt(): Ruling {
  return {
    type: 'system',
    text: 'Øvelsen er afbrudt af en rigtig hændelse',
    event: { kind: 'ended', how: 'interrupted', words: { reason: 'rigtig hændelse' } },
  };
}
