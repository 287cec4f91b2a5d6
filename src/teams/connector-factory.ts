import type { ConnectorClient, ConnectorFactory } from 'botframework-connector';
import { hostOf, type ServiceUrlRule } from './service-urls.ts';

/** A call that Teams has not answered by then is given up: what it did is unknown. Milliseconds. */
const answerWithin = 10_000;

/** The token would have gone to a host that is not allowed. Nothing was sent. */
export class ServiceUrlRefused extends Error {
  override readonly name = 'ServiceUrlRefused';
  readonly host: string;

  constructor(serviceUrl: unknown) {
    super('service URL not allowed');
    this.host = hostOf(serviceUrl);
  }
}

/**
 * The SDK's factory with three changes: only allowed hosts, one call is one attempt, and it goes where it was
 * sent. On its own the SDK posts a message up to four times, also after it has arrived, waits for an answer
 * forever, and follows a redirection.
 */
export function guardedFactory(
  factory: ConnectorFactory,
  serviceUrls: ServiceUrlRule,
  timeoutMs = answerWithin,
): ConnectorFactory {
  return {
    async create(serviceUrl, audience) {
      if (!serviceUrls(serviceUrl)) throw new ServiceUrlRefused(serviceUrl);
      return singleAttempt(await factory.create(serviceUrl, audience), timeoutMs);
    },
  };
}

interface Pipeline {
  removePolicy(options: { name: string }): unknown;
  addPolicy(policy: {
    name: string;
    sendRequest<R>(
      request: { abortSignal?: AbortSignal },
      next: (request: { abortSignal?: AbortSignal }) => Promise<R>,
    ): Promise<R>;
  }): void;
}

function singleAttempt(connector: ConnectorClient, timeoutMs: number): ConnectorClient {
  const pipeline = pipelineOf(connector);
  for (const name of ['defaultRetryPolicy', 'redirectPolicy']) pipeline.removePolicy({ name });
  return giveUpAfter(connector, timeoutMs);
}

/** From now on each of its calls is given up after so many milliseconds. */
export function giveUpAfter(connector: ConnectorClient, timeoutMs: number): ConnectorClient {
  const pipeline = pipelineOf(connector);
  pipeline.removePolicy({ name: 'answerWithin' });
  pipeline.addPolicy({
    name: 'answerWithin',
    sendRequest(request, next) {
      // The SDK's own timeout ends with the answer's headers: one whose body stalls would be waited for forever.
      request.abortSignal = AbortSignal.timeout(timeoutMs);
      return next(request);
    },
  });
  return connector;
}

function pipelineOf(connector: ConnectorClient): Pipeline {
  return (connector as unknown as { client: { pipeline: Pipeline } }).client.pipeline;
}
