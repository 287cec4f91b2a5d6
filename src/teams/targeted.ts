import type { ConnectorClient } from 'botframework-connector';
import type { ConversationRef, Message, SendResult } from '../ports.ts';
import { activityOf } from './activity-of.ts';
import { type AttemptParts, attempt } from './attempt.ts';
import { fieldsOf, stringOf } from './fields.ts';
import { inShortIfNeeded } from './short-form.ts';

/**
 * Messages in a channel or group chat that one member alone sees, for 24 hours (msteams-docs, "Send and
 * receive targeted messages").
 */
export interface Targeted {
  /** `personId` is Teams' own id of the person, "29:…". */
  post(to: ConversationRef, personId: string, message: Message): Promise<SendResult>;
  /** Replaces such a message in place. Who sees it cannot be changed. */
  update(to: ConversationRef, activityId: string, message: Message): Promise<SendResult>;
}

export interface TargetedParts extends AttemptParts {
  /** The bot's own account in Teams, "28:" and its app id. */
  readonly botId: string;
}

export function createTargeted(parts: TargetedParts): Targeted {
  const from = { id: parts.botId, name: 'Krisebot' };
  return {
    post: (to, personId, message) =>
      inShortIfNeeded(message, (short) =>
        attempt<SendResult>(parts, { kind: 'postPrivately', shape: 'send', to }, async (_, connector) => {
          const activity = { ...activityOf(short), from, recipient: { id: personId } };
          const answer = await connector.sendOperationRequest({ conversation: to.id, activity }, posting);
          // The SDK wraps what it has no mapper for.
          const activityId = stringOf(fieldsOf(fieldsOf(answer).body).id);
          return activityId ? { state: 'sent', activityId } : { state: 'unknown' };
        }),
      ),

    update: (to, activityId, message) =>
      inShortIfNeeded(message, (short) =>
        attempt<SendResult>(parts, { kind: 'updatePrivately', shape: 'send', to }, async (_, connector) => {
          // With a recipient Teams refuses the change.
          const activity = { ...activityOf(short), from, id: activityId };
          await connector.sendOperationRequest({ conversation: to.id, activityId, activity }, updating);
          return { state: 'sent', activityId };
        }),
      ),
  };
}

type Operation = Parameters<ConnectorClient['sendOperationRequest']>[1];

/** The SDK's own operations drop fields they do not know and have no place for the query. */
const asItIs: Operation['serializer'] = {
  modelMappers: {},
  isXML: false,
  validateConstraints: () => undefined,
  serialize: (_mapper, value: unknown) => value,
  deserialize: (_mapper, value: unknown) => value,
};

const required = (serializedName: string) =>
  ({ serializedName, required: true, type: { name: 'String' } }) as const;
const conversation = { parameterPath: 'conversation', mapper: required('conversation') };
const activityId = { parameterPath: 'activityId', mapper: required('activityId') };

const body = { required: true, type: { name: 'any' } } as const;
const common = {
  requestBody: { parameterPath: 'activity', mapper: body },
  responses: { 200: {}, 201: {}, 202: {} },
  serializer: asItIs,
};
const posting: Operation = {
  ...common,
  httpMethod: 'POST',
  path: 'v3/conversations/{conversation}/activities?isTargetedActivity=true',
  urlParameters: [conversation],
};
const updating: Operation = {
  ...common,
  httpMethod: 'PUT',
  path: 'v3/conversations/{conversation}/activities/{activityId}?isTargetedActivity=true',
  urlParameters: [conversation, activityId],
};
