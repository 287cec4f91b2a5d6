/** Texts as long as an entry takes, each hard to set in its own way. */
export function longTexts(length: number): Readonly<Record<string, string>> {
  const of = (unit: string) =>
    unit
      .repeat(Math.ceil(length / unit.length))
      .slice(0, length)
      .toWellFormed();
  return {
    'signs no font has, all different': Array.from({ length }, (_, n) =>
      String.fromCodePoint(0x4e00 + n),
    ).join(''),
    'Danish words': of('Elektrikeren er på stedet. '),
    emoji: of('👩‍🚒🔥👍🏽🇩🇰'),
    'from right to left': of('שלום עולם '),
    'marks on letters': of('Z\u0351\u036B\u0343\u036A\u0302\u0311'),
    'one word': of('x'),
    'line ends': of('a\n'),
  };
}
