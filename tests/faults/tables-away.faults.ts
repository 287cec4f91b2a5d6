import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../src/domain/entry.ts';
import type { Contact, Plan } from '../../src/domain/plan.ts';
import type { Person } from '../fake-teams/person.ts';
import { testPlan } from '../fixtures/plan.ts';
import { type AwayStage, pause, type Replica, type Said, setAwayStage, type Way } from './away-stage.ts';
import { luck, size } from './size.ts';

/** What must stand in the log afterwards. */
const deeds = size(60, 3_000);
/** How fast the bots' clock runs: the tables are away for ten minutes by it. */
const speed = size(200, 10);
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
]
  .slice(0, size(2, 6))
  .map((name, index) => ({
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

/** So long the bots have to enter what was kept, in ms. */
const drainedWithin = 60_000;
/** What the clocks of two processes and a call between them may differ by, in ms of the bots' clock. */
const slack = 3_000 + 100 * speed;

describe('ten minutes without the tables', () => {
  it('lose nothing, and everybody is answered within five seconds', async () => {
    const [one, other] = await Promise.all([stage.replica(), stage.replica()]);
    const everybody = ids.map((id) => stage.person(id));
    await runCrisis(one, other);
    const said = await away([one, other], everybody);
    const kept = said.filter(({ text }) => text.includes('post-'));
    expect(kept.length).toBeGreaterThanOrEqual(deeds);
    const waits = said.map(({ ms }) => ms).toSorted((a, b) => a - b);
    const at = (share: number) => Math.round(waits[Math.floor(share * (waits.length - 1))] ?? 0);
    expect(at(1)).toBeLessThan(longestAnswer);
    for (const { answer } of kept) expect(answer).toMatch(/Gemt her kl\.|Arbejder på det/);
    for (const { answer } of said) expect(answer).toMatch(/^Loggen svarer ikke\.|Arbejder på det/);

    const backAt = performance.now();
    await Promise.all([one.back(), other.back()]);
    const entries = await entered(kept.length);
    const drained = performance.now() - backAt;
    expect(drained).toBeLessThan(drainedWithin);
    expectAll(kept, entries);
    for (const person of everybody) await stage.teams.until(() => toldAgain(person).length > 0, 20_000);
    await Promise.all([one.idle(), other.idle()]);
    // One that was killed and one that took over may each tell of their own.
    for (const person of everybody) expect(toldAgain(person).length).toBeLessThanOrEqual(2);
    for (const replica of [one, other]) expect(noise(replica)).toBeLessThan(60);
    console.log(
      `${kept.length} kept of ${said.length} asked; answers p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, max ${at(1)} ms; drained in ${Math.round(drained)} ms`,
    );
  });
});

describe('what was kept and is refused afterwards', () => {
  // In small the choices on two replicas tell of it: away-choices.faults.ts.
  it.runIf(size(0, 1))('is told to its author, with the text', async () => {
    const [one, other] = await Promise.all([stage.replica(), stage.replica()]);
    await runCrisis(one, other);
    await Promise.all([one.away('gone'), other.away('gone')]);
    await stage.says(stage.person('anna'), 'afblæs Det var kun en sikring', one);
    const late = await stage.says(stage.person('lise'), 'melding Strømmen er væk i kælderen', other);
    expect(late.answer).toContain('Gemt her');
    await one.back();
    await stage.teams.until(() => toldAgain(stage.person('anna')).length > 0, 20_000);
    await other.back();
    await stage.teams.until(() => toldAgain(stage.person('lise')).length > 0, 20_000);
    expect(toldAgain(stage.person('lise')).at(-1)?.text).toContain(
      'Det her kom ikke i loggen: »Strømmen er væk i kælderen«',
    );
  });
});

describe('a start while the tables are away', () => {
  it('calls everybody out at once and once, also where the process is killed then, and follows in the log', async () => {
    const replica = await stage.replica();
    await Promise.all(ids.map((id) => stage.says(stage.person(id), 'prøve', replica)));
    await replica.away('hanging');
    const start = await stage.says(stage.person('jens'), 'start Vand i serverrummet', replica);
    expect(start.ms).toBeLessThan(longestAnswer);
    const others = ids.filter((id) => id !== 'jens').map((id) => stage.person(id));
    const calls = (person: Person) =>
      person.sees().filter(({ text }) => text.includes('Rollekortet kommer, når den svarer'));
    await stage.teams.until(() => others.every((person) => calls(person).length > 0), 10_000);
    await replica.away('gone');
    await replica.restart();
    const note = await stage.says(stage.person('lise'), 'melding post-0001 Pumpen kører', replica);
    expect(note.answer).toContain('Gemt her');
    await replica.back();
    const entries = await entered(1);
    expect(entries[0]?.event.kind).toBe('started');
    expect(Math.abs(Date.parse(entries[0]?.at ?? '') - start.from)).toBeLessThan(slack + start.ms * speed);
    await stage.teams.until(() => others.every((person) => calledOut(person)), 20_000);
    await stage.teams.until(() => toldAgain(stage.person('jens')).length > 0, 20_000);
    await replica.idle();
    for (const person of others) expect(calls(person)).toHaveLength(1);
  });
});

describe('without a place to keep anything', () => {
  it('everybody is answered within five seconds all the same: the plan, or their text back', async () => {
    const replica = await stage.replica({ keeps: false });
    await Promise.all(ids.map((id) => stage.says(stage.person(id), 'prøve', replica)));
    await stage.says(stage.person('anna'), 'start Strømsvigt', replica);
    for (const [way] of ways.slice(-size(2, ways.length))) {
      await replica.away(way);
      const notes = ids.map((id) => stage.says(stage.person(id), `melding ${way} hos ${id}`, replica));
      for (const { ms, text, answer } of await Promise.all(notes)) {
        expect(ms).toBeLessThan(longestAnswer);
        expect(answer).toMatch(/Fejl-id|Arbejder på det/);
        if (!answer.includes('Arbejder')) expect(answer).toContain(`Din tekst: ${text}`);
      }
      const numbers = await stage.says(stage.person('lise'), 'kontakter', replica);
      expect(numbers.ms).toBeLessThan(longestAnswer);
      expect(numbers.answer).toContain('KONTAKTER');
    }
  });
});

/** A crisis that both replicas know, and in which everybody was called out. */
async function runCrisis(one: Replica, other: Replica): Promise<void> {
  const anna = stage.person('anna');
  await Promise.all(ids.map((id, at) => stage.says(stage.person(id), 'prøve', at % 2 ? other : one)));
  await stage.says(anna, 'start Strømsvigt i serverrum', one);
  await stage.teams.until(() => ids.every((id) => calledOut(stage.person(id))), 30_000);
  await stage.says(anna, 'jeg tager rollen kriseleder', one);
  await stage.says(stage.person('jens'), 'status', other);
}

/** The log of the only crisis, once so many marked texts stand in it. */
async function entered(marks: number): Promise<readonly Entry[]> {
  for (;;) {
    const [id = ''] = (await stage.log.started(plan.id)).map(({ crisisId }) => crisisId);
    // Reading proves the chain.
    const entries = id ? await stage.log.entriesAfter(id, undefined) : [];
    if (entries.flatMap(marksIn).length >= marks) return entries;
    await pause(200);
  }
}

function marksIn({ event }: Entry): readonly string[] {
  return JSON.stringify(event).match(/post-\d{4}/g) ?? [];
}

/** Each once, each author's in the order they wrote them, with the times they wrote them at. */
function expectAll(kept: readonly Said[], entries: readonly Entry[]): void {
  const stands = new Map<string, readonly Entry[]>();
  for (const entry of entries) {
    for (const found of marksIn(entry)) stands.set(found, [...(stands.get(found) ?? []), entry]);
  }
  expect(stands.size).toBe(kept.length);
  expect([...stands.values()].filter((all) => all.length !== 1)).toEqual([]);
  const last = new Map<string, number>();
  for (const { by, text, from, to } of kept) {
    const [entry] = stands.get(/post-\d{4}/.exec(text)?.[0] ?? '') ?? [];
    if (!entry) throw new Error(`"${text}" is not in the log`);
    expect(entry.by.name).toBe(by.name);
    expect(entry.number).toBeGreaterThan(last.get(by.name) ?? 0);
    last.set(by.name, entry.number);
    // What is no note has the time of its place in the log, which never goes back.
    if (entry.event.kind !== 'noted') continue;
    const at = Date.parse(entry.happenedAt);
    expect(at).toBeGreaterThan(from - slack);
    expect(at).toBeLessThan(to + slack);
  }
}

function toldAgain(person: Person) {
  return person
    .sees()
    .filter(({ from, text }) => from === 'bot' && /Loggen svarer igen|Måske har du/.test(text));
}

/** Lines about what failed; that a request was answered is no noise. */
function noise({ journal }: Replica): number {
  return journal.filter(({ level }) => level === 'error').length;
}

function calledOut(person: Person): boolean {
  return person.sees().some(({ summary }) => summary?.startsWith('KRISE:'));
}

async function away(
  replicas: readonly [Replica, Replica],
  people: readonly Person[],
): Promise<readonly Said[]> {
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
  return said;
}
