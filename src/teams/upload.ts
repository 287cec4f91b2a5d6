import type { Journal } from '../ports.ts';
import { isLoopbackHost } from './service-urls.ts';
import type { TeamsConfig } from './teams-config.ts';
import { withoutTexts } from './without-texts.ts';

/** Puts a file where Teams said that the person's OneDrive takes it. Never throws. */
export type Upload = (url: unknown, bytes: Uint8Array) => Promise<'stored' | 'failed'>;

/** Longest that OneDrive may take, in ms. */
const answerWithin = 30_000;
/** OneDrive takes no more in one call. */
const mostBytes = 60 * 1024 * 1024;
/** Where a work account's OneDrive takes files; everything under these. */
const commercialHosts: readonly string[] = ['sharepoint.com', 'svc.ms'];

/**
 * Says whether a file may be sent to an address. It comes with a person's answer: a log must not be sent to
 * wherever somebody writes. Loopback origins that are listed are what tests use.
 */
export function uploadRule(config: TeamsConfig): (url: unknown) => URL | undefined {
  const allowed = config.mode === 'production' ? (config.allowedUploadHosts ?? commercialHosts) : [];
  return (given) => {
    const url = addressOf(given);
    if (!url || url.username || url.password) return undefined;
    if (isLoopbackHost(url.hostname)) return allowed.includes(url.origin) ? url : undefined;
    const isAllowed = allowed.some((host) => url.hostname.endsWith(`.${host}`));
    return url.protocol === 'https:' && url.port === '' && isAllowed ? url : undefined;
  };
}

export function createUpload(config: TeamsConfig, journal: Journal, timeoutMs = answerWithin): Upload {
  const rule = uploadRule(config);
  return async (given, bytes) => {
    const url = rule(given);
    if (!url || bytes.byteLength === 0 || bytes.byteLength > mostBytes) {
      journal.error('teams.upload', new Error('not sent'), { host: hostOf(given), bytes: bytes.byteLength });
      return 'failed';
    }
    try {
      const answer = await put(url, bytes, timeoutMs);
      // 202 asks for more, and there is no more: only 200 and 201 say that the file is there.
      const isStored = answer.status === 200 || answer.status === 201;
      journal.info('teams.upload', { status: answer.status, bytes: bytes.byteLength });
      return isStored ? 'stored' : 'failed';
    } catch (error) {
      journal.error('teams.upload', withoutTexts(error), { bytes: bytes.byteLength });
      return 'failed';
    }
  };
}

async function put(url: URL, bytes: Uint8Array, timeoutMs: number): Promise<Response> {
  const size = bytes.byteLength;
  const answer = await fetch(url, {
    method: 'PUT',
    // The address itself is the permission: no token of the bot's goes there, and it leads nowhere else.
    redirect: 'manual',
    headers: {
      'content-type': 'application/octet-stream',
      'content-range': `bytes 0-${size - 1}/${size}`,
    },
    body: bytes,
    signal: AbortSignal.timeout(timeoutMs),
  });
  await answer.body?.cancel();
  return answer;
}

function hostOf(given: unknown): string {
  return addressOf(given)?.hostname ?? 'none';
}

function addressOf(given: unknown): URL | undefined {
  return typeof given === 'string' && given.length <= 4_000 && URL.canParse(given)
    ? new URL(given)
    : undefined;
}
