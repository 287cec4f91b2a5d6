import { type MetricsSettings, readMetricsSettings } from './metrics/metrics-settings.ts';
import type { SmsSettings } from './sms/sms-request.ts';
import { readSmsSettings } from './sms/sms-settings.ts';

/** The environment, read once and checked whole: every fault is named at the same time. */

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Path of the plan file; the project's own where absent. */
  readonly planPath?: string;
  readonly tables: TablesConfig;
  readonly teams: TeamsSettings;
  /** Where the bot is reached on the net, without a path: links to files begin with it. */
  readonly publicUrl?: string;
  /** The SMS gateway, where there is one. */
  readonly sms?: SmsSettings;
  /** Where figures are sent, where they are. */
  readonly metrics?: MetricsSettings;
}

export type TablesConfig = { readonly connectionString: string } | { readonly endpoint: string };

export type TeamsSettings =
  | { readonly mode: 'local' }
  | {
      readonly mode: 'production';
      readonly appId: string;
      readonly appType: 'SingleTenant' | 'UserAssignedMsi';
      readonly tenantId: string;
      readonly appPassword?: string;
      readonly settings?: Readonly<Record<string, string>>;
      readonly allowedServiceHosts: readonly string[];
    };

export type Reading = { readonly config: Config } | { readonly faults: readonly string[] };

type Environment = Readonly<Record<string, string | undefined>>;

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** The emulator's own account and key, the same on every machine: no secret. */
const emulator =
  'DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;TableEndpoint=http://127.0.0.1:10002/devstoreaccount1;';

/** `bot`: the local trial, authentication off, loopback alone. `serve`: production. */
export function readConfig(mode: 'bot' | 'serve', given: Environment): Reading {
  const env = Object.fromEntries(Object.entries(given).filter(([, value]) => value?.trim()));
  const faults: string[] = [];
  const fault = (line: string) => faults.push(line);
  const port = readPort(env, fault);
  const tables = mode === 'bot' ? localTables(env, fault) : productionTables(env, fault);
  const teams = mode === 'bot' ? localTeams(env, fault) : productionTeams(env, fault);
  const sms = readSmsSettings(env, mode === 'bot', fault);
  const metrics = readMetricsSettings(env, fault);
  const publicUrl = mode === 'bot' ? undefined : readPublicUrl(env, fault);
  if (faults.length > 0 || !tables || !teams) return { faults };
  const host = mode === 'bot' ? '127.0.0.1' : (env.HOST ?? '0.0.0.0');
  const planPath = env.KRISE_PLAN;
  return {
    config: {
      host,
      port,
      tables,
      teams,
      ...(publicUrl ? { publicUrl } : {}),
      ...(sms ? { sms } : {}),
      ...(metrics ? { metrics } : {}),
      ...(planPath ? { planPath } : {}),
    },
  };
}

/** The tables alone, for what an operator runs beside the bot. `local`: those of the trial on this machine. */
export function readTablesConfig(
  local: boolean,
  given: Environment,
): { readonly tables: TablesConfig } | { readonly faults: readonly string[] } {
  const env = Object.fromEntries(Object.entries(given).filter(([, value]) => value?.trim()));
  const faults: string[] = [];
  const fault = (line: string) => faults.push(line);
  const tables = local ? localTables(env, fault) : productionTables(env, fault);
  return faults.length > 0 || !tables ? { faults } : { tables };
}

/** After how many months a record may be deleted. Absent: never, and nothing else is deleted either. */
export function readRetention(
  given: Environment,
): { readonly months?: number } | { readonly faults: readonly string[] } {
  const text = given.KRISE_RETENTION_MONTHS?.trim();
  if (!text) return {};
  if (/^[1-9]\d{0,3}$/.test(text)) return { months: Number(text) };
  return { faults: [`KRISE_RETENTION_MONTHS er »${text}«. Skriv et helt antal måneder, fx 60.`] };
}

type Fault = (line: string) => void;

function readPort({ PORT = '3978' }: Environment, fault: Fault): number {
  const port = Number(PORT);
  if (!/^\d{1,5}$/.test(PORT) || port > 65_535) fault(`PORT er »${PORT}«. Skriv et tal fra 0 til 65535.`);
  return port;
}

