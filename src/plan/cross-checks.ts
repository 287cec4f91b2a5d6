import type { Finding, Path } from './fault.ts';
import { entriesOf, matches, type TextMatch, texts } from './match-path.ts';
import { nearest } from './nearest.ts';

/**
 * What one part of the plan says of another. Checked on the file as it was read, valid or not, so that a
 * fault elsewhere hides none of these.
 */
export function crossFindings(root: unknown): Finding[] {
  return [
    ...references.flatMap(({ at, to }) => unknownReferences(root, at, to)),
    ...unique.flatMap(({ what, at }) =>
      repeated(
        at.flatMap((pattern) => texts(root, pattern)),
        what,
      ),
    ),
    ...sharedWords(root),
    ...withoutNumber(root),
    ...holders(root),
    ...succession(root),
    ...timings(root),
  ];
}

const scopes = ['roller', 'kommunikation', 'områder', '*'];
const rolePaths = [['roller', '*'], scopes];

const references: readonly { readonly at: Path; readonly to: 'kontakter' | 'grupper' }[] = [
  ...rolePaths.flatMap((role) => [
    { at: [...role, 'indehaver', 'kontakt'], to: 'kontakter' as const },
    { at: [...role, 'indehaver', 'gruppe'], to: 'grupper' as const },
    { at: [...role, 'stedfortrædere', '*'], to: 'kontakter' as const },
  ]),
  { at: ['grupper', '*', 'medlemmer', '*'], to: 'kontakter' },
  { at: ['kriseleder_rækkefølge', 'kontakter', '*'], to: 'kontakter' },
  { at: ['ejer', 'kontakt'], to: 'kontakter' },
  { at: ['orienteres', 'kontakt'], to: 'kontakter' },
  { at: ['øverste_krisestab', 'først'], to: 'kontakter' },
  { at: ['øvelse', 'sms', '*'], to: 'kontakter' },
];

const unique: readonly { readonly what: string; readonly at: readonly Path[] }[] = [
  { what: 'Id', at: [['kritiske_ydelser', '*', 'id']] },
  { what: 'Id', at: [['ansvar', '*', 'id']] },
  { what: 'Id', at: [['mødesteder', 'steder', '*', 'id']] },
  {
    what: 'Id',
    at: [
      ['alarmkilder', '*', 'id'],
      ['alarmkilder', '*', 'eksempler', '*', 'id'],
    ],
  },
  { what: 'Id', at: [['roller', '*', 'opgaver', '*', '*', 'id']] },
  { what: 'Id', at: [['lovfrister', '*', 'id']] },
  { what: 'Brugernavn', at: [['kontakter', '*', 'upn']] },
];

function unknownReferences(root: unknown, at: Path, to: 'kontakter' | 'grupper'): Finding[] {
  const known = entriesOf(matches(root, [to])[0]?.value).map(([name]) => String(name));
  const kind = to === 'kontakter' ? 'kontakten' : 'gruppen';
  return texts(root, at)
    .filter(({ value }) => !known.includes(value))
    .map(({ path, value }) => {
      const guess = nearest(value, known);
      const choice = guess ? `Mente du »${guess}«?` : `Skriv en af: ${known.join(', ')}.`;
      return {
        path,
        what: `Planen kender ikke ${kind} »${value}«.`,
        advice: `${choice} Eller tilføj den under »${to}«.`,
      };
    });
}

function repeated(found: readonly TextMatch[], what: string): Finding[] {
  return found.flatMap(({ path, value }, index) =>
    found.findIndex((other) => other.value === value) < index
      ? [
          {
            path,
            what: `${what} »${value}« er brugt før.`,
            advice: 'Giv den ene et andet, så de kan skelnes.',
          },
        ]
      : [],
  );
}

/** Two roles that answer to one word would leave it to chance which one is meant. */
function sharedWords(root: unknown): Finding[] {
  const words = rolePaths.flatMap((role) =>
    texts(root, [...role, 'skriv', '*']).map(({ path, value }) => ({
      path,
      word: value.toLowerCase(),
      role: path.slice(0, role.length).join(' '),
    })),
  );
  return words.flatMap(({ path, word, role }, index) => {
    const other = words.slice(0, index).find((earlier) => earlier.word === word && earlier.role !== role);
    const what = `Ordet »${word}« fører allerede til en anden rolle (${other?.role.split(' ').at(-1)}).`;
    return other ? [{ path, what, advice: 'Brug ordet under én rolle.' }] : [];
  });
}

/** Whoever is listed to get an SMS in an exercise can only get it by number. */
function withoutNumber(root: unknown): Finding[] {
  return texts(root, ['øvelse', 'sms', '*'])
    .filter(({ value }) => matches(root, ['kontakter', value]).length > 0)
    .filter(({ value }) => texts(root, ['kontakter', value, 'telefon']).length === 0)
    .map(({ path, value }) => ({
      path,
      what: `»${value}« har intet telefonnummer og kan ikke få en sms.`,
      advice: 'Skriv »telefon« på kontakten, eller slet den her.',
    }));
}

function holders(root: unknown): Finding[] {
  return rolePaths
    .flatMap((role) => matches(root, [...role, 'indehaver']))
    .filter(({ value }) => {
      const keys = entriesOf(value).map(([name]) => name);
      return typeof value === 'object' && keys.includes('kontakt') === keys.includes('gruppe');
    })
    .map(({ path }) => ({
      path,
      what: 'Indehaveren skal være enten en kontakt eller en gruppe.',
      advice: 'Skriv »indehaver: { kontakt: … }« eller »indehaver: { gruppe: … }«.',
    }));
}

function succession(root: unknown): Finding[] {
  const path = ['kriseleder_rækkefølge', 'kontakter', 0];
  const [first] = texts(root, path);
  const [leader] = texts(root, ['roller', 'kriseleder', 'indehaver', 'kontakt']);
  if (!first || !leader || first.value === leader.value) return [];
  const what = `Rækkefølgen begynder med »${first.value}«, men planens kriseleder er »${leader.value}«.`;
  return [{ path, what, advice: 'Skriv planens kriseleder først.' }];
}

function timings(root: unknown): Finding[] {
  return [
    ...notBefore(root, ['tider', 'påmindelse', 'minutter'], ['tider', 'åbn_rolle', 'minutter']),
    ...notBefore(root, ['tider', 'spørg_om_afløsning', 'timer'], ['tider', 'advar_om_afløsning', 'timer']),
  ];
}

function notBefore(root: unknown, earlier: Path, later: Path): Finding[] {
  const first = Number(texts(root, earlier)[0]?.value);
  const second = Number(texts(root, later)[0]?.value);
  if (!(second < first)) return [];
  const what = `»${String(later[1])}« (${second}) kommer før »${String(earlier[1])}« (${first}).`;
  return [{ path: later, what, advice: `Skriv mindst ${first}.` }];
}
