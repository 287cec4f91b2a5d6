import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inputsOf } from '../fake-teams/cards.ts';
import type { Delivery, Person } from '../fake-teams/person.ts';
import { testPlan } from '../fixtures/plan.ts';
import { type AwayStage, pause, type Replica, setAwayStage } from './away-stage.ts';
import { findingsIn } from './history.ts';
import { luck, size } from './size.ts';
import { type StoredEntry, type StoredLog, storedLog } from './stored-log.ts';

const rounds = size(1, 4);
const ids = ['anna', 'jens', 'lise', 'peter'];

let stage: AwayStage;
beforeEach(async () => {
  stage = await setAwayStage(testPlan, 10, luck('line'));
});
afterEach(() => stage.close());

/** Something that somebody does, and what they were told. */
interface Done {
  readonly by: Person;
  readonly what: string;
  readonly answer: string;
  readonly delivery: Delivery | undefined;
}

interface Step {
  readonly who: string;
  readonly what: string;
  readonly act: (by: Person) => Promise<Delivery | undefined>;
}

const types = (who: string, text: string): Step => ({ who, what: text, act: (by) => by.types(text) });
const isKept = ({ answer }: Done) => answer.includes('Gemt her kl.');
const offer = (by: Person) => by.sees().find(({ text }) => text.includes('[Jeg tager rollen]'));
const own = (by: Person) => by.sees().findLast(({ text }) => text.includes('[På vej]'));

/** What cannot be had by two, what is decided, what is tapped and what is written. */
function steps(save: () => Promise<Delivery | undefined>): readonly Step[] {
  return [
    types('jens', 'jeg tager rollen teknik'),
    types('peter', 'jeg tager rollen teknik'),
    types('lise', 'jeg tager rollen ekstern'),
    types('jens', 'jeg tager rollen ekstern'),
    types('peter', 'kan ikke intern'),
    { who: 'jens', what: 'taps', act: (by) => by.taps(offer(by), 'Jeg tager rollen') },
    { who: 'peter', what: 'taps', act: (by) => by.taps(offer(by), 'Jeg tager rollen', {}, { as: 'submit' }) },
    { who: 'lise', what: 'coming', act: (by) => by.taps(own(by), 'På vej') },
    { who: 'jens', what: 'coming', act: (by) => by.taps(own(by), 'På vej', {}, { as: 'submit' }) },
    { who: 'anna', what: 'form', act: save },
    types('anna', 'vi mødes her'),
    types('anna', 'niveau 2'),
    types('anna', 'overlever til Jens Krogh'),
    types('lise', 'Elektrikeren er på stedet'),
    types('lise', 'Status fra vagten: alt er nede'),
    types('peter', 'opgave Ring til Mette'),
    types('jens', 'melding Telefonerne er nede'),
  ];
}

function shuffled<Value>(values: readonly Value[], random: () => number): readonly Value[] {
  return values
    .map((value) => ({ value, at: random() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ value }) => value);
}

