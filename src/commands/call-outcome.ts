import type { CommandBody } from '../domain/command.ts';
import type { AnswerWay, CallOutcome } from '../domain/entry.ts';
import { arrivalIn } from '../domain/parse-time.ts';
import type { Contact, Plan } from '../domain/plan.ts';
import { asActor, findRole } from './find-in-plan.ts';

/** What was typed of a call or an SMS. `unread` is what should have been a time and is none. */
export type CallReading =
  | { readonly body: Extract<CommandBody, { kind: 'phone' }>; readonly unread?: string }
  | { readonly why: string };

const notComing = /^(kommer ikke|kan ikke|er forhindret|forhindret|melder afbud|afbud)/;
const coming = /^(?:kommer|er på vej|på vej|talt med)(?![\p{L}\p{N}])[\s:,–-]*(.*)$/u;
const noAnswer =
  /^(intet svar|ingen svar|tog den ikke|tager den ikke|telefonsvarer|voicemail|svarer ikke|svarede ikke)/;
const takes = /^tager (?:rollen)?\s*(.*)$/;

/** Reads what stands after the name: "kommer kl. 14.20", "tager rollen log", "intet svar". `at` is now. */
export function readOutcome(
  plan: Plan,
  at: string,
  contact: Contact,
  typed: string,
  way: AnswerWay | undefined,
): CallReading {
  const rest = typed.toLocaleLowerCase('da').replace(/\s+/g, ' ');
  const said = (outcome: CallOutcome) =>
    ({ kind: 'phone', person: asActor(contact), outcome, ...(way ? { way } : {}) }) as const;
  if (notComing.test(rest)) return { body: said('notComing') };
  const [, when] = coming.exec(rest) ?? [];
  if (when !== undefined) return arriving(said('coming'), when, at);
  if (noAnswer.test(rest) && way !== 'sms') return { body: said('noAnswer') };
  const [, role] = takes.exec(rest) ?? [];
  if (role === undefined) return { why: wouldWork(contact, way) };
  if (!role) return { body: said('takesRole') };
  const found = findRole(plan, role);
  return 'why' in found ? found : { body: { ...said('takesRole'), role: found.found.id } };
}

function arriving(body: Extract<CommandBody, { kind: 'phone' }>, when: string, at: string): CallReading {
  const expectedAt = when ? arrivalIn(when, at) : undefined;
  if (expectedAt) return { body: { ...body, expectedAt } };
  return when ? { body, unread: when } : { body };
}

function wouldWork({ name }: Contact, way: AnswerWay | undefined): string {
  if (way === 'sms')
    return `Skriv, hvad der stod i sms’en: »sms fra ${name} kommer«, »… tager rollen« eller »… kommer ikke«.`;
  return `Skriv, hvad opkaldet gav: »ringet ${name} kommer«, »… tager rollen«, »… kommer ikke« eller »… intet svar«.`;
}
