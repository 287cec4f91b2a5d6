import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Contact, Plan } from '../../src/domain/plan.ts';
import type { Person } from '../fake-teams/person.ts';
import { testPlan } from '../fixtures/plan.ts';
import { type AwayStage, pause, type Replica, type Said, setAwayStage, type Way } from './away-stage.ts';
import { luck, size } from './size.ts';

/** What must stand in the log afterwards. */
const deeds = size(150, 3_000);
/** How fast the bots' clock runs: the tables are away for ten minutes by it. */
const speed = size(100, 10);
const awayMs = 600_000 / speed;
const longestAnswer = 5_000;
const random = luck('tables away');

/** Each way has a tenth of the time, and the last one the rest. */
const ways: readonly (readonly [Way, number])[] = [
  ['slow', 0],
  ['throttled', 0.1],
  ['refusing', 0.2],
  ['hanging', 0.3],
  ['gone', 0.4],
];

const more: readonly Contact[] = [
  'Bo Ager',
  'Clara Birk',
  'Ditte Dal',
  'Emil Eng',
  'Freja Fjord',
  'Gorm Grøn',
].map((name, index) => ({
  id: `p${index + 1}`,
  name,
  title: 'Medarbejder',
  phone: `+459611010${index}`,
  phoneText: `96 11 01 0${index}`,
  source: 'forslag',
}));
const plan: Plan = {
  ...testPlan,
  contacts: [...testPlan.contacts, ...more],
  groups: testPlan.groups.map((group) =>
    group.members.length > 0 ? { ...group, members: [...group.members, ...more.map(({ id }) => id)] } : group,
  ),
};
const ids = ['anna', 'jens', 'lise', 'peter', ...more.map(({ id }) => id)];

let stage: AwayStage;
beforeEach(async () => {
  stage = await setAwayStage(plan, speed, luck('line'));
});
afterEach(async () => {
  await stage.close();
});

const mark = (index: number) => `post-${String(index).padStart(4, '0')}`;

/** The nth thing somebody writes: most of it belongs in the log, and is known again by its mark. */
function deed(index: number): string {
  const kinds = [
    `melding ${mark(index)} Mail svarer langsomt på rådhuset`,
    `handling ${mark(index)} Har ringet til leverandøren`,
    `beslutning ${mark(index)} Vi lukker for nettet udefra, fordi det breder sig`,
    `log ${mark(index)} Nødstrøm holder til kl. 6`,
    `opdater ramt: ${mark(index)} mail og telefoni`,
  ];
  const found = kinds[Math.floor(random() * kinds.length)];
  if (!found) throw new Error('no kind');
  return found;
}

const reading = ['status', 'vis log', 'kontakter', 'hjælp', 'mit', 'plan'];

describe('ten minutes without the tables', () => {
  it('lose nothing, and everybody is answered within five seconds', async () => {
    const [one, other] = [await stage.replica(), await stage.replica()];
    const anna = stage.person('anna');
    // Everybody is known, and both replicas know the crisis.
    for (const [at, id] of ids.entries()) await stage.says(stage.person(id), 'prøve', at % 2 ? other : one);
    await stage.says(anna, 'start Strømsvigt i serverrum', one);
    await stage.teams.until(() => ids.every((id) => calledOut(stage.person(id))), 20_000);
    await stage.says(anna, 'jeg tager rollen kriseleder', one);
    await stage.says(stage.person('jens'), 'status', other);

    const outage = await away(
      [one, other],
      ids.map((id) => stage.person(id)),
    );
    expect(outage.said.length).toBeGreaterThan(deeds);
    const waits = outage.said.map(({ ms }) => ms).toSorted((a, b) => a - b);
    const at = (share: number) => Math.round(waits[Math.floor(share * (waits.length - 1))] ?? 0);
    console.log(`answers: ${waits.length}, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, max ${at(1)} ms`);
    console.log(
      outage.said
        .filter(({ ms }) => ms > 1000)
        .map(({ ms, text, answer }) => `${Math.round(ms)} ${text} -> ${answer.slice(0, 100)}`)
        .slice(0, 20),
    );
    expect(waits.at(-1)).toBeLessThan(longestAnswer);
    console.log(
      [...new Set(outage.said.map(({ answer }) => answer.replace(/post-\d+/, 'X').slice(0, 90)))].slice(
        0,
        40,
      ),
    );
  });
});

function calledOut(person: Person): boolean {
  return person.sees().some(({ summary }) => summary?.startsWith('KRISE:'));
}

interface Outage {
  readonly said: readonly Said[];
}

async function away(replicas: readonly [Replica, Replica], people: readonly Person[]): Promise<Outage> {
  const began = performance.now();
  const share = () => (performance.now() - began) / awayMs;
  const said: Said[] = [];
  let next = 0;
  let isOver = false;
  const phases = (async () => {
    for (const [way, from] of ways) {
      while (share() < from) await pause(10);
      await Promise.all(replicas.map((replica) => replica.away(way)));
    }
    while (share() < 0.6) await pause(10);
    await replicas[0].restart();
  })();
  const client = async (person: Person, replica: Replica) => {
    while (!isOver) {
      const index = next;
      next += 1;
      if (index >= deeds && share() >= 1) isOver = true;
      // Five a second by the bots' clock, where this machine can do it.
      while (index / deeds > share() && !isOver) await pause(10);
      said.push(await stage.says(person, deed(index), replica));
      if (random() < 0.15) {
        const word = reading[Math.floor(random() * reading.length)] ?? 'hjælp';
        said.push(await stage.says(person, word, replica));
      }
    }
  };
  await Promise.all(people.map((person, at) => client(person, replicas[at % 2 ? 1 : 0])));
  await phases;
  return { said };
}
