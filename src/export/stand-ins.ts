/** What common pictures are called, where the fonts do not have them. */
const names: Readonly<Record<string, string>> = {
  '👍': 'tommel op',
  '👎': 'tommel ned',
  '👌': 'ok',
  '🙏': 'tak',
  '👏': 'klap',
  '🔥': 'ild',
  '🚨': 'udrykning',
  '🚒': 'brandbil',
  '🚑': 'ambulance',
  '🚓': 'politibil',
  '💧': 'vand',
  '🌊': 'oversvømmelse',
  '🔌': 'stik',
  '🔋': 'batteri',
  '💡': 'pære',
  '💻': 'computer',
  '🖥': 'skærm',
  '📞': 'telefon',
  '📱': 'mobil',
  '📧': 'mail',
  '📷': 'foto',
  '📎': 'bilag',
  '📌': 'opslag',
  '🔒': 'låst',
  '🔓': 'låst op',
  '🔴': 'rød',
  '🟠': 'orange',
  '🟡': 'gul',
  '🟢': 'grøn',
  '🔵': 'blå',
  '✅': 'flueben',
  '❌': 'kryds',
  '❗': 'udråbstegn',
  '❓': 'spørgsmålstegn',
  '⭐': 'stjerne',
  '🎉': 'fest',
  '🤔': 'tænker',
  '🤷': 'ved ikke',
  '🚀': 'raket',
  '☕': 'kaffe',
};

const modifiers = /[\p{Emoji_Modifier}\p{Variation_Selector}\u200d]/gu;

/** What stands for a sign that no font here has: its name, or the numbers Unicode knows it by. */
export function standIn(grapheme: string): string {
  const bare = grapheme.replace(modifiers, '');
  const known = names[bare] ?? names[[...bare][0] ?? ''];
  return `[${known ?? codePoints(bare || grapheme)}]`;
}

function codePoints(text: string): string {
  return [...text]
    .map((sign) => `U+${sign.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ');
}
