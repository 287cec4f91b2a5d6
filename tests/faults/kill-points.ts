import type { Call } from '../azurite/proxy.ts';
import { isJson, type Json } from '../fake-teams/cards.ts';

/** A moment at which a bot dies: at which of its calls, and whether that call was carried out. */
export interface Moment {
  readonly name: string;
  readonly when: 'before' | 'after';
}

/** What a call of the tables changes; undefined for a reading, which nothing depends on. */
export function writeName({ method, path, body }: Call): string | undefined {
  if (method === 'GET' || path.endsWith('Tables')) return undefined;
  const said = `${decodeURIComponent(path)} ${body}`;
  const found = writes.find(({ marks }) => marks.every((mark) => said.includes(mark)));
  if (!found) return 'another row';
  const [, detail] = (found.detail && new RegExp(found.detail).exec(body)) || [];
  return detail ? `${found.name} ${detail}` : found.name;
}

interface Named {
  readonly name: string;
  /** All of these stand in the call. */
  readonly marks: readonly string[];
  /** What is told apart besides. */
  readonly detail?: string;
}

const writes: readonly Named[] = [
  { name: 'the claim of a start', marks: ['"RowKey":"start:'] },
  { name: 'taking the place again', marks: ['"RowKey":"active:', '\\"running\\":true'] },
  { name: 'giving up the place', marks: ['"RowKey":"active:'] },
  { name: 'the alarm', marks: ['"PartitionKey":"alarms:'] },
  { name: 'the entry', marks: ['"RowKey":"e:'], detail: '\\\\"kind\\\\":\\\\"(\\w+)\\\\"' },
  { name: 'the right to announce', marks: ['"RowKey":"lease"'] },
  {
    name: 'the row of the status card',
    marks: ['"RowKey":"n:status'],
    detail: '\\\\"state\\\\":\\\\"(\\w+)\\\\"',
  },
  { name: 'rows of notices', marks: ['"RowKey":"n:'], detail: '\\\\"state\\\\":\\\\"(\\w+)\\\\"' },
  { name: 'where the status card stands', marks: ['"RowKey":"c:status'] },
  { name: 'where a card stands', marks: ['"RowKey":"c:'] },
  { name: 'where a card of the log stands', marks: ['"RowKey":"l:'] },
  { name: 'an account', marks: ['"PartitionKey":"accounts"'] },
];

/** What a call of Teams does; undefined for a question. */
export function sendName(call: {
  readonly method: string;
  readonly placeId: string | undefined;
  readonly body: Json;
}): string | undefined {
  const { method, placeId, body } = call;
  if (method === 'PUT') return placeId?.startsWith('a:') ? 'editing a person’s card' : 'editing a card';
  if (method !== 'POST' || !placeId || body.type !== 'message') return undefined;
  const isNotice = isJson(body.channelData) && isJson(body.channelData.notification);
  const what = isNotice ? (body.text ? 'a message' : 'a card') : 'an answer';
  return `${what} to ${placeId.startsWith('a:') ? 'a person' : 'the channel'}`;
}
