/** A line in the structured log: ids and numbers, never texts. */
export interface Journal {
  info(event: string, fields?: Readonly<Record<string, unknown>>): void;
  error(event: string, error: unknown, fields?: Readonly<Record<string, unknown>>): void;
}
