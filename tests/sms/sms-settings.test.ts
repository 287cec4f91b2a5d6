import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';

const id = '00000000-0000-4000-8000-000000000001';
const production = {
  MicrosoftAppId: id,
  MicrosoftAppTenantId: id,
  MicrosoftAppPassword: 'hemmelig',
  AZURE_TABLES_ENDPOINT: 'https://konto.table.core.windows.net',
};
const json = {
  KRISE_SMS_URL: 'https://sms.eksempel.dk/send',
  KRISE_SMS_HEADERS: '{"Authorization":"Bearer nøgle-til-gateway"}',
  KRISE_SMS_BODY:
    '{"to":["{{til_uden_plus}}"],"message":"{{tekst}}","from":"{{afsender}}","reference":"{{id}}"}',
  KRISE_SMS_SENDER: 'Krisebot',
};
const form = { KRISE_SMS_URL: json.KRISE_SMS_URL, KRISE_SMS_BODY: 'to={{til}}&text={{tekst}}' };
const read = (sms: Record<string, string>, mode: 'bot' | 'serve' = 'serve') =>
  readConfig(mode, { ...(mode === 'serve' ? production : {}), ...sms });
const faultsOf = (sms: Record<string, string>, mode?: 'bot' | 'serve') => {
  const reading = read(sms, mode);
  return 'faults' in reading ? reading.faults : [];
};

describe('the SMS gateway in the environment', () => {
  it('may be absent', () => {
    expect(read({})).toMatchObject({ config: { port: 3978 } });
    expect(read({})).not.toHaveProperty('config.sms');
  });

  it.each([
    ['JSON', json],
    ['a form', form],
    [
      'a query',
      { KRISE_SMS_URL: 'https://sms.eksempel.dk/?to={{til}}&text={{tekst}}', KRISE_SMS_METHOD: 'get' },
    ],
    ['a number without quotes', { ...form, KRISE_SMS_BODY: '{"to":{{til_uden_plus}},"text":"{{tekst}}"}' }],
  ])('may take %s', (_name, sms) => {
    expect(faultsOf(sms)).toEqual([]);
  });

  it.each([
    ['an address that is not https', { ...form, KRISE_SMS_URL: 'http://sms.eksempel.dk' }, 'KRISE_SMS_URL'],
    ['an address that is none', { ...form, KRISE_SMS_URL: 'sms.eksempel.dk' }, 'KRISE_SMS_URL'],
    ['parts without an address', { KRISE_SMS_BODY: 'to={{til}}&text={{tekst}}' }, 'KRISE_SMS_URL mangler'],
    ['a method nobody knows', { ...form, KRISE_SMS_METHOD: 'SEND' }, 'KRISE_SMS_METHOD'],
    ['headers that are no JSON', { ...form, KRISE_SMS_HEADERS: 'Bearer x' }, 'KRISE_SMS_HEADERS'],
    ['headers that are no texts', { ...form, KRISE_SMS_HEADERS: '{"a":1}' }, 'KRISE_SMS_HEADERS'],
    ['a header with a line break', { ...form, KRISE_SMS_HEADERS: '{"a":"b\\nc"}' }, 'KRISE_SMS_HEADERS'],
    ['XML', { ...form, KRISE_SMS_HEADERS: '{"Content-Type":"text/xml"}' }, 'Content-Type'],
    ['no recipient', { ...form, KRISE_SMS_BODY: 'text={{tekst}}' }, '{{til}}'],
    ['no text', { ...form, KRISE_SMS_BODY: 'to={{til}}' }, '{{tekst}}'],
    ['no body at all', { KRISE_SMS_URL: form.KRISE_SMS_URL }, '{{tekst}}'],
    [
      'a placeholder nobody knows',
      { ...form, KRISE_SMS_BODY: `${form.KRISE_SMS_BODY}&x={{navn}}` },
      '{{navn}}',
    ],
    [
      'a text without quotes',
      { ...form, KRISE_SMS_BODY: '{"to":"{{til}}","text":{{tekst}}}' },
      'gyldig JSON',
    ],
    ['a body that GET has not', { ...form, KRISE_SMS_METHOD: 'GET' }, 'KRISE_SMS_BODY'],
    ['a sender that is used and absent', { ...json, KRISE_SMS_SENDER: '' }, 'KRISE_SMS_SENDER'],
  ])('is refused with %s, and the fault says what to do', (_name, sms, named) => {
    expect(faultsOf(sms).join('\n')).toContain(named);
  });

  it('names every fault at once, and never the key', () => {
    const faults = faultsOf({
      ...json,
      KRISE_SMS_URL: 'http://sms.eksempel.dk',
      KRISE_SMS_METHOD: 'SEND',
      KRISE_SMS_HEADERS: '{"Authorization":"Bearer nøgle-til-gateway"',
      KRISE_SMS_BODY: '{"to":',
    }).join('\n');
    for (const named of [
      'KRISE_SMS_URL',
      'KRISE_SMS_METHOD',
      'KRISE_SMS_HEADERS',
      'gyldig JSON',
      '{{tekst}}',
    ]) {
      expect(faults).toContain(named);
    }
    expect(faults).not.toContain('nøgle-til-gateway');
  });

  it('is on this machine in the local trial: one person plays everyone there, with real numbers', () => {
    expect(faultsOf(json, 'bot').join('\n')).toContain('denne maskine');
    expect(faultsOf({ ...form, KRISE_SMS_URL: 'http://127.0.0.1:9/sms' }, 'bot')).toEqual([]);
  });
});
