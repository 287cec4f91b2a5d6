import { preload } from './leash.ts';

/**
 * Node arguments that keep a program's servers on 127.0.0.1 and its pages from asking other hosts.
 * The Playground listens on every address, has no setting for it, and its page fetches fonts from the net.
 */
export function loopbackOnly(): readonly string[] {
  return preload(`(${listenOnLoopback})()`);
}

/** Runs inside the child, from its text: it may use globals only. */
function listenOnLoopback(): void {
  const { Server } = process.getBuiltinModule('node:net');
  const { listen } = Server.prototype;
  const policy =
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; connect-src 'self' ws://127.0.0.1:* ws://localhost:*";
  Object.assign(Server.prototype, {
    listen(this: InstanceType<typeof Server>, first: unknown, ...rest: unknown[]) {
      this.prependListener('request', (_request, response) =>
        response.setHeader('content-security-policy', policy),
      );
      const hosted = typeof first === 'number' && typeof rest[0] !== 'string';
      return Reflect.apply(listen, this, [first, ...(hosted ? ['127.0.0.1'] : []), ...rest]);
    },
  });
}
