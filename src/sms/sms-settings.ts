import { contentTypeOf, filledBody, filledUrl, isJson, type SmsSettings } from './sms-request.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Fault = (line: string) => void;

const methods = ['POST', 'PUT', 'GET'] as const;

/**
 * The SMS gateway by environment; undefined where there is none. Every fault is named. In the local trial
 * (`isLocal`) only a gateway on this machine will do: the plan's numbers are real people's.
 */
export function readSmsSettings(env: Environment, isLocal: boolean, fault: Fault): SmsSettings | undefined {
  const { KRISE_SMS_URL: url } = env;
  if (!url) {
    for (const name of orphans(env))
      fault(`${name} er sat, men KRISE_SMS_URL mangler. Sæt begge eller ingen.`);
    return undefined;
  }
  const settings: SmsSettings = {
    url,
    method: readMethod(env, fault),
    headers: readHeaders(env, fault),
    ...(env.KRISE_SMS_BODY ? { body: env.KRISE_SMS_BODY } : {}),
    sender: env.KRISE_SMS_SENDER ?? '',
  };
  checkUrl(settings, isLocal, fault);
  checkBody(settings, fault);
  checkPlaceholders(settings, fault);
  return settings;
}

const others = ['KRISE_SMS_HEADERS', 'KRISE_SMS_BODY', 'KRISE_SMS_SENDER'];

/** What is set for nothing. The method is left out: it stands in the example as it is by itself. */
function orphans(env: Environment): readonly string[] {
  return others.filter((name) => env[name] !== undefined);
}

function readMethod({ KRISE_SMS_METHOD: given = 'POST' }: Environment, fault: Fault): SmsSettings['method'] {
  const method = methods.find((known) => known === given.trim().toUpperCase());
  if (!method) fault(`KRISE_SMS_METHOD er »${given}«. Skriv POST, PUT eller GET.`);
  return method ?? 'POST';
}

function readHeaders(
  { KRISE_SMS_HEADERS: given = '{}' }: Environment,
  fault: Fault,
): Readonly<Record<string, string>> {
  const headers = isJson(given) ? (JSON.parse(given) as unknown) : undefined;
  const isTable = typeof headers === 'object' && headers !== null && !Array.isArray(headers);
  if (!isTable || !Object.entries(headers).every(isHeader)) {
    // What stands there is a secret: it is not shown.
    fault('KRISE_SMS_HEADERS kan ikke læses. Skriv et JSON-objekt: {"Authorization":"Bearer …"}.');
    return {};
  }
  return headers as Record<string, string>;
}

function isHeader([name, value]: [string, unknown]): boolean {
  return (
    /^[\w!#$%&'*+.^`|~-]+$/.test(name) && typeof value === 'string' && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)
  );
}

function checkUrl(settings: SmsSettings, isLocal: boolean, fault: Fault): void {
  const url = filledUrl(settings, sample);
  const protocol = URL.canParse(url) ? new URL(url).protocol : '';
  if (isLocal) {
    const isHere = protocol && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
    if (!isHere)
      fault('KRISE_SMS_URL peger ikke på denne maskine. Prøven må ikke sende sms til planens folk.');
    return;
  }
  if (protocol !== 'https:') fault('KRISE_SMS_URL skal være en https-adresse, som gatewayen har opgivet.');
}

/** What a text may hold at its worst: a template that survives it survives every SMS. */
const sample = { number: '+4500000000', text: 'Prøve "1" & \\2', id: 'K-2026-01-1-sms-anna' };

function checkBody(settings: SmsSettings, fault: Fault): void {
  const { method, body } = settings;
  if (method === 'GET') {
    if (body) fault('KRISE_SMS_BODY er sat, men KRISE_SMS_METHOD er GET. Skriv felterne i KRISE_SMS_URL.');
    return;
  }
  if (!body) return;
  const type = contentTypeOf(settings);
  if (type === 'other') {
    fault(
      'KRISE_SMS_HEADERS har en Content-Type, der ikke kan bruges. Skriv application/json eller application/x-www-form-urlencoded.',
    );
  } else if (type === 'json' && !isJson(filledBody(settings, sample) ?? '')) {
    fault('KRISE_SMS_BODY bliver ikke gyldig JSON. Sæt citationstegn om felterne: {"text":"{{tekst}}"}.');
  }
}

const known = ['til', 'til_uden_plus', 'tekst', 'id', 'afsender'];

function checkPlaceholders({ url, body = '', sender }: SmsSettings, fault: Fault): void {
  const used = [...`${url} ${body}`.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].map(([, name]) => name ?? '');
  for (const name of used.filter((one) => !known.includes(one))) {
    fault(
      `KRISE_SMS_BODY har feltet {{${name}}}, som ikke kendes. Brug ${known.map((one) => `{{${one}}}`).join(', ')}.`,
    );
  }
  if (!used.includes('til') && !used.includes('til_uden_plus')) {
    fault('KRISE_SMS_BODY mangler {{til}} eller {{til_uden_plus}}: modtagerens nummer.');
  }
  if (!used.includes('tekst')) fault('KRISE_SMS_BODY mangler {{tekst}}: det, der skal stå i sms’en.');
  if (used.includes('afsender') && !sender) {
    fault('KRISE_SMS_SENDER mangler, men {{afsender}} er brugt. Skriv afsenderens navn eller nummer.');
  }
}
