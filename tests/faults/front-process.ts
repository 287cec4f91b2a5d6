import { createServer } from '../../src/teams/server.ts';

/** The HTTP server alone in a process of its own. Tells its port, then its memory in bytes whenever it is asked. */
const silent = { info: () => undefined, error: () => undefined };
const messages = async () => ({ status: 200, body: { heard: true } });
const patience = JSON.parse(process.argv[2] ?? '{}') as object;
const server = await createServer({ journal: silent, messages, loopbackOnly: true, patience }).listen(
  0,
  '127.0.0.1',
);
process.on('message', () => process.send?.(process.memoryUsage.rss()));
process.on('disconnect', () => process.exit());
process.send?.(server.port);
