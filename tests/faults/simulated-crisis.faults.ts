import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { hourMinute } from '../../src/domain/danish-time.ts';
import type { Entry } from '../../src/domain/entry.ts';
import type { Contact, Plan } from '../../src/domain/plan.ts';
import { beginning, type Replica, type Simulation, startSimulation } from '../course/simulation.ts';
import { testPlan } from '../fixtures/plan.ts';

const names = [
  'Asta Dam',
  'Bo Eng',
  'Carl Fog',
  'Dina Gram',
  'Else Hauge',
  'Frode Iver',
  'Grete Juhl',
  'Hans Kjær',
];
const more: readonly Contact[] = names.map((name, index) => ({
  id: `p${index + 1}`,
  name,
  title: 'Teamleder',
  phone: `+459611010${index}`,
  phoneText: `96 11 01 0${index}`,
  source: 'forslag',
}));

/** Twelve people: a leader, a group of ten, a deputy for the one who knows the machines, an order of succession. */
const plan: Plan = {
  ...testPlan,
  contacts: [...testPlan.contacts.map(({ upn: _none, ...contact }) => contact), ...more],
  groups: testPlan.groups.map((group) =>
    group.id === 'it-ledergruppen'
      ? { ...group, members: [...group.members, ...more.slice(0, 6).map(({ id }) => id)] }
      : group,
  ),
  roles: testPlan.roles.map((role) => {
    if (role.id === 'solutionOfficer') return { ...role, deputies: ['p7'] };
    return role.id === 'commsInternal' ? { ...role, deputies: ['p8'] } : role;
  }),
};

const crisisId = 'K-2027-01';
const tenMinutes = 600_000;

describe('twelve people on a winter’s night', () => {
  let simulation: Simulation;
  let right: Replica;
  let wrong: Replica;
  let log: readonly Entry[] = [];

  /** The right time is that many minutes after the start, and both replicas have seen it and done what is due. */
  async function at(minute: number): Promise<void> {
    simulation.goTo(minute);
    await Promise.all([right.look(), wrong.look()]);
  }

  /** Kills a replica as soon as it has posted something at that minute, and starts it anew. */
  async function killInTheMiddle(minute: number): Promise<void> {
    const before = simulation.teams.calls.length;
    simulation.goTo(minute);
    const looking = wrong.look();
    await simulation.teams.until(() =>
      simulation.teams.calls.slice(before).some(({ method }) => method === 'POST'),
    );
    await wrong.kill();
    expect(await looking).toBe(false);
    wrong = await simulation.replica(tenMinutes);
  }

  async function course(): Promise<void> {
    const { teams } = simulation;
    const drift = { in: teams.channel('Drift'), mention: true };
    const peter = teams.person('Peter Lund');
    await at(0);
    await peter.types('start Strømsvigt i serverrum', drift);
    await at(4.5);
    await killInTheMiddle(5.1);
    await at(7);
    await teams.person('Dina Gram').types('jeg tager rollen log', drift);
    await at(8);
    await peter.types('ringet Jens Krogh kommer', drift);
    for (const minute of [10.1, 10.5, 25]) await at(minute);
    await teams.person('Anna Holm').types('jeg tager rollen kriseleder', drift);
    await at(35);
    log = await simulation.entries(crisisId);
  }

  beforeAll(async () => {
    simulation = await startSimulation(inject('azurite'), plan);
    right = await simulation.replica(0);
    wrong = await simulation.replica(tenMinutes);
    simulation.teams.talksTo(right.address);
    await course();
    if (process.env.KRISE_TIMELINE) writeFileSync(process.env.KRISE_TIMELINE, timeline(log));
  }, 60_000);
  afterAll(() => simulation.close());

  const minutesOf = ({ at: when }: Entry) => Math.floor((Date.parse(when) - beginning) / 60_000);
  const ofKind = (kind: Entry['event']['kind']) => log.filter(({ event }) => event.kind === kind);

  it('are reminded once each, those who have not answered, five minutes after they were asked', () => {
    const reminded = ofKind('reminded').flatMap((entry) =>
      entry.event.kind === 'reminded' ? entry.event.people.map(({ id }) => `${minutesOf(entry)} ${id}`) : [],
    );
    // Jens and the two deputies were asked for a role at five minutes; Jens has said by phone that he comes.
    const silent = ['anna', 'lise', 'peter', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6'];
    const askedLater = ['10 p7', '10 p8'];
    expect(reminded.toSorted()).toEqual([...silent.map((id) => `5 ${id}`), ...askedLater].toSorted());
  });

  it('find the next in line asked once, and the roles nobody took opened once', () => {
    const offered = ofKind('roleOffered').map((entry) =>
      entry.event.kind === 'roleOffered'
        ? `${minutesOf(entry)} ${entry.event.role} ${entry.event.to.id}`
        : '',
    );
    expect(offered).toEqual(['5 crisisLeader jens', '5 solutionOfficer p7', '5 commsInternal p8']);
    const opened = ofKind('rolesOpened').flatMap((entry) =>
      entry.event.kind === 'rolesOpened'
        ? entry.event.roles.map((role) => `${minutesOf(entry)} ${role}`)
        : [],
    );
    expect(opened).toEqual(['10 crisisLeader', '10 peopleOfficer', '10 commsInternal']);
  });

  it('write in the right time’s order, whatever a replica’s clock says', () => {
    const times = log.map(({ at: when }) => when);
    expect(times).toEqual(times.toSorted());
    expect(minutesOf(log.at(-1) as Entry)).toBeLessThanOrEqual(40);
    expect(log.map(({ number }) => number)).toEqual(log.map((_, index) => index + 1));
  });

  it('get each card once; one that may have been lost with the killed process is sent again and says so', () => {
    const homes = [...simulation.teams.world.places.values()].filter(({ kind }) => kind === 'personal');
    for (const home of homes) {
      const summaries = simulation.teams.calls
        .filter(
          ({ method, placeId, status, path }) =>
            method === 'POST' && placeId === home.id && status < 300 && path.includes('activities'),
        )
        .map(({ body }) => String(body.summary ?? ''));
      const once = summaries.filter((summary) => !summary.includes('(sendt igen)'));
      expect(once).toEqual([...new Set(once)]);
    }
  });
});

/** The log as one reads it, for the notes on a release. */
function timeline(entries: readonly Entry[]): string {
  return entries
    .map(
      ({ at, number, by, text }) =>
        `${hourMinute(at)}  nr. ${String(number).padStart(2)}  ${by.name}: ${text}`,
    )
    .join('\n');
}
