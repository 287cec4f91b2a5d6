import { describe, expect, it } from 'vitest';
import { readConfig, readRetention } from '../src/config.ts';

const id = '00000000-0000-4000-8000-000000000001';
const production = {
  MicrosoftAppId: id,
  MicrosoftAppTenantId: id,
  MicrosoftAppPassword: 'hemmelig',
  AZURE_TABLES_ENDPOINT: 'https://konto.table.core.windows.net',
};
const faultsOf = (mode: 'bot' | 'serve', env: Record<string, string>) => {
  const reading = readConfig(mode, env);
  return 'faults' in reading ? reading.faults.join('\n') : '';
};

describe('production', () => {
  it('starts with app id, tenant, secret and table endpoint', () => {
    expect(readConfig('serve', production)).toMatchObject({
      config: {
        host: '0.0.0.0',
        port: 3978,
        teams: { mode: 'production', tenantId: id, appType: 'SingleTenant' },
      },
    });
  });

  it('names every fault at once, each with what to do', () => {
    const faults = faultsOf('serve', { PORT: 'x', MicrosoftAppId: 'y' });
    for (const name of [
      'PORT',
      'MicrosoftAppId',
      'MicrosoftAppTenantId',
      'MicrosoftAppPassword',
      'AZURE_TABLES_ENDPOINT',
    ]) {
      expect(faults).toContain(name);
    }
  });

  it.each([
    ['PORT', '65536'],
    ['MicrosoftAppId', ''],
    ['MicrosoftAppTenantId', ''],
    ['MicrosoftAppPassword', ''],
    ['AZURE_TABLES_ENDPOINT', ''],
    ['AZURE_TABLES_ENDPOINT', 'http://konto.table.core.windows.net'],
    ['MicrosoftAppType', 'MultiTenant'],
    ['AZURE_STORAGE_CONNECTION_STRING', 'begge'],
  ])('refuses to start with %s as »%s«', (name, value) => {
    expect(faultsOf('serve', { ...production, [name]: value })).toContain(name);
  });

  it('takes the address for links where it is given, without a path', () => {
    const address = (given: string) => readConfig('serve', { ...production, PUBLIC_URL: given });
    expect(address('https://krisebot.eksempel.dk/')).toMatchObject({
      config: { publicUrl: 'https://krisebot.eksempel.dk' },
    });
    expect(readConfig('serve', production)).not.toHaveProperty('config.publicUrl');
    const hosts = [
      'http://krisebot.eksempel.dk',
      'https://krisebot.eksempel.dk/bot',
      'https://a@krisebot.dk',
    ];
    for (const wrong of [...hosts, 'krisebot']) {
      expect(faultsOf('serve', { ...production, PUBLIC_URL: wrong })).toContain('PUBLIC_URL');
    }
  });

  it('needs no secret with a managed identity or a certificate', () => {
    const { MicrosoftAppPassword: _, ...rest } = production;
    expect(faultsOf('serve', { ...rest, MicrosoftAppType: 'UserAssignedMsi' })).toBe('');
    expect(faultsOf('serve', { ...rest, CertificateThumbprint: 'a', CertificatePrivateKey: 'b' })).toBe('');
    for (const half of ['CertificateThumbprint', 'CertificatePrivateKey']) {
      expect(faultsOf('serve', { ...rest, [half]: 'a' })).toContain('MicrosoftAppPassword');
    }
  });

  it('needs to know from the string which account it is', () => {
    const { AZURE_TABLES_ENDPOINT: _, ...rest } = production;
    const faults = faultsOf('serve', { ...rest, AZURE_STORAGE_CONNECTION_STRING: 'AccountKey=hemmelig' });
    expect(faults).toContain('AZURE_STORAGE_CONNECTION_STRING');
    expect(faults).not.toContain('hemmelig');
  });

  it('deletes no record before a whole number of months, and none where none is given', () => {
    expect(readRetention({ KRISE_RETENTION_MONTHS: '60' })).toEqual({ months: 60 });
    expect(readRetention({ KRISE_RETENTION_MONTHS: ' ' })).toEqual({});
    for (const wrong of ['0', '00', '-1', '1.5', '6 måneder', '1e3']) {
      expect(readRetention({ KRISE_RETENTION_MONTHS: wrong })).toHaveProperty('faults');
    }
  });

  it('takes an empty line of the example as absent', () => {
    const empty = { KRISE_SERVICE_HOSTS: '', HOST: '', PORT: '', MicrosoftAppType: '', KRISE_PLAN: ' ' };
    expect(readConfig('serve', { ...production, ...empty })).toMatchObject({
      config: { host: '0.0.0.0', port: 3978, teams: { allowedServiceHosts: ['smba.trafficmanager.net'] } },
    });
  });

  it('cannot be made to run without authentication', () => {
    const reading = readConfig('serve', { ...production, NODE_ENV: 'development' });
    expect(reading).toMatchObject({ config: { teams: { mode: 'production', appId: id } } });
  });
});

describe('the local trial', () => {
  it('runs on loopback with the emulator and needs nothing', () => {
    expect(readConfig('bot', {})).toMatchObject({ config: { host: '127.0.0.1', teams: { mode: 'local' } } });
  });

  it('refuses to run as production, or on tables elsewhere, also when a host is asked for', () => {
    expect(faultsOf('bot', { NODE_ENV: 'production' })).toContain('NODE_ENV');
    const elsewhere = 'TableEndpoint=https://konto.table.core.windows.net;AccountName=x;AccountKey=eA==';
    expect(faultsOf('bot', { AZURE_STORAGE_CONNECTION_STRING: elsewhere })).toContain('denne maskine');
    expect(readConfig('bot', { HOST: '0.0.0.0' })).toMatchObject({ config: { host: '127.0.0.1' } });
    const address = { PUBLIC_URL: 'https://krisebot.eksempel.dk' };
    expect(readConfig('bot', address)).not.toHaveProperty('config.publicUrl');
  });
});
