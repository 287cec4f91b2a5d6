import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

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
    for (const wrong of ['http://krisebot.eksempel.dk', 'https://krisebot.eksempel.dk/bot', 'krisebot']) {
      expect(faultsOf('serve', { ...production, PUBLIC_URL: wrong })).toContain('PUBLIC_URL');
    }
  });

  it('needs no secret with a managed identity or a certificate', () => {
    const { MicrosoftAppPassword: _, ...rest } = production;
    expect(faultsOf('serve', { ...rest, MicrosoftAppType: 'UserAssignedMsi' })).toBe('');
    expect(faultsOf('serve', { ...rest, CertificateThumbprint: 'a', CertificatePrivateKey: 'b' })).toBe('');
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
  });
});
