import { kl, longDate } from '../domain/danish-time.ts';
import type { OwnData } from '../domain/own-data.ts';
import type { Plan } from '../domain/plan.ts';
import type { OpenCorrection } from '../domain/readiness.ts';
import { rowsOf } from './button.ts';
import { render } from './render.ts';
import { oneLine } from './text.ts';

/** As long as one correction may be; the field takes no more. */
export const longestCorrection = 500;

/** What the plan says of the asker, and what they have said of it. */
export interface OwnDataView {
  readonly data: OwnData;
  /** Fingerprint of the data as shown. */
  readonly shown: string;
  /** The account in Teams that asks. */
  readonly account: { readonly name: string; readonly upn?: string };
  /** When the person confirmed just this, ISO 8601 UTC. */
  readonly confirmedAt?: string;
  /** What they have sent and nobody has dealt with, oldest first. */
  readonly corrections: readonly { readonly at: string; readonly text: string }[];
}

/** One's own data in the plan, to confirm or to correct. `note` says what came of that; `typed` stands in the field. */
export function ownDataCard(plan: Plan, view: OwnDataView, note = '', typed = ''): object {
  const { data, shown, confirmedAt, corrections } = view;
  const head = {
    context: undefined,
    kicker: 'MINE OPLYSNINGER',
    title: data.contact.name,
    sub: confirmedAt
      ? `✔ Du bekræftede den ${longDate(confirmedAt)}, at det passer.`
      : `Det siger kriseplanen for ${plan.department} om dig. Passer det?`,
  };
  // In a channel somebody else may tap.
  const whose = { hvem: data.contact.id };
  const confirm = {
    title: 'Det passer',
    verb,
    data: { svar: 'passer', ...whose, vist: shown },
    primary: true,
  };
  const correct = { title: 'Noget er forkert', verb, data: { svar: 'forkert', ...whose } };
  return render('own-data', head, {
    note,
    facts: factsOf(view),
    sent: corrections.map(({ at, text }) => ({ text: `Du skrev den ${longDate(at)}: ${text}` })),
    confirm: confirmedAt ? [] : rowsOf(undefined, [confirm]),
    typed,
    correct: rowsOf(undefined, [correct]),
  });
}

const verb = 'mine oplysninger';

function factsOf({ data, account }: OwnDataView) {
  const { contact, roles, succession, isCalled } = data;
  return [
    { label: 'Titel', text: contact.title },
    { label: 'Nummer', text: contact.phoneText ?? 'Mangler i planen' },
    { label: 'Roller', text: bulleted(roles.map(roleLine)) || 'Ingen' },
    ...(succession ? [{ label: 'Rækkefølge efter kriselederen', text: `Nr. ${succession}` }] : []),
    { label: 'I en krise', text: isCalled ? 'Du bliver kaldt ind' : 'Du bliver ikke kaldt ind' },
    { label: 'Konto i Teams', text: [account.name, account.upn].filter(Boolean).join(' · ') },
  ];
}

/** Several lines with a mark each: on a phone some of them break. */
function bulleted(lines: readonly string[]): string {
  return lines.length > 1 ? lines.map((line) => `• ${line}`).join('\n') : lines.join('');
}

function roleLine({ name, tie, group = '' }: OwnData['roles'][number]): string {
  if (tie === 'deputy') return `${name} – stedfortræder`;
  return tie === 'group' ? `${name} – du spørges sammen med ${group}` : name;
}

/** To the plan's owner: what someone says is wrong, until the owner has dealt with it. */
export function correctionCard({ id, contact, at, text }: OpenCorrection): object {
  const number = contact.phoneText
    ? ` Er du i tvivl, så ring til ${contact.name}: ${contact.phoneText}.`
    : '';
  return render(
    'guide',
    {
      context: undefined,
      kicker: 'RETTELSE TIL KRISEPLANEN',
      title: oneLine(contact.name, 60),
      sub: `Skrevet den ${longDate(at)} ${kl(at)}`,
      buttons: [{ title: 'Rettelse klaret', verb: 'rettelse klaret', data: { rettelse: id }, primary: true }],
    },
    {
      lines: [{ text }],
      hint: `Intet er ændret i planen endnu: ret den, og tryk så her.${number}`,
    },
  );
}

/** What the owner sees once corrections by one person are dealt with. */
export function settledCard(name: string): object {
  return render(
    'guide',
    { context: undefined, kicker: 'RETTELSE KLARET', title: oneLine(name, 60) },
    {
      lines: [{ text: '✔ Rettelsen står ikke mere på listen.' }],
      hint: `Er planen ændret, så bed ${oneLine(name, 60)} om at skrive »mine oplysninger« og se efter.`,
    },
  );
}
