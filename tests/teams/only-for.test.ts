import { expect, test } from 'vitest';
import { onlyForOf } from '../../src/teams/only-for.ts';

const from = { id: '29:1', aadObjectId: 'a-1' };
const inChat = {
  type: 'message',
  from,
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  conversation: { id: '19:c@thread.v2', conversationType: 'groupChat' },
};
const privately = { recipient: { id: '28:bot', isTargeted: true } };
const marked = { value: { verb: 'log', onlyForYou: 'ja' } };

test.each([
  ['who wrote privately', { ...inChat, ...privately }],
  ['who tapped a card that they alone see', { ...inChat, ...marked }],
])('an answer is for %s alone', (_name, activity) => {
  expect(onlyForOf(activity)).toEqual({ id: '29:1', accountId: 'a-1' });
});

test.each([
  ['in the conversation of all', inChat],
  [
    'in 1:1, whatever a client sends',
    {
      ...inChat,
      ...privately,
      ...marked,
      conversation: { id: 'a:1', conversationType: 'personal' },
    },
  ],
])('an answer is for everyone %s', (_name, activity) => {
  expect(onlyForOf(activity)).toBeUndefined();
});

test('an account is no longer than one can be', () => {
  const long = { ...from, aadObjectId: 'a'.repeat(101) };
  expect(onlyForOf({ ...inChat, ...privately, from: long })).toEqual({ id: '29:1' });
});
