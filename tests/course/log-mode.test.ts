import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startProxy } from '../azurite/proxy.ts';
import type { Person } from '../fake-teams/person.ts';
import { type Stage, setStage } from './stage.ts';

/** The newest entries of the log as the person reads them, as numbers and texts. */
async function reads(person: Person, word: string): Promise<string> {
  await person.types(`krise find ${word}`);
  return person.latest()?.text ?? '';
}

function lastNumber(person: Person): number {
  return Number(/NR\. (\d+)/.exec(person.latest()?.text ?? '')?.[1]);
}

describe('log mode', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await setStage();
    for (const person of [stage.anna, stage.jens, stage.lise]) await person.installs();
    await stage.anna.types('start Strømsvigt i serverrum');
    await stage.settled();
  });
  afterAll(() => stage.close());

  it('is for nobody who does not hold the log role: a plain line comes back', async () => {
    await stage.peter.types('Elektrikeren er på stedet');
    expect(stage.peter.latest()?.text).toContain('DIN TEKST ER IKKE GEMT');
    await stage.peter.types('logtilstand fra');
    expect(stage.peter.latest()?.text).toContain('Logtilstand er for den, der har rollen');
  });

  it('is on from taking the role, and says so once in the answer and on the card', async () => {
    await stage.lise.types('jeg tager rollen log');
    await stage.settled();
    expect(stage.lise.sees().some(({ text }) => text.includes('»logtilstand fra« slår det fra'))).toBe(true);
    expect(stage.lise.sees().some(({ text }) => text.includes('til du skriver »logtilstand fra«'))).toBe(
      true,
    );
  });

  it('makes each plain line an entry, whatever word it begins with', async () => {
    for (const line of ['Elektrikeren er på stedet', 'Status fra vagten: alt er nede']) {
      await stage.lise.types(line);
      expect(stage.lise.latest()?.text).toMatch(/NR\. \d+ GEMT/);
      expect(await reads(stage.anna, line.slice(0, 12))).toContain(line);
    }
  });

  it('starts and ends nothing by a line, and says how to mean the command', async () => {
    await stage.lise.types('alarm på døren er væk');
    expect(stage.lise.latest()?.text).toContain('Mente du kommandoen? Skriv »krise alarm …«.');
    await stage.lise.types('Slut med strøm i hele huset');
    expect(stage.lise.latest()?.text).toContain('»krise slut …«');
    expect(await reads(stage.anna, 'døren')).toContain('alarm på døren er væk');
  });

  it('leaves commands what they are, alone or with »krise« before them', async () => {
    await stage.lise.types('roller');
    expect(stage.lise.latest()?.text).toContain('ROLLER');
    await stage.lise.types('krise status er uklar');
    expect(stage.lise.latest()?.text).toContain('SITUATIONSBILLEDE');
    await stage.lise.types('beslutning Vi lukker nettet, fordi virus spreder sig');
    await stage.anna.types('krise find lukker');
    expect(stage.anna.latest()?.text).toContain('Beslutning');
  });

  it('stores no lone »ja«, which answers what is asked, and no thanks', async () => {
    await stage.lise.types('ja');
    expect(stage.lise.latest()?.text).toContain('Du er spurgt om flere roller');
    await stage.lise.types('Tak');
    expect(stage.lise.latest()?.text).toContain('Det er ikke skrevet i loggen');
    expect(await reads(stage.anna, 'Tak')).toContain('Intet i loggen');
    await stage.lise.taps(stage.lise.latest(), 'Gem i log');
    expect(await reads(stage.anna, 'Tak')).toContain('1 post');
  });

  it('can be turned off, which lasts over a restart, and on again', async () => {
    await stage.lise.types('logtilstand');
    await stage.lise.taps(stage.lise.latest(), 'Slå logtilstand fra');
    await stage.restart();
    await stage.lise.types('Elektrikeren er kørt igen');
    expect(stage.lise.latest()?.text).toContain('DIN TEKST ER IKKE GEMT');
    await stage.lise.types('logtilstand til');
    await stage.lise.types('Elektrikeren er kørt igen');
    expect(stage.lise.latest()?.text).toMatch(/NR\. \d+ GEMT/);
  });

  it('is on again for whoever takes the role anew', async () => {
    await stage.lise.types('logtilstand fra');
    await stage.lise.types('kan ikke log andet');
    await stage.lise.types('Vandet stiger i kælderen');
    expect(stage.lise.latest()?.text).toContain('DIN TEKST ER IKKE GEMT');
    await stage.lise.types('jeg tager rollen log');
    await stage.lise.types('Vandet stiger i kælderen');
    expect(lastNumber(stage.lise)).toBeGreaterThan(0);
  });

  it('is over with the crisis: what is typed then comes back', async () => {
    await stage.anna.types('slut nu');
    await stage.settled();
    await stage.lise.types('Alle er gået hjem for i dag');
    expect(stage.lise.latest()?.text).toContain('DIN TEKST ER IKKE GEMT');
  });
});

