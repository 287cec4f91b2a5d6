/** A rule of the house style, told by what breaks it. */
interface Rule {
  readonly name: string;
  readonly breaks: RegExp;
  /** Texts the rule says nothing of. */
  readonly but?: RegExp;
}

const letter = '\\p{L}';

/** The rules that a program can hold. What is kind and clear, people must judge by the list of texts. */
export const rules: readonly Rule[] = [
  { name: 'quotes »so«', breaks: new RegExp(`["“”„]${letter}|${letter}["“”„]|'${letter}+'`, 'u') },
  { name: 'writes kl. 02.14', breaks: /\d\d:\d\d(?!:)|kl\.? ?\d\d?:/ },
  { name: 'has a space after »kl.«', breaks: /\bkl\.\S|\bkl \d/ },
  { name: 'has no double space inside a sentence', breaks: new RegExp(`${letter}  ${letter}`, 'u') },
  { name: 'has no space before a comma or full stop', breaks: /\p{L} [.,;:!?](\s|$)/u },
  { name: 'uses three dots as one sign', breaks: /\.\.\./ },
  { name: 'uses a long dash, not a hyphen, between words', breaks: / - / },
  { name: 'says du, and De to nobody', breaks: /\b(De|Dem|Deres) (kan|skal|har|er|vil|bør|må)\b/ },
  {
    name: 'does not talk like a program',
    breaks:
      /\b(brugeren?|klik|click|submit|incident|acknowledge|status code|invalid|ugyldig|deploy|token|payload|null|undefined|exception|timeout|log ind|default|bot'en|session|systemfejl)\b/i,
    but: /MicrosoftApp|AZURE|KRISE_|PUBLIC_URL/,
  },
  // The letters an SMS can hold are no sentence.
  { name: 'does not shout', breaks: /!/, but: /^@£/ },
  { name: 'asks nicely without begging', breaks: /\b(venligst|beklager|desværre|undskyld)\b/i },
  { name: 'is Danish', breaks: /\b(the|and|not|with|from|error|failed|please|unknown|hello)\b/i },
];

/** The rules a text breaks, by name. */
export function broken(text: string): readonly string[] {
  const words = withoutCode(text);
  return rules.filter(({ breaks, but }) => breaks.test(words) && !but?.test(words)).map(({ name }) => name);
}

/** The text with its holes empty, and a choice of words as the words. */
function withoutCode(text: string): string {
  const inner = /\{([^{}]*)\}/g;
  const emptied = text.replace(inner, (_, hole: string) => (hole.includes(' | ') ? hole : '○'));
  return emptied === text ? text : withoutCode(emptied);
}

/** True for a text that has a sentence inside it already and does not end as one. */
export function lacksFullStop(text: string): boolean {
  return /\p{L}{2}[.?] \p{Lu}/u.test(text) && !/([.?:…»«)]|\}|\d|\bnu)\s*$/u.test(text);
}
