import { faultText } from '../domain/log-check.ts';
import type { Plan } from '../domain/plan.ts';
import { newErrorId } from '../error-id.ts';
import { DaybookFault, type Journal, LogRolledBack, StoreAway, StoreFault } from '../ports.ts';
import type { Request } from '../request.ts';
import { noteRequest } from '../request-log.ts';

/**
 * What a person is told when something failed: what happened, what it means, what to do, the text back
 * and an id. The detail goes to the log, the text does not.
 */
export function failureAnswer(error: unknown, request: Request, plan: Plan, journal: Journal): string {
  const id = newErrorId();
  noteRequest({ outcome: 'failed', ...(request.tap?.crisisId ? { crisisId: request.tap.crisisId } : {}) });
  journal.error('request.failed', error, { errorId: id, intent: request.intent });
  const { phoneText } = plan.dutyPhone;
  const text = textIn(request);
  const back = text ? `\n\nDin tekst: ${text}` : '';
  return `${whatHappened(error)} Haster det, så ring ${phoneText}. Fejl-id ${id}.${back}`;
}

/** A dialog closes with this answer, and all that stood in its fields with it: ids and choices are one word. */
function textIn({ tap, text, dialog }: Request): string {
  if (!tap) return text;
  const { tekst = '', ...others } = tap.data;
  const typed = dialog ? Object.values(others).filter((value) => /\s/.test(value)) : [];
  return [tekst, ...typed].filter(Boolean).join('\n');
}

function whatHappened(error: unknown): string {
  if (error instanceof StoreAway) {
    return 'Loggen svarer ikke lige nu, så det kan jeg ikke. Intet er gemt. Prøv igen om lidt.';
  }
  if (error instanceof DaybookFault) {
    return 'Loggen svarer ikke lige nu, og jeg kunne heller ikke gemme det her hos mig. Intet er gemt. Skriv det ned, og prøv igen om lidt.';
  }
  if (error instanceof StoreFault) {
    return 'Loggen svarer ikke lige nu, så jeg ved ikke, om det blev gemt. Vent et øjeblik, se efter med »vis log«, og skriv det igen, hvis det mangler.';
  }
  if (error instanceof LogRolledBack) {
    const what = error.fault
      ? `: ${faultText(error.fault)}. Jeg skriver ikke i den`
      : ', så jeg skriver ikke i den';
    return `Der er noget galt med loggen${what}. Før log på papir, og få fat i den, der driver Krisebot.`;
  }
  return 'Noget gik galt hos mig, og jeg ved ikke, om det blev gemt. Se efter med »vis log«, og prøv igen.';
}
