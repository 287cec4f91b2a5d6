import type { Attendance } from '../domain/entry.ts';
import { type Button, type CardContext, rowsOf } from './button.ts';

const choices: readonly (Button & { readonly how: Attendance })[] = [
  { how: 'onTheWay', title: 'På vej', verb: 'på vej' },
  { how: 'present', title: 'Fremme', verb: 'fremme' },
  { how: 'online', title: 'Online', verb: 'online' },
  { how: 'prevented', title: 'Forhindret', verb: 'forhindret' },
];

/** One tap each: how one takes part; what one has said already is left out. */
export function attendanceRows(context: CardContext, said?: Attendance) {
  const left = choices.filter(({ how }) => how !== said);
  if (left.length < choices.length) return rowsOf(context, left);
  return [...rowsOf(context, left.slice(0, 2)), ...rowsOf(context, left.slice(2))];
}

/** When one expects to be there, as people say it. */
export function arrivalRows(context: CardContext) {
  const times = ['om 15 min', 'om 30 min', 'om 1 time'];
  return rowsOf(
    context,
    times.map((tid) => ({ title: tid, verb: 'på vej', data: { tid } })),
  );
}
