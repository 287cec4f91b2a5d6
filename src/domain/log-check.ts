/** A place in a log: an entry's number and hash. */
export interface LogPlace {
  readonly number: number;
  readonly hash: string;
}

/**
 * Why an entry does not hold. `gap`: it is not there. `changed`, `textChanged`: it says something else than what
 * was stored. `cut`: it was there when it was read before. `other`: another one was read before.
 */
export type LogFaultKind = 'gap' | 'changed' | 'textChanged' | 'cut' | 'other';

/** The first entry of a log that does not hold. */
export interface LogFault {
  readonly number: number;
  readonly why: LogFaultKind;
}

/** What reading a log anew and recomputing its chain found. */
export interface LogCheck {
  /** The newest entry up to which everything holds; number 0 where not even the first does. */
  readonly verified: LogPlace;
  readonly broken?: LogFault;
  /** Entries whose text was erased on legal ground, as the log itself says. */
  readonly erased: readonly number[];
  /** Entries whose text is gone, and the log does not say why. */
  readonly textless: readonly number[];
}

/** "nr. 12 er ændret, efter at den blev gemt" */
export function faultText({ number, why }: LogFault): string {
  const what: Readonly<Record<LogFaultKind, string>> = {
    gap: `nr. ${number} mangler`,
    changed: `nr. ${number} er ændret, efter at den blev gemt`,
    textChanged: `teksten i nr. ${number} er ændret, efter at den blev gemt`,
    cut: `nr. ${number} er væk, og den har været der`,
    other: `nr. ${number} er en anden end den, jeg har læst før`,
  };
  return what[why];
}
