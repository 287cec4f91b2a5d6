/** Lengths of time that people have words of their own for, in minutes. */
const own: Readonly<Record<string, number>> = {
  'et kvarter': 15,
  kvarter: 15,
  kvarters: 15,
  'et kvarters tid': 15,
  'tre kvarter': 45,
  'en halv': 30,
  'halv time': 30,
  'en halv time': 30,
  'en halv times tid': 30,
  'en times tid': 60,
  'halvanden time': 90,
};

const counts: Readonly<Record<string, number>> = {
  '½': 0.5,
  et: 1,
  en: 1,
  to: 2,
  tre: 3,
  fire: 4,
  fem: 5,
  ti: 10,
  femten: 15,
  tyve: 20,
  tredive: 30,
  fyrre: 40,
  halvtreds: 50,
};

/** A length of time as people type it, in minutes: "20 min", "en halv time", "1 time og 20 min", "1½ time". */
export function minutesIn(text: string): number | undefined {
  const single = one(text);
  if (single !== undefined) return single;
  const [, hours = '', rest = ''] = /^(.{1,12}? ?(?:t|time|timer))\.? (?:og )?(.+)$/.exec(text) ?? [];
  const [long, short] = [one(hours), one(rest)];
  return long === undefined || short === undefined || short >= 60 ? undefined : long + short;
}

const unit = /^(\d{1,3}(?:[.,]5)?|\d{0,2}½|\p{L}{2,10}) ?(m|min|minut|minutter|t|time|timer)\.?$/u;

function one(text: string): number | undefined {
  if (Object.hasOwn(own, text)) return own[text];
  const [, count = '', name = ''] = unit.exec(text) ?? [];
  const said = Object.hasOwn(counts, count) ? counts[count] : undefined;
  const number = said ?? (count ? Number(count.replace(',', '.').replace('½', '.5')) : Number.NaN);
  if (Number.isNaN(number)) return undefined;
  return Math.round(number * (name.startsWith('t') ? 60 : 1));
}
