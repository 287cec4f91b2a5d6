/** How a gateway is asked, from the environment. */
export interface SmsSettings {
  /** May hold placeholders, for gateways that take an SMS as a query. */
  readonly url: string;
  readonly method: 'POST' | 'PUT' | 'GET';
  readonly headers: Readonly<Record<string, string>>;
  /** Template with {{til}}, {{til_uden_plus}}, {{tekst}}, {{id}} and {{afsender}}. */
  readonly body?: string;
  readonly sender: string;
}

/** One SMS: `number` in E.164, `id` the same in every attempt. */
export interface Sms {
  readonly number: string;
  readonly text: string;
  readonly id: string;
}

const formType = 'application/x-www-form-urlencoded';

/** The body's encoding, by the header given, else by how the template begins. */
export function contentTypeOf({ headers, body = '' }: SmsSettings): 'json' | 'form' | 'other' {
  const given = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  if (!given) return /^\s*[[{](?!\{)/.test(body) ? 'json' : 'form';
  if (/^[\w.+/-]*[/+]json\b/i.test(given)) return 'json';
  return given.toLowerCase().startsWith(formType) ? 'form' : 'other';
}

/** The address, values escaped as in a query. */
export function filledUrl(settings: SmsSettings, sms: Sms): string {
  return filled(settings.url, valuesOf(settings, sms), encodeURIComponent);
}

/** The body, values escaped as its encoding asks; undefined where there is none. */
export function filledBody(settings: SmsSettings, sms: Sms): string | undefined {
  if (!settings.body || settings.method === 'GET') return undefined;
  const escaped = contentTypeOf(settings) === 'json' ? jsonInner : encodeURIComponent;
  return filled(settings.body, valuesOf(settings, sms), escaped);
}

/** The headers, with a content type where there is a body; {{id}} may stand in one, as a key of repetition. */
export function filledHeaders(settings: SmsSettings, sms: Sms): Readonly<Record<string, string>> {
  const { id } = valuesOf(settings, sms);
  const headers = Object.fromEntries(
    Object.entries(settings.headers).map(([name, value]) => [
      name.toLowerCase(),
      filled(value, { id }, encodeURIComponent),
    ]),
  );
  if (!settings.body || settings.method === 'GET') return headers;
  const type = contentTypeOf(settings) === 'json' ? 'application/json; charset=utf-8' : formType;
  return { 'content-type': type, ...headers };
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function valuesOf({ sender }: SmsSettings, { number, text, id }: Sms): Readonly<Record<string, string>> {
  return { til: number, til_uden_plus: number.replace(/^\+/, ''), tekst: text, id, afsender: sender };
}

/** One pass: what a value holds is never taken for a placeholder. */
function filled(
  template: string,
  values: Readonly<Record<string, string | undefined>>,
  escaped: (value: string) => string,
): string {
  return template.replace(/\{\{\s*([a-z_]+)\s*\}\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : escaped(value);
  });
}

function jsonInner(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}
