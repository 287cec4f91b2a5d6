import type { SmsGateway, SmsResult } from '../ports.ts';
import { filledBody, filledHeaders, filledUrl, type Sms, type SmsSettings } from './sms-request.ts';

/** How long the gateway may take, in ms. */
const defaultTimeoutMs = 10_000;
/** Calls under way at the same time: gateways meet a crowd with 429. */
const mostAtOnce = 8;
const shortPauseMs = 5_000;
const longestPauseMs = 60_000;

/** Any gateway that takes an SMS by HTTP, as the environment describes it. */
export function createHttpGateway(settings: SmsSettings, timeoutMs = defaultTimeoutMs): SmsGateway {
  const inTurn = atMost(mostAtOnce);
  return { send: (number, text, id) => inTurn(() => attempt(settings, { number, text, id }, timeoutMs)) };
}

async function attempt(settings: SmsSettings, sms: Sms, timeoutMs: number): Promise<SmsResult> {
  const body = filledBody(settings, sms);
  try {
    const answer = await fetch(filledUrl(settings, sms), {
      method: settings.method,
      headers: filledHeaders(settings, sms),
      ...(body === undefined ? {} : { body }),
      // A redirect would turn a POST into a GET, or carry the key to another host.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await answer.body?.cancel();
    return resultOf(answer);
  } catch (error) {
    return neverLeft(error) ? { state: 'later', afterMs: shortPauseMs } : { state: 'unknown' };
  }
}

/** The gateway's own words are left out: they may hold the number and the text. */
function resultOf({ ok, status, headers }: Response): SmsResult {
  if (ok) return { state: 'sent' };
  const retryAfter = headers.get('retry-after');
  if (status === 429 || (status === 503 && retryAfter))
    return { state: 'later', afterMs: pauseOf(retryAfter) };
  if (status >= 500 || status === 408) return { state: 'unknown' };
  return { state: 'refused', detail: `HTTP ${status}` };
}

/** Seconds or a date; what makes no sense is a short pause. */
function pauseOf(retryAfter: string | null): number {
  if (!retryAfter) return shortPauseMs;
  const ms = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now();
  return Number.isNaN(ms) ? shortPauseMs : Math.min(Math.max(ms, 0), longestPauseMs);
}

const withoutConnection = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];

/** No connection was made: nothing was sent, and another attempt cannot double it. */
function neverLeft(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  const causes = cause instanceof AggregateError ? cause.errors : [cause];
  return causes.length > 0 && causes.every((one) => withoutConnection.includes(codeOf(one)));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Runs so many at once; the rest waits in order. */
function atMost(most: number): <Value>(run: () => Promise<Value>) => Promise<Value> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (run) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
