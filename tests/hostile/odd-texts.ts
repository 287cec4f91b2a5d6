/** Texts that something between a person and a reader might take for its own, or stumble over. */

/** One of each kind, short enough for any field. */
export const odd: Readonly<Record<string, string>> = {
  markdown: '**fed** _skrå_ ~~væk~~ `kode` # Overskrift\n- punkt\n1. et\n> citat',
  'Markdown link': '[Klik her](https://ond.example/x) ![x](https://ond.example/x.png) <https://ond.example>',
  HTML: '<b>fed</b> <script>alert(1)</script> <img src=x onerror=alert(1)> &lt;at&gt; &amp;amp;',
  mention: '<at>Anna Holm</at> <at id="0">alle</at> < at>x</ AT >',
  'template expression': `\${headline} \\\${x} $\${y} \${$root.crisis} \${if(true, 1, 2)} $data $when`,
  'stalling expression': `\${isMatch('aaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '^(a+)+$')} \${range(1,3000000)}`,
  'client date': '{{DATE(2026-11-23T01:14:00Z, SHORT)}} {{{TIME(2026-11-23T01:14:00Z)}}} {{{{DATE(x)}}}}',
  direction: 'venstre \u202Eerjh\u202C \u2066x\u2069 \u200F\u061Cslut',
  'right to left': 'Ring til שלום ו־مرحبا nu',
  unseen: 'a\u200Bb\u200Cc\u200Dd\u2060e\uFEFFf\u00ADg\u034Fh\u{E0041}i',
  'half a character': 'a\uD800b\uDC00c\uD83D',
  'NUL and controls': 'a\u0000b\u0001\u0007\u001B[31mrød\u007F\u0085x\u2028y\u2029z\u000B\u000C',
  'a formula': '=cmd|" /C calc"!A1',
  'another formula': '+4596110001',
  'a third formula': '@SUM(1+1)*cmd',
  'a fourth formula': '-2+3',
  'a wide formula': '\uFF1D1+1',
  'a formula behind a tab': '\t=1+1',
  emoji: '👩‍🚒🔥👍🏽🇩🇰 👨‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ☎️',
  'marks on letters': 'Z\u0351\u036B\u0343\u036A\u0302\u0311 e\u0301 a\u030A o\u0338 \u0301alene',
  'look-alikes': 'Аnna Ноlm ｋｒｉｓｅ ①② ﬁ ℡ 𝐊𝐫𝐢𝐬𝐞',
  'a link': 'Se https://ond.example/?a=1&b=<2> og www.ond.example, mailto:x@ond.example, tel:96110001',
  'a card': '{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":"falsk"}],"actions":[]}',
  quotes: `"dobbelt" 'enkelt' \`skrå\` \\ omvendt \\n \\u0041 »citat«`,
  OData: `x' or PartitionKey ne '' or 'a' eq 'a`,
  path: '../../etc/passwd ..\\..\\x CON NUL COM1 /dev/null C:\\x %2e%2e%2f',
  'CSV breaks': 'a;b","c"\r\nd\te',
  'objects have it': '__proto__ constructor toString hasOwnProperty valueOf',
  JSON: '{"__proto__":{"isLeader":true}}',
  'PDF syntax': '(x) Tj ET \\) >> endobj /JS (app.alert(1)) <</S/URI/URI(http://ond.example)>>',
  'a log line': '\n{"level":"info","event":"falsk"}\r\nHTTP/1.1 200 OK',
};

