/**
 * A civil registration number (CPR) as people write it: a date, and four digits with or without a hyphen or a
 * space before them. A phone number has eight digits and a case number its own form, so neither looks like it.
 */
const cpr = /(?<![\d-])((?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2})([- ]?)\d{4}(?!\d|-\d)/g;

/** True where a text holds what looks like a CPR number: it does not belong in a log (doctrine). */
export function looksLikeCpr(text: string): boolean {
  return text.search(cpr) >= 0;
}

/** The text with the last four digits of each such number struck out. */
export function withoutCpr(text: string): string {
  return text.replace(cpr, '$1$2xxxx');
}

/** What looks like CPR numbers in a text, as written, in its order. */
export function cprIn(text: string): readonly string[] {
  return text.match(cpr) ?? [];
}

/** The text with these numbers whole again where their last digits were struck out, each once. */
export function withCpr(struck: string, numbers: readonly string[]): string {
  const left = new Map<string, string[]>();
  for (const number of numbers.toReversed()) {
    const place = withoutCpr(number);
    left.set(place, [...(left.get(place) ?? []), number]);
  }
  return struck.replace(/\d{6}[- ]?xxxx/g, (place) => left.get(place)?.pop() ?? place);
}
