import { createNoopMeter, type Meter } from '@opentelemetry/api';
import type { MeterProviderOptions } from '@opentelemetry/sdk-metrics';
import type { MetricsSettings } from './metrics-settings.ts';

export interface Metrics {
  readonly meter: Meter;
  /** Sends what was counted since the last time, and stops; waits for no receiver longer than that. */
  stop(withinMs: number): Promise<void>;
}

/** How long a receiver may take, in ms: one that hangs holds nothing up, and the next figures hold its own too. */
const longestCall = 5_000;

/** Starts to send figures. Without settings nothing is loaded, counted or sent. */
export async function startMetrics(settings: MetricsSettings | undefined): Promise<Metrics> {
  if (!settings) return { meter: createNoopMeter(), stop: async () => undefined };
  const { exporter, everyMs, serviceName, attributes } = settings;
  // Loaded where it is used: it takes a fifth of a second that most starts have no need of.
  const { ConsoleMetricExporter, MeterProvider, PeriodicExportingMetricReader } = await import(
    '@opentelemetry/sdk-metrics'
  );
  const reader = new PeriodicExportingMetricReader({
    exporter: exporter === 'console' ? new ConsoleMetricExporter() : await otlp(settings),
    exportIntervalMillis: everyMs,
    exportTimeoutMillis: Math.min(everyMs, longestCall),
  });
  const resource = resourceOf({ ...attributes, 'service.name': serviceName });
  const provider = new MeterProvider({ resource, readers: [reader] });
  return {
    meter: provider.getMeter('krisebot'),
    async stop(withinMs) {
      // A receiver that is away is no reason not to end.
      await provider.shutdown({ timeoutMillis: withinMs }).catch(() => undefined);
    },
  };
}

type Resource = NonNullable<MeterProviderOptions['resource']>;

/** What the figures are of. */
function resourceOf(attributes: Resource['attributes']): Resource {
  return {
    attributes,
    merge: (other) => resourceOf({ ...attributes, ...other?.attributes }),
    getRawAttributes: () => Object.entries(attributes),
  };
}

async function otlp({ url = '', headers }: MetricsSettings) {
  const { OTLPMetricExporter } = await import('@opentelemetry/exporter-metrics-otlp-http');
  return new OTLPMetricExporter({ url, headers: { ...headers }, timeoutMillis: longestCall });
}
