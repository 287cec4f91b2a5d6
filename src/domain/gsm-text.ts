/** What one SMS holds, in characters of the GSM-7 alphabet (3GPP TS 23.038). */
export const oneSms = 160;

/** The basic table of GSM-7. Its extension table is left out: those characters count double. */
const basic = new Set(
  '@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);

/** Characters outside the alphabet that have a near one in it. */
const near: Readonly<Record<string, string>> = {
  '«': '"',
  '»': '"',
  '“': '"',
  '”': '"',
  '„': '"',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '`': "'",
  '´': "'",
  '–': '-',
  '—': '-',
  '‑': '-',
  '−': '-',
  '…': '...',
  '·': '-',
  '•': '-',
  '×': 'x',
  '[': '(',
  ']': ')',
  '{': '(',
  '}': ')',
  '~': '-',
  '|': '/',
  '\\': '/',
  '€': 'EUR',
};

/**
 * One line of text in GSM-7 alone, a character each: a single other one would make the whole SMS UCS-2, with
 * room for 70. Letters without a near one become "?", other characters vanish.
 */
export function gsmText(text: string): string {
  const line = text.toWellFormed().normalize('NFC').replace(/\s+/g, ' ');
  return [...line].map(gsmCharacter).join('').replace(/ +/g, ' ').trim();
}

function gsmCharacter(character: string): string {
  if (basic.has(character)) return character;
  const replaced = near[character];
  if (replaced !== undefined) return replaced;
  const plain = [...character.normalize('NFKD')].filter((part) => basic.has(part)).join('');
  return plain || (/[\p{L}\p{N}]/u.test(character) ? '?' : '');
}

/** The beginning of a text that fits in `room` characters: cut at a word, and said by "..." to be cut. */
export function cutAtWord(text: string, room: number): string {
  if (text.length <= room) return text;
  const dots = '...';
  const part = text.slice(0, Math.max(0, room - dots.length));
  const end = part.lastIndexOf(' ');
  const isWhole = text[part.length] === ' ';
  const words = isWhole || end <= 0 ? part : part.slice(0, end);
  return `${words.replace(/[\s.,:;-]+$/, '')}${dots}`;
}