describe('what people choose, tap and write on two replicas while the tables are away', () => {
  it.each(Array.from({ length: rounds }, (_, round) => round + 1))(
    'is in the log once, or its author is told that it is not, and an only one is won by one (%i)',
    async (round) => {
      const random = luck(`away choices ${round}`);
      const replicas = await Promise.all([stage.replica(), stage.replica()]);
      const [one, other] = replicas;
      const people = ids.map((id) => stage.person(id));
      const anna = stage.person('anna');
      for (const person of people) await stage.says(person, 'prøve', one);
      await stage.says(anna, 'start Strømsvigt i serverrum', one);
      await stage.teams.until(() => people.every((person) => offer(person) || person === anna), 20_000);
      await stage.says(stage.person('lise'), 'jeg tager rollen log', one);
      await stage.says(anna, 'opdater', one);
      const form = anna.card();
      const [field = ''] = inputsOf(form?.card).keys();
      await stage.says(anna, 'slut', one);
      const ending = anna.card();
      for (const person of people) await stage.says(person, 'mit', other);
      await Promise.all([one.idle(), other.idle()]);
      const before = (await logOf()).entries.length;
      await Promise.all(replicas.map((replica) => replica.away('gone')));

      const done: Done[] = [];
      const hears = async (by: Person, to: Replica, act: () => Promise<Delivery | undefined>) => {
        const seen = by.sees().length;
        stage.teams.talksTo(to.address());
        const delivery = await act();
        // What is said to come below comes after the tap was answered.
        if (delivery?.toast?.includes('herunder')) {
          await stage.teams.until(() => by.sees().length > seen, 20_000);
        }
        const said = by
          .sees()
          .slice(seen)
          .filter(({ from }) => from === 'bot');
        return {
          delivery,
          answer: [delivery?.toast ?? '', ...said.map(({ text }) => text)].join('\n').trim(),
        };
      };
      const does = async ({ who, what, act }: Step, to: Replica) => {
        const by = stage.person(who);
        done.push({ by, what, ...(await hears(by, to, () => act(by))) });
      };
      const all = steps(() => anna.taps(form, 'Gem kun mit eget', { [field]: 'Køling er væk' }));
      for (const step of shuffled(all, random)) await does(step, random() < 0.5 ? one : other);
      await does({ who: 'anna', what: 'ends', act: (by) => by.taps(ending, 'Afslut krisen') }, other);
      const kept = done.filter(isKept);
      expect(kept.length).toBeGreaterThan(10);
      for (const { answer } of done) expect(answer).toMatch(/^Loggen svarer ikke/m);
      // Teams delivers some again: to any replica, taps also under a new id.
      const again = async (some: readonly Done[], isAway: boolean) => {
        for (const { by, delivery } of some) {
          const isTap = delivery?.toast !== undefined;
          const how = isTap ? { newId: random() < 0.5 } : undefined;
          const to = random() < 0.5 ? one : other;
          const { answer } = await hears(by, to, async () => delivery?.redeliver(how));
          // One that was answered already may be answered by nothing.
          if (isAway && answer) expect(answer).toContain('Loggen svarer ikke');
        }
      };
      await again(shuffled(kept, random).slice(0, 8), true);

      await Promise.all(replicas.map((replica) => replica.back()));
      await stage.teams.until(() => people.every((person) => told(person).length > 0), 30_000);
      while ((await logOf()).entries.at(-1)?.event.kind !== 'ended') await pause(100);
      await Promise.all([one.idle(), other.idle()]);
      await again(shuffled(kept, random).slice(0, 8), false);
      const log = await logOf();
      const isAsked = ({ number }: StoredEntry) => number > before;
      // The history of what was asked for is compared by what each was told: nobody was told a number before.
      expect(findingsIn([], [log], () => true)).toEqual([]);
      for (const person of people) {
        const numbers = new Set(told(person).flatMap(numbersIn));
        const refused = new Set(told(person).flatMap(refusedIn));
        const mine = kept.filter(({ by }) => by === person);
        expect({ who: person.name, told: numbers.size + refused.size }).toEqual({
          who: person.name,
          told: mine.length,
        });
        const stored = log.entries.filter((entry) => isAsked(entry) && entry.name === person.name);
        expect(new Set(stored.map(({ number }) => number))).toEqual(numbers);
      }
    },
  );
});

async function logOf(): Promise<StoredLog> {
  const [id = ''] = (await stage.log.started(testPlan.id)).map(({ crisisId }) => crisisId);
  const chain = await stage.log.chain(id);
  if (!chain) throw new Error('there is no log');
  return storedLog(chain);
}

function told(person: Person): readonly string[] {
  const isTold = ({ from, text }: { from: string; text: string }) =>
    from === 'bot' && /^Loggen svarer igen|^Måske har du/.test(text);
  return person
    .sees()
    .filter(isTold)
    .map(({ text }) => text);
}

/** "… står nu som nr. 5, 6 og 8." */
function numbersIn(text: string): readonly number[] {
  const list = /står nu som nr\. ([\d, og]+)/.exec(text)?.[1] ?? '';
  return [...list.matchAll(/\d+/g)].map(([number]) => Number(number));
}

function refusedIn(text: string): readonly string[] {
  return [...text.matchAll(/Det her kom ikke i loggen: »([^»]*)«/g)].map(([, said = '']) => said);
}
