/** The longest word that is measured at once; a longer one may be broken anywhere. */
const longestWord = 40;
/** Where it may be broken: after each so many signs. */
const slice = 8;
const graphemes = new Intl.Segmenter('da', { granularity: 'grapheme' });

/** Words, single spaces and line ends, in order; very long words in parts. */
export function* piecesOf(text: string): Generator<string> {
  for (const piece of tied(text).split(/( |\n)/)) {
    if (piece.length > longestWord) yield* partsOf(piece);
    else if (piece !== '') yield piece;
  }
}

/** A long word, as an address is, in parts that end at its signs where it has any. */
function* partsOf(word: string): Generator<string> {
  for (const part of word.split(/(?<=[/\-_.@&=?,;:])/)) {
    if (part.length > longestWord) yield* slices(part);
    else yield part;
  }
}

function* slices(part: string): Generator<string> {
  let [signs, count] = ['', 0];
  for (const sign of signsOf(part)) {
    signs += sign;
    count += 1;
    if (count % slice > 0) continue;
    yield signs;
    signs = '';
  }
  if (signs) yield signs;
}

/** Telling signs apart takes long; where each letter is one, as in what a machine wrote, there is no need. */
function* signsOf(part: string): Generator<string> {
  if (/^[!-~]*$/.test(part)) return yield* part;
  for (const { segment } of graphemes.segment(part)) yield segment;
}

/** Line ends of all kinds become one; what belongs together is not parted: "kl. 02.14", "nr. 12". */
function tied(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
    .replace(/\b(kl|nr|ca|stk|side)\. ?(?=\d)/gi, '$1.\u00a0')
    .replace(/ (?=[·–] )/g, '\u00a0')
    .replace(/(\d) (?=(min|timer|dage|%|kr)\b)/g, '$1\u00a0');
}
