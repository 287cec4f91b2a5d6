import type { Plan } from '../domain/plan.ts';
import { formatFaults } from './fault.ts';
import type { PlanReading } from './read-plan.ts';

/** What `npm run plan:check` tells whoever edits the plan: its faults, or what it holds and where it is weak. */
export function planReport(reading: PlanReading, file: string): string {
  if (!reading.ok) return formatFaults(reading.faults);
  const { plan } = reading;
  return [`Kriseplanen for ${plan.department} kan bruges: ${file}`, counts(plan), ...weakLines(plan)].join(
    '\n',
  );
}

function counts(plan: Plan): string {
  const tasks = plan.roles.reduce((count, role) => count + role.tasks.length, 0);
  return [
    `${plan.roles.length} roller med ${tasks} opgaver`,
    `${plan.contacts.length} kontakter`,
    `${plan.meetingPlaces.length} mødesteder`,
    `${plan.alarmSources.length} alarmkilder`,
  ].join(', ');
}

function weakLines({ warnings }: Plan): string[] {
  if (warnings.length === 0) return [];
  return ['', `Svage punkter (${warnings.length}):`, ...warnings.map((warning) => `- ${warning}`)];
}
