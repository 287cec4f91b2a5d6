import { beforeEach, expect, test } from 'vitest';
import type { ConversationRef, Message, Messenger, SendResult } from '../../src/ports.ts';
import type { Reply } from '../../src/request.ts';
import type { LateAnswers, Say } from '../../src/teams/late-answers.ts';
import { createReplySender } from '../../src/teams/reply-sender.ts';

const thread: ConversationRef = { id: '19:c', kind: 'groupChat', serviceUrl: 'https://x/' };
const onlyFor = { id: '29:1', accountId: 'a-1' };
const reply: Reply = { message: { text: 'svar' }, shows: 'new' };
const sent: SendResult = { state: 'sent', activityId: '7' };

let happened: unknown[];
let put: Say[];
let post: SendResult;
let privately: SendResult;
let opened: Awaited<ReturnType<Messenger['openPersonal']>>;
beforeEach(() => {
  [happened, put, post, privately] = [[], [], sent, sent];
  opened = { state: 'open', conversation: { ...thread, id: 'a:1', kind: 'personal' } };
});
const textOf = ({ text }: Message) => text;
const sender = createReplySender({
  late: {
    hasWaiting: () => false,
    add(place, say) {
      happened.push(['later', place]);
      return put.push(say) > 0;
    },
    lost: (place) => void happened.push(['lost', place]),
    resume: () => undefined,
  } satisfies LateAnswers,
  messenger: {
    async post(to, message) {
      happened.push(['post', to.id, textOf(message)]);
      return post;
    },
    async update(_to, activityId) {
      happened.push(['update', activityId]);
      return sent;
    },
    openPersonal: async () => opened,
  } as Partial<Messenger> as Messenger,
  targeted: {
    async post(_to, personId) {
      happened.push(['privately', personId]);
      return privately;
    },
    update: async () => sent,
  },
  journal: { info: () => undefined, error: () => undefined },
  stands: async (card, at) => void happened.push(['stands', card.shown, at.activityId]),
  showsLog: async () => undefined,
});

test('what is for one person goes to their 1:1 where the conversation does not take it, and nowhere else', async () => {
  privately = { state: 'refused', detail: '400' };
  await sender.post(reply, { thread, onlyFor });
  expect(happened).toEqual([
    ['privately', '29:1'],
    ['post', 'a:1', 'svar'],
  ]);
});

test('one in doubt is not said twice, and is told of to that person', async () => {
  privately = { state: 'unknown' };
  await sender.post(reply, { thread, onlyFor });
  expect(happened).toEqual([
    ['privately', '29:1'],
    ['lost', '19:c a-1'],
  ]);
});

test('a 1:1 that is in doubt has been told nothing yet: it is tried later', async () => {
  [privately, opened] = [{ state: 'unreachable' }, { state: 'unknown' }];
  await sender.post(reply, { thread, onlyFor });
  expect(happened).toEqual([
    ['privately', '29:1'],
    ['later', '19:c a-1'],
  ]);
});

test('said late it says so, and is told of where it then is in doubt', async () => {
  post = { state: 'later', afterMs: 0 };
  await sender.post(reply, { thread });
  expect(happened).toEqual([
    ['post', '19:c', 'svar'],
    ['later', '19:c'],
  ]);
  post = { state: 'unknown' };
  await put[0]?.(true);
  expect(happened.slice(2)).toEqual([
    ['post', '19:c', expect.stringMatching(/^svar\n\nSvaret er forsinket/)],
    ['lost', '19:c'],
  ]);
});

test('a card that is kept up to date is turned by whoever keeps it alone', async () => {
  const keeps = { crisisId: 'K-2026-07', shown: 'x' };
  const place = { thread, cardActivityId: '5' };
  await sender.refresh({ ...reply, keeps }, place);
  await sender.refresh(reply, place);
  expect(happened).toEqual([
    ['stands', 'x', '5'],
    ['update', '5'],
  ]);
});
