import { crc32 } from 'node:zlib';
import type { CommandBody } from '../domain/command.ts';
import type { Actor, Entry, PersonId } from '../domain/entry.ts';
import type { ClaimRequest, ConversationRef, Series } from '../ports.ts';
import { isLine } from './is-line.ts';

/** What one line of a daybook says. */
export type Line = BaseLine | KeptLine | SettledLine | TellingLine | NamedLine | CalledLine;

/** What was known of a crisis when the first command on it was kept: a new process goes on from there. */
export interface BaseLine {
  readonly kind: 'base';
  readonly crisisId: string;
  /** When it was read, ISO 8601 UTC. */
  readonly asOf: string;
  readonly origin?: ConversationRef;
  readonly entries: readonly Entry[];
}

/** A command that waits to be entered in the log. */
export interface KeptLine {
  readonly kind: 'kept';
  /** Its number in the file. */
  readonly n: number;
  /** For a start: the provisional id. */
  readonly crisisId: string;
  readonly intent: string;
  readonly by: Actor;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** A conversation that tells which Teams its author is to be found in. */
  readonly near?: ConversationRef;
  readonly what:
    | { readonly kind: 'command'; readonly body: CommandBody }
    | { readonly kind: 'start'; readonly series: Series; readonly request: ClaimRequest };
  /** The entry's text as it was decided: what the person has been told is kept. */
  readonly text: string;
}

/** What became of a command. `aside`: it could not be dealt with, and the rest goes on. */
export type Settling =
  | { readonly state: 'entered'; readonly crisisId: string; readonly number: number; readonly text: string }
  | { readonly state: 'refused'; readonly text: string; readonly crisisId?: string }
  | { readonly state: 'aside'; readonly errorId: string };

export interface SettledLine {
  readonly kind: 'settled';
  readonly of: number;
  readonly as: Settling;
}

/** How far its author has been told. `sending`: a message is about to go, or nobody knows whether it went. */
export type Telling = 'waiting' | 'sending' | 'told';

export interface TellingLine {
  readonly kind: 'telling';
  readonly of: readonly number[];
  readonly state: Telling;
}

/**
 * How far a message came that cannot wait for the log. `sending`: it is about to go, or nobody knows whether it went;
 * `repeating`: the same of the one repeat.
 */
export type Calling = 'sending' | 'repeating' | 'sent' | 'missed';

/** How something that cannot wait for the log is told. */
export const callWays = ['teams', 'sms'] as const;
export type CallWay = (typeof callWays)[number];

/** Whom a start or an alarm was told to at once. */
export interface CalledLine {
  readonly kind: 'called';
  readonly of: number;
  readonly people: readonly PersonId[];
  readonly state: Calling;
  /** Absent: in Teams. */
  readonly by?: 'sms';
}

export function calledLine(of: number, people: readonly PersonId[], state: Calling, by: CallWay): CalledLine {
  return { kind: 'called', of, people, state, ...(by === 'sms' ? { by } : {}) };
}

/** Which crisis a provisional id came to stand for. */
export interface NamedLine {
  readonly kind: 'named';
  readonly crisisId: string;
  readonly real: string;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** A line with its checksum in front. */
export function encode(line: Line): string {
  const json = JSON.stringify(line);
  return `${checksum(json)} ${json}\n`;
}

export interface Decoded {
  readonly lines: readonly Line[];
  /** Whole lines that do not hold, or say nothing this version knows. */
  readonly broken: readonly string[];
  /** How many bytes from the start are whole lines: what follows was cut off while it was written. */
  readonly whole: number;
}

export function decode(bytes: Buffer): Decoded {
  const whole = bytes.lastIndexOf(0x0a) + 1;
  const lines: Line[] = [];
  const broken: string[] = [];
  for (const text of bytes.subarray(0, whole).toString('utf8').split('\n').slice(0, -1)) {
    const line = lineIn(text);
    if (line) lines.push(line);
    else if (text !== '') broken.push(text);
  }
  return { lines, broken, whole };
}

function lineIn(text: string): Line | undefined {
  const json = text.slice(9);
  if (text.slice(0, 9) !== `${checksum(json)} `) return undefined;
  try {
    const line: unknown = JSON.parse(json);
    return isLine(line) ? line : undefined;
  } catch {
    return undefined;
  }
}

function checksum(json: string): string {
  return crc32(json).toString(16).padStart(8, '0');
}

/** What was read last. */
export function newestOf(bases: readonly BaseLine[]): BaseLine | undefined {
  return bases.toSorted((one, other) => one.asOf.localeCompare(other.asOf)).at(-1);
}
