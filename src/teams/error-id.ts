import { newErrorId as errorId } from '../error-id.ts';

/** The same at this edge, in capitals. */
export function newErrorId(): string {
  return errorId().toUpperCase();
}
