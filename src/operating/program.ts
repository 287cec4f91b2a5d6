import { LocalFault } from '../local/local-fault.ts';
import { LogRolledBack, StoreFault } from '../ports.ts';

/** What a program of the operator's says, and whether it did what it was asked. */
export interface Report {
  readonly lines: readonly string[];
  readonly ok: boolean;
}

export function report(...lines: readonly string[]): Report {
  return { lines, ok: true };
}

export function fault(...lines: readonly string[]): Report {
  return { lines, ok: false };
}

/** Runs a program and says what came of it, in Danish; what it was not made for is not hidden. */
export async function runProgram(program: () => Promise<Report>): Promise<void> {
  const { lines, ok } = await program().catch(reportOf);
  const out = ok ? process.stdout : process.stderr;
  out.write(`${lines.join('\n')}\n`);
  process.exitCode = ok ? 0 : 1;
}

function reportOf(error: unknown): Report {
  if (error instanceof LocalFault) return fault(error.message);
  if (error instanceof LogRolledBack) {
    return fault(`Loggen stemmer ikke, og intet er slettet (${error.message}).`);
  }
  if (error instanceof StoreFault) {
    return fault(
      `Tabellageret svarede ikke (${error.message}). Noget kan være gjort: kør det samme igen, så fuldføres det.`,
    );
  }
  // parseArgs names the wrong argument in its message.
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
    return fault(`Jeg forstod ikke det, du skrev (${error.message}).`);
  }
  throw error;
}
