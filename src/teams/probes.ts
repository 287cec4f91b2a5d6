import type restify from 'restify';
import { answer } from './http-answer.ts';

/** What a process says of itself to whoever asks without logging in: figures, never names or texts. */
export interface ServiceState {
  /** False where it should get no requests, or somebody must be woken. */
  readonly isReady: boolean;
  readonly told: object;
}

/**
 * `/healthz`: the process answers; it asks nothing of anybody. `/readyz`: what the process needs to do its work,
 * 200 or 503. Both with GET and HEAD.
 */
export function serveProbes(app: restify.Server, ready: () => Promise<ServiceState>): void {
  const routes: readonly (readonly [string, () => Promise<ServiceState>])[] = [
    ['/healthz', async () => ({ isReady: true, told: { status: 'ok' } })],
    ['/readyz', ready],
  ];
  for (const [path, state] of routes) {
    const tell = async (_request: restify.Request, response: restify.Response) => {
      const { isReady, told } = await state();
      answer(response, isReady ? 200 : 503, told);
    };
    app.get(path, tell);
    app.head(path, tell);
  }
}
