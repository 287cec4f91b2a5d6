/** `npm run plan:check`: tells an editor whether the plan can be used, and where it is weak. */
import { planReport } from './plan-report.ts';
import { defaultPlanPath } from './project-root.ts';
import { readPlan } from './read-plan.ts';

const path = process.env.KRISE_PLAN || defaultPlanPath();
const reading = await readPlan(path);
const report = planReport(reading, path);
if (reading.ok) console.log(report);
else console.error(report);
process.exitCode = reading.ok ? 0 : 1;
