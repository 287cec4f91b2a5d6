import type { Plan } from '../../src/domain/plan.ts';
import { systemTimer } from '../../src/teams/shaper.ts';
import { type CallOut, gatherCrowd } from '../course/crowd.ts';
import type { Figure } from './figures.ts';

const sizes = [50, 200] as const;

/** How soon everyone has their card, in real time, where Teams holds to its published limits. */
export async function reachFigures(connectionString: string, plan: Plan): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const size of sizes) {
    for (const known of [true, false])
      figures.push(await reachFigure({ connectionString, plan, size, known }));
  }
  return figures;
}

interface Reaching {
  readonly connectionString: string;
  readonly plan: Plan;
  readonly size: number;
  readonly known: boolean;
}

async function reachFigure({ connectionString, plan, size, known }: Reaching): Promise<Figure> {
  const crowd = await gatherCrowd({
    connectionString,
    plan,
    size,
    known,
    timer: systemTimer,
    withinMs: 60_000,
  });
  try {
    await crowd.callOut();
    return figureOf(`${size} people, ${known ? 'known before' : 'found in the roster'}`, crowd.calledOut());
  } finally {
    await crowd.close();
  }
}

function figureOf(whom: string, { calls, tookMs, leastMs }: CallOut): Figure {
  const refused = calls.filter(({ status }) => status === 429).length;
  const ratio = (tookMs / leastMs).toFixed(2);
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  return {
    what: `call-out to ${whom}, from the typed start`,
    value: `${seconds(tookMs)} = ${ratio} × ${seconds(leastMs)} for ${calls.length} calls · ${refused} × 429`,
  };
}
