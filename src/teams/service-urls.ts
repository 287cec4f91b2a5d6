import type { TeamsConfig } from './teams-config.ts';

/** Says whether a service URL may be called with the bot's token. */
export type ServiceUrlRule = (url: unknown) => url is string;

const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]', '::1']);

/**
 * Production: the configured hosts over https. Local trial: any loopback address. Only as an address is written
 * in full: what one reader takes for another host than the next never gets that far.
 */
export function serviceUrlRule(config: TeamsConfig): ServiceUrlRule {
  const allowed = new Set(config.mode === 'production' ? config.allowedServiceHosts : []);
  return (url): url is string => {
    const parsed = parse(url);
    if (!parsed || !isPlain(parsed, url)) return false;
    if (config.mode === 'local') return isLoopback(parsed);
    if (isLoopback(parsed)) return allowed.has(parsed.origin);
    return parsed.protocol === 'https:' && parsed.port === '' && allowed.has(parsed.hostname);
  };
}

/** True for scheme, host and path alone, with nothing in them that is read as something else. */
function isPlain({ href, origin, pathname }: URL, given: unknown): boolean {
  const isAsWritten = given === href || `${given}/` === href;
  return isAsWritten && href === `${origin}${pathname}` && /^(\/[\w.-]+)*\/?$/.test(pathname);
}

/** True for the names of this machine alone. */
export function isLoopbackHost(host: string): boolean {
  return loopbackHosts.has(host);
}

/** The host that an address names, for the log; what is no address has none. */
export function hostOf(url: unknown): string {
  return parse(url)?.hostname.slice(0, 100) || 'none';
}

function isLoopback(url: URL): boolean {
  return (url.protocol === 'http:' || url.protocol === 'https:') && isLoopbackHost(url.hostname);
}

function parse(url: unknown): URL | undefined {
  if (typeof url !== 'string' || url.length > 500) return undefined;
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}
