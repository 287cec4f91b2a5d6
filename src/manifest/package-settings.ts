/** What an app package is made for: read from the environment, every fault named at once. */
export interface PackageSettings {
  /** Short name of the environment, part of the file name: "drift", "test". */
  readonly environment: string;
  /** What people see the app called: an app that is not the real one says so in its name. */
  readonly appName: string;
  readonly appId: string;
  readonly botId: string;
  /** Where the bot answers, "https://host", and that host alone. */
  readonly publicUrl: string;
  readonly publicHost: string;
  readonly developerName: string;
  readonly websiteUrl: string;
  readonly privacyUrl: string;
  readonly termsUrl: string;
}

export type SettingsReading =
  | { readonly settings: PackageSettings }
  | { readonly faults: readonly [string, ...string[]] };

type Environment = Readonly<Record<string, string | undefined>>;
type Fault = (line: string) => void;

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const emptyGuid = '00000000-0000-0000-0000-000000000000';
/** Of Teams' manifest schema. */
const longestDeveloperName = 32;
const longestUrl = 2048;

/**
 * Reads the settings. The addresses of the app's website, privacy notice and terms are variables of their
 * own, never made from PUBLIC_URL: the bot has no such pages, and a dead link would be worse than none.
 */
export function readPackageSettings(given: Environment): SettingsReading {
  const faults: string[] = [];
  const fault = (line: string) => faults.push(line);
  const env = (name: string) => given[name]?.trim() ?? '';
  const environment = readEnvironment(env('TEAMS_ENVIRONMENT') || 'drift', fault);
  const settings = {
    environment,
    appName: environment === 'drift' ? 'Krisebot' : `Krisebot ${environment}`,
    appId: readGuid('TEAMS_APP_ID', env('TEAMS_APP_ID'), 'appens id i Teams, et nyt GUID', fault),
    botId: readGuid('MicrosoftAppId', env('MicrosoftAppId'), 'bottens app-id', fault),
    ...readPublicUrl(env('PUBLIC_URL'), fault),
    developerName: readDeveloperName(env('TEAMS_DEVELOPER_NAME'), fault),
    websiteUrl: readPage('TEAMS_WEBSITE_URL', env('TEAMS_WEBSITE_URL'), 'med hjælp til appen', fault),
    privacyUrl: readPage('TEAMS_PRIVACY_URL', env('TEAMS_PRIVACY_URL'), 'om persondata', fault),
    termsUrl: readPage('TEAMS_TERMS_URL', env('TEAMS_TERMS_URL'), 'med vilkår for brug', fault),
  };
  const [first, ...rest] = faults;
  return first === undefined ? { settings } : { faults: [first, ...rest] };
}

/** It becomes a file name and a part of the app's name: 20 characters keep that within Teams' 30. */
function readEnvironment(value: string, fault: Fault): string {
  if (!/^[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?$/.test(value)) {
    fault(`TEAMS_ENVIRONMENT er »${shown(value)}«. Brug højst 20 små bogstaver a–z, tal og bindestreger.`);
  }
  return value;
}

function readGuid(name: string, value: string, what: string, fault: Fault): string {
  if (!value) fault(`${name} mangler. Skriv ${what}.`);
  else if (!guid.test(value)) fault(`${name} er ikke et id. Det skal se sådan ud: ${emptyGuid}.`);
  else if (value === emptyGuid) fault(`${name} er kun nuller. Skriv ${what}.`);
  return value.toLowerCase();
}

function readPublicUrl(value: string, fault: Fault): { publicUrl: string; publicHost: string } {
  const url = httpsUrl(value);
  if (!value) fault('PUBLIC_URL mangler. Skriv bottens adresse på nettet: https://<vært>.');
  else if (!url || !isPublicHost(url.hostname)) {
    fault(`PUBLIC_URL er »${shown(value)}«. Skriv en adresse, Teams kan nå: https://<vært>.`);
  } else if (url.port || url.href !== `${url.origin}/`) {
    fault(`PUBLIC_URL er »${shown(value)}«. Skriv kun https:// og værten, uden port og sti.`);
  }
  return { publicUrl: url?.origin ?? '', publicHost: url?.host ?? '' };
}

function readDeveloperName(value: string, fault: Fault): string {
  if (!value) fault('TEAMS_DEVELOPER_NAME mangler. Skriv, hvem der står bag appen, fx kommunens navn.');
  else if ([...value].length > longestDeveloperName || /[\p{Cc}\p{Cf}{}<>]/u.test(value)) {
    fault(`TEAMS_DEVELOPER_NAME er »${shown(value)}«. Brug højst ${longestDeveloperName} almindelige tegn.`);
  }
  return value;
}

function readPage(name: string, value: string, what: string, fault: Fault): string {
  const url = httpsUrl(value);
  if (!value) fault(`${name} mangler. Skriv adressen på siden ${what}.`);
  else if (!url || !isPublicHost(url.hostname) || url.href.length > longestUrl) {
    fault(`${name} er »${shown(value)}«. Skriv en hel adresse, der begynder med https://.`);
  }
  return url?.href ?? '';
}

/** An https address without a name and password in it. */
function httpsUrl(value: string): URL | undefined {
  if (!URL.canParse(value)) return undefined;
  const url = new URL(value);
  return url.protocol === 'https:' && !url.username && !url.password ? url : undefined;
}

/** A name in the public DNS: not an IP address, not this machine, not a word without a dot. */
function isPublicHost(host: string): boolean {
  const labels = host.split('.');
  return (
    labels.length > 1 &&
    labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label)) &&
    /\.[a-z][a-z0-9-]+$/.test(host) &&
    !/\.(localhost|local|internal)$/.test(host)
  );
}

/** Whatever was written, as one short line. */
function shown(value: string): string {
  const line = value.replace(/[\p{Cc}\p{Cf}]/gu, '�');
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
