import type { PersonId } from '../domain/entry.ts';
import type { AppReach } from '../domain/readiness.ts';
import type { ConversationRef, KnownAccount, Message, Messenger, People, SendResult } from '../ports.ts';
import type { Identity } from './identity.ts';
import { withoutLoss } from './matching.ts';

/** Where a message to a person went, or why it did not. */
export interface Sent {
  /** `isSure` is false where a roster could not be read to its end: they may stand in the rest of it. */
  readonly result: SendResult | { readonly state: 'noAccount'; readonly isSure: boolean };
  readonly conversation?: ConversationRef;
}

/** Sending to a person of the plan, in their 1:1 conversation with the bot. */
export interface Reach {
  /** One attempt. `near` is a conversation that tells which Teams to look in. */
  send(person: PersonId, message: Message, near: ConversationRef): Promise<Sent>;
  /** How a message would get to this account, found out without sending one. Disturbs nobody. */
  probe(account: KnownAccount, near: ConversationRef): Promise<AppReach>;
}

interface Needs {
  readonly people: People;
  readonly messenger: Messenger;
  readonly identity: Identity;
}

interface Looked {
  readonly account: KnownAccount | undefined;
  readonly isSure: boolean;
}

/** Whoever asks while an answer is on its way gets the same: a wave reads the people once. */
function shared<Value>(ask: (near: ConversationRef) => Promise<Value>) {
  const underWay = new Map<string, Promise<Value>>();
  return (near: ConversationRef): Promise<Value> => {
    const answer = underWay.get(near.id) ?? ask(near).finally(() => underWay.delete(near.id));
    underWay.set(near.id, answer);
    return answer;
  };
}

/** True where a stored conversation is at a host that the bot's token never goes to: nothing was asked there. */
export function isElsewhere(result: { readonly state: string; readonly detail?: string }): boolean {
  return result.state === 'refused' && result.detail === 'serviceUrl';
}

/** A person nobody has seen is looked for once in the roster of `near` before giving up. */
export function createReach({ people, messenger, identity }: Needs): Reach {
  const everyone = shared(() => people.all());
  const learnt = shared(async (near: ConversationRef) => {
    const isSure = await identity.learn(near);
    return { all: await people.all(), isSure };
  });

  async function accountOf(person: PersonId, near: ConversationRef): Promise<Looked> {
    if (person.startsWith('teams:')) {
      return { account: await people.find(person.slice('teams:'.length)), isSure: true };
    }
    const isThey = (known: KnownAccount) => identity.contactIdOf(known) === person;
    const account = (await everyone(near)).find(isThey);
    if (account || near.kind === 'personal') return { account, isSure: true };
    const { all, isSure } = await learnt(near);
    return { account: all.find(isThey), isSure };
  }

  /** From where the account was last seen; from `near` where there is no way to that any more. */
  async function open({ accountId, seenAt }: KnownAccount, near: ConversationRef) {
    const opened = await messenger.openPersonal(accountId, seenAt ?? near);
    return seenAt && isElsewhere(opened) ? messenger.openPersonal(accountId, near) : opened;
  }

  /** The stored conversation is gone or there is none: ask Teams for it once more. */
  async function sendAnew(account: KnownAccount, message: Message, near: ConversationRef): Promise<Sent> {
    const opened = await open(account, near);
    // Asked again, Teams opens the same one: in doubt nothing was sent.
    if (opened.state === 'unknown') return { result: { state: 'later', afterMs: 0 } };
    if (opened.state !== 'open') return { result: opened };
    const { conversation } = opened;
    await people.change(account.accountId, (known) => ({ ...(known ?? account), personal: conversation }));
    return { result: await messenger.post(conversation, message), conversation };
  }

  async function sendTo(account: KnownAccount, message: Message, near: ConversationRef): Promise<Sent> {
    if (account.personal) {
      const result = await messenger.post(account.personal, message);
      const isLost = result.state === 'unreachable' || isElsewhere(result);
      if (!isLost) return { result, conversation: account.personal };
    }
    return sendAnew(account, message, near);
  }

  /** Remembers that Teams refused, for whoever asks before the next crisis; or that it no longer does. */
  async function noteLoss(account: KnownAccount, { state }: SendResult): Promise<void> {
    if (state === 'unreachable' && !account.lost) {
      await people.change(account.accountId, (known) => ({ ...(known ?? account), lost: 'refused' }));
    }
    if (state === 'sent' && account.lost) {
      await people.change(account.accountId, (known) => withoutLoss(known ?? account));
    }
  }

  return {
    async send(person, message, near) {
      const { account, isSure } = await accountOf(person, near);
      if (!account) return { result: { state: 'noAccount', isSure } };
      const sent = await sendTo(account, message, near);
      // What was sent stays sent, also where the tables do not take a note of it.
      if (sent.result.state !== 'noAccount') await noteLoss(account, sent.result).catch(() => undefined);
      return sent;
    },
    async probe(account, near) {
      // A conversation can be made with someone who has blocked or removed the app: only a message tells.
      if (account.lost) return account.lost;
      const opened = await open(account, near);
      if (opened.state === 'unreachable') return 'refused';
      if (opened.state !== 'open') return 'noAnswer';
      const { conversation } = opened;
      if (account.personal?.id !== conversation.id) {
        await people.change(account.accountId, (known) => ({
          ...(known ?? account),
          personal: conversation,
        }));
      }
      return 'open';
    },
  };
}
