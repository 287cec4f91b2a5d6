/** Why a plan file cannot be used: where, what is wrong, and what to do. Both texts are Danish. */
export interface Fault {
  readonly file: string;
  /** From 1. Absent where the file as a whole is at fault. */
  readonly line?: number;
  readonly column?: number;
  readonly what: string;
  readonly advice: string;
}

/** A place in the file: names of keys and positions in lists, from the top. */
export type Path = readonly PropertyKey[];

/** What a check finds; its line follows from the path. */
export interface Finding {
  readonly path: Path;
  readonly what: string;
  readonly advice: string;
}

/** One fault on two lines, with a place that editors and terminals turn into a link. */
export function formatFault(fault: Fault): string {
  const place = [fault.file, fault.line, fault.column].filter((part) => part !== undefined).join(':');
  return `${place}  ${fault.what}\n    ${fault.advice}`;
}

/** The faults as one text, with a heading that says how many there are. */
export function formatFaults(faults: readonly Fault[]): string {
  const count = faults.length === 1 ? 'én fejl' : `${faults.length} fejl`;
  return [`Kriseplanen har ${count} og kan ikke bruges:`, ...faults.map(formatFault)].join('\n');
}
