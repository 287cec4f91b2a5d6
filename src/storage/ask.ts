import type { TableClient } from '@azure/data-tables';
import { StoreFault } from '../ports.ts';
import type { Table } from './tables.ts';
import { wait } from './waits.ts';

/** What the table service answered: a fact. When there is no fact, `ask` throws. */
export type Answer<Value> =
  | { readonly state: 'done'; readonly value: Value }
  | { readonly state: 'missing' }
  /** The row was changed, or exists, already. */
  | { readonly state: 'conflict' }
  /** Too large or malformed. */
  | { readonly state: 'rejected'; readonly detail: string };

interface ServiceError {
  readonly statusCode?: number;
  readonly code?: string;
  readonly message?: string;
  readonly details?: { readonly odataError?: { readonly code?: string } };
}

/**
 * One call to a table. Throws `StoreFault` where the service did not answer, or answered with anything
 * that does not say what became of the call.
 */
export async function ask<Value>(
  table: Table,
  call: (client: TableClient) => Promise<Value>,
): Promise<Answer<Value>> {
  try {
    await table.ready();
    return { state: 'done', value: await call(table.client) };
  } catch (error) {
    const answer = factOf(error as ServiceError);
    if (answer) return answer;
    if (codeOf(error as ServiceError) === 'TableNotFound') table.gone();
    throw faultOf(error as ServiceError);
  }
}

/** Like `ask`, for a call that may be made again: see `uncut`. */
export async function askAgain<Value>(
  table: Table,
  call: (client: TableClient) => Promise<Value>,
): Promise<Answer<Value>> {
  return ask(table, (client) => uncut(() => call(client)));
}

/** So often a call is made again: after a rest many connections may be idle, and cut at the same time. */
const mostAgain = 3;

/**
 * Makes a call again where its connection was cut, as it is when the service closes an idle one just as it is used
 * again. The short waits let us hear of the other ones it has closed. For calls that may be made twice.
 */
export async function uncut<Value>(call: () => Promise<Value>): Promise<Value> {
  for (let again = 0; ; again += 1) {
    try {
      return await call();
    } catch (error) {
      if ((error as ServiceError).code !== 'ECONNRESET' || again >= mostAgain) throw error;
      await wait(5 * 3 ** again);
    }
  }
}

/** Without the error itself: it holds the request with its signature or token, and would end in a log. */
function faultOf(error: ServiceError): StoreFault {
  const code = codeOf(error) ?? error.statusCode ?? 'no answer';
  return new StoreFault(`the table service did not do it (${code})`, {
    cause: new Error(String(error.message).slice(0, 300)),
  });
}

function factOf(error: ServiceError): Exclude<Answer<never>, { state: 'done' }> | undefined {
  switch (error.statusCode) {
    case 404:
      return codeOf(error) === 'TableNotFound' ? undefined : { state: 'missing' };
    case 409:
      return codeOf(error) === 'TableBeingDeleted' ? undefined : { state: 'conflict' };
    case 412:
      return { state: 'conflict' };
    case 400:
    case 413:
      return { state: 'rejected', detail: codeOf(error) ?? String(error.statusCode) };
    default:
      return undefined;
  }
}

/** Single calls and transactions carry the service's code in different places. */
function codeOf(error: ServiceError): string | undefined {
  return error.details?.odataError?.code ?? error.code;
}
