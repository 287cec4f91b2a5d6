import { contactOf } from '../domain/plan.ts';
import { listed } from '../domain/wording.ts';
import type { Answer, Ask, CommandSpec } from './command.ts';

/** Reports an alarm: anyone in the tenant may. It never starts a crisis by itself. */
export const alarm: CommandSpec = {
  word: 'alarm',
  aliases: ['meld alarm', 'alarmer'],
  group: 'Start og slut',
  does: 'melder, at noget er galt. Alle ansatte kan gøre det',
  usage: 'alarm <hvad er sket>',
  example: 'alarm Ingen kan logge på',
  who: 'everyone',
  needs: 'nothing',
  reads: false,
  answer: (ask) => passOnAlarm(ask, ask.tapped ? (ask.tapped.tekst ?? '') : ask.args),
};

/** Hands the text to the running crisis, or to the crisis organisation where none runs. */
export async function passOnAlarm(ask: Ask, text: string): Promise<Answer> {
  const { name, phoneText } = ask.plan.dutyPhone;
  if (!text)
    return {
      text: `Skriv, hvad der er sket, fx »alarm Ingen kan logge på«. Haster det, så ring ${phoneText} (${name}).`,
    };
  if (ask.ledger) return passOnInCrisis(ask, text);
  const reached = await ask.act.alarm(text);
  const leader = contactOf(ask.plan, ask.plan.succession[0] ?? '');
  const call = `Ring også: ${phoneText} (${name})${leader?.phoneText ? ` eller ${leader.name} ${leader.phoneText}` : ''}. En besked her tæller ikke som kontakt.`;
  if (reached.length === 0) return { text: `Alarmen er gemt, men ingen kunne nås i Teams. ${call}` };
  return { text: `Alarmen er gemt og sendt til ${listed(reached)}. ${call}` };
}

async function passOnInCrisis(ask: Ask, text: string): Promise<Answer> {
  const told = await ask.act.submit({ kind: 'raiseAlarm', text });
  if (!told.done) return { text: told.text };
  const { phoneText } = ask.plan.dutyPhone;
  return {
    text: `Krisen er i gang, og din alarm er givet videre (nr. ${told.number}). Haster det, så ring ${phoneText}.`,
  };
}
