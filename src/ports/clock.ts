export interface Clock {
  /** Now, ISO 8601 UTC, corrected by the store's own clock where it tells one. */
  now(): string;
}
