#!/usr/bin/env node
/**
 * Verifies a crisis's log as Krisebot exports it (JSON Lines with the chain). Needs Node 18 or newer and nothing
 * else: this one file can be kept with the record. It shares no code with the bot on purpose, so that a fault in
 * one is seen by the other. What it checks, and what no file can tell by itself: docs/verificering.md.
 *
 *   node krise-verify.mjs file.jsonl [--anchor number:hash]...
 *
 * Ends with 0 where the log holds, 1 where something was changed, 2 where it cannot be read or was asked wrongly.
 */
import { createHash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const format = 'krise-log-1';
const headKeys = ['format', 'crisisId', 'epoch', 'exercise', 'planId', 'department', 'count', 'hash'];
const linkKeys = ['number', 'intent', 'data', 'textHash', 'text', 'hash'];
const surrogate = /\p{Surrogate}/u;
const wholeHash = /^[0-9a-f]{64}$/;
/** Is printed: anything else could be made to look like an answer of this program. */
const crisisIds = /^[KØ]-\d{4}-\d{2,6}$/;

/** SHA-256 over fields that carry their length in bytes. */
function digest(...fields) {
  const hash = createHash('sha256');
  for (const field of fields) {
    const bytes = Buffer.from(field, 'utf8');
    hash.update(`${bytes.length}:`).update(bytes);
  }
  return hash.digest('hex');
}

/** A fault with the number of the entry; 0 is the first line, which says what the file is. */
const fault = (number, why) => ({ number, why });

/** What a line says; undefined where it is no JSON object, or bytes that are no text. */
function objectOf(bytes) {
  try {
    const line = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const value = JSON.parse(line);
    return value && typeof value === 'object' && !Array.isArray(value) ? { value, line } : undefined;
  } catch {
    return undefined;
  }
}

/** The lines of a file, one at a time: what stands after the first that does not hold is not looked at. */
function* linesOf(bytes) {
  let start = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    yield bytes.subarray(start, end);
    start = end + 1;
  }
  if (start < bytes.length) yield bytes.subarray(start);
}

/**
 * True where a line holds these keys in this order and is written as Krisebot writes it: nothing beside them,
 * nothing twice, and no half character, which would hash as another one.
 */
function isExact({ value, line }, keys, optional) {
  const expected = keys.filter((key) => key !== optional || key in value);
  const same = JSON.stringify(Object.keys(value)) === JSON.stringify(expected);
  return same && line === JSON.stringify(value) && !stringsIn(value).some((text) => surrogate.test(text));
}

