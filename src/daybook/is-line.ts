import type { Line } from './line.ts';
import { either, isNumber, isText, listOf, optional, shape, type Test, word } from './shape.ts';

const place = shape({ id: isText, serviceUrl: isText });
const actor = shape({ id: isText, name: isText });
const entry = shape({
  number: isNumber,
  at: isText,
  text: isText,
  by: actor,
  event: shape({ kind: isText }),
});
const start = shape({ at: isText, by: actor, headline: isText, plan: shape({ id: isText }) });
const settling = either(
  shape({ state: word('entered'), crisisId: isText, number: isNumber, text: isText }),
  shape({ state: word('refused'), text: isText }),
  shape({ state: word('aside'), errorId: isText }),
);
const what = either(
  shape({ kind: word('command'), body: shape({ kind: isText }) }),
  shape({
    kind: word('start'),
    series: shape({ planId: isText }),
    request: shape({ intent: isText, origin: place, start }),
  }),
);

const kinds: Readonly<Record<Line['kind'], Test>> = {
  base: shape({ crisisId: isText, asOf: isText, origin: optional(place), entries: listOf(entry) }),
  kept: shape({
    n: isNumber,
    crisisId: isText,
    intent: isText,
    by: actor,
    at: isText,
    near: optional(place),
    what,
    text: isText,
  }),
  settled: shape({ of: isNumber, as: settling }),
  telling: shape({ of: listOf(isNumber), state: word('waiting', 'sending', 'told') }),
  called: shape({
    of: isNumber,
    people: listOf(isText),
    state: word('sending', 'repeating', 'sent', 'missed'),
    by: optional(word('sms')),
  }),
  named: shape({ crisisId: isText, real: isText, at: isText }),
};

const aLine = either(
  ...Object.entries(kinds).map(([kind, test]): Test => {
    const isOfKind = shape({ kind: word(kind) });
    return (value) => isOfKind(value) && test(value);
  }),
);

/** True for what this version writes. */
export function isLine(value: unknown): value is Line {
  return aLine(value);
}
