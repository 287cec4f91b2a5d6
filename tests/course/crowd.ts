import { randomBytes } from 'node:crypto';
import type { Contact, Plan } from '../../src/domain/plan.ts';
import { type Krisebot, startKrisebot } from '../../src/krisebot.ts';
import type { ConversationRef } from '../../src/ports.ts';
import { createPeople } from '../../src/storage/people.ts';
import { openTables } from '../../src/storage/tables.ts';
import type { Timer } from '../../src/teams/shaper.ts';
import type { Call } from '../fake-teams/connector.ts';
import { type FakeTeams, startFakeTeams } from '../fake-teams/fake-teams.ts';
import type { Person } from '../fake-teams/person.ts';
import { tenantLimit } from '../fake-teams/rate-limits.ts';
import { personalPlace } from '../fake-teams/world.ts';

/** A crisis organisation of many, a bot, and a Teams that holds to its published limits. */
export interface Crowd {
  readonly teams: FakeTeams;
  readonly bot: Krisebot;
  readonly planId: string;
  /** Begins every table's name. */
  readonly tablePrefix: string;
  /** Who somebody is to the plan. */
  idOf(name: string): string;
  readonly starter: Person;
  readonly blocked: Person;
  /** Everyone who can be reached, but for the one who starts. */
  readonly others: readonly Person[];
  /** Starts a crisis in the channel and waits until everyone who can be reached has a card. */
  callOut(): Promise<void>;
  /** What the call-out took, up to the last card. */
  calledOut(): CallOut;
  close(): Promise<void>;
}

export interface CallOut {
  readonly calls: readonly Call[];
  /** From the typed start to the last card. */
  readonly tookMs: number;
  /** What Teams' limit for an app makes of so many calls. */
  readonly leastMs: number;
}

export interface CrowdSpec {
  readonly connectionString: string;
  /** A plan to enlarge. */
  readonly plan: Plan;
  readonly size: number;
  /** Whether the bot has met everyone before, or finds them in the roster. */
  readonly known: boolean;
  readonly timer: Timer;
  readonly withinMs?: number;
  /** Where time runs otherwise than in operation. */
  readonly pace?: { readonly answerWithinMs: number; readonly tickMs: number; readonly gatherMs: number };
}

/** What Teams gives at most in one page of a roster. */
const rosterPage = 500;

export async function gatherCrowd(spec: CrowdSpec): Promise<Crowd> {
  const { connectionString, timer, known, withinMs = 15_000, pace } = spec;
  const plan = crowdPlan(spec.plan, spec.size);
  const tables = { connectionString };
  const tablePrefix = `Crowd${randomBytes(8).toString('hex')}`;
  const members = plan.contacts.filter(({ id }) => id.startsWith('p-'));
  const people = members.map(({ name }) => ({ name }));
  const teams = await startFakeTeams({ people, enforceLimits: true, rosterPage, now: () => timer.now() });
  const [starter, ...rest] = people.map(({ name }) => teams.person(name));
  const blocked = rest.pop();
  if (!starter || !blocked) throw new Error('a crowd is more than two');
  blocked.blocks();
  if (known) await introduce(teams, members, { connectionString, tablePrefix });
  const bot = await startKrisebot({
    config: { host: '127.0.0.1', port: 0, tables, teams: teams.config },
    plan,
    journal: { info: () => undefined, error: () => undefined },
    tablePrefix,
    ...(pace ? { tickMs: pace.tickMs, gatherMs: pace.gatherMs, dueMs: 0 } : {}),
    teams: {
      timer,
      ...(pace ? { answerWithinMs: pace.answerWithinMs } : {}),
      ...(teams.credentials ? { credentials: teams.credentials } : {}),
    },
  });
  teams.talksTo(bot.address);
  let reachedAfter = 0;
  let beganAt = 0;
  return {
    teams,
    bot,
    planId: plan.id,
    tablePrefix,
    idOf: (name) => members.find((member) => member.name === name)?.id ?? name,
    starter,
    blocked,
    others: rest,
    async callOut() {
      beganAt = timer.now();
      await starter.types('start Strømsvigt', { in: teams.channel('Drift'), mention: true });
      const homes = rest.map((person) => personalPlace(teams.world, person).id);
      await teams.until(() => isIn(teams, homes), withinMs);
      reachedAfter = teams.calls.length;
      await bot.idle();
    },
    calledOut: () => measure(teams.calls.slice(0, reachedAfter), beganAt),
    async close() {
      await bot.stop();
      await teams.close();
    },
  };
}

function measure(calls: readonly Call[], beganAt: number): CallOut {
  const tookMs = (calls.at(-1)?.at ?? Number.NaN) - beganAt;
  return { calls, tookMs, leastMs: (calls.length / tenantLimit.count) * tenantLimit.ms };
}

/** True where the bot has written in every one of these conversations. */
function isIn({ world }: FakeTeams, homes: readonly string[]): boolean {
  const written = new Set(world.messages.filter(({ from }) => from === 'bot').map(({ placeId }) => placeId));
  return homes.every((home) => written.has(home));
}

/** The same plan with so many people in one of its groups. */
function crowdPlan(plan: Plan, size: number): Plan {
  const contacts = Array.from({ length: size }, (_, index) => member(index));
  const ids = contacts.map(({ id }) => id);
  return {
    ...plan,
    id: `${plan.id}-${size}`,
    contacts: [...contacts, ...plan.contacts],
    groups: plan.groups.map((group) => ({
      ...group,
      members: group.members.length > 0 ? ids.slice(0, 4) : ids,
    })),
    succession: ids.slice(0, 3),
    roles: plan.roles.map((role) => {
      return 'contactId' in role.holder ? { ...role, holder: { contactId: 'p-1' }, deputies: [] } : role;
    }),
  };
}

const firstNames = ['Alma', 'Bo', 'Clara', 'Ditte', 'Emil', 'Freja', 'Gorm', 'Hanne', 'Ivan', 'Jytte'];
const lastNames = ['Ager', 'Birk', 'Dal', 'Eng', 'Fjord', 'Grøn', 'Hede', 'Kær', 'Lind', 'Mose'];

function member(index: number): Contact {
  const ten = Math.floor(index / 10);
  const middle = ten >= 10 ? ` ${lastNames[Math.floor(ten / 10) % 10]}` : '';
  const number = 9_700_0000 + index + 1;
  const digits = String(number);
  return {
    id: `p-${index + 1}`,
    name: `${firstNames[index % 10]}${middle} ${lastNames[ten % 10]}`,
    title: 'Medarbejder',
    phone: `+45${digits}`,
    phoneText: digits.replace(/(..)(?=.)/g, '$1 '),
    source: 'forslag',
  };
}

/** Everyone has written to the bot before. */
async function introduce(
  { world, serviceUrl }: FakeTeams,
  members: readonly Contact[],
  at: { readonly connectionString: string; readonly tablePrefix: string },
): Promise<void> {
  const people = createPeople(await openTables(at, { prefix: at.tablePrefix }));
  const { tenantId, teamId } = world;
  const seenAt: ConversationRef = { id: teamId, kind: 'channel', serviceUrl, tenantId };
  await people.add(
    world.accounts.map((account) => {
      const { accountId, name, upn } = account;
      const contactId = members.find((member) => member.name === name)?.id;
      const match = contactId ? ({ contactId, matchedBy: 'name' } as const) : {};
      const personal = { ...seenAt, id: personalPlace(world, account).id, kind: 'personal' } as const;
      return { accountId, name, upn, guest: false, stranger: false, ...match, personal, seenAt };
    }),
  );
}
