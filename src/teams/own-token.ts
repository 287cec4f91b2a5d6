import type { ServiceClientCredentialsFactory } from 'botframework-connector';
import { fieldsOf } from './fields.ts';

type Credentials = Awaited<ReturnType<ServiceClientCredentialsFactory['createCredentials']>>;

export interface OwnTokenParts {
  /** Told why the bot's own token was not had: a short name. */
  readonly tell: (fault: string) => void;
  /** Milliseconds that only move forward. */
  readonly now?: () => number;
  /** How long the token may take, in ms. One that is still good is there at once. */
  readonly patienceMs?: number;
  /** How long nobody asks again after a failure, in ms. */
  readonly restMs?: number;
}

/** The bot has no token of its own at the moment, so nothing was sent. */
export class OwnTokenMissing extends Error {
  override readonly name = 'OwnTokenMissing';
}

/**
 * Credentials that give up in time. The SDK waits for the login host without end; here one call in a while
 * finds out whether it answers, and all others are told at once that it does not.
 */
export function boundedCredentials(
  inner: ServiceClientCredentialsFactory,
  parts: OwnTokenParts,
): ServiceClientCredentialsFactory {
  const door = createDoor(parts);
  return {
    isValidAppId: (appId) => inner.isValidAppId(appId),
    isAuthenticationDisabled: () => inner.isAuthenticationDisabled(),
    async createCredentials(...how) {
      const credentials = await inner.createCredentials(...how);
      const signRequest: Credentials['signRequest'] = (request) =>
        door(() => credentials.signRequest(request));
      return { signRequest };
    },
  };
}

function createDoor({
  tell,
  now = () => performance.now(),
  patienceMs = 4_000,
  restMs = 5_000,
}: OwnTokenParts) {
  let closedUntil: number | undefined;
  return async <T>(call: () => Promise<T>): Promise<T> => {
    if (closedUntil !== undefined) {
      if (now() < closedUntil) throw new OwnTokenMissing();
      // Whoever comes next finds it closed until this one knows.
      closedUntil = now() + patienceMs + restMs;
    }
    try {
      const result = await within(patienceMs, call());
      closedUntil = undefined;
      return result;
    } catch (error) {
      closedUntil = now() + restMs;
      tell(faultOf(error));
      throw new OwnTokenMissing();
    }
  };
}

async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  let timeout: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timeout = setTimeout(() => reject(new OwnTokenMissing('timeout')), ms);
  });
  // Its failure after that is nobody's business any more: the race has heard it.
  return Promise.race([answer, late]).finally(() => clearTimeout(timeout));
}

/** A login library's own short code, such as "invalid_client"; its messages may say more than a log should. */
function faultOf(error: unknown): string {
  if (error instanceof OwnTokenMissing) return error.message;
  const { errorCode, code, name } = fieldsOf(error);
  const short = [errorCode, code, name].find((one) => typeof one === 'string' && /^\w{1,60}$/.test(one));
  return String(short ?? 'unknown');
}
