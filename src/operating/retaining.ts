import { longDate } from '../domain/danish-time.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { Plan } from '../domain/plan.ts';
import { plusMonths, type Retained, retentionOf } from '../domain/retention.ts';
import { contactIdOf, matchContact } from '../people/matching.ts';
import { LogRolledBack, type Tombstone } from '../ports.ts';
import { alarmsBefore, deleteAlarms } from '../storage/alarms.ts';
import { createDeleting, type Deleting, type Kept } from '../storage/deleting.ts';
import { createLogStore } from '../storage/log-store.ts';
import { createMailbox } from '../storage/mailbox.ts';
import { createPeople, forgetAccounts } from '../storage/people.ts';
import type { Tables } from '../storage/tables.ts';
import { fault, type Report, report } from './program.ts';

/** What is to be looked at, and whether it is to be deleted. */
export interface RetentionOrder {
  /** Absent: nothing is ever deleted. */
  readonly months?: number;
  /** Whose people are kept; absent where the plan cannot be read, and then no person is forgotten. */
  readonly plan?: Plan;
  /** Who has it deleted; absent for a dry run. */
  readonly by?: string;
}

interface Looked {
  readonly crisisId: string;
  /** `otherPlan`: of another plan that shares the tables: its own rules and people decide. */
  readonly state: Retained | 'unreadable' | 'otherPlan' | Exclude<Kept['state'], 'whole'>;
  readonly ledger?: Ledger;
}

const budgetMs = 20_000;

/** Lists what the rules of retention let go, and deletes it where somebody says so by name. */
export async function retain(tables: Tables, order: RetentionOrder): Promise<Report> {
  const { months, by } = order;
  if (!months) return by ? fault(never) : report(never);
  const now = tables.clock.now();
  const deleting = createDeleting(tables);
  const looked: Looked[] = [];
  for (const one of await deleting.kept()) looked.push(await lookAt(tables, one, now, { ...order, months }));
  const others = await agedBesides(tables, order, plusMonths(now, -months), looked);
  const lines = [`Gemmes i ${months} måneder efter slut.`, ...listOf(looked), ...others.lines];
  if (!by) return report(...lines, '', dryRun);
  const done = [...(await deleteDue(deleting, looked, by, now)), ...(await others.forget())];
  return report(...lines, '', ...(done.length > 0 ? done : ['Der var intet at slette.']));
}

const never = 'KRISE_RETENTION_MONTHS er ikke sat, så intet bliver slettet.';
const dryRun = 'Intet er slettet. Skriv det samme igen med --delete --yes --by <navn> for at slette.';

type Order = RetentionOrder & { readonly months: number };

async function lookAt(tables: Tables, kept: Kept, now: string, { months, plan }: Order): Promise<Looked> {
  const { crisisId, state } = kept;
  if (state !== 'whole') return { crisisId, state };
  try {
    const ledger = await createMailbox(createLogStore(tables), crisisId, budgetMs).read();
    if (!ledger) return { crisisId, state: 'unreadable' };
    if (plan && ledger.crisis.plan.id !== plan.id) return { crisisId, state: 'otherPlan', ledger };
    return { crisisId, state: retentionOf(ledger.crisis, now, months), ledger };
  } catch (error) {
    if (error instanceof LogRolledBack) return { crisisId, state: 'unreadable' };
    throw error;
  }
}

function listOf(looked: readonly Looked[]): readonly string[] {
  const of = (state: Looked['state']) => looked.filter((one) => one.state === state);
  const few = (title: string, some: readonly Looked[]) =>
    some.length === 0
      ? []
      : [`${title} (${some.length}):`, ...some.map((one) => `- ${one.crisisId}${about(one)}`)];
  return [
    ...few('Kan slettes', of('due')),
    ...few('Er begyndt slettet og bliver slettet færdigt', of('deleting')),
    ...few('Er gamle nok, men bliver, fordi de intet sagsnummer har', of('noCaseNumber')),
    ...few('Hører til en anden plan og bliver: kør med dens plan i KRISE_PLAN', of('otherPlan')),
    ...few('Kan ikke læses og bliver: undersøg dem', of('unreadable')),
    `Bliver: ${of('young').length} yngre, ${of('running').length} i gang. Slettet før: ${of('deleted').length}.`,
  ];
}

/** Without what it was about: a terminal and its log keep what is written to them. */
function about({ ledger, state }: Looked): string {
  if (!ledger) return '';
  const { ended, caseNumber } = ledger.crisis;
  const facts = [
    ...(ended ? [`sluttede ${longDate(ended.at)}`] : []),
    `${ledger.entries.length} poster`,
    ...(caseNumber ? [`sag ${caseNumber}`] : []),
  ];
  const cure = state === 'noCaseNumber' ? `. Skriv i Teams: sagsnummer ${ledger.crisis.id} 24/1234` : '';
  return `: ${facts.join(', ')}${cure}`;
}

async function deleteDue(
  deleting: Deleting,
  looked: readonly Looked[],
  by: string,
  now: string,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const { crisisId, state, ledger } of looked) {
    if (state === 'deleting') {
      await deleting.complete(crisisId);
      lines.push(`${crisisId} er slettet færdigt.`);
    }
    if (state !== 'due' || !ledger) continue;
    const isGone = await deleting.remove(ledger, tombstoneOf(ledger, by, now));
    lines.push(`${crisisId} ${isGone ? 'er slettet.' : 'er ændret imens og blev ikke slettet.'}`);
  }
  return lines;
}

function tombstoneOf({ crisis, entries }: Ledger, by: string, deletedAt: string): Tombstone {
  const { id: crisisId, plan, exercise, startedAt, ended, caseNumber } = crisis;
  return {
    crisisId,
    planId: plan.id,
    exercise,
    startedAt,
    endedAt: ended?.at ?? crisis.lastAt,
    entries: entries.length,
    hash: entries.at(-1)?.hash ?? '',
    ...(caseNumber ? { caseNumber } : {}),
    deletedAt,
    by,
  };
}

/** Alarms as old as that, and accounts of people whom the plan does not name; none while a crisis runs. */
async function agedBesides(tables: Tables, order: RetentionOrder, before: string, looked: readonly Looked[]) {
  const alarms = await alarmsBefore(tables, before, order.plan?.id);
  const isRunning = looked.some(({ state }) => state === 'running');
  const isShared = looked.some(({ state }) => state === 'otherPlan');
  const strangers = isRunning || isShared ? [] : await strangersTo(tables, order.plan);
  const count = alarms.length / 2;
  return {
    lines: [
      `Alarmer fra før ${longDate(before)}: ${Math.ceil(count)}.`,
      isRunning
        ? 'En krise eller øvelse er i gang, så ingen personer bliver glemt nu.'
        : isShared
          ? 'Tabellerne har også en anden plans kriser, så ingen personer bliver glemt.'
          : `Personer, der ikke står i planen: ${strangers.length}. De bliver kendt igen, når de skriver.`,
    ],
    forget: async (): Promise<readonly string[]> => {
      await deleteAlarms(tables, alarms);
      await forgetAccounts(tables, strangers);
      return alarms.length + strangers.length > 0 ? ['Alarmer og personer er slettet.'] : [];
    },
  };
}

async function strangersTo(tables: Tables, plan: Plan | undefined): Promise<readonly string[]> {
  if (!plan) return [];
  const accounts = await createPeople(tables).all();
  const isOurs = (account: (typeof accounts)[number]) =>
    contactIdOf(plan, account) !== undefined || matchContact(plan, account) !== undefined;
  return accounts.filter((account) => !isOurs(account)).map(({ accountId }) => accountId);
}
