import { months } from '../domain/danish-time.ts';

/**
 * What can be seen of the dates a plan prints. They are texts, sometimes with parts missing: these
 * questions serve warnings alone, and nothing is ever computed from a date.
 */
interface PrintedDate {
  readonly day?: number;
  readonly month: number;
  readonly year: number;
}

/** True where the plan was last updated before it was approved, so that one of the two must be wrong. */
export function datesDisagree(approved: string, updated: string): boolean {
  const [approval, update] = [printedDate(approved), printedDate(updated)];
  if (!approval || !update) return false;
  if (approval.year !== update.year) return update.year < approval.year;
  if (approval.month !== update.month) return update.month < approval.month;
  return update.day !== undefined && approval.day !== undefined && update.day < approval.day;
}

/** True where a month and a year are printed, but no day. */
export function lacksDay(printed: string): boolean {
  const date = printedDate(printed);
  return date !== undefined && date.day === undefined;
}

/** True where the text breaks off where a name belongs: "… opdateret 26. november af". */
export function lacksName(printed: string): boolean {
  return /\saf\.?\s*$/i.test(printed);
}

function printedDate(printed: string): PrintedDate | undefined {
  const pattern = new RegExp(`(?:(\\d{1,2})\\.?\\s+)?(${months.join('|')})\\s+(\\d{4})`, 'i');
  const [, day, month = '', year] = pattern.exec(printed) ?? [];
  if (!year) return undefined;
  return { month: months.indexOf(month.toLowerCase()), year: Number(year), ...(day && { day: Number(day) }) };
}
