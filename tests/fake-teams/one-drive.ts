import { createServer } from 'node:http';
import { close, listen } from './token-issuer.ts';

/** A file somebody put into a person's OneDrive. */
export interface Uploaded {
  readonly path: string;
  readonly bytes: Buffer;
  readonly range: string;
  readonly authorization: string;
}

export interface OneDrive {
  readonly origin: string;
  /** Every upload that was tried, in order. */
  readonly uploads: readonly Uploaded[];
  /** What the next uploads are answered with; 201 when there is nothing left. */
  answers(...statuses: readonly number[]): void;
  close(): Promise<void>;
}

/** Where a person's OneDrive takes files: each address once, as an upload session of the real one. */
export async function startOneDrive(): Promise<OneDrive> {
  const uploads: Uploaded[] = [];
  const done = new Set<string>();
  const next: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      const { 'content-range': range = '', authorization = '' } = request.headers;
      uploads.push({ path, bytes: Buffer.concat(chunks), range, authorization });
      const status = done.has(path) || request.method !== 'PUT' ? 404 : (next.shift() ?? 201);
      if (status < 300) done.add(path);
      response.writeHead(status, { 'content-type': 'application/json', location: '/elsewhere' });
      response.end('{}');
    });
  });
  const port = await listen(server);
  return {
    origin: `http://127.0.0.1:${port}`,
    uploads,
    answers: (...statuses) => void next.push(...statuses),
    close: () => close(server),
  };
}
