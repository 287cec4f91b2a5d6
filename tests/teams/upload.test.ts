import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TeamsConfig } from '../../src/teams/teams-config.ts';
import { createUpload, uploadRule } from '../../src/teams/upload.ts';
import { type OneDrive, startOneDrive } from '../fake-teams/one-drive.ts';
import { close, listen } from '../fake-teams/token-issuer.ts';

const production: TeamsConfig = {
  mode: 'production',
  appId: 'app',
  appType: 'SingleTenant',
  tenantId: 'tenant',
  allowedServiceHosts: [],
};

describe('where a file may be sent', () => {
  it.each([
    'https://noerreby-my.sharepoint.com/personal/anna/_api/v2.0/drives/x/items/y/uploadSession?guid=z',
    'https://northeurope1-mediap.svc.ms/transform/upload',
  ])('is %s', (url) => {
    expect(uploadRule(production)(url)?.href).toBe(url);
  });

  it.each([
    'http://noerreby-my.sharepoint.com/upload',
    'https://noerreby-my.sharepoint.com:8443/upload',
    'https://sharepoint.com.evil.example/upload',
    'https://evilsharepoint.com/upload',
    'https://sharepoint.com/upload',
    'https://noerreby.sharepoint.com@evil.example/upload',
    'https://anna:kode@noerreby.sharepoint.com/upload',
    'https://evil.example/https://noerreby.sharepoint.com/',
    'https://evil.example#.sharepoint.com',
    'https://evil.example\\.sharepoint.com/upload',
    'https://127.0.0.1/upload',
    'https://localhost/upload',
    'https://[::1]/upload',
    'http://169.254.169.254/metadata',
    'file:///etc/passwd',
    'ftp://noerreby.sharepoint.com/upload',
    '//noerreby.sharepoint.com/upload',
    '',
    42,
    undefined,
    `https://noerreby.sharepoint.com/${'x'.repeat(5_000)}`,
  ])('is not %s', (url) => {
    expect(uploadRule(production)(url)).toBeUndefined();
  });

  it('is nowhere in the local trial', () => {
    expect(uploadRule({ mode: 'local' })('https://noerreby-my.sharepoint.com/upload')).toBeUndefined();
  });
});

describe('sending a file', () => {
  let drive: OneDrive;
  beforeAll(async () => {
    drive = await startOneDrive();
  });
  afterAll(() => drive.close());
  const lines: unknown[] = [];
  const journal = {
    info: (...line: unknown[]) => void lines.push(line),
    error: (event: string, error: unknown, fields: object = {}) =>
      void lines.push([event, String(error), fields]),
  };
  const upload = (timeoutMs?: number, origin = drive.origin) =>
    createUpload({ ...production, allowedUploadHosts: [origin] }, journal, timeoutMs);

  it('puts it whole, with its range and without a token of the bot’s', async () => {
    expect(await upload()(`${drive.origin}/a`, Buffer.from('kriselog'))).toBe('stored');
    expect(drive.uploads.at(-1)).toEqual({
      path: '/a',
      bytes: Buffer.from('kriselog'),
      range: 'bytes 0-7/8',
      authorization: '',
    });
  });

  it.each([202, 301, 302, 303, 307, 308, 400, 404, 409, 416, 500, 503])(
    'does not take a %i for done',
    async (status) => {
      drive.answers(status);
      expect(await upload()(`${drive.origin}/b${status}`, Buffer.from('x'))).toBe('failed');
      // A redirection is not followed.
      expect(drive.uploads.at(-1)?.path).toBe(`/b${status}`);
    },
  );

  it('gives up on whoever does not answer, or is not there', async () => {
    const silent = createServer(() => undefined);
    const origin = `http://127.0.0.1:${await listen(silent)}`;
    expect(await upload(30, origin)(`${origin}/c`, Buffer.from('x'))).toBe('failed');
    await close(silent);
    expect(await upload(1_000, origin)(`${origin}/c`, Buffer.from('x'))).toBe('failed');
  });

  it('tells the log where it was not sent to, and nothing of the address that is the permission', async () => {
    lines.length = 0;
    const permission = 'upload?guid=hemmeligt';
    expect(await upload()(`https://evil.example/${permission}`, Buffer.from('x'))).toBe('failed');
    const gone = drive.origin.replace(/\d+$/, '9');
    expect(await upload(1_000, gone)(`${gone}/${permission}`, Buffer.from('x'))).toBe('failed');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject(['teams.upload', 'Error: not sent', { host: 'evil.example' }]);
    expect(JSON.stringify(lines)).not.toContain('hemmeligt');
  });

  it('gives up on nothing to send, and on too much', async () => {
    const before = drive.uploads.length;
    expect(await upload()(`${drive.origin}/d`, Buffer.alloc(0))).toBe('failed');
    expect(await upload()(`${drive.origin}/e`, Buffer.alloc(61 * 1024 * 1024))).toBe('failed');
    expect(drive.uploads).toHaveLength(before);
  });
});
