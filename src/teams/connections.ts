import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export interface ConnectionLimits {
  /** So many may be waited for; one more, and the one waited for longest makes room. */
  readonly mostWaiting: number;
  /** So many requests, and the connection is closed. */
  readonly mostServed: number;
  /** How long a connection is waited for until its request is whole, whatever it sends. Milliseconds. */
  readonly waitWithin: number;
  /** How long a client may take for an answer; a large one has more. Milliseconds. */
  readonly takeWithin: number;
  /** By so many bytes a millisecond. */
  readonly slowestTaking: number;
  readonly lookEvery: number;
}

/** Who is waited for, and for how long: nobody can hold what others need. */
export interface Connections {
  /** The head of a request is here. False where the one before it is not answered yet, or was the last one. */
  begins(socket: Socket, response: ServerResponse): boolean;
  /** The request is whole: from now on it is we who take our time. */
  isWhole(socket: Socket): void;
  /** Lets what is being answered be answered and closes then. False where nothing is. */
  closesAfter(socket: Socket): boolean;
}

export function watchConnections(server: Server, limits: ConnectionLimits): Connections {
  /** Until when each is waited for: the one waited for longest first. */
  const waiting = new Map<Socket, number>();
  const taking = new Map<Socket, number>();
  const underWay = new Map<Socket, ServerResponse>();
  const counts = new WeakMap<Socket, number>();
  /** Closed after the answer under way; what still comes from there is not heard. */
  const leaving = new WeakSet<Socket>();

  function waitFor(socket: Socket): void {
    waiting.delete(socket);
    waiting.set(socket, Date.now() + limits.waitWithin);
    const [longest] = waiting.keys();
    if (waiting.size > limits.mostWaiting) longest?.destroy();
  }

  function forget(socket: Socket): void {
    for (const known of [waiting, taking, underWay]) known.delete(socket);
  }

  function look(): void {
    for (const [socket, until] of [...waiting, ...taking]) if (until < Date.now()) socket.destroy();
  }

  function ends(socket: Socket): void {
    forget(socket);
    if (!socket.destroyed) waitFor(socket);
  }

  server.on('connection', (socket) => {
    socket.once('close', () => forget(socket));
    waitFor(socket);
  });
  const looking = setInterval(look, limits.lookEvery).unref();
  server.once('close', () => clearInterval(looking));

  return {
    begins(socket, response) {
      if (underWay.has(socket) || leaving.has(socket)) return false;
      underWay.set(socket, response);
      const count = (counts.get(socket) ?? 0) + 1;
      counts.set(socket, count);
      if (count >= limits.mostServed) response.setHeader('Connection', 'close');
      waitFor(socket);
      response.once('prefinish', () => {
        if (response.getHeader('Connection') === 'close') leaving.add(socket);
        taking.set(socket, Date.now() + limits.takeWithin + socket.writableLength / limits.slowestTaking);
      });
      response.once('close', () => ends(socket));
      return true;
    },
    isWhole(socket) {
      waiting.delete(socket);
    },
    closesAfter(socket) {
      const response = underWay.get(socket);
      if (!response?.req.complete && !response?.headersSent) return false;
      if (leaving.has(socket)) return true;
      leaving.add(socket);
      if (!response.headersSent) response.setHeader('Connection', 'close');
      response.once('close', () => socket.destroySoon());
      socket.pause();
      return true;
    },
  };
}