function stringsIn(value) {
  if (typeof value === 'string') return [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : [];
}

/** Verifies the bytes of a file. `anchors`: numbers and (beginnings of) hashes known from elsewhere. */
export function verify(bytes, anchors = []) {
  const lines = linesOf(bytes);
  const head = objectOf(lines.next().value ?? Buffer.alloc(0));
  if (!head || typeof head.value.format !== 'string')
    return { unreadable: 'Filen er ikke en log fra Krisebot.' };
  if (head.value.format !== format) {
    const other = /^[\w.-]{1,40}$/.test(head.value.format) ? ` (${head.value.format})` : '';
    return { unreadable: `Filen er skrevet efter andre regler${other} end dem, programmet kender.` };
  }
  const log = readLinks(head.value, lines);
  const broken =
    headFault(head) ??
    log.fault ??
    (bytes.at(-1) === 10 ? undefined : fault(log.last.number, 'filen slutter midt i en linje')) ??
    endFault(head.value, log) ??
    erasureFault(log) ??
    anchorFault(anchors, log);
  return {
    crisisId: head.value.crisisId,
    last: log.last,
    erased: erasuresOf(log),
    unerased: unerasedOf(log),
    broken,
  };
}

function headFault(head) {
  const { crisisId, epoch, exercise, planId, department, count, hash } = head.value;
  const texts = [crisisId, epoch, planId, department, hash].every((text) => typeof text === 'string');
  const isRight =
    texts &&
    crisisIds.test(crisisId) &&
    typeof exercise === 'boolean' &&
    Number.isSafeInteger(count) &&
    wholeHash.test(hash);
  return isRight && isExact(head, headKeys) ? undefined : fault(0, 'linjen er skrevet om');
}

/** Follows the chain from the beginning to the end, or to the first thing that does not hold. */
function readLinks(head, lines) {
  const [crisisId, epoch] = [head.crisisId, head.epoch].map((text) => (typeof text === 'string' ? text : ''));
  const log = {
    last: { number: 0, hash: digest(`${format}/genesis`, crisisId, epoch) },
    entries: [],
    hashes: [],
    intents: new Map(),
  };
  for (const bytes of lines) {
    const number = log.last.number + 1;
    const line = objectOf(bytes);
    const why = line ? linkFault(crisisId, line, number, log) : 'linjen kan ikke læses';
    if (why) return { ...log, fault: fault(number, why) };
    log.last = { number, hash: line.value.hash };
    log.hashes.push(line.value.hash);
  }
  return log;
}

function linkFault(crisisId, line, number, log) {
  const { value } = line;
  if (!isLink(line))
    return 'linjen er skrevet om: et felt mangler, er lagt til eller er skrevet på en anden måde';
  if (value.number !== number)
    return `her står nr. ${value.number}: en post er fjernet, flyttet eller sat ind`;
  const dataHash = digest(`${format}/data`, value.data);
  const hash = digest(
    `${format}/link`,
    crisisId,
    String(number),
    value.intent,
    dataHash,
    value.textHash,
    log.last.hash,
  );
  if (hash !== value.hash) return 'posten passer ikke med sin hash og posten før: den er ændret';
  if (value.text && digest(`${format}/text`, value.text.salt, value.text.body) !== value.textHash) {
    return 'teksten er en anden end den, der blev skrevet';
  }
  return entryFault(value, number, log);
}

function isLink(line) {
  const { number, intent, data, textHash, text, hash } = line.value;
  const texts = [intent, data, textHash, hash].every((one) => typeof one === 'string');
  const words =
    text === undefined ||
    (JSON.stringify(Object.keys(text ?? {})) === '["salt","body"]' &&
      [text.salt, text.body].every((one) => typeof one === 'string'));
  return (
    Number.isSafeInteger(number) && texts && words && wholeHash.test(hash) && isExact(line, linkKeys, 'text')
  );
}

/** What the chain alone does not say: time, references, and that nothing was written twice. */
function entryFault({ intent, data, text }, number, log) {
  let entry;
  try {
    entry = { ...JSON.parse(data), hasText: text !== undefined };
    if (text) JSON.parse(text.body);
  } catch {
    return 'posten kan ikke læses';
  }
  if (typeof entry.event?.kind !== 'string') return 'posten kan ikke læses';
  const twin = log.intents.get(intent);
  if (twin) return `posten er den samme som nr. ${twin}: den samme besked er skrevet to gange`;
  log.intents.set(intent, number);
  const before = log.entries.at(-1);
  log.entries.push(entry);
  if (Number.isNaN(Date.parse(entry.at)) || (before && Date.parse(entry.at) < Date.parse(before.at))) {
    return 'tiden går baglæns: posten er skrevet før den forrige';
  }
  return pointsWrong(entry.event, number, log.entries)
    ? 'posten henviser til en post, der ikke er der'
    : undefined;
}

/** A correction is of something that people wrote, an erasure of something before it, and so on. */
function pointsWrong({ kind, of, upTo, owners }, number, entries) {
  const isBefore = (other) => Number.isInteger(other) && other >= 1 && other < number;
  const kindOf = (other) => entries[other - 1]?.event?.kind;
  if (kind === 'corrected')
    return !isBefore(of) || (of > 1 && !['noted', 'alarmRaised'].includes(kindOf(of)));
  if (kind === 'textErased') return !isBefore(of);
  if (kind === 'exported') return !isBefore(upTo);
  if (kind !== 'ended' || owners === undefined) return false;
  return !Array.isArray(owners) || owners.some((owner) => !isBefore(owner?.task));
}

/** The first line says what the chain says. */
function endFault({ count, hash, exercise, planId, department }, { last, entries }) {
  if (count !== last.number)
    return fault(
      Math.min(count, last.number) + 1,
      `linje 1 siger ${count} poster, men filen har ${last.number}`,
    );
  if (hash !== last.hash) return fault(0, 'linje 1 siger en anden hash end den sidste post');
  const { event } = entries[0] ?? {};
  const same =
    event?.kind === 'started' &&
    event.exercise === exercise &&
    event.plan?.id === planId &&
    event.plan?.department === department;
  return same ? undefined : fault(0, 'linje 1 siger noget andet om krisen end den første post');
}

/** Entries without text, each with the entry that says why; 0 where none does. */
function erasuresOf({ entries }) {
  const why = new Map(
    entries.flatMap(({ event }, index) => (event?.kind === 'textErased' ? [[event.of, index + 1]] : [])),
  );
  return entries.flatMap(({ hasText }, index) =>
    hasText ? [] : [{ number: index + 1, by: why.get(index + 1) ?? 0 }],
  );
}

function erasureFault(log) {
  const unsaid = erasuresOf(log).find(({ by }) => by === 0);
  return unsaid && fault(unsaid.number, 'teksten er væk, og loggen siger ikke, at den er slettet');
}

/** Entries whose text the log says was erased, and that still have it. */
function unerasedOf({ entries }) {
  return entries.flatMap(({ event }) =>
    event?.kind === 'textErased' && entries[event.of - 1]?.hasText ? [event.of] : [],
  );
}

function anchorFault(anchors, { last, hashes }) {
  for (const { number, hash } of anchors) {
    if (number > last.number) {
      return fault(
        last.number + 1,
        `ankeret er nr. ${number}, men loggen slutter ved nr. ${last.number}: poster er skåret af, eller filen er taget ud før`,
      );
    }
    const own = hashes[number - 1].slice(0, hash.length);
    if (own !== hash) {
      return fault(
        number,
        `hashen er ${own}, men ankeret siger ${hash}: loggen er skrevet om i nr. ${number} eller før`,
      );
    }
  }
  return undefined;
}

const shown = (hash) => `${hash.slice(0, 4)} ${hash.slice(4, 8)}`;

/** "42:4f2a91c0", "42:4f2a 91c0" or with the whole hash. */
export function readAnchor(text) {
  const [, number, hash] = /^(\d{1,9}):([0-9a-f]{8,64})$/i.exec(text.replace(/\s/g, '')) ?? [];
  return hash && Number(number) > 0 ? { number: Number(number), hash: hash.toLowerCase() } : undefined;
}

const usage = `Brug: node krise-verify.mjs fil.jsonl [--anchor nummer:hash] …
Et anker er et nummer og en hash, I har skrevet ned et andet sted, fx --anchor 42:4f2a91c0`;

/** What was asked for; undefined where it makes no sense. */
export function readArguments(args) {
  const files = [];
  const anchors = [];
  const rest = args.flatMap((arg) => (arg.startsWith('--anchor=') ? ['--anchor', arg.slice(9)] : [arg]));
  while (rest.length > 0) {
    const arg = rest.shift();
    if (arg !== '--anchor') files.push(arg);
    else {
      const first = rest.shift() ?? '';
      // As printed, a hash has a space in it, and a shell makes two words of that.
      const isCut = /:\s*[0-9a-f]{4}$/i.test(first) && /^[0-9a-f]{4}$/i.test(rest[0] ?? '');
      anchors.push(readAnchor(isCut ? first + rest.shift() : first));
    }
  }
  const isClear = files.length === 1 && !files[0].startsWith('-') && !anchors.includes(undefined);
  return isClear ? { file: files[0], anchors } : undefined;
}

/** What is said of a report, in Danish, and the code to end with. */
export function told(report, anchors) {
  const { unreadable, broken, crisisId, last } = report;
  if (unreadable) return { code: 2, lines: [unreadable] };
  const place = broken && (broken.number === 0 ? 'Linje 1' : `Nr. ${broken.number}`);
  if (broken) {
    const before = last.number > 0 ? [`Nr. 1 til ${last.number} hænger sammen indbyrdes.`] : [];
    return { code: 1, lines: [`Loggen er ikke, som den blev skrevet. ${place}: ${broken.why}.`, ...before] };
  }
  return {
    code: 0,
    lines: [
      `Loggen hænger sammen: ${crisisId}, nr. 1 til ${last.number}.`,
      `Sidste post: nr. ${last.number}, hash ${shown(last.hash)} (hele: ${last.hash}).`,
      ...erasedLines(report),
      ...anchorLines(anchors, last),
    ],
  };
}

function erasedLines({ erased, unerased }) {
  return [
    ...erased.map(({ number, by }) => `Teksten i nr. ${number} er slettet. Hvorfor står i nr. ${by}.`),
    ...unerased.map((number) => `Loggen siger, at teksten i nr. ${number} er slettet, men her står den.`),
  ];
}

/** What is known of the whole log, and in words what is not. */
function anchorLines(anchors, last) {
  const newest = Math.max(0, ...anchors.map(({ number }) => number));
  const good = anchors.map(
    ({ number, hash }) =>
      `Ankeret ${number}:${hash} passer. Nr. 1 til ${number} er, som de var, da det blev skrevet ned.`,
  );
  if (newest === last.number) return good;
  const after = newest === 0 ? 'Uden et anker' : `Efter nr. ${newest}`;
  return [
    ...good,
    `${after} kan ingen fil vise, om de sidste poster er skåret af, eller om loggen er skrevet om med nye hasher.`,
    `Sammenlign nr. ${last.number} og hashen ${shown(last.hash)} med det, I har et andet sted: på sagen, i PDF-filen, på et kort i Teams.`,
  ];
}

/** What the program says and ends with, for what was typed after its name. */
export function main(args) {
  const asked = readArguments(args);
  if (!asked) return { code: 2, lines: [usage] };
  let bytes;
  try {
    bytes = readFileSync(asked.file);
  } catch {
    return { code: 2, lines: [`Filen ${asked.file} kan ikke læses.`] };
  }
  return told(verify(bytes, asked.anchors), asked.anchors);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { code, lines } = main(process.argv.slice(2));
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = code;
}
