import type { Holder, Phase, PlanRole, RoleId, Source, Statement, Task } from '../domain/plan.ts';
import type { CommunicationSection, PlanFile, RoleSection } from './plan-file.ts';

/** A statement of the file in the rules' terms. */
export function statement(section: { tekst: string; kilde: Source }): Statement {
  return { text: section.tekst, source: section.kilde };
}

/** The plan's roles, always all and in one order. */
export function toRoles({ roller }: PlanFile): PlanRole[] {
  return [
    roleOf('crisisLeader', roller.kriseleder),
    roleOf('logOfficer', roller.log),
    roleOf('peopleOfficer', roller.personer),
    roleOf('solutionOfficer', roller.teknik),
    scopeOf('commsInternal', 'intern', roller.kommunikation),
    scopeOf('commsExternal', 'ekstern', roller.kommunikation),
  ];
}

function roleOf(id: RoleId, section: RoleSection): PlanRole {
  return {
    id,
    name: section.navn,
    short: section.kort,
    aliases: section.skriv.map((word) => word.toLowerCase()),
    holder: holderOf(section.indehaver),
    deputies: section.stedfortrædere ?? [],
    shared: section.delt ?? false,
    description: statement(section.beskrivelse),
    tasks: phases.flatMap((phase) =>
      (section.opgaver[phase] ?? []).map((task) => taskOf(task.id, phase, task)),
    ),
  };
}

/** Communication is one role in the plan and two in a crisis: each scope has its own holder and tasks. */
function scopeOf(id: RoleId, scope: 'intern' | 'ekstern', section: CommunicationSection): PlanRole {
  const { opgaver, beskrivelse } = section;
  const role = roleOf(id, {
    ...section.områder[scope],
    navn: `${section.navn} (${scope})`,
    beskrivelse,
    opgaver: {},
  });
  const tasks = phases.flatMap((phase) =>
    (opgaver[phase] ?? [])
      .filter((task) => (task.område ?? scope) === scope)
      .map((task) => taskOf(task.område ? task.id : `${task.id}-${scope}`, phase, task)),
  );
  return { ...role, tasks };
}

function taskOf(id: string, phase: Phase, section: { tekst: string; kilde: Source }): Task {
  return { id, phase, ...statement(section) };
}

const phases: readonly Phase[] = ['0-5', '5-30', '30-120', 'løbende', 'vagtskifte', 'slut'];

function holderOf(section: { kontakt?: string | undefined; gruppe?: string | undefined }): Holder {
  return section.kontakt === undefined ? { groupId: section.gruppe ?? '' } : { contactId: section.kontakt };
}
