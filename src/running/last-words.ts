import { newErrorId } from '../error-id.ts';
import { lastLine } from '../journal.ts';
import { withoutTexts } from '../teams/without-texts.ts';
import { writeLast } from './log-stream.ts';

/**
 * What nobody caught ends the process: what it knows may be wrong, and the log holds all that counts. One line
 * says so, at once; the next start says what is not said yet.
 */
export function endOnFault(process: NodeJS.Process): void {
  const end = (kind: 'uncaughtException' | 'unhandledRejection') => (error: unknown) => {
    try {
      const errorId = newErrorId();
      const next =
        'Når Krisebot starter igen, siger den det, der mangler. Intet af det, der er gemt, er tabt.';
      writeLast(lastLine('process.ended', withoutTexts(error), { kind, errorId, next }));
    } finally {
      process.exit(1);
    }
  };
  process.on('uncaughtException', end('uncaughtException'));
  process.on('unhandledRejection', end('unhandledRejection'));
}
