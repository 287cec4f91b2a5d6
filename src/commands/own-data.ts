import { longestCorrection, ownDataCard, settledCard } from '../cards/own-data.ts';
import { readinessCard } from '../cards/readiness.ts';
import { contactOf, type Plan } from '../domain/plan.ts';
import type { Answer, Ask, CommandSpec, Corrected } from './command.ts';
import { findContact } from './find-in-plan.ts';

/** What the plan says of the asker: to confirm, or to say what is wrong. Changes nothing in the plan. */
export const ownData: CommandSpec = {
  word: 'mine oplysninger',
  aliases: ['mine data', 'er jeg rigtig', 'my details'],
  phrases: { 'det passer': 'passer' },
  group: 'Plan og kontakter',
  does: 'viser, hvad planen siger om dig, så du kan bekræfte eller rette det',
  right: 'readOwn',
  needs: 'nothing',
  reads: false,
  answer: (ask) => {
    const { svar = '', rettelse = '', vist, hvem = ask.by.id } = ask.tapped ?? {};
    if (hvem !== ask.by.id) return show({ ...ask, tapped: {} }, notes.another, rettelse);
    const wrong = /^(?:er )?forkerte?(?:$|[\s:,]+)([\s\S]*)/i.exec(ask.args)?.[1];
    if (svar === 'forkert') return correct(ask, rettelse.trim());
    if (wrong !== undefined) return correct(ask, wrong.trim());
    if (svar === 'passer' && rettelse.trim()) return show(ask, notes.unsent, rettelse);
    if (svar === 'passer' || /^passer[.!]?$/i.test(ask.args)) return confirm(ask, vist);
    return show(ask, ask.args ? notes.unsent : '', ask.args);
  },
};

/** The plan's owner has dealt with what someone sent. */
export const settleCorrection: CommandSpec = {
  word: 'rettelse klaret',
  aliases: ['rettelser klaret', 'rettelsen klaret', 'rettelsen er klaret'],
  group: 'Plan og kontakter',
  does: 'tager en rettelse til planen af listen. Det kan planens ejer',
  example: 'rettelse klaret @navn',
  right: 'settleCorrection',
  needs: 'nothing',
  reads: false,
  namesOnly: true,
  answer: (ask) => settle(ask),
};

/** The card as it is now, with what came of the answer; in place where a button on it was tapped. */
async function show(ask: Ask, note = '', typed = ''): Promise<Answer> {
  const view = await ask.act.ownData();
  if (!view) return { text: notInPlan(ask.plan), about: null };
  return {
    // In a channel others read it too.
    card: ownDataCard(ask.plan, ask.personal ? view : { ...view, corrections: [] }, note, typed),
    summary: note || 'Mine oplysninger',
    about: null,
    ...(ask.tapped?.svar ? { shows: 'inPlace' as const } : {}),
  };
}

async function confirm(ask: Ask, shown: string | undefined): Promise<Answer> {
  if (!(await ask.act.ownData())) return show(ask);
  return show(ask, (await ask.act.confirmOwnData(shown)) === 'changed' ? notes.changed : '');
}

async function correct(ask: Ask, text: string): Promise<Answer> {
  if (!text || text.length > longestCorrection) return show(ask, text ? notes.long : notes.empty, text);
  if (!(await ask.act.ownData())) return show(ask);
  const corrected = await ask.act.correctOwnData(text);
  return show(ask, corrections[corrected](ask.plan), corrected === 'full' ? text : '');
}

const notes = {
  another: 'Det kort var en andens. Her er dit.',
  unsent: 'Det i feltet er ikke sendt. Tryk »Noget er forkert«, hvis det skal sendes.',
  changed: 'Planen er ændret, siden kortet blev sendt. Se efter igen.',
  empty: 'Skriv i feltet, hvad der er forkert, og tryk igen.',
  long: `Skriv det kortere: højst ${longestCorrection} tegn.`,
} as const;

const corrections: Readonly<Record<Corrected, (plan: Plan) => string>> = {
  told: (plan) => `✔ Sendt til ${ownerOf(plan).name}, der ejer planen.`,
  repeated: () => '✔ Din rettelse er gemt.',
  own: () => '✔ Gemt. Du ejer selv planen: ret det dér.',
  untold: (plan) => `Gemt, men ${ownerOf(plan).name} fik det ikke i Teams. ${callOwner(plan)}`,
  full: (plan) => `Ikke sendt: så mange rettelser venter allerede. ${callOwner(plan)}`,
};

async function settle(ask: Ask): Promise<Answer> {
  const { rettelse, kort } = ask.tapped ?? {};
  const person = rettelse ? undefined : personMeant(ask);
  if (person && 'why' in person) return { text: person.why, about: null };
  const settled = await ask.act.settleCorrections(
    person ? { contactId: person.found.id } : { id: rettelse ?? '' },
  );
  if (kort === 'parat') {
    const card = readinessCard(ask.plan, await ask.act.readiness());
    return { card, summary: 'Parat', about: null, shows: 'inPlace' };
  }
  const [first] = settled;
  if (!first)
    return { text: 'Der er ingen rettelse at klare. Se dem, der venter, med »parat«.', about: null };
  return {
    card: settledCard(first.contact.name),
    summary: 'Rettelse klaret',
    about: null,
    ...(ask.tapped ? { shows: 'inPlace' as const } : {}),
  };
}

function personMeant({ plan, mentions: [mention], args }: Ask) {
  return mention ? { found: mention } : findContact(plan, args);
}

function notInPlan(plan: Plan): string {
  const { name, phoneText } = ownerOf(plan);
  const number = phoneText ? ` på ${phoneText}` : '';
  return `Jeg kan ikke finde dig i kriseplanen for ${plan.department}. Hører du til i den, så sig det til ${name}${number}, der ejer planen.`;
}

function callOwner(plan: Plan): string {
  const { name, phoneText } = ownerOf(plan);
  return phoneText ? `Ring til ${name}: ${phoneText}.` : `Sig det til ${name}.`;
}

function ownerOf(plan: Plan) {
  return contactOf(plan, plan.owner) ?? { name: plan.department, phoneText: undefined };
}
