import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { ServiceClientCredentialsFactory } from 'botframework-connector';
import { serviceUrlRule } from './service-urls.ts';
import type { ProductionTeams, TeamsConfig } from './teams-config.ts';
import type { TokenGuard } from './token-guard.ts';
import { guardLocal, guardTokens } from './token-guard.ts';

/**
 * The SDK's authentication inside our guard. `credentials` replaces how the bot gets its own tokens.
 * @throws Error when production is asked for without app id or tenant, or the SDK misses a setting.
 */
export function createAuthentication(
  config: TeamsConfig,
  credentials?: ServiceClientCredentialsFactory,
): TokenGuard {
  const serviceUrls = serviceUrlRule(config);
  if (config.mode === 'local') {
    return guardLocal(new ConfigurationBotFrameworkAuthentication({}, credentials), serviceUrls);
  }
  if (!config.appId || !config.tenantId) throw new Error('production needs an app id and a tenant id');
  const inner = new ConfigurationBotFrameworkAuthentication(sdkSettings(config), credentials);
  const tenants = new Set(config.tenants ?? [config.tenantId]);
  return guardTokens(inner, { appId: config.appId, tenants, serviceUrls });
}

function sdkSettings(config: ProductionTeams): Record<string, string> {
  return {
    ...config.settings,
    MicrosoftAppId: config.appId,
    MicrosoftAppType: config.appType,
    MicrosoftAppTenantId: config.tenantId,
    ...(config.appPassword ? { MicrosoftAppPassword: config.appPassword } : {}),
    ...(config.metadataUrl ? issuerSettings(config.tenantId, config.metadataUrl) : {}),
  };
}

/** All seven or none: one alone makes the SDK take the other six as empty and refuse every token. */
function issuerSettings(tenantId: string, metadataUrl: string): Record<string, string> {
  return {
    ToChannelFromBotLoginUrl: `https://login.microsoftonline.com/${tenantId}`,
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
    OAuthUrl: 'https://api.botframework.com',
    ToBotFromChannelOpenIdMetadataUrl: metadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: metadataUrl,
    CallerId: 'urn:botframework:azure',
  };
}