/** The same variable that the app package is made with. */
function readPublicUrl({ PUBLIC_URL: given }: Environment, fault: Fault): string | undefined {
  if (!given) return undefined;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const isHost = url?.protocol === 'https:' && url.href === `${url.origin}/`;
  if (!isHost) fault(`PUBLIC_URL er »${given}«. Skriv kun https:// og værten, uden sti.`);
  return url?.origin;
}

function localTables({ AZURE_STORAGE_CONNECTION_STRING: given }: Environment, fault: Fault): TablesConfig {
  const connectionString = given || emulator;
  const endpoint = /TableEndpoint=([^;]+)/i.exec(connectionString)?.[1] ?? '';
  if (!isLoopback(endpoint)) {
    fault(
      'AZURE_STORAGE_CONNECTION_STRING peger ikke på denne maskine. Prøven uden login må kun bruge 127.0.0.1.',
    );
  }
  return { connectionString };
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}

function localTeams({ NODE_ENV }: Environment, fault: Fault): TeamsSettings {
  if (NODE_ENV === 'production') {
    fault('NODE_ENV er »production«. Prøven kører uden login og må ikke køre i drift: brug »npm run serve«.');
  }
  return { mode: 'local' };
}

function productionTables(env: Environment, fault: Fault): TablesConfig | undefined {
  const { AZURE_TABLES_ENDPOINT: endpoint, AZURE_STORAGE_CONNECTION_STRING: connectionString } = env;
  if (endpoint && connectionString) {
    fault('Både AZURE_TABLES_ENDPOINT og AZURE_STORAGE_CONNECTION_STRING er sat. Behold den ene.');
  }
  if (endpoint) {
    if (!URL.canParse(endpoint) || new URL(endpoint).protocol !== 'https:') {
      // Not quoted: whoever pastes an address with a signature in it must not find that in a log.
      fault('AZURE_TABLES_ENDPOINT er ingen https-adresse. Skriv https://<konto>.table.core.windows.net.');
    }
    return { endpoint };
  }
  if (connectionString) {
    if (!/(TableEndpoint|EndpointSuffix)=/i.test(connectionString)) {
      fault('AZURE_STORAGE_CONNECTION_STRING kan ikke læses. Kopiér den hele fra lagerkontoen.');
    }
    return { connectionString };
  }
  fault(
    'AZURE_TABLES_ENDPOINT mangler. Skriv adressen på Azure Table Storage, https://<konto>.table.core.windows.net.',
  );
  return undefined;
}

function productionTeams(env: Environment, fault: Fault): TeamsSettings | undefined {
  const appId = needGuid(env, 'MicrosoftAppId', 'botens app-id', fault);
  const tenantId = needGuid(env, 'MicrosoftAppTenantId', 'kommunens lejer (tenant)', fault);
  const appType = env.MicrosoftAppType ?? 'SingleTenant';
  if (appType !== 'SingleTenant' && appType !== 'UserAssignedMsi') {
    fault(`MicrosoftAppType er »${appType}«. Skriv SingleTenant eller UserAssignedMsi.`);
    return undefined;
  }
  const settings = certificate(env);
  if (appType === 'SingleTenant' && !env.MicrosoftAppPassword && !settings) {
    fault(
      'MicrosoftAppPassword mangler. Skriv appens hemmelighed, brug et certifikat, eller sæt MicrosoftAppType til UserAssignedMsi.',
    );
  }
  const hosts = env.KRISE_SERVICE_HOSTS?.split(',')
    .map((host) => host.trim())
    .filter(Boolean);
  return {
    mode: 'production',
    appId,
    tenantId,
    appType,
    ...(env.MicrosoftAppPassword ? { appPassword: env.MicrosoftAppPassword } : {}),
    ...(settings ? { settings } : {}),
    allowedServiceHosts: hosts ?? ['smba.trafficmanager.net'],
  };
}

function needGuid(env: Environment, name: string, what: string, fault: Fault): string {
  const value = env[name] ?? '';
  if (!value) fault(`${name} mangler. Skriv ${what}.`);
  else if (!guid.test(value))
    fault(`${name} er ikke et id. Det skal se sådan ud: 00000000-0000-0000-0000-000000000000.`);
  return value;
}

function certificate({
  CertificateThumbprint,
  CertificatePrivateKey,
}: Environment): Record<string, string> | undefined {
  return CertificateThumbprint && CertificatePrivateKey
    ? { CertificateThumbprint, CertificatePrivateKey }
    : undefined;
}
