import { type Refusal, refuse } from './command.ts';
import type { Crisis } from './crisis.ts';
import { kl } from './danish-time.ts';
import { contactOf, type Plan } from './plan.ts';
import { may, phaseOf, type Right, runningPhase, type Standing } from './rights.ts';
import { askLeader, callDuty, onlyLeader, theCrisis, withNumber } from './wording.ts';

/** Who asks, about which crisis. */
export interface Asking {
  readonly plan: Plan;
  readonly crisis: Crisis | undefined;
  readonly standings: readonly Standing[];
}

/** What only the crisis leader may: "Kun kriselederen kan …". */
const leadersOwn: Readonly<Partial<Record<Right, string>>> = {
  setLevel: 'sætte niveauet',
  assignRole: 'fordele roller',
  callOff: 'afblæse',
  confirmPlace: 'bestemme mødestedet',
  rejectPlace: 'bestemme mødestedet',
  approvePicture: 'godkende situationsbilledet',
};

/** What the plan's owner may, in the crisis organisation or not. */
const ownersToo: readonly Right[] = ['linkPerson', 'chooseChannel', 'startContactExercise'];

/**
 * Why someone may not, who can instead, and how to get hold of them: never a dead end. For what the table
 * denies; a person who is told to phone gets the number.
 */
export function refusalOf(right: Right, asking: Asking): Refusal {
  const { plan, crisis, standings } = asking;
  if (standings.includes('guest')) {
    const who = 'Gæster kan ikke bruge Krisebot.';
    return refuse('notAllowed', `${who} Er der sket noget, så ${callDuty(plan)}`);
  }
  const isTheirs = may(right, runningPhase(crisis), standings);
  if (crisis?.ended && isTheirs) return hasEnded(crisis);
  if (!crisis && isTheirs) return notRunning;
  if (crisis && !crisis.ended && isForAfterwards(right, standings)) {
    return refuse('notAllowed', right === 'reopen' ? isRunning(crisis) : afterwards);
  }
  if (standings.includes('system')) return refuse('notAllowed', 'Det kan kun en person gøre.');
  if (may(right, 'led', ['system'])) {
    return refuse('notAllowed', 'Det gør Krisebot selv. Skriv »hjælp« for at se, hvad du kan skrive.');
  }
  return refuse('notAllowed', isInside(standings) ? forInsider(right, asking) : forOutsider(right, asking));
}

/** True for what can be done once a crisis has ended, and never before. */
function isForAfterwards(right: Right, standings: readonly Standing[]): boolean {
  const running = (['unled', 'led', 'contactExercise'] as const).some((phase) =>
    may(right, phase, ['leader', ...standings]),
  );
  return !running && may(right, 'ended', standings);
}

/** Nothing is to be opened again. */
function isRunning(crisis: Crisis): string {
  return `${theCrisis(crisis)} er i gang. Skriv »status« for at se den.`;
}

const afterwards = 'Det kan først ske, når den er slut. Skriv »slut« for at se, hvad der mangler.';

/** True for whoever takes part: in the crisis organisation, or by a role. */
export function isInside(standings: readonly Standing[]): boolean {
  return standings.includes('organisation') || standings.includes('holder');
}

/** Who reads everybody's answers to the evaluation. */
export const onlyReadersOfAnswers =
  'Kun kriselederen, logføreren og planens ejer kan se svarene. Skriv »evaluering« for at se dine egne.';

const onlyParticipants =
  'Kun de, der var med, bliver spurgt. Skriv »evaluering svar« for at se, hvad de har svaret.';

/** Nothing is there to act upon. */
export const notRunning = refuse(
  'invalid',
  'Der er ingen krise i gang. Skriv »start« og en overskrift for at starte en.',
);

/** Nothing more goes into the log of a crisis that has ended. */
export function hasEnded(crisis: Crisis): Refusal {
  const at = kl(crisis.ended?.at ?? crisis.lastAt);
  return refuse(
    'ended',
    `${theCrisis(crisis)} sluttede ${at}. Der kan ikke skrives mere i loggen. Er der sket noget nyt, så skriv »alarm«, og hvad der er sket.`,
  );
}

function forInsider(right: Right, { plan, crisis }: Asking): string {
  if (ownersToo.includes(right)) return onlyOwner(plan, 'Kun kriseorganisationen kan det');
  if (right === 'settleCorrection') return onlyOwner(plan, 'Kun planens ejer kan det');
  if (!crisis) return `Det kan du ikke. Skriv »hjælp« for at se, hvad du kan skrive, eller ${callDuty(plan)}`;
  if (phaseOf(crisis) === 'contactExercise') {
    return 'En kontaktøvelse spørger kun, om du har set det: skriv »set«. Er der sket noget rigtigt, så skriv »start« og en overskrift.';
  }
  if (right === 'offerHandover' || right === 'withdrawHandover') {
    return `Kun den, der har rollen, kan overlevere den. Skriv »roller« for at se hvem, eller ${askLeader(crisis)}`;
  }
  if (right === 'readEvaluation') {
    return onlyReadersOfAnswers;
  }
  if (right === 'end') return onlyLeader(crisis, crisis.exercise ? 'slutte øvelsen' : 'slutte krisen');
  const what = leadersOwn[right];
  if (what) return onlyLeader(crisis, what);
  return `Kun kriseorganisationen kan det. Har du brug for hjælp, så ${askLeader(crisis)}`;
}

function forOutsider(right: Right, { plan, crisis, standings }: Asking): string {
  if (right === 'evaluate' && standings.includes('owner')) return onlyParticipants;
  if (ownersToo.includes(right)) return onlyOwner(plan, 'Kun kriseorganisationen kan det');
  if (right === 'settleCorrection') return onlyOwner(plan, 'Kun planens ejer kan det');
  const can = right === 'start' ? 'kan starte en krise' : 'kan det';
  const who = crisis && !crisis.ended ? askLeader(crisis) : callDuty(plan);
  return `Kun kriseorganisationen ${can}. Er der sket noget, så skriv »alarm«, og hvad der er sket, eller ${who}`;
}

/** The owner with number; whoever is in doubt can phone the department as well. */
function onlyOwner(plan: Plan, only: string): string {
  const owner = contactOf(plan, plan.owner);
  if (!owner?.phoneText) return `${only}. Haster det, så ${callDuty(plan)}`;
  return `${only}. Ring til planens ejer, ${withNumber(plan, owner)}.`;
}
