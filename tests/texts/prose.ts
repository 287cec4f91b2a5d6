/** Ids, keys, file names and addresses: one run of plain letters, digits and signs. */
const code = /^[\w.:;/@$#*?&=%+,<>()[\]{}|\\^-]*$/;
/** A word with a capital may stand alone before people: "Roller", "PARAT". */
const word = /^\p{Lu}(\p{Ll}+|\p{Lu}+)[:.!?]?$/u;
const danish = /[æøåÆØÅ»«–…·✔✖○☎]/;

/** What looks like words and is for programs: signals, methods, headers and rules of HTTP, Azure and Unicode. */
const forPrograms: readonly RegExp[] = [
  /^(SIG(INT|TERM|KILL|HUP)|GET|POST|PUT|NFC|E[A-Z]{6,}|Replace|Connection|Details|Id)$/,
  /^(Krise|Log|Register|People|String)$/,
  /^(content encoding|media type|length required|too (large|deep)|no (answer|activity))$/,
  /^[a-z-]+-src '|^PartitionKey (eq|gt)|^RowKey eq|charset=|^\. Details:|^a row of|service URL/,
  /^(Type|Range|Reference)Error$/,
];

/**
 * Whether a text is words for people: more than one word, a word with a capital, or Danish letters and signs;
 * not ids, command words, codes, names of headers and the like.
 */
export function isProse(text: string): boolean {
  const own = text.replace(/\{[^}]*\}/g, '').trim();
  const words = own || text;
  if (!/\p{L}{2}/u.test(words) || forPrograms.some((known) => known.test(words))) return false;
  return danish.test(own) || word.test(own) || !code.test(own);
}
