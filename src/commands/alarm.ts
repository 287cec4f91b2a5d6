import { mostAlarmsAnHour } from '../domain/alarm-bound.ts';
import { longestText } from '../domain/decide-note.ts';
import { type Contact, contactOf, inOrganisation, isContact, type Plan } from '../domain/plan.ts';
import { listed, withNumber } from '../domain/wording.ts';
import type { Answer, Ask, CommandSpec } from './command.ts';
import { askFirst } from './overheard.ts';
import { typedText } from './typed-text.ts';

/** Who has an alarm, and who must be phoned. */
export interface AlarmReach {
  readonly reached: readonly Contact[];
  readonly missed: readonly Contact[];
}

/** What became of an alarm. */
export interface PassedOn extends AlarmReach {
  /** `kept`: on this machine, until the log answers. `unstored`: nowhere. */
  readonly recorded: 'stored' | 'kept' | 'unstored';
}

/** "Den er ikke nået sikkert frem til Lise Bro (97 11 00 03). Ring."; empty where everyone has it. */
export function missedText(plan: Plan, { missed }: AlarmReach): string {
  const people = listed(missed.map((person) => withNumber(plan, person)));
  return people ? `Den er ikke nået sikkert frem til ${people}. Ring til dem, du kan.` : '';
}

/** Keeps one person outside the plan from drowning everybody in alarms. */
export interface AlarmBound {
  /**
   * Stores an alarm without passing it on, where the asker has raised as many as are passed on within an hour.
   * True then.
   */
  holdAlarm(text: string): Promise<boolean>;
}

/** Reports an alarm: anyone in the tenant may. It never starts a crisis by itself. */
export const alarm: CommandSpec = {
  word: 'alarm',
  aliases: ['meld alarm', 'alarmer'],
  group: 'Start og slut',
  does: 'melder, at noget er galt. Alle ansatte kan gøre det',
  example: 'alarm Ingen kan logge på',
  right: 'raiseAlarm',
  needs: 'nothing',
  reads: false,
  answer: (ask) => passOnAlarm(ask, typedText(ask)),
};

/**
 * Hands the text to the running crisis, or to the crisis organisation where none runs. An exercise takes no
 * alarm from someone who is not in it, and a contact exercise from nobody: theirs is real.
 */
export async function passOnAlarm(ask: Ask, text: string): Promise<Answer> {
  if (ask.unsure) return askFirst(ask, 'Mente du at melde en alarm?', { title: 'Meld alarm', verb: 'alarm' });
  const { name, phoneText } = ask.plan.dutyPhone;
  if (!text) {
    return {
      text: `Skriv, hvad der er sket, fx »alarm Ingen kan logge på«. Haster det, så ring ${phoneText} (${name}).`,
    };
  }
  if (text.length > longestText) {
    return { text: `Alarmen er for lang. Skriv det vigtigste, eller ring ${phoneText} (${name}).` };
  }
  if (isOutside(ask) && (await ask.act.holdAlarm(text))) {
    return {
      text: `Jeg har givet ${mostAlarmsAnHour} alarmer fra dig videre den seneste time. Den her er gemt, men ikke sendt. Er det noget nyt, så ring ${phoneText} (${name}).`,
      about: null,
    };
  }
  const { crisis } = ask.ledger ?? {};
  const isInIt = !crisis?.exercise || (inOrganisation(ask.plan, ask.by.id) && !crisis.contactOnly);
  return crisis && !crisis.ended && isInIt ? passOnInCrisis(ask, text) : passOnAtOnce(ask, text);
}

/** Neither in the plan nor in the crisis: whoever is may raise as many alarms as it takes. */
function isOutside({ inOrganisation: isInside, plan, by }: Ask): boolean {
  return !isInside && !isContact(plan, by.id);
}

async function passOnAtOnce(ask: Ask, text: string): Promise<Answer> {
  const { name, phoneText } = ask.plan.dutyPhone;
  const reached = await ask.act.alarm(text);
  const leader = contactOf(ask.plan, ask.plan.succession[0] ?? '');
  const orLeader =
    leader?.phoneText && leader.id !== ask.by.id ? ` eller ${leader.name} ${leader.phoneText}` : '';
  const call = `Ring også: ${phoneText} (${name})${orLeader}. En besked i Teams er ikke nok.`;
  const missed = reached ? missedText(ask.plan, reached) : '';
  return { text: [sentTo(reached), missed, call].filter(Boolean).join(' '), about: null };
}

function sentTo(alarmed: PassedOn | undefined): string {
  if (!alarmed) return 'Alarmen er allerede givet videre.';
  const { recorded, reached } = alarmed;
  const names = listed(reached.map(({ name }) => name));
  if (recorded === 'stored') {
    return names
      ? `Alarmen er gemt og sendt til ${names}.`
      : 'Alarmen er gemt, men ingen er nået i Teams endnu.';
  }
  const sent = names ? `Alarmen er sendt til ${names}.` : 'Ingen er nået i Teams endnu.';
  const isKept = recorded === 'kept';
  return `${sent} Loggen svarer ikke${isKept ? '; alarmen er gemt her, til den gør' : ', så alarmen er ikke gemt'}.`;
}

async function passOnInCrisis(ask: Ask, text: string): Promise<Answer> {
  const told = await ask.act.submit({ kind: 'raiseAlarm', text });
  if (!told.done) return { text: told.text };
  const { phoneText } = ask.plan.dutyPhone;
  const what = ask.ledger?.crisis.exercise ? 'Øvelsen' : 'Krisen';
  return {
    text: `${what} er i gang, og din alarm er givet videre (nr. ${told.number}). Haster det, så ring ${phoneText}.`,
  };
}
