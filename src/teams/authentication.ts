import {
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import type { ServiceClientCredentialsFactory } from 'botframework-connector';
import { createCoalescing, wakeLater } from '../coalescing.ts';
import type { Journal } from '../ports.ts';
import { fetchKeys, microsoftMetadata } from './key-document.ts';
import { boundedCredentials } from './own-token.ts';
import { handToSdk } from './sdk-keys.ts';
import { serviceUrlRule } from './service-urls.ts';
import { createSigningKeys, type KeysTimer, type SigningKeys } from './signing-keys.ts';
import type { ProductionTeams, TeamsConfig } from './teams-config.ts';
import type { TokenGuard } from './token-guard.ts';
import { guardLocal, guardTokens } from './token-guard.ts';

export interface AuthenticationParts {
  readonly journal: Journal;
  /** Replaces how the bot gets its own tokens. */
  readonly credentials?: ServiceClientCredentialsFactory;
  /** When the keys are asked for; the machine's own clock where absent. */
  readonly keysTimer?: KeysTimer;
}

export interface Authentication {
  readonly guard: TokenGuard;
  /** What tokens are checked with. The local trial has neither. */
  readonly keys?: SigningKeys;
}

/**
 * The SDK's authentication inside our guard, with keys of our own keeping.
 * @throws Error when production is asked for without app id or tenant, or the SDK misses a setting.
 */
export function createAuthentication(config: TeamsConfig, parts: AuthenticationParts): Authentication {
  const serviceUrls = serviceUrlRule(config);
  const { credentials, keysTimer, journal } = parts;
  if (config.mode === 'local') {
    return { guard: guardLocal(new ConfigurationBotFrameworkAuthentication({}, credentials), serviceUrls) };
  }
  const { appId, tenantId, metadataUrl = microsoftMetadata } = config;
  if (!appId || !tenantId) throw new Error('production needs an app id and a tenant id');
  const keys = createSigningKeys({
    fetchKeys: () => fetchKeys(metadataUrl),
    tell: keysTeller(journal),
    ...(keysTimer ? { timer: keysTimer } : {}),
  });
  const settings = sdkSettings(config, handToSdk(keys));
  const own = credentials ?? new ConfigurationServiceClientCredentialFactory(settings);
  const bounded = boundedCredentials(own, { tell: tellOf(journal, 'teams.ownToken') });
  const inner = new ConfigurationBotFrameworkAuthentication(settings, bounded);
  return { guard: guardTokens(inner, { appId, tenantId, serviceUrls }, keys), keys };
}

/** All seven endpoints or none: one alone makes the SDK take the other six as empty and refuse every token. */
function sdkSettings(config: ProductionTeams, keysAddress: string): Record<string, string> {
  return {
    ...config.settings,
    MicrosoftAppId: config.appId,
    MicrosoftAppType: config.appType,
    MicrosoftAppTenantId: config.tenantId,
    ...(config.appPassword ? { MicrosoftAppPassword: config.appPassword } : {}),
    ToChannelFromBotLoginUrl: `https://login.microsoftonline.com/${config.tenantId}`,
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
    OAuthUrl: 'https://api.botframework.com',
    ToBotFromChannelOpenIdMetadataUrl: keysAddress,
    ToBotFromEmulatorOpenIdMetadataUrl: keysAddress,
    CallerId: 'urn:botframework:azure',
  };
}

/** One line a minute and kind of fault, however often it is met. */
function tellOf(journal: Journal, event: string): (fault: string) => void {
  const faults = createCoalescing<undefined>({
    after: wakeLater,
    tell: (fault, count) => journal.error(event, new Error(fault), { fault, count }),
  });
  return (fault) => faults.add(fault, undefined);
}

/** A new number of keys is news, and that there are any again; the same as an hour ago is none. */
function keysTeller(journal: Journal): (outcome: { keys: number } | { fault: string }) => void {
  const tellFault = tellOf(journal, 'teams.keys');
  let told: number | undefined;
  return (outcome) => {
    if ('fault' in outcome) tellFault(outcome.fault);
    else if (outcome.keys !== told) journal.info('teams.keys', { keys: outcome.keys });
    told = 'fault' in outcome ? undefined : outcome.keys;
  };
}
