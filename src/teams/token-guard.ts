import type { Activity } from 'botbuilder';
import type { AuthenticateRequestResult, ClaimsIdentity } from 'botframework-connector';
import { AuthenticationError, BotFrameworkAuthentication } from 'botframework-connector';
import { guardedFactory } from './connector-factory.ts';
import { fieldsOf } from './fields.ts';
import type { ServiceUrlRule } from './service-urls.ts';
import type { SigningKeys } from './signing-keys.ts';
import { isSignedBy } from './token.ts';
import type { TokenRules } from './token-rules.ts';
import { tokenFault } from './token-rules.ts';

/** What the guard says of an activity and its authorization header: the fault, or undefined. */
type Check = (activity: unknown, header: string) => Promise<string | undefined>;

interface Guarding {
  readonly check: Check;
  readonly serviceUrls: ServiceUrlRule;
  /** False in the local trial, where a header that a client sends anyway is not looked at. */
  readonly passHeader: boolean;
}

/**
 * Guards the SDK's authentication with our own rules; whatever goes wrong is a 401. The signature is looked at
 * here first: the SDK writes a line about each that it refuses.
 */
export function guardTokens(
  inner: BotFrameworkAuthentication,
  rules: TokenRules,
  keys: SigningKeys,
): TokenGuard {
  const check: Check = async (activity, header) => {
    const found = tokenFault(activity, header, rules);
    if (typeof found === 'string') return found;
    const key = await keys.find(found.kid);
    if (!key) return keys.areKnown() ? 'key' : 'no keys';
    return isSignedBy(key, found.token) ? undefined : 'signature';
  };
  return new TokenGuard(inner, { check, serviceUrls: rules.serviceUrls, passHeader: true });
}

/** The local trial has no tokens; answers may still only go to this machine. */
export function guardLocal(inner: BotFrameworkAuthentication, serviceUrls: ServiceUrlRule): TokenGuard {
  const check: Check = async (activity) =>
    serviceUrls(fieldsOf(activity).serviceUrl) ? undefined : 'serviceUrl';
  return new TokenGuard(inner, { check, serviceUrls, passHeader: false });
}

/** A class because the SDK's adapter asks for this one. */
export class TokenGuard extends BotFrameworkAuthentication {
  readonly #inner: BotFrameworkAuthentication;
  readonly #guarding: Guarding;

  constructor(inner: BotFrameworkAuthentication, guarding: Guarding) {
    super();
    this.#inner = inner;
    this.#guarding = guarding;
  }

  /** @throws AuthenticationError whose message is the fault's short name, never anything of the token. */
  override async authenticateRequest(activity: Activity, header: string): Promise<AuthenticateRequestResult> {
    const { check, serviceUrls, passHeader } = this.#guarding;
    const fault = await check(activity, header);
    if (fault) throw refused(fault);
    const result = await this.#inner
      .authenticateRequest(activity, passHeader ? header : '')
      .catch(() => Promise.reject(refused('sdk')));
    const { connectorFactory } = result;
    if (!connectorFactory) throw refused('connector');
    return { ...result, connectorFactory: guardedFactory(connectorFactory, serviceUrls) };
  }

  override createConnectorFactory(identity: ClaimsIdentity) {
    return guardedFactory(this.#inner.createConnectorFactory(identity), this.#guarding.serviceUrls);
  }

  override createUserTokenClient(identity: ClaimsIdentity) {
    return this.#inner.createUserTokenClient(identity);
  }

  override authenticateStreamingRequest(): Promise<AuthenticateRequestResult> {
    return Promise.reject(refused('streaming'));
  }

  override authenticateChannelRequest(): Promise<ClaimsIdentity> {
    return Promise.reject(refused('skills'));
  }

  override createBotFrameworkClient(): never {
    throw refused('skills');
  }
}

function refused(fault: string): AuthenticationError {
  return new AuthenticationError(fault, 401);
}
