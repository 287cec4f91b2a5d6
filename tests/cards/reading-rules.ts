import { allTexts } from '../texts/all-texts.ts';
import type { Rule } from './look-rules.ts';
import type { SeenBlock } from './seen.ts';
import { testPlan } from './test-plan.ts';

/** The document goes as the eye does: down, and from left to right where things stand beside each other; so nothing overlaps. */
export const inOrder: Rule = ({ blocks }) =>
  blocks.flatMap((block, index) => {
    const next = blocks[index + 1];
    return next && !isAfter(next, block) ? [`${next.text} comes after ${block.text}`] : [];
  });

function isAfter({ box: next }: SeenBlock, { box }: SeenBlock): boolean {
  return next.top >= box.bottom - 1 || (next.left >= box.right - 1 && next.bottom > box.top);
}

/** A line above the heading may say that this is an exercise, who acts in the local trial, or that the log is away. */
const above = /^(ØVELSE|(ØVELSE · )?Prøve: du handler som .*|Loggen svarer ikke\. .*)$/;

/** The first line is a heading that says in capitals what the card is. */
export const saysWhatItIs: Rule = ({ blocks }) => {
  const [first, second] = blocks;
  const kind = first && above.test(first.text) && first.level === null ? second : first;
  if (!kind || kind.level === null) return [`the first line is no heading: ${kind?.text}`];
  return kind.text === kind.text.toLocaleUpperCase('da') ? [] : [`no kind of card: ${kind.text}`];
};

/** What a screen reader says of the card first is its first heading, and ØVELSE before all in an exercise. */
export const saysItAloud: Rule = ({ blocks, spoken }) => {
  const kind = blocks.find(({ level }) => level !== null)?.text ?? '';
  const begins = blocks[0]?.text.startsWith('ØVELSE') ? 'ØVELSE' : kind;
  return spoken.startsWith(begins) && spoken.includes(kind) && kind !== ''
    ? []
    : [`»${spoken}« for »${kind}«`];
};

/** Headings have a level, none is skipped, and each has something under it. */
export const headings: Rule = ({ blocks }) => {
  const all = blocks.filter(({ level }) => level !== null);
  const levels = all.map(({ level }) => level ?? 0);
  const wrong = all.filter((_, index) => {
    const [before = levels[0] ?? 0, level = 0] = [levels[index - 1], levels[index]];
    return !Number.isInteger(level) || level < 1 || level > before + 1;
  });
  const empty = all.filter((heading) => {
    const next = blocks[blocks.indexOf(heading) + 1];
    return !next || next.level !== null;
  });
  return [
    ...wrong.map(({ text }) => `level of ${text}`),
    ...empty.map(({ text }) => `nothing under ${text}`),
    ...unmarked(blocks).map((text) => `looks like a heading: ${text}`),
  ];
};

/** Words of the plan that are ours elsewhere: »Kriseleder« is a role's name as well as a line of the picture. */
const plansToo = new Set(testPlan.roles.flatMap(({ name, short }) => [name, short]));
const ourWords = new Set(
  allTexts()
    .filter(({ place }) => /^(src\/)?cards\b/.test(place))
    .flatMap(({ texts }) => texts)
    .filter((text) => !plansToo.has(text)),
);

/**
 * Our own words that stand bold and first in a part of the card and are not marked as heading. The plan's words
 * cannot be: headings read Markdown.
 */
function unmarked(blocks: readonly SeenBlock[]): readonly string[] {
  return blocks
    .filter(({ kind, level, opensPart }) => kind === 'text' && level === null && opensPart)
    .filter(({ text, runs }) => ourWords.has(text) && runs.every(({ bold, size }) => bold && size >= 14))
    .map(({ text }) => text);
}

/** Every image says what it shows, every field has a label to be seen, every button a name. */
export const named: Rule = ({ blocks, images }) => [
  ...images.filter((alt) => alt === '').map(() => 'an image without words'),
  ...blocks
    .filter(({ kind, label, name }) => kind === 'field' && (label === '' || !name.startsWith(label)))
    .map(({ text }) => `no label: ${text}`),
  ...blocks
    .filter(({ kind, name }) => kind === 'button' && saysNothing(name))
    .map(({ name }) => `button »${name}«`),
];

function saysNothing(name: string): boolean {
  return !/\p{L}{2}/u.test(name) || /^(ok|okay|ja|nej|her|klik her|tryk her|send|videre|mere)$/i.test(name);
}

/** Two buttons of a card with one name stand under different lines, so that one can tell them apart. */
export const toldApart: Rule = ({ blocks }) => {
  const keys = blocks.flatMap((block, index) =>
    block.kind === 'button' ? [`${block.name} (${linesAbove(blocks, index)})`] : [],
  );
  return keys.filter((key, index) => keys.indexOf(key) !== index);
};

/** The lines that the group of buttons stands under. */
function linesAbove(blocks: readonly SeenBlock[], index: number): string {
  const above = blocks.slice(0, index);
  const last = above.findLastIndex(({ kind }) => kind === 'text');
  const before = above.slice(0, last + 1).findLastIndex(({ kind }) => kind !== 'text');
  const lines = above.slice(before + 1, last + 1);
  return lines.map(({ text }) => text).join(', ');
}

const missing = /^(○|☎|✖ .*UBESAT)/;
const fine = /^✔/;
/** Shows all roles in the plan's order: what is missing stands first on the status card. */
const inPlanOrder = /(^|· )ROLLER/;

/** In each part of a card what lacks people stands before what is fine. */
export const needFirst: Rule = ({ blocks }) => {
  if (blocks.some(({ level, text }) => level !== null && inPlanOrder.test(text))) return [];
  return partsOf(blocks).flatMap((part) => {
    const firstFine = part.findIndex(({ text }) => fine.test(text));
    const late = firstFine < 0 ? [] : part.slice(firstFine).filter(({ text }) => missing.test(text));
    return late.map(({ text }) => text);
  });
};

/** The lines under each heading. */
function partsOf(blocks: readonly SeenBlock[]): readonly (readonly SeenBlock[])[] {
  const starts = blocks.flatMap(({ level }, index) => (level === null ? [] : [index]));
  return starts.map((start, index) => blocks.slice(start, starts[index + 1]));
}
