import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';

/** One value of a metric, as it came: a number, or of a histogram how many and their sum. */
export interface Point {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly value: number;
  readonly sum?: number;
}

export interface Collector {
  readonly url: string;
  /** What came last, decoded. */
  readonly points: Point[];
  readonly headers: IncomingMessage['headers'][];
  readonly resource: Record<string, string>;
  /** How it answers. */
  way: 'takes' | 'hangs' | 'fails';
  /** How many requests came. */
  asked: number;
  close(): Promise<void>;
}

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string };
}
interface DataPoint {
  readonly attributes: readonly Attribute[];
  readonly asInt?: number | string;
  readonly asDouble?: number;
  readonly count?: number | string;
  readonly sum?: number;
}
interface Body {
  readonly resourceMetrics: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeMetrics: readonly {
      readonly metrics: readonly ({ readonly name: string } & Readonly<
        Record<'sum' | 'gauge' | 'histogram', { readonly dataPoints: readonly DataPoint[] } | undefined>
      >)[];
    }[];
  }[];
}

/** What receives figures by OTLP over HTTP. */
export async function startCollector(): Promise<Collector> {
  const server = createServer((request, response) => void take(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const collector: Collector = {
    url: `http://127.0.0.1:${address.port}`,
    points: [],
    headers: [],
    resource: {},
    way: 'takes',
    asked: 0,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    collector.asked += 1;
    if (collector.way === 'hangs') return;
    const body = (await json(request)) as Body;
    if (collector.way === 'takes' && request.url === '/v1/metrics') keep(body, request);
    response.statusCode = collector.way === 'takes' ? 200 : 503;
    response.setHeader('content-type', 'application/json');
    response.end('{}');
  }

  function keep({ resourceMetrics }: Body, { headers }: IncomingMessage): void {
    collector.headers.push(headers);
    for (const { resource, scopeMetrics } of resourceMetrics) {
      Object.assign(collector.resource, named(resource.attributes));
      const metrics = scopeMetrics.flatMap((scope) => scope.metrics);
      collector.points.splice(0, collector.points.length, ...metrics.flatMap(pointsOf));
    }
  }

  return collector;
}

function pointsOf(metric: Body['resourceMetrics'][0]['scopeMetrics'][0]['metrics'][0]): readonly Point[] {
  const data = metric.sum ?? metric.gauge ?? metric.histogram;
  return (data?.dataPoints ?? []).map(({ attributes, asInt, asDouble, count, sum }) => ({
    name: metric.name,
    attributes: named(attributes),
    value: Number(count ?? asInt ?? asDouble),
    ...(sum === undefined ? {} : { sum }),
  }));
}

function named(attributes: readonly Attribute[]): Record<string, string> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? '']));
}
