/** Where figures are sent, by the names that OpenTelemetry has given them. */
export interface MetricsSettings {
  readonly exporter: 'otlp' | 'console';
  /** The whole address, "https://…/v1/metrics". Absent with `console`. */
  readonly url?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly everyMs: number;
  readonly serviceName: string;
  readonly attributes: Readonly<Record<string, string>>;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Fault = (line: string) => void;

const shortestMs = 1_000;

/** Undefined where no figures are asked for. */
export function readMetricsSettings(env: Environment, fault: Fault): MetricsSettings | undefined {
  const exporter = env.OTEL_METRICS_EXPORTER ?? 'none';
  if (exporter === 'none') return undefined;
  if (exporter !== 'otlp' && exporter !== 'console') {
    fault(`OTEL_METRICS_EXPORTER er »${exporter}«. Skriv otlp, console eller none.`);
    return undefined;
  }
  const url = exporter === 'otlp' ? readUrl(env, fault) : undefined;
  return {
    exporter,
    ...(url ? { url } : {}),
    headers: readPairs('OTEL_EXPORTER_OTLP_HEADERS', env, fault),
    everyMs: readInterval(env, fault),
    serviceName: env.OTEL_SERVICE_NAME ?? 'krisebot',
    attributes: readPairs('OTEL_RESOURCE_ATTRIBUTES', env, fault),
  };
}

/** The endpoint is the receiver's; the path of metrics follows it. */
function readUrl({ OTEL_EXPORTER_OTLP_ENDPOINT: given }: Environment, fault: Fault): string | undefined {
  const example = 'https://<modtageren>:4318';
  if (!given) {
    fault(`OTEL_EXPORTER_OTLP_ENDPOINT mangler. Skriv adressen på det, der samler målinger, fx ${example}.`);
    return undefined;
  }
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    fault(`OTEL_EXPORTER_OTLP_ENDPOINT er ikke en adresse. Skriv fx ${example}.`);
    return undefined;
  }
  return `${given.replace(/\/+$/, '')}/v1/metrics`;
}

function readInterval({ OTEL_METRIC_EXPORT_INTERVAL: given = '60000' }: Environment, fault: Fault): number {
  if (/^\d{4,8}$/.test(given) && Number(given) >= shortestMs) return Number(given);
  fault(`OTEL_METRIC_EXPORT_INTERVAL er »${given}«. Skriv et antal millisekunder, mindst ${shortestMs}.`);
  return shortestMs;
}

/** "name=value,name=value", values written as in an address. The value may be secret: it is not said. */
function readPairs(name: string, env: Environment, fault: Fault): Readonly<Record<string, string>> {
  const pairs = (env[name] ?? '').split(',').filter((pair) => pair.trim());
  return Object.fromEntries(
    pairs.flatMap((pair, index) => {
      const [, key, value] = /^\s*([\w.-]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? [];
      const read = key && value !== undefined ? decoded(value) : undefined;
      if (key && read !== undefined) return [[key, read]];
      fault(`${name}: nr. ${index + 1} kan ikke læses. Skriv navn=værdi, adskilt af komma.`);
      return [];
    }),
  );
}

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
