import { person, started } from '../domain/course.ts';
import { ask, everyCommand } from './asking.ts';
import { type Attack, anyText, repeated } from './odd-texts.ts';
import { parsers } from './parsers.ts';
import { took, tookLater } from './timing.ts';

/** What no reader may take for one text, in ms, and the longest text it is tried with. */
export const longest = { ms: 20, characters: 10_000 } as const;

/** What was found, and how much was tried. */
export interface Found {
  readonly inputs: number;
  /** The longest that one took, in ms. */
  readonly slowest: number;
  readonly faults: readonly string[];
}

/** Reads so many random texts with each reader of what people write: none may throw or take long. */
export function readAnything(random: () => number, texts: number): Found {
  let [inputs, slowest] = [0, 0];
  const faults: string[] = [];
  for (let n = 0; n < texts; n += 1) {
    const text = anyText(random, longest.characters);
    for (const [name, read] of Object.entries(parsers)) {
      inputs += 1;
      const fault = (why: string) => faults.push(`${name} ${why}: ${JSON.stringify(text.slice(0, 200))}`);
      try {
        const ms = took(() => read(text), longest.ms / 2);
        slowest = Math.max(slowest, ms);
        if (ms > longest.ms) fault(`took ${ms.toFixed(0)} ms`);
      } catch (error) {
        fault(`threw ${String(error)}`);
      }
    }
  }
  return { inputs, slowest, faults };
}

/** A text twice as long takes at most this much longer; below the second figure, in ms, nothing can be told. */
const growth = { most: 3, tellsFrom: 5 } as const;

/** Every `step`th attack at 10,000 characters with each reader, and where it takes long, half as long again. */
export function attack(step: number, from = 0): Found {
  let [inputs, slowest] = [0, 0];
  const faults: string[] = [];
  for (const [name, read] of Object.entries(parsers)) {
    for (const one of everyOf(repeated, step, from)) {
      inputs += 1;
      const whole = took(() => read(one.ofLength(longest.characters)), growth.tellsFrom);
      slowest = Math.max(slowest, whole);
      if (whole > longest.ms) faults.push(`${name} took ${whole.toFixed(0)} ms with ${one.name}`);
      if (whole <= growth.tellsFrom) continue;
      const { half, all, isSteep } = growthOf((length) => read(one.ofLength(length)));
      if (isSteep)
        faults.push(
          `${name} took ${half.toFixed(1)} ms, and ${all.toFixed(1)} ms twice as long: ${one.name}`,
        );
    }
  }
  return { inputs, slowest, faults };
}

/** The best of many tries of each: where a machine collects garbage or does others' work, one says nothing. */
function growthOf(read: (length: number) => unknown) {
  let [half, all, isSteep] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, true];
  for (let tried = 0; tried < 25 && isSteep; tried += 1) {
    half = Math.min(
      half,
      took(() => read(4_000), Number.MAX_VALUE),
    );
    all = Math.min(
      all,
      took(() => read(8_000), Number.MAX_VALUE),
    );
    isSteep = all > growth.tellsFrom && all > half * growth.most;
  }
  return { half, all, isSteep };
}

const task = started()
  .does('anna', { kind: 'takeRole', role: 'logOfficer' })
  .does('anna', { kind: 'note', type: 'opgave', text: 'Ring til elværket' });
/** Whose answer draws a card besides: the card's own time counts as well. */
const mostForAnAnswer = 100;

/** Every command is answered with the attacks as what was typed after it, and as what stood in its fields. */
export async function answerAttacks(step: number, from = 0): Promise<Found> {
  let [inputs, slowest] = [0, 0];
  const faults: string[] = [];
  for (const spec of everyCommand.filter(({ word }) => word !== 'parat')) {
    for (const one of everyOf(repeated, step, from)) {
      const text = one.ofLength(longest.characters).trim();
      for (const [way, how] of Object.entries(waysOf(text))) {
        inputs += 1;
        try {
          const ms = await tookLater(() => ask(spec, task, how), mostForAnAnswer / 2);
          slowest = Math.max(slowest, ms);
          if (ms > mostForAnAnswer)
            faults.push(`${spec.word} ${way} took ${ms.toFixed(0)} ms with ${one.name}`);
        } catch (error) {
          faults.push(`${spec.word} ${way} threw ${String(error)} with ${one.name}`);
        }
      }
    }
  }
  return { inputs, slowest, faults };
}

function waysOf(text: string) {
  return {
    typed: { args: text },
    'with a mention': { args: text, mentions: [person('lise')] },
    tapped: { tapped: { tekst: text, tid: text, grund: text, rettelse: text, valg: text, felt: 'affected' } },
  } as const;
}

function everyOf(all: readonly Attack[], step: number, from: number): readonly Attack[] {
  return all.filter((_, index) => index % step === from % step);
}