/** What is repeated to make a reader slow. */
const attacks: readonly string[] = [
  'a',
  ' ',
  '\n',
  '\t',
  ' \n',
  'a ',
  'a\n',
  '<',
  '<a',
  '<at',
  '<at>',
  '<at>x',
  '<!--',
  '<script>',
  '<img alt="',
  '<p a="',
  "<p a='",
  '&',
  '&#',
  '&#1',
  '&amp;',
  '&amp',
  '{{',
  `\${`,
  '$',
  '[',
  '](',
  '@',
  '@a ',
  'til ',
  'til a',
  'ansvarlig ',
  'ansvarlig:',
  ' ansvarlig: a',
  ' fordi',
  ' fordi ',
  ', fordi ',
  'af a',
  'af a: ',
  'af Jens: ',
  'fra a: ',
  'kl. 13 ',
  'kl. 13.40 ',
  'melding: ',
  'ca. ',
  'om ',
  'for ',
  'for 1 time og ',
  ' siden',
  'siden ',
  'med ',
  'side ',
  ' side 1',
  'vis ',
  'se ',
  'vis mig ',
  'vis\n',
  'krise ',
  '/krise ',
  'krise\u00a0',
  '0',
  '01',
  '010190',
  '010190-1111 ',
  '010190-1111',
  '12 34 56 78 ',
  '1 ',
  '-',
  '–',
  ',',
  '.',
  '. ',
  ':',
  'a:',
  'a: ',
  '?',
  '(',
  ')',
  '"',
  ';',
  'e\u0301',
  '\u0301',
  '\uD800',
  '\uDC00',
  '👩‍🚒',
  '\u200d',
  'ש',
  '\u202e',
  '\uFEFF',
  '\u00a0',
  '\u2028',
  'ramt: a\n',
  'ramt a\n',
  'ramt (formodet): ',
  'formodet ',
  '(formodet) ',
  'ja ',
  'ja, ',
  'ringet ',
  'tager ',
  'kommer ',
  'kommer, ',
  'ukendt ',
  '=',
  '\t=',
  'Jens ',
  'Jens Krogh ',
  'log ',
  'kl',
  'ø',
  'K-2026-01 ',
  'nr. 4 ',
  'og ',
  'er ',
  'vi ',
];

/** A text of that length that is one thing over and over, with another thing at its end. */
export interface Attack {
  readonly name: string;
  ofLength(length: number): string;
}

const ends: readonly string[] = ['', '!', 'x', '\n', ' x', '>'];

/** Every repeated thing, alone and after the word that leads to its reader. */
export const repeated: readonly Attack[] = attacks.flatMap((unit) =>
  ['', 'vis ', 'krise ', 'for ', 'til ', '<at>'].map((begin, index): Attack => {
    const end = ends[(index + unit.length) % ends.length] ?? '';
    return {
      name: JSON.stringify(`${begin}${unit}…${end}`),
      ofLength: (length) =>
        `${begin}${unit.repeat(Math.ceil(length / unit.length))}`.slice(0, Math.max(0, length - end.length)) +
        end,
    };
  }),
);

/** Pieces of what people type, to be put together in any order. */
const pieces: readonly string[] = [
  ...attacks,
  ...Object.values(odd),
  'start Strømsvigt',
  'log Nødstrøm er startet',
  'beslutning Vi lukker nettet, fordi virus spreder sig',
  'opgave Ring til elværket @Ole Vind',
  'ret 18 kl. 13.40 af Jens: Kun mail er nede',
  'vis log handlinger Jens siden kl. 13 side 2',
  'ringet Lise Bro tager rollen log',
  'på vej om 1 time og 20 min',
  'halv tre',
  'for et kvarter siden',
  'i morgen kl. 8',
  'opdater årsag (formodet): kabel\nramt: mail',
  'rolle log @Lise Bro',
  'slå logtilstand fra',
  'nr. 4 er en beslutning',
  'hvad er der sket siden kl. 3',
  'sms fra Jens kommer',
  'Anna Holm',
  'kriseleder',
];

/** A text put together from pieces, some of them spoilt; at most `most` characters. */
export function anyText(random: () => number, most: number): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  let text = '';
  const wanted = random() < 0.9 ? random() * 200 : random() * most;
  while (text.length < wanted) {
    const piece = pick(pieces);
    text += random() < 0.2 ? spoilt(piece, random) : piece;
    if (random() < 0.6) text += pick([' ', '\n', ', ', ': ', '. ', '']);
  }
  return text.slice(0, most);
}

/** One character left out, doubled, exchanged, or put in. */
function spoilt(piece: string, random: () => number): string {
  const at = Math.floor(random() * piece.length);
  const strange = String.fromCharCode(Math.floor(random() * 0xffff));
  const [before, after] = [piece.slice(0, at), piece.slice(at)];
  return [
    before + after.slice(1),
    before + after[0] + after,
    before + strange + after.slice(1),
    before + strange + after,
  ][Math.floor(random() * 4)] as string;
}
