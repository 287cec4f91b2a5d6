/** What the fake connector answers a call with. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

/** An error as Teams writes it. */
export function failure(status: number, code = 'FakeFault') {
  return { error: { code, message: `fake ${status}` } };
}

export const badRequest: Answer = { status: 400, body: failure(400) };
export const notFound: Answer = { status: 404, body: failure(404) };
export const noSuchActivity: Answer = { status: 404, body: failure(404, 'ActivityNotFoundInConversation') };
export const notInRoster: Answer = { status: 403, body: failure(403, 'BotNotInConversationRoster') };
export const blocked: Answer = { status: 403, body: failure(403, 'MessageWritesBlocked') };
