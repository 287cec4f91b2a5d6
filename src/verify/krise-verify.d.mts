/** Types of the verifier, which is plain JavaScript so that it runs with nothing but Node. */

/** A number and (the beginning of) a hash known from elsewhere. */
export interface Anchor {
  readonly number: number;
  readonly hash: string;
}

export interface Report {
  /** Why it cannot be read; the rest is absent then. */
  readonly unreadable?: string;
  readonly crisisId?: string;
  /** The last entry that holds. */
  readonly last?: Anchor;
  /** Entries without text, and which entry says why. */
  readonly erased?: readonly { readonly number: number; readonly by: number }[];
  /** Entries whose text should be gone and is there. */
  readonly unerased?: readonly number[];
  /** The first thing that does not hold; number 0 is the first line. */
  readonly broken?: { readonly number: number; readonly why: string };
}

export function verify(bytes: Uint8Array, anchors?: readonly Anchor[]): Report;
export function readAnchor(text: string): Anchor | undefined;
export function readArguments(
  args: readonly string[],
): { readonly file: string; readonly anchors: readonly Anchor[] } | undefined;
export function told(
  report: Report,
  anchors: readonly Anchor[],
): { readonly code: number; readonly lines: readonly string[] };
export function main(args: readonly string[]): { readonly code: number; readonly lines: readonly string[] };
