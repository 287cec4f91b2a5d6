import { describe, expect, test } from 'vitest';
import { repliedTo } from '../../src/teams/replied-to.ts';

const html = (content: string) => ({ contentType: 'text/html', content });
const quote =
  '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1764000000001">Log</blockquote>';

describe('the message that another answers', () => {
  test.each([
    [
      'its reference',
      { attachments: [{ contentType: 'messageReference', content: '{"messageId":"1764000000001"}' }] },
    ],
    [
      'its reference as an object',
      { attachments: [{ contentType: 'messageReference', content: { messageId: '1764000000001' } }] },
    ],
    [
      'its quote among the entities',
      { entities: [{ type: 'quotedReply', quotedReply: { messageId: '1764000000001' } }] },
    ],
    ['the quote in its HTML', { attachments: [html(`${quote}<p>Strømmen er tilbage</p>`)] }],
  ])('is told in a chat by %s', (_, activity) => {
    expect(repliedTo(activity, 'personal')).toBe('1764000000001');
    expect(repliedTo(activity, 'groupChat')).toBe('1764000000001');
  });

  test.each([
    ['nothing is quoted', { attachments: [html('<p>Strømmen er tilbage</p>')] }],
    [
      'the reference is broken',
      { attachments: [{ contentType: 'messageReference', content: '{"messageId":' }] },
    ],
    [
      'the reference names nothing',
      { attachments: [{ contentType: 'messageReference', content: '{"messageId":7}' }] },
    ],
    ['the id is no id', { entities: [{ type: 'quotedReply', quotedReply: { messageId: '<b>' } }] }],
    ['a quote is only text', { attachments: [html('<blockquote itemid="1764000000001">Log</blockquote>')] }],
    ['what should be lists is not', { attachments: 'x', entities: 3 }],
  ])('is none where %s', (_, activity) => {
    expect(repliedTo(activity, 'personal')).toBeUndefined();
  });

  test('is in a channel the one its thread began with, and none for that one itself', () => {
    const conversation = { id: '19:x@thread.tacv2;messageid=1700' };
    expect(repliedTo({ id: '1764', conversation }, 'channel')).toBe('1700');
    expect(repliedTo({ id: '1700', conversation }, 'channel')).toBeUndefined();
    expect(repliedTo({ id: '1764', conversation: { id: '19:x@thread.tacv2' } }, 'channel')).toBeUndefined();
  });
});