describe('ten lines typed in a row', () => {
  let stage: Stage;
  const rows = (marker: string) => Array.from({ length: 10 }, (_, index) => `Række ${index + 1} ${marker}`);
  /** The rows of the log, oldest first. */
  const stored = async (marker: string) => {
    const read = await reads(stage.anna, marker);
    return [...read.matchAll(/Række (\d+) /g)].map(([, number]) => Number(number)).toReversed();
  };
  /** How long this machine needs to bring, store and answer ten lines. Milliseconds. */
  let took = 0;
  const asTyped = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

  beforeAll(async () => {
    stage = await setStage();
    await stage.anna.types('start Strømsvigt i serverrum');
    await stage.lise.types('jeg tager rollen log');
    await stage.settled();
  });
  afterAll(() => stage.close());

  it('are answered one by one, each with its number', async () => {
    const before = stage.lise.sees().length;
    const began = performance.now();
    await Promise.all(rows('besvaret').map((text) => stage.lise.types(text)));
    took = performance.now() - began;
    const answers = stage.lise.sees().slice(before);
    const numbers = answers.flatMap(({ from, text }) =>
      from === 'bot' ? [/NR\. (\d+)/.exec(text)?.[1]] : [],
    );
    expect(numbers).toHaveLength(10);
    expect(numbers.map(Number)).toEqual(numbers.map((_, index) => Number(numbers[0]) + index));
  });

  it('all arrive, in order and once, though Teams brings them backwards, at once and twice', async () => {
    const { activity } = await stage.lise.types('Række 0');
    // Long enough for this machine to bring twenty requests, as busy as it is.
    const lineGatherMs = Math.max(1_000, 4 * took);
    stage.teams.talksTo((await stage.replica({ lineGatherMs })).address);
    const sent = rows('baglæns').map((text) => ({ ...activity, text, id: stage.teams.world.nextId() }));
    const brought = [...sent, ...sent].toReversed();
    const answers = await Promise.all(brought.map((one) => stage.teams.deliver(one)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    stage.teams.talksTo((await stage.replica()).address);
    expect(await stored('baglæns')).toEqual(asTyped);
  }, 60_000);

  it('all arrive once where two replicas share them, each replica its own in order', async () => {
    const [one, other] = [await stage.replica(), await stage.replica()];
    const before = stage.lise.sees().length;
    const typed = await Promise.all(
      rows('delt').map((text, index) => {
        stage.teams.talksTo((index % 2 === 0 ? one : other).address);
        return stage.lise.types(text);
      }),
    );
    const answers = stage.lise.sees().slice(before);
    // A machine too busy for its store says so of the line, and the line is sent again: none is lost unsaid.
    const refused = rows('delt').map((text) =>
      answers.some((one) => one.text.endsWith(`Din tekst: ${text}`)),
    );
    for (const [index, line] of typed.entries()) if (refused[index]) await line.redeliver();
    const order = await stored('delt');
    expect(order.toSorted((a, b) => a - b)).toEqual(asTyped);
    const inTime = order.filter((row) => !refused[row - 1]);
    expect(inTime.filter((row) => row % 2 === 1)).toEqual([1, 3, 5, 7, 9].filter((row) => !refused[row - 1]));
    expect(inTime.filter((row) => row % 2 === 0)).toEqual(
      [2, 4, 6, 8, 10].filter((row) => !refused[row - 1]),
    );
  });
});

describe('a line while the store is away', () => {
  it('comes back whole, and is an entry once it is sent again', async () => {
    const proxy = await startProxy(inject('azurite'));
    const stage = await setStage({ connectionString: proxy.connectionString, storeBudgetMs: 1_000 });
    try {
      await stage.anna.types('start Strømsvigt i serverrum');
      await stage.lise.types('jeg tager rollen log');
      await stage.settled();
      proxy.fate = ({ body, isTransaction }) => (isTransaction && body.includes('stiger') ? 'busy' : 'pass');
      const line = await stage.lise.types('Vandet stiger i kælderen');
      expect(stage.lise.latest()?.text).toContain('Loggen svarer ikke lige nu');
      expect(stage.lise.latest()?.text).toContain('Din tekst: Vandet stiger i kælderen');
      proxy.fate = () => 'pass';
      await line.redeliver();
      expect(stage.lise.latest()?.text).toContain('GEMT');
      expect(await reads(stage.anna, 'stiger')).toContain('1 post');
    } finally {
      await stage.close();
      await proxy.close();
    }
  });
});
