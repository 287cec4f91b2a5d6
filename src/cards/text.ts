/** Keeps two characters apart for programs, unseen by people. What comes back from an input has lost it. */
const joiner = '\u2060';
/** Longer than anything that reaches the bot. */
const longest = 40_000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
const control = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/g;
const unseen = /[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g;
const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

/**
 * Text as a card shows it literally: no direction or control characters, and nothing a client or the
 * template could take for an expression (`{{DATE()}}`, `${x}`) or a mention (`<at>`). Markdown needs no
 * care here: people's text stands in TextRun alone, which knows none.
 */
export function literal(text: string): string {
  return text
    .slice(0, longest)
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(control, '')
    .replace(unseen, '')
    .replace(/([{$])(?=\{)/g, `$1${joiner}`)
    .replace(/<(?=\/?\s*at\b)/gi, `<${joiner}`);
}

/** `literal`, and kept from turning the words around it when it is written from right to left. */
export function shownText(text: string): string {
  const clean = unbroken(literal(text));
  return rightToLeft.test(clean) ? `\u2068${clean}\u2069` : clean;
}

const number = /(?<!\d)(\d\d) (\d\d) (\d\d) (\d\d)(?!\d)/g;

/** A phone number, and a time of day, stay on one line. */
function unbroken(text: string): string {
  return text.replace(number, '$1\u00a0$2\u00a0$3\u00a0$4').replace(/\bkl\. (?=\d)/g, 'kl.\u00a0');
}

const longestWord = 16;

/** One line of at most `max` characters, cut between words where one ends near; the rest shows as "…". */
export function oneLine(text: string, max: number): string {
  const characters = [
    ...text
      .slice(0, max * 8)
      .replace(/\s+/g, ' ')
      .trim(),
  ];
  if (characters.length <= max) return characters.join('');
  const cut = characters.slice(0, max - 1).join('');
  const end = cut.lastIndexOf(' ');
  const isNear = end > 0 && cut.length - end <= longestWord;
  return `${isNear ? cut.slice(0, end) : cut}…`;
}

/** The paragraphs of a text, blank lines left out. */
export function paragraphs(text: string): readonly string[] {
  return text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line.length > 0);
}

/** The first letter large. */
export function capital(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase('da') + text.slice(1);
}
