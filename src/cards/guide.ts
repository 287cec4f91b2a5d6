import { longDate } from '../domain/danish-time.ts';
import type { Actor } from '../domain/entry.ts';
import { contactOf, inOrganisation, type Plan, type PlanRole, plannedHolders } from '../domain/plan.ts';
import type { Button } from './button.ts';
import { render } from './render.ts';
import { capital, oneLine } from './text.ts';

/** What is said before there is any crisis: the first minutes of a new installation. */
interface Guide {
  readonly kicker: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly hint?: string;
  readonly buttons: readonly Button[];
}

function guideCard({ lines, hint = '', ...head }: Guide): object {
  return render('guide', { context: undefined, ...head }, { lines: lines.map((text) => ({ text })), hint });
}

const readiness: Button = { title: 'Parat', verb: 'parat' };
const chooseHere: Button = {
  title: 'Brug denne kanal',
  verb: 'krisekanal',
  data: { valg: 'her' },
  primary: true,
};

/** The status card's channel, as the asker's conversation sees it. */
export interface ChannelState {
  /** `none`: no channel is chosen. `here`: the one asked in. `elsewhere`: another one. */
  readonly where: 'none' | 'here' | 'elsewhere';
  /** What it is called, where Teams tells. */
  readonly name?: string;
  /** Who chose it in Teams, and when, ISO 8601 UTC. */
  readonly chosen?: { readonly by: string; readonly at: string };
  /** The plan names it: it cannot be chosen in Teams. */
  readonly byPlan: boolean;
  /** The conversation asked in can be chosen. */
  readonly canChoose: boolean;
}

/** To a team or group chat the app was just added to: what to do now, once. */
export function welcomeCard(plan: Plan, channel: ChannelState): object {
  const choose = channel.where === 'none' && channel.canChoose;
  const steps = [
    ...(choose ? ['Vælg den kanal, hvor krisens status skal stå. Er det denne, så tryk her.'] : []),
    'Skriv »@Krisebot parat« for at se, om alle kan nås.',
    'Bliver der krise, så skriv »@Krisebot start« og en overskrift.',
  ];
  return guideCard({
    kicker: 'VELKOMMEN TIL KRISEBOT',
    title: plan.department,
    lines: steps.map((step, index) => `${index + 1}. ${step}`),
    hint: 'Prøv det hele af med »@Krisebot øvelse«. Alt i en øvelse begynder med ØVELSE.',
    buttons: choose ? [chooseHere, readiness] : [{ ...readiness, primary: true }],
  });
}

/** To someone of the plan who opens the chat: who the bot thinks they are, what it will send, and a trial. */
export function helloCard(plan: Plan, { id, name }: Actor): object {
  const title = contactOf(plan, id)?.title;
  const owner = contactOf(plan, plan.owner)?.name;
  const isCalled = inOrganisation(plan, id);
  return guideCard({
    kicker: 'HEJ FRA KRISEBOT',
    title: name,
    lines: [
      `Du står i kriseplanen for ${plan.department}${title ? ` som ${title}` : ''}.`,
      ...(isCalled ? toCalled(plan, id) : ['Bliver der krise, så skriv »status« her for at se situationen.']),
    ],
    hint: owner && plan.owner !== id ? `Er du en anden, så sig det til ${owner}, der ejer planen.` : '',
    buttons: [...(isCalled ? [tryOut] : []), myData, { title: 'Hjælp', verb: 'hjælp' }],
  });
}

const myData: Button = { title: 'Mine oplysninger', verb: 'mine oplysninger' };
const tryOut: Button = { title: 'Prøve', verb: 'prøve', primary: true };

function toCalled(plan: Plan, contactId: string): readonly string[] {
  const roles = rolesFor(plan, contactId).map(({ short }) => short);
  return [
    // Roles have commas in their names.
    ...(roles.length > 0
      ? [
          `Bliver der krise, spørger jeg dig om ${roles.length > 1 ? 'rollerne' : 'rollen'}: ${roles.join(' · ')}.`,
        ]
      : []),
    'I en krise får du ét kort her med din rolle, mødestedet og numrene. Tryk Prøve, og hør, om telefonen siger noget.',
  ];
}

/** The roles the plan asks a contact to take, alone or as a member of a group. */
function rolesFor(plan: Plan, contactId: string): readonly PlanRole[] {
  return plan.roles.filter((role) => plannedHolders(plan, role).includes(contactId));
}

/** A message as it comes in a crisis, to find out whether it is heard. */
export const trialCard: object = guideCard({
  kicker: 'PRØVE',
  title: 'Sådan kommer en besked fra Krisebot',
  lines: ['Hørte eller så du den? Så tryk her.'],
  hint: 'Var telefonen stille, så slå beskeder fra Teams til på den. Om natten er Teams ofte stille alligevel: derfor bliver du også ringet op.',
  buttons: [{ title: 'Jeg fik den', verb: 'prøve', data: { svar: 'ja' }, primary: true }],
});

/** What the trial becomes once it was answered. `at` is when, ISO 8601 UTC. */
export function confirmedCard(at: string): object {
  return guideCard({
    kicker: 'PRØVE',
    title: '✔ Du kan nås i Teams',
    lines: [`Bekræftet den ${longDate(at)}. De andre kan se det med »parat«.`],
    buttons: [],
  });
}

/** Where the status card goes, and how to choose. */
export function channelCard(plan: Plan, state: ChannelState): object {
  return guideCard({ kicker: 'KRISEKANAL', ...channelWords(plan, state) });
}

function channelWords(plan: Plan, state: ChannelState): Omit<Guide, 'kicker'> {
  const { where, byPlan, canChoose } = state;
  const owner = contactOf(plan, plan.owner)?.name ?? plan.department;
  const change = byPlan
    ? `Kanalen står i planen. ${owner} kan ændre den der.`
    : 'Gå til den kanal, I vil bruge, og skriv »@Krisebot krisekanal her«.';
  if (where === 'here') {
    return {
      title: '✔ Krisens status kommer her',
      lines: [`${channelName(state)}.`, 'Se nu, om alle kan nås.'],
      ...(byPlan ? { hint: change } : {}),
      buttons: [{ ...readiness, primary: true }],
    };
  }
  return {
    title: where === 'none' ? 'Ingen kanal er valgt' : 'En anden kanal er valgt',
    lines: [
      ...(where === 'none' ? ['Krisens status kommer der, hvor krisen bliver startet.'] : []),
      ...(where !== 'none' && !byPlan ? [`${channelName(state)}.`] : []),
      ...(canChoose ? [] : [change]),
    ],
    buttons: canChoose ? [chooseHere, readiness] : [readiness],
  };
}

/** "Drift, valgt af Jens Krogh den 23. november 2026": Teams does not always tell a channel's name. */
export function channelName({ name, chosen, byPlan }: ChannelState): string {
  const how = chosen
    ? `valgt af ${oneLine(chosen.by, 60)} den ${longDate(chosen.at)}`
    : byPlan
      ? 'står i planen'
      : '';
  return capital([name ? oneLine(name, 60) : '', how].filter(Boolean).join(', '));
}
