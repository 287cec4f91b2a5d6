import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from '../../src/domain/plan.ts';
import { formatFaults } from '../../src/plan/fault.ts';
import { projectRoot } from '../../src/plan/project-root.ts';
import { parsePlan } from '../../src/plan/read-plan.ts';

/** The fictional plan, found from the project's root: the cards are also drawn by the compiled program. */
export const testPlan: Plan = load();

function load(): Plan {
  const file = join(projectRoot(), 'tests', 'fixtures', 'plan', 'plan.yaml');
  const reading = parsePlan(readFileSync(file, 'utf8'), file);
  if (!reading.ok) throw new Error(formatFaults(reading.faults));
  return reading.plan;
}
